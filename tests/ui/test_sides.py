"""The sides of a conversation: beside it where there is room, drawers over it at 200 %."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.building import Clients, dress
from ui.style.theme import theme
from ui.widgets.sides import Sides

NARROW, WIDE = (683, 384), (1366, 768)


@pytest.fixture
def talk(practice_window, practice, qtbot):
    """A conversation with the caret in its note."""
    practice_window.open_client(Clients(practice.vault).named("Jonas"), "meetings")
    practice_window.open_talk(practice.desk.case.meetings[0].id)
    return practice_window.talk


def lies(part, sides):
    """Return where a part lies on the page, or nothing where it is hidden."""
    if not part.isVisible():
        return QRect()
    return QRect(part.mapTo(sides, QPoint(0, 0)), part.size())


def parts(talk):
    sides = talk.findChild(Sides)
    return sides, talk.outline, talk.aside.list


def test_where_there_is_room_both_sides_lie_beside_the_note(practice_window, talk):
    practice_window.resize(*WIDE)
    sides, outline, list_ = parts(talk)
    note = lies(talk.here, sides)

    assert not sides.bar.isVisible()
    assert lies(outline, sides).right() < note.left() < note.right() < lies(list_, sides).left()


@pytest.mark.parametrize("key", [Qt.Key.Key_F6, Qt.Key.Key_F7])
def test_the_same_key_goes_into_a_side_beside_the_note_and_puts_it_away(
    practice_window, talk, key, qtbot
):
    practice_window.resize(*WIDE)
    sides, outline, list_ = parts(talk)
    side = outline if key == Qt.Key.Key_F6 else list_
    before, caret = lies(talk.here, sides).width(), QApplication.focusWidget()

    QTest.keyClick(caret, key)
    assert QApplication.focusWidget() is side
    QTest.keyClick(side, key)
    assert not side.isVisible()
    assert QApplication.focusWidget() is caret
    qtbot.waitUntil(lambda: lies(talk.here, sides).width() > before + 200)
    QTest.keyClick(caret, key)

    assert side.isVisible()
    assert QApplication.focusWidget() is side


@pytest.mark.parametrize("closing", ["same key", "Esc"])
@pytest.mark.parametrize("key", [Qt.Key.Key_F6, Qt.Key.Key_F7])
def test_in_little_room_a_side_is_a_drawer_and_the_caret_is_kept(
    practice_window, talk, key, closing, qtbot
):
    practice_window.resize(*NARROW)
    sides, outline, list_ = parts(talk)
    note = talk.here.note
    QTest.keyClicks(note, "abc")
    note.set_caret(1)
    side = outline if key == Qt.Key.Key_F6 else list_
    assert sides.bar.isVisible()
    assert not side.isVisible()

    QTest.keyClick(note, key)
    assert side.hasFocus()
    assert lies(side, sides).intersects(lies(talk.here, sides))
    QTest.keyClick(side, key if closing == "same key" else Qt.Key.Key_Escape)

    assert not side.isVisible()
    assert note.hasFocus()
    assert note.textCursor().position() == 1
    assert practice_window.page_name == "talk"


def test_a_section_chosen_in_the_drawer_is_gone_to(practice_window, talk):
    practice_window.resize(*NARROW)
    QTest.keyClick(talk.here.note, Qt.Key.Key_F6)

    QTest.keyClick(talk.outline, Qt.Key.Key_Down)
    QTest.keyClick(talk.outline, Qt.Key.Key_Return)

    assert not talk.outline.isVisible()
    assert talk.sections[1].note.hasFocus()


def test_one_bar_says_where_one_is_and_what_is_agreed(practice_window, talk):
    practice_window.resize(*NARROW)
    talk.go_to(2)
    words = [each.text() for each in talk.sides.bar.findChildren(QLabel) if each.isVisible()]

    assert f"part 3 of {len(talk.sections)}" in words
    assert any(each.startswith("Activities: ") for each in words)


def test_at_200_percent_the_note_has_the_whole_width(practice_window, talk, qapp, qtbot):
    theme.apply(qapp, "light", 200)
    practice_window.resize(*WIDE)
    sides, outline, list_ = parts(talk)

    qtbot.waitUntil(lambda: lies(talk.here, sides).width() > 1300)
    assert not outline.isVisible()
    assert not list_.isVisible()
    dress(qapp)
