"""The ring is around whatever has the focus, whatever becomes of the things around it."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import isValid

from tests.building import Clients, sweep
from ui.style.focus_ring import RING_PX, FocusRing
from ui.style.tokens import DARK, LIGHT, contrast


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
        return [b for b in buttons if b.accessibleName() == remove and b.isVisible()]

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


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["ground", "surface", "raised"])
def test_the_edge_of_the_ring_stands_out(tokens, ground):
    assert contrast(tokens.sun, getattr(tokens, ground)) >= 3.0
