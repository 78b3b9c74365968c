"""A colleague's case opens only with a reason, whichever way one comes to it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.meetings import Meeting
from app.domain.permissions import Reason
from app.services.case.case_access import ReasonNeeded
from app.services.case.case_team import Part, change_team
from app.services.case.client_list import Whose, choose_whose
from app.services.program.bookmarks import recall_place, remember_place
from tests.staffed import TODAY, a_case_of
from tests.ui.hands import CTRL, answered, asked, button, type_here
from tests.ui.staffed import window_of
from ui.models.client_table import WHOSE
from ui.pages.day_rows import Going
from ui.windows.reason_dialog import ReasonDialog

ENTER = Qt.Key.Key_Return
SOURCES = Path(__file__).resolve().parents[2] / "ui"


@pytest.fixture
def of_per(staffed):
    """A case of Per's with a meeting in it."""
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        with vault.work() as work:
            meeting = Meeting(client_id=client_id, day=TODAY, template_id="three_party")
            work.save(replace(meeting, template_version=1))
    return client_id


@pytest.fixture
def window(staffed, of_per, qtbot):
    """Ola's window, with everybody's cases in the list."""
    with staffed.unlocked("Ola") as vault:
        choose_whose(vault, Whose.ALL)
    with window_of(staffed, "Ola", qtbot) as shown:
        yield shown


def reasons_logged(window, client_id):
    with window.workspace.vault.work() as work:
        return [e.detail for e in work.access.of(client_id) if e.action == "OPENED"]


def from_list(window, _client_id):
    window.go("clients")
    window.clients.view.setFocus()
    QTest.keyClick(window.clients.view, ENTER)


def from_search(window, _client_id):
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    type_here("liv")
    QTest.keyClick(QApplication.focusWidget(), ENTER)


def from_today(window, client_id):
    window.today.going.emit(Going(client_id, "meetings"))


def from_a_place(window, client_id):
    window.go_to(f'{{"page": "person", "client_id": "{client_id}", "tab": "plan"}}')


def from_a_button(window, client_id):
    window.open_client(client_id, "plan")


@pytest.mark.parametrize("way", [from_list, from_search, from_today, from_a_place, from_a_button])
def test_every_way_asks_first_and_nothing_is_shown_before(window, of_per, qtbot, way):
    way(window, of_per)

    dialog = asked(window, ReasonDialog, qtbot)
    assert window.page_name != "person"
    assert window.workspace.desk.editing is None
    assert reasons_logged(window, of_per) == []

    dialog.choices[Reason.JOINT_MEETING].setFocus()
    QTest.keyClick(dialog.choices[Reason.JOINT_MEETING], Qt.Key.Key_Space)
    QTest.keyClick(dialog, ENTER)

    assert window.page_name == "person"
    assert window.workspace.desk.case.client.id == of_per
    assert reasons_logged(window, of_per) == ["JOINT_MEETING"]


