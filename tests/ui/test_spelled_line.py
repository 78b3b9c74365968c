"""Misspelt words in fields of one line: the plan's goal, its next step, what an activity is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.building import Clients
from tests.dictionaries import write_dictionary
from tests.ui.hands import CTRL, button, type_here
from ui.forms.spelling import spelling
from ui.forms.spelling_picker import SpellingPicker


def key(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def waves(field):
    """Where there is red below the words: the first and the last column of it."""
    picture = field.grab().toImage()
    ratio = picture.devicePixelRatio()
    columns = [
        x
        for x in range(picture.width())
        if any(_is_red(picture.pixelColor(x, y)) for y in range(picture.height()))
    ]
    return (columns[0] / ratio, columns[-1] / ratio) if columns else None


def _is_red(colour):
    return colour.red() > 60 + max(colour.green(), colour.blue())


def x_of(field, place):
    """Where a place in the text is."""
    was = field.cursorPosition()
    field.setCursorPosition(place)
    x = field.cursorRect().center().x()
    field.setCursorPosition(was)
    return x


def picker(window):
    return next((e for e in window.findChildren(SpellingPicker) if e.isVisible()), None)


def asked_about(window):
    shown = picker(window)
    return shown.list.accessibleName() if shown is not None else ""


@pytest.fixture
def goal(small, window, qtbot, tmp_path):
    """The goal of Liv's plan with the caret in it; bokmål lies on this computer."""
    known = spelling(small.desk)
    known.begin(small, [write_dictionary(tmp_path / "dictionaries")])
    qtbot.waitUntil(lambda: {"nb", "nn"} <= set(known.loaded))
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    button(window, "Begin the plan").click()
    return window.person.page("plan").form.goal


def test_a_word_is_marked_once_it_is_left_and_no_longer_when_it_is_right(goal, qtbot):
    type_here("hun jobbn")
    assert waves(goal) is None
    type_here(" og")
    qtbot.waitUntil(lambda: waves(goal) is not None)
    first, last = waves(goal)
    assert abs(first - x_of(goal, 4)) < 6
    assert abs(last - x_of(goal, 9)) < 6

    goal.setCursorPosition(9)
    key(Qt.Key.Key_Backspace)
    key(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: waves(goal) is None)
    assert goal.text() == "hun jobb og"


def test_the_mark_follows_a_text_that_is_wider_than_its_field(goal, qtbot):
    type_here("og " * 60 + "jobbn og ")
    qtbot.waitUntil(lambda: waves(goal) is not None)
    first, last = waves(goal)
    assert abs(first - x_of(goal, 180)) < 6
    assert last < goal.width()
    key(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: waves(goal) is None)


def test_f4_says_what_was_meant_and_undo_brings_the_word_back(goal, window, qtbot):
    type_here("hun skrve ")
    key(Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: picker(window) is not None and bool(picker(window).list.lines.lines))
    assert picker(window).list.lines.lines[0].title == "skrive"

    key(Qt.Key.Key_Return)

    assert goal.text() == "hun skrive "
    key(Qt.Key.Key_Z, CTRL)
    assert goal.text() == "hun skrve "


def test_f4_goes_on_from_one_field_to_the_next(goal, window, qtbot):
    type_here("hun skrve ")
    window.person.page("plan").form.field("plan", "next_step").setFocus()
    type_here("hun jobbn ")
    goal.setFocus()
    goal.setCursorPosition(0)
    for word in ("skrve", "jobbn"):
        key(Qt.Key.Key_F4)
        qtbot.waitUntil(lambda word=word: asked_about(window) == f"Spelling of “{word}”")

    key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.person.page("plan").form.field("plan", "next_step")


def test_a_word_under_way_is_marked_when_the_focus_leaves(goal, window, qtbot):
    type_here("jobbn")
    window.person.page("plan").form.field("plan", "next_step").setFocus()

    qtbot.waitUntil(lambda: waves(goal) is not None)


def test_the_menu_offers_the_word_it_was_opened_on(goal, window, qtbot):
    type_here("skrve og ")
    qtbot.waitUntil(lambda: waves(goal) is not None)
    place = QPoint(x_of(goal, 2), goal.height() // 2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, goal.mapToGlobal(place))
    QApplication.sendEvent(goal, event)

    menu = QApplication.activePopupWidget()
    assert menu.actions()[0].text() == "Spelling of “skrve” …"
    menu.close()


def test_what_an_activity_is_is_marked_and_who_does_it_is_not(goal, window, qtbot):
    form = window.person.page("plan").form
    form.add_activity()
    what = QApplication.focusWidget()
    type_here("skrve og ")
    form.row_form.who.setFocus()
    type_here("jobbn og ")
    form.goal.setFocus()

    qtbot.waitUntil(lambda: waves(what) is not None)
    assert waves(form.row_form.who) is None
