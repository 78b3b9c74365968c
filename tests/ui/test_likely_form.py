"""While a name or a telephone is typed, whoever may be the same person is offered at the field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.clients import Client
from app.domain.meetings import Meeting
from app.domain.permissions import Reason
from app.services.case.bin import bin_content
from tests.building import TODAY, Clients
from tests.staffed import a_case_of
from tests.ui.hands import CTRL, answered, asked, button, type_here
from tests.ui.staffed import window_of
from ui.forms.likely_form import LikelyForm
from ui.widgets.announcing import voice
from ui.windows.reason_dialog import ReasonDialog


def begin(window):
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    return window.person.page("intake").likely


@pytest.fixture
def likely(window):
    """What is offered, for a new person."""
    return begin(window)


@pytest.fixture
def announced():
    said = []
    voice.said.connect(lambda sentence, _assertive: said.append(sentence))
    return said


def names(likely):
    return [line.title for line in likely.list.lines.lines] if likely.isVisible() else []


def client_on_desk(window):
    return window.workspace.desk.case.client


def liv(window):
    return Clients(window.workspace.vault).named("Liv")


def test_nobody_is_offered_before_a_whole_name_is_typed(window, likely, qtbot):
    with qtbot.waitSignal(likely.looked):
        type_here("Liv")

    assert not likely.isVisible()


@pytest.mark.parametrize("typed", ["Hansen, Liv", "liv hanssen", "Liv Hansne", "Ļiv Hanśen"])
def test_somebody_who_is_there_is_offered_without_taking_the_caret(
    window, likely, announced, qtbot, typed
):
    type_here(typed)
    qtbot.waitUntil(lambda: names(likely) == ["Liv Hansen"])

    assert QApplication.focusWidget() is window.person.page("intake").form.name
    assert client_on_desk(window).name == typed
    assert any(each.startswith("May be the same person: Liv Hansen") for each in announced)


def test_a_telephone_is_enough_however_it_is_spaced(window, likely, qtbot):
    type_here("Siv Berg\t+47 99000055")

    qtbot.waitUntil(lambda: names(likely) == ["Liv Hansen"])
    assert likely.list.lines.lines[0].subtitle == "Same phone"


def test_it_is_the_same_person_opens_the_file_and_keeps_what_was_typed(window, likely, qtbot):
    type_here("Liv Hansen")
    qtbot.waitUntil(lambda: names(likely) == ["Liv Hansen"])
    new = client_on_desk(window).id
    told = []
    window.workspace.receipts.given.connect(told.append)

    button(likely, "It is the same person").click()

    assert client_on_desk(window).id == liv(window)
    assert new != liv(window)
    (binned,) = bin_content(window.workspace.vault, TODAY)
    assert (binned.id, binned.name) == (new, "Liv Hansen")
    assert told == [
        "This is the case that was there. What you had typed stays in the bin for 30 days."
    ]


def test_a_file_with_more_in_it_stays_where_it_is(window, likely, qtbot):
    type_here("Liv Hansen")
    qtbot.waitUntil(lambda: names(likely) == ["Liv Hansen"])
    new = client_on_desk(window).id
    window.workspace.desk.change([Meeting(client_id=new)])

    button(likely, "It is the same person").click()

    assert client_on_desk(window).id == liv(window)
    assert bin_content(window.workspace.vault, TODAY) == ()
    with window.workspace.vault.work() as work:
        assert work.find(Client, new) is not None


def test_somebody_else_goes_and_does_not_come_back_for_that_pair(window, likely, qtbot):
    type_here("Liv Hansen")
    qtbot.waitUntil(lambda: names(likely) == ["Liv Hansen"])

    button(likely, "Somebody else").click()
    assert not likely.isVisible()

    window.person.page("intake").form.name.setFocus()
    with qtbot.waitSignal(likely.looked):
        type_here("n")
    with qtbot.waitSignal(likely.looked):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert not likely.isVisible()
    new = client_on_desk(window).id
    window.open_client(liv(window), "intake")
    window.open_client(new, "intake")
    with qtbot.waitSignal(likely.looked):
        type_here("n")
    assert not likely.isVisible()


def test_an_old_case_that_is_opened_is_not_looked_up(window, qtbot):
    vault = window.workspace.vault
    for _each in range(2):
        client_id = a_case_of(vault, "Ola Vik")
    with vault.work() as work:
        work.save(Meeting(client_id=client_id))

    window.open_client(client_id, "intake")

    likely = window.person.page("intake").likely
    window.workspace.tasks.run(lambda: None, lambda _done: None, likely, quick=True)
    assert not likely.isVisible()


def test_a_colleague_s_file_is_asked_about_and_the_new_one_stays_until_it_is_opened(staffed, qtbot):
    with staffed.unlocked("Per") as vault:
        of_per = a_case_of(vault, "Liv Hansen")
    with window_of(staffed, "Ola", qtbot) as window:
        likely = begin(window)
        type_here("Liv Hansen")
        qtbot.waitUntil(lambda: names(likely) == ["Liv Hansen"])
        assert likely.list.lines.lines[0].subtitle == "Same name · case of Per Olsen"
        new = client_on_desk(window).id

        button(likely, "It is the same person").click()
        dialog = asked(window, ReasonDialog, qtbot)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        answered(window, qtbot)
        assert client_on_desk(window).id == new
        assert bin_content(window.workspace.vault, TODAY) == ()

        button(likely, "It is the same person").click()
        dialog = asked(window, ReasonDialog, qtbot)
        dialog.choices[Reason.PERSON_ASKED].click()
        dialog.act.click()
        answered(window, qtbot)
        assert client_on_desk(window).id == of_per
        assert [each.id for each in bin_content(window.workspace.vault, TODAY)] == [new]


def test_typing_waits_for_no_look(window, likely):
    """A key starts a clock and nothing else: what is slow is done beside, when the typing rests."""
    looks = []
    likely.looked.connect(lambda: looks.append(client_on_desk(window).name))
    type_here("Liv Hansen")

    assert looks == []
    assert isinstance(likely, LikelyForm)