def test_escape_goes_back_without_a_trace(window, of_per, qtbot):
    from_list(window, of_per)
    dialog = asked(window, ReasonDialog, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    answered(window, qtbot)

    assert window.page_name == "clients"
    assert reasons_logged(window, of_per) == []


def test_enter_without_a_choice_says_what_is_missing(window, of_per, qtbot):
    from_a_button(window, of_per)
    dialog = asked(window, ReasonDialog, qtbot)
    QTest.keyClick(dialog, ENTER)

    assert dialog.problem.text() == "Choose a reason."
    assert dialog.isVisible()
    dialog.choices[Reason.FOLLOW_UP].click()
    assert not dialog.problem.isVisible()


def test_the_dialog_says_whose_case_it_is(window, of_per, qtbot):
    from_a_button(window, of_per)
    dialog = asked(window, ReasonDialog, qtbot)

    texts = [label.text() for label in dialog.findChildren(type(dialog.problem))]
    assert "Liv Hansen is the case of Per Olsen." in texts


def test_the_question_comes_once_and_every_page_is_open_then(window, of_per, qtbot):
    from_a_button(window, of_per)
    dialog = asked(window, ReasonDialog, qtbot)
    dialog.choices[Reason.PERSON_ASKED].click()
    dialog.act.click()
    answered(window, qtbot)

    window.go("clients")
    window.open_client(of_per, "history")

    assert window.page_name == "person"
    assert window.person.page_name == "history"


def test_a_row_of_the_day_leads_on_to_its_meeting_after_the_reason(window, of_per, qtbot):
    with window.workspace.vault.work() as work:
        (meeting,) = work.all(Meeting)
    window.today.going.emit(Going(of_per, "talk", meeting.id))
    dialog = asked(window, ReasonDialog, qtbot)
    dialog.choices[Reason.JOINT_MEETING].click()
    dialog.act.click()

    assert window.page_name == "talk"
    assert window.talk.meeting_id == meeting.id


def test_coming_back_after_unlock_asks_again_and_finds_the_field(staffed, window, of_per, qtbot):
    from_a_button(window, of_per)
    dialog = asked(window, ReasonDialog, qtbot)
    dialog.choices[Reason.JOINT_MEETING].click()
    dialog.act.click()
    answered(window, qtbot)
    window.person.show_page("intake")
    window.person.page("intake").form.name.setFocus()
    place = window.place()
    remember_place(window.workspace.vault, place)
    window.workspace.close()

    with window_of(staffed, "Ola", qtbot) as again:
        again.go_to(recall_place(again.workspace.vault))
        dialog = asked(again, ReasonDialog, qtbot)
        dialog.choices[Reason.JOINT_MEETING].click()
        dialog.act.click()

        assert again.person.page_name == "intake"
        assert again.focusWidget().objectName() == f"{of_per}.name"


def test_a_place_in_a_case_hidden_since_leads_to_the_day(staffed, of_per, qtbot):
    with staffed.unlocked("Per") as vault:
        change_team(vault, of_per, {staffed.ids["Ola"]: Part.SHUT_OUT})

    with window_of(staffed, "Ola", qtbot) as window:
        from_a_place(window, of_per)

        assert window.page_name == "today"
        assert window.workspace.desk.editing is None


def test_the_desk_itself_refuses_without_a_reason(window, of_per):
    with pytest.raises(ReasonNeeded):
        window.workspace.desk.open(of_per)

    assert window.workspace.desk.editing is None


def test_ones_own_case_opens_at_once(staffed, of_per, qtbot):
    with window_of(staffed, "Per", qtbot) as window:
        window.go("clients")
        QTest.keyClick(window.clients.view, ENTER)

        assert window.page_name == "person"
        assert window.findChildren(ReasonDialog) == []


def test_mine_and_all_are_chosen_and_remembered(staffed, of_per, qtbot):
    with window_of(staffed, "Kari", qtbot) as window:
        window.go("clients")
        assert window.clients.whose.isVisible()
        assert window.clients.table.clients == ()
        button(window, "Search among everybody's").click()
        assert [line.name for line in window.clients.table.clients] == ["Liv Hansen"]
        assert not window.clients.view.isColumnHidden(WHOSE)
    with window_of(staffed, "Kari", qtbot) as window:
        window.go("clients")
        assert window.clients.whose.code == Whose.ALL
        button(window, "Mine").click()
        assert window.clients.table.clients == ()
        assert window.clients.view.isColumnHidden(WHOSE)


def test_whose_cases_is_no_question_where_one_works_alone(practice_window):
    practice_window.go("clients")

    assert not practice_window.clients.whose.isVisible()
    assert len(practice_window.clients.table.clients) == 10


def test_no_window_reaches_a_case_but_through_the_desk():
    files = [f for f in SOURCES.rglob("*.py") if f.name != "desk.py"]
    ways = re.compile(r"\bEditing\(|\bwork\.case\(|\bwork\.(get|find|all)\((Client|Meeting)\b")

    assert len(files) > 50
    assert [f.name for f in files if ways.search(f.read_text(encoding="utf-8"))] == []
