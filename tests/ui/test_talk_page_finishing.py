"""A note is finished with what was agreed, and stays as it is; addenda come after it."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.choices import MeetingState
from app.domain.meetings import Meeting
from app.formats import weekday_day_month
from tests.building import TODAY
from tests.ui.faults import a_full_disk
from tests.ui.hands import ALT, CTRL, SHIFT, answered, asked, button, type_here
from tests.ui.talking import begin_talk, leave_receipt, meeting
from ui.windows.finish_dialog import FinishedDialog, FinishMeetingDialog


@pytest.fixture
def talk(window, small):
    return begin_talk(window, small)


def test_finishing_demands_a_next_date_or_that_none_is_agreed(talk, window, small, qtbot):
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.problem.text() == "Write the next date, or that no further meeting is agreed."

    dialog.none.setFocus()
    QTest.keyClick(dialog.none, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert meeting(small, talk).state == MeetingState.FINISHED
    assert meeting(small, talk).none_agreed
    assert len(small.desk.case.meetings) == 1


@pytest.fixture
def finished(talk, window, qtbot):
    """The note is finished with a next date 14 days ahead."""
    type_here("Det som ble sagt")
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    dialog.day.setFocus()
    type_here("+14")
    QTest.keyClick(dialog.day, Qt.Key.Key_Tab)
    type_here("kl 10")
    QTest.keyClick(dialog.time, Qt.Key.Key_Return)
    leave_receipt(window, qtbot)
    return talk


def test_the_agreed_meeting_is_booked(finished, small):
    first, agreed = small.desk.case.meetings

    assert (first.state, agreed.state) == (MeetingState.FINISHED, MeetingState.PLANNED)
    assert ((agreed.day - TODAY).days, agreed.at) == (14, time(10))
    assert first.next_meeting_id == agreed.id


def test_what_was_typed_is_said_back_with_its_weekday_and_whom_one_has_then(
    talk, window, small, qtbot
):
    day = TODAY + timedelta(days=14)
    with small.vault.work() as work:
        work.save(Meeting(client_id=small.desk.case.client.id, day=day, at=time(10)))
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    type_here("+14")
    when = weekday_day_month(day)
    qtbot.waitUntil(lambda: f"{when} · comes on the plan" in words(dialog))
    QTest.keyClick(dialog.day, Qt.Key.Key_Tab)
    type_here("9.30")

    meets = "you have another appointment from 10:00 to 11:00 that day"
    qtbot.waitUntil(lambda: f"{when} at 09:30 · {meets} · comes on the plan" in words(dialog))
    for _each in range(4):
        QTest.keyClick(dialog.time, Qt.Key.Key_Backspace)
    type_here("8")
    qtbot.waitUntil(
        lambda: f"{when} at 08:00 · you are free then · comes on the plan" in words(dialog)
    )


def test_a_time_that_is_none_is_told_and_not_lost(talk, window, small, qtbot):
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    type_here("+14")
    QTest.keyClick(dialog.day, Qt.Key.Key_Tab)
    type_here("etter lunsj")
    QTest.keyClick(dialog.time, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert "This is not a time yet" in dialog.problem.text()
    assert dialog.time.text() == "etter lunsj"


def words(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_a_finished_note_is_read_only_and_no_key_changes_it(finished, window, small):
    note = finished.sections[0].note
    finished.go_to(0)

    QTest.keyClicks(note, "mer")
    QTest.keyClick(note, Qt.Key.Key_Delete)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)

    assert note.isReadOnly()
    assert note.toPlainText() == "Det som ble sagt"
    assert all(s.note.isReadOnly() for s in finished.sections)
    stored = small.desk.case.note(finished.meeting_id)[finished.sections[0].key]
    assert stored.text == "Det som ble sagt"


def test_what_is_not_stored_in_a_finished_note_does_not_stand_there_either(finished):
    """A program for assistive technology may write in a box that is read-only."""
    before = finished.here.note.text
    finished.here.note.insertPlainText("Vil bli kokk")

    assert finished.here.note.text == before


def test_a_later_remark_is_an_addendum_with_name_and_date(finished, window, small):
    finished.addendum.text.setFocus()
    type_here("Han ringte dagen etter")

    button(window, "Add to the note").click()

    (remark,) = small.desk.case.addenda(finished.meeting_id)
    assert (remark.text, remark.written_by) == ("Han ringte dagen etter", "Kari Øving")
    texts = [label.text() for label in finished.addendum.findChildren(QLabel)]
    assert "Han ringte dagen etter" in texts
    assert any(text.startswith("Kari Øving · ") for text in texts)
    assert finished.addendum.text.toPlainText() == ""


def test_an_addendum_that_could_not_be_stored_stays_on_screen(finished, window, small):
    finished.addendum.text.setFocus()
    type_here("Han ringte dagen etter")

    with a_full_disk():
        button(window, "Add to the note").click()

    assert finished.addendum.text.toPlainText() == "Han ringte dagen etter"
    button(window, "Add to the note").click()
    assert [a.text for a in small.desk.case.addenda(finished.meeting_id)] == [
        "Han ringte dagen etter"
    ]


def test_an_addendum_half_written_is_kept_for_its_own_note_and_no_other(
    finished, window, small, qtbot
):
    finished.addendum.text.setFocus()
    type_here("Halvveis")
    window.go("today")
    client_id, first_id = small.desk.case.client.id, finished.meeting_id
    other = small.desk.case.meetings[1].id
    window.open_client(client_id, "meetings")
    window.start_talk(other)
    finish_without_next(window, qtbot)

    assert finished.addendum.isVisible()
    assert finished.addendum.text.toPlainText() == ""
    window.open_talk(first_id)
    assert finished.addendum.text.toPlainText() == "Halvveis"
    with small.vault.work() as work:
        assert [draft.raw for draft in work.drafts.of(client_id)] == ["Halvveis"]


def finish_without_next(window, qtbot):
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    dialog.none.click()
    dialog.act.click()
    leave_receipt(window, qtbot)


def test_a_meeting_that_could_not_be_finished_says_why_and_stays_open(talk, window, small, qtbot):
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    dialog.none.click()
    small.desk.settle()

    with a_full_disk():
        dialog.act.click()

    assert dialog.isVisible()
    assert "safe" in dialog.problem.text()
    assert meeting(small, talk).state == MeetingState.STARTED
    dialog.act.click()
    assert meeting(small, talk).state == MeetingState.FINISHED


def test_what_is_open_is_one_key_away_and_the_sheet_comes_back_with_what_was_typed(
    talk, window, small, qtbot
):
    talk.go_to(3)
    type_here("Snakket\nNav ringer skolen innen fredag\nMer")
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    dialog.day.setFocus()
    type_here("+14")

    QTest.keyClick(dialog, Qt.Key.Key_1, ALT)
    answered(window, qtbot)

    assert talk.here.key == talk.sections[3].key
    assert talk.here.note.current_line() == "Nav ringer skolen innen fredag"
    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(talk.here.note, Qt.Key.Key_F, CTRL | SHIFT)
    again = asked(window, FinishMeetingDialog, qtbot)
    assert again.day.text() != ""
    QTest.keyClick(again, Qt.Key.Key_Return, CTRL)
    leave_receipt(window, qtbot)
    assert meeting(small, talk).state == MeetingState.FINISHED


def test_from_finished_to_the_paper_is_at_most_ten_keys(talk, window, small, qtbot):
    type_here("Ringe skolen")
    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL)
    keys = 0

    def press(key, held=Qt.KeyboardModifier.NoModifier):
        nonlocal keys
        keys += 1
        QTest.keyClick(QApplication.focusWidget(), key, held)

    press(Qt.Key.Key_F, CTRL | SHIFT)
    asked(window, FinishMeetingDialog, qtbot)
    type_here("+14")
    press(Qt.Key.Key_Return)
    receipt = asked(window, FinishedDialog, qtbot)
    assert QApplication.focusWidget() is receipt.act
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(QPrintDialog) is not None)
    paper = window.findChild(QPrintDialog)
    qtbot.waitUntil(paper.isVisible)
    paper.reject()

    assert keys <= 9  # and Enter in the system's dialog


def test_a_part_is_corrected_beside_what_stands_there(finished, window, small):
    finished.go_to(0)
    QTest.keyClick(finished.here.note, Qt.Key.Key_Q, CTRL | SHIFT)
    assert QApplication.focusWidget() is finished.addendum.text
    assert finished.addendum.text.toPlainText() == "Det som ble sagt"
    finished.addendum.text.selectAll()
    type_here("Det som ble ment")

    button(window, "Keep the correction").click()

    (remark,) = small.desk.case.addenda(finished.meeting_id)
    assert (remark.text, remark.corrects) == ("Det som ble ment", finished.sections[0].key)
    assert finished.sections[0].note.toPlainText() == "Det som ble sagt"
    texts = [label.text() for label in finished.sections[0].findChildren(QLabel)]
    assert any(t.startswith("Corrected Kari Øving") and "ble ment" in t for t in texts)
    assert finished.addendum.text.accessibleName() == "Addendum"


def test_a_note_that_is_written_is_not_corrected_but_written_in(talk, window):
    QTest.keyClick(talk.here.note, Qt.Key.Key_Q, CTRL | SHIFT)

    assert not talk.addendum.isVisible()


@pytest.mark.parametrize("typed", ["+14 kl 10", "+14, kl. 10.00", "+14 klokka 10"])
def test_day_and_time_are_typed_in_one_go(talk, window, small, qtbot, typed):
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    dialog.day.setFocus()
    type_here(typed)
    QTest.keyClick(dialog.day, Qt.Key.Key_Return)
    leave_receipt(window, qtbot)

    _held, agreed = small.desk.case.meetings
    assert ((agreed.day - TODAY).days, agreed.at) == (14, time(10))
