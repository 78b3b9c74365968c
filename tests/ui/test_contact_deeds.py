"""Quick contact: one key writes an attempt, from the person's pages and from the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import ContactOutcome, ContactWay
from app.domain.meetings import Meeting
from app.domain.periods import ContactAttempt
from app.domain.permissions import Reason
from app.services.case.client_list import Whose, choose_whose
from tests.building import TODAY, Clients
from tests.staffed import a_case_of
from tests.ui.hands import CTRL, SHIFT, answered, asked, told, type_here
from tests.ui.staffed import window_of
from ui.windows.reason_dialog import ReasonDialog

BOTH = CTRL | SHIFT
KEYS = {
    Qt.Key.Key_R: (ContactWay.PHONE, ContactOutcome.REACHED),
    Qt.Key.Key_Y: (ContactWay.PHONE, ContactOutcome.NO_ANSWER),
    Qt.Key.Key_H: (ContactWay.SMS, ContactOutcome.MESSAGE_LEFT),
    Qt.Key.Key_E: (ContactWay.EMAIL, ContactOutcome.MESSAGE_LEFT),
}


def attempts(vault, client_id):
    with vault.work() as work:
        return work.all(ContactAttempt, client_id=client_id)


def press(window, key, modifiers=BOTH):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


@pytest.fixture
def liv(window, small):
    """Liv's case on its plan's page."""
    client_id = Clients(small.vault).named("Liv")
    window.open_client(client_id, "plan")
    return client_id


@pytest.mark.parametrize("key", KEYS)
def test_one_key_writes_who_tried_when_and_what_came_of_it(window, small, liv, key):
    press(window, key)

    (made,) = attempts(small.vault, liv)
    assert (made.way, made.outcome) == KEYS[key]
    assert (made.day, made.counsellor_id) == (TODAY, small.vault.counsellor.id)
    assert made.at is not None
    assert made.intake_id == small.desk.case.intake.id
    assert small.desk.case.all(Meeting) == ()


def test_the_receipt_counts_and_words_can_follow_and_esc_gives_the_caret_back(window, small, liv):
    before = QApplication.focusWidget()
    press(window, Qt.Key.Key_Y)
    press(window, Qt.Key.Key_Y)
    assert told(window) == "Written: phoned, no answer. Attempt 2."

    type_here("Ringer igjen tirsdag")
    press(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)

    assert QApplication.focusWidget() is before
    assert window.page_name == "person"
    words = {each.words for each in attempts(small.vault, liv)}
    assert words == {"", "Ringer igjen tirsdag"}


def test_undo_takes_the_attempt_back_and_its_line_goes(window, small, liv):
    before = QApplication.focusWidget()
    press(window, Qt.Key.Key_R)
    press(window, Qt.Key.Key_Z, CTRL)

    assert attempts(small.vault, liv) == ()
    assert QApplication.focusWidget() is before


def test_the_preparation_lists_them_newest_first_with_their_words(window, small, liv):
    press(window, Qt.Key.Key_Y)
    press(window, Qt.Key.Key_H)
    window.open_client(liv, "intake")
    listed = window.person.page("intake").contacts.list
    assert [line.title for line in listed.lines.lines] == [
        "Sent a text message",
        "Phoned, no answer",
    ]

    listed.setFocus()
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    type_here("Om timen tirsdag\n")
    assert listed.lines.lines[0].subtitle == "Om timen tirsdag"
    assert QApplication.focusWidget() is listed
    press(window, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)

    assert [line.title for line in listed.lines.lines] == ["Phoned, no answer"]
    assert len(attempts(small.vault, liv)) == 1


def test_from_the_list_the_row_is_enough_and_undo_works_there(practice_window, practice):
    window, clients = practice_window, Clients(practice.vault)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    window.clients.view.setFocus()
    row = next(n for n, c in enumerate(window.clients.table.clients) if c.name == "Meron Haile")
    window.clients.view.selectRow(row)
    meron = clients.named("Meron")
    before = len(attempts(practice.vault, meron))

    press(window, Qt.Key.Key_Y)

    assert window.page_name == "clients"
    assert told(window).startswith("Written about Meron Haile: phoned, no answer.")
    assert len(attempts(practice.vault, meron)) == before + 1
    with practice.vault.work() as work:
        assert any(each.action == "OPENED" for each in work.access.of(meron))
    press(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert QApplication.focusWidget() is window.clients.view
    press(window, Qt.Key.Key_Z, CTRL)
    assert len(attempts(practice.vault, meron)) == before
    press(window, Qt.Key.Key_Z, CTRL)
    assert told(window) == "There is nothing to undo on this page."


def test_elsewhere_the_key_says_what_it_needs(window):
    window.go("today")
    press(window, Qt.Key.Key_R)

    assert told(window) == "Open a client, or choose one in the list, first."


def test_a_colleagues_case_asks_for_its_reason_first(staffed, qtbot):
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
    with staffed.unlocked("Ola") as vault:
        choose_whose(vault, Whose.ALL)
    with window_of(staffed, "Ola", qtbot) as window:
        window.go("clients")
        window.clients.view.setFocus()
        press(window, Qt.Key.Key_R)

        vault = window.workspace.vault
        assert attempts(vault, client_id) == ()
        dialog = asked(window, ReasonDialog, qtbot)
        dialog.choices[Reason.PERSON_ASKED].click()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        answered(window, qtbot)

        assert len(attempts(vault, client_id)) == 1
        assert window.page_name == "clients"
        with vault.work() as work:
            logged = [e.detail for e in work.access.of(client_id) if e.action == "OPENED"]
        assert logged == [Reason.PERSON_ASKED.value]
