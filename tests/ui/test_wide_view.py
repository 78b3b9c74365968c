"""A long table shares its width out, and lets columns go where there is no room for them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.building import drop
from ui.models.text_table import TextColumn, TextTable
from ui.style.theme import theme
from ui.widgets.wide_view import WideView

HEADS = ("Name", "Whose case", "Age", "Last changed")
SHARES = (30, 20, 10, 20)


@pytest.fixture
def view(qapp):
    model = TextTable([TextColumn(head, str) for head in HEADS])
    shown = WideView(model, "People", SHARES, giving_way=(3, 2))
    model.show(["a", "b"])
    shown.resize(theme.px(1000), 300)
    shown.show()
    yield shown
    drop(shown)


def columns(view):
    return [n for n in range(len(HEADS)) if not view.isColumnHidden(n)]


def fills(view):
    used = sum(view.columnWidth(n) for n in columns(view))
    return used == view.viewport().width()


def test_the_width_is_shared_out(view):
    assert columns(view) == [0, 1, 2, 3]
    assert fills(view)
    assert view.columnWidth(0) > view.columnWidth(1) > view.columnWidth(2)
    assert not view.horizontalScrollBar().isVisible()


@pytest.mark.parametrize(("px", "left"), [(340, [0, 1, 2]), (240, [0, 1])])
def test_columns_give_way_one_after_the_other_and_come_back(view, px, left):
    view.resize(theme.px(px), 300)
    assert columns(view) == left
    assert fills(view)

    view.resize(theme.px(1000), 300)
    assert columns(view) == [0, 1, 2, 3]


def test_what_is_left_out_stays_so_however_wide_it_is(view):
    view.leave_out((1,))
    assert columns(view) == [0, 2, 3]
    assert fills(view)

    view.leave_out(())
    assert columns(view) == [0, 1, 2, 3]


def test_a_view_with_nothing_but_what_gives_way_still_stands(view):
    view.leave_out((0, 1))
    view.resize(theme.px(40), 300)

    assert columns(view) == []


def test_enter_and_a_double_click_open_a_row(view, qtbot):
    view.selectRow(1)
    with qtbot.waitSignal(view.row_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [1]

    where = view.visualRect(view.model().index(0, 0)).center()
    with qtbot.waitSignal(view.row_opened) as opened:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.args == [0]


def test_enter_on_no_row_opens_none(view, qtbot):
    view.clearSelection()
    view.setCurrentIndex(view.model().index(-1, -1))
    with qtbot.assertNotEmitted(view.row_opened):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_what_must_be_read_whole_has_its_room_in_a_narrow_table(qapp):
    model = TextTable([TextColumn(head, str) for head in HEADS])
    when = "tor. 28. sep. 2000 00:00"
    shown = WideView(model, "Log", SHARES, whole={0: when})
    shown.resize(theme.px(500), 300)
    shown.show()

    assert shown.columnWidth(0) > shown.fontMetrics().horizontalAdvance(when)
    drop(shown)
