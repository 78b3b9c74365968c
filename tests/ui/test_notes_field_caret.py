"""Whoever writes sees where they write, in every box that grows with its text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from app.domain.choices import MeetingState
from app.domain.clients import Client
from tests.ui.hands import CTRL, type_here

MORE_THAN_A_WINDOW = "Hun vil bli helsefagarbeider.\n" * 60


def is_caret_in_sight(box):
    return box.viewport().visibleRegion().contains(box.cursorRect().center())


def page_around(box):
    around = box.parentWidget()
    while not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def note(window, case):
    meeting = next(each for each in case.meetings if each.state != MeetingState.FINISHED)
    window.open_talk(meeting.id)
    window.talk.go_to(1)
    return window.talk.here.note


def addendum(window, case):
    meeting = next(each for each in case.meetings if each.state == MeetingState.FINISHED)
    window.open_talk(meeting.id)
    return window.talk.addendum.text


def why(window, case):
    window.open_client(case.client.id, "plan")
    return window.person.page("plan").form.field("plan", "why")


def purpose(window, case):
    window.open_client(case.client.id, "intake")
    return window.person.page("intake").form.field("intake", "purpose")


@pytest.fixture(params=[note, addendum, why, purpose], ids=lambda each: each.__name__)
def box(request, practice_window, practice, qtbot):
    """A box of every kind to write in, empty and with the caret, in a window of 1366 by 768."""
    practice_window.resize(1366, 768)
    case = a_case_in_the_middle(practice.vault)
    practice_window.open_client(case.client.id, "meetings")
    found = request.param(practice_window, case)
    found.setFocus()
    found.selectAll()
    QTest.keyClick(found, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: is_caret_in_sight(found))
    return found


def a_case_in_the_middle(vault):
    """Return a case with a draft, a finished meeting and one that is not."""
    with vault.work() as work:
        cases = [work.case(client.id) for client in work.all(Client)]
    return next(case for case in cases if is_in_the_middle(case))


def is_in_the_middle(case):
    states = {each.state == MeetingState.FINISHED for each in case.meetings}
    return states == {True, False} and case.plan is not None and case.plan.state == "DRAFT"


def test_the_page_follows_what_is_typed(box, qtbot):
    for _line in range(60):
        type_here("Hun\n")
        qtbot.waitUntil(lambda: is_caret_in_sight(box))
    type_here("x" * 400)  # a line that is wrapped

    qtbot.waitUntil(lambda: is_caret_in_sight(box))


def test_the_page_follows_the_caret_to_both_ends_of_what_was_pasted(box, qtbot):
    QApplication.clipboard().setText(MORE_THAN_A_WINDOW)
    QTest.keyClick(box, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: is_caret_in_sight(box))

    QTest.keyClick(box, Qt.Key.Key_Home, CTRL)
    qtbot.waitUntil(lambda: is_caret_in_sight(box))
    QTest.keyClick(box, Qt.Key.Key_End, CTRL)
    qtbot.waitUntil(lambda: is_caret_in_sight(box))


def test_whoever_reads_elsewhere_is_left_there_until_they_write_on(box, practice, qtbot):
    QApplication.clipboard().setText(MORE_THAN_A_WINDOW)
    QTest.keyClick(box, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: is_caret_in_sight(box))
    bar = page_around(box).verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMinimum)

    practice.desk.settle()
    QApplication.sendPostedEvents()
    assert bar.value() == bar.minimum()
    assert not is_caret_in_sight(box)

    type_here("x")
    qtbot.waitUntil(lambda: is_caret_in_sight(box))


def test_a_page_key_goes_as_far_as_the_window_shows(box, qtbot):
    QApplication.clipboard().setText(MORE_THAN_A_WINDOW)
    QTest.keyClick(box, Qt.Key.Key_V, CTRL)
    QTest.keyClick(box, Qt.Key.Key_Home, CTRL)

    QTest.keyClick(box, Qt.Key.Key_PageDown)
    gone = box.textCursor().blockNumber()
    assert 10 < gone < 40
    qtbot.waitUntil(lambda: is_caret_in_sight(box))

    QTest.keyClick(box, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    assert box.textCursor().blockNumber() == 0
    assert len(box.textCursor().selection().toPlainText().splitlines()) == gone


def test_a_box_hides_no_line_it_holds(box):
    QApplication.clipboard().setText(MORE_THAN_A_WINDOW * 5)
    QTest.keyClick(box, Qt.Key.Key_V, CTRL)

    assert box.document().blockCount() > 300
    assert box.verticalScrollBar().maximum() == 0
