"""The ring is around whatever has the focus, whatever becomes of the things around it."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser
from shiboken6 import isValid

from tests.building import Clients, sweep
from ui.style.focus_ring import RING_PX, FocusRing
from ui.style.tokens import DARK, LIGHT, contrast
from ui.widgets.journey_bar import JourneyBar


@pytest.fixture
def ring(window):
    return next(r for r in window.findChildren(FocusRing))


def surrounds(ring, widget):
    return (
        isValid(ring)
        and ring.isVisible()
        and on_screen(ring).contains(on_screen(widget))
        and on_screen(ring).width() <= widget.width() + 4 * RING_PX
    )


def on_screen(widget):
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def test_the_ring_follows_the_focus(window, ring, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    form = window.person.page("intake").form

    assert surrounds(ring, form.name)
    QTest.keyClick(form.name, Qt.Key.Key_Tab)
    assert surrounds(ring, QApplication.focusWidget())
    assert not surrounds(ring, form.name)


def test_the_ring_outlives_what_it_was_around(window, ring, small, qtbot):
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    meetings = window.person.page("meetings")
    meetings.new.menu().actions()[0].trigger()
    remove = "Take this participant out"

    def removes():
        buttons = meetings.findChildren(QPushButton)
        return [b for b in buttons if b.toolTip() == remove and b.isVisible()]

    qtbot.waitUntil(lambda: len(removes()) == 3)
    removes()[1].setFocus()
    assert surrounds(ring, removes()[1])

    QTest.keyClick(removes()[1], Qt.Key.Key_Space)
    sweep()

    meetings.form.day.setFocus()
    assert surrounds(ring, meetings.form.day)


def test_no_ring_is_left_where_nothing_has_the_focus(window, ring):
    window.setFocus()

    assert not ring.isVisible()


@pytest.mark.parametrize("ground", ["ground", "surface", "raised"])
def test_the_ring_stands_out(ground):
    assert contrast(LIGHT.sun, getattr(LIGHT, ground)) >= 3.0  # its edge
    assert contrast(DARK.focus, getattr(DARK, ground)) >= 3.0


@pytest.fixture
def rows(practice_window, qtbot):
    """A table of ten rows that has the focus, and the ring."""
    practice_window.go("clients")
    view = practice_window.clients.view
    view.setFocus()
    ring = next(r for r in practice_window.findChildren(FocusRing))
    qtbot.waitUntil(ring.isVisible)
    return view, ring


def row_on_screen(view, number):
    corner = view.viewport().mapToGlobal(QPoint(0, view.rowViewportPosition(number)))
    return QRect(corner, QSize(view.viewport().width(), view.rowHeight(number)))


def test_in_a_table_the_ring_lies_inside_the_row_and_follows_it(rows, qtbot):
    view, ring = rows
    assert on_screen(ring) == row_on_screen(view, 0)

    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: on_screen(ring) == row_on_screen(view, 2))


def test_the_ring_goes_with_its_row_when_the_table_scrolls(rows, practice_window, qtbot):
    view, ring = rows
    practice_window.resize(1000, 420)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 2)
    view.selectRow(2)
    qtbot.waitUntil(lambda: on_screen(ring) == row_on_screen(view, 2))
    before = on_screen(ring).top()

    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 1)

    qtbot.waitUntil(lambda: on_screen(ring).top() < before)


def test_a_list_with_nothing_in_it_has_no_ring(rows, practice_window, qtbot):
    view, ring = rows
    practice_window.clients.search.setText("zzzz")
    practice_window.clients.refresh()
    view.setFocus()

    qtbot.waitUntil(lambda: not ring.isVisible())


def test_a_text_to_read_has_no_ring_round_it(window, ring):
    window.go("help")
    text = next(each for each in window.findChildren(QTextBrowser) if each.isVisible())
    text.setFocus()

    assert QApplication.focusWidget() is text
    assert not ring.isVisible()


def test_on_the_journey_the_ring_is_round_one_step(window, ring, small, qtbot):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    bar = window.findChild(JourneyBar)
    bar.setFocus()
    qtbot.waitUntil(lambda: ring.isVisible() and ring.width() < bar.width() // 3)
    first = on_screen(ring)

    QTest.keyClick(bar, Qt.Key.Key_Right)

    qtbot.waitUntil(lambda: on_screen(ring).left() > first.left())
    assert on_screen(bar).contains(on_screen(ring))
