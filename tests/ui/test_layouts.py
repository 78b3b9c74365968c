"""One left and one right edge on every page, and the measures of the window's own parts."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QLabel, QMenuBar, QTextBrowser

from tests.building import Clients
from ui.pages.case_tabs import TABS
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.windows.pages import PAGES, SETTINGS

SCREEN = (1366, 768)
LEFT, RIGHT = 216, 1342
MENU, STATUS, RAIL = 36, 28, 192
BESIDE_LIST = 392
"""Where the pages of Settings begin, right of their list."""


@pytest.fixture
def shown(practice_window):
    practice_window.resize(*SCREEN)
    return practice_window


def edges(window):
    """Return how far left and right cards and titles go on the page in sight."""
    parts = [
        part
        for part in (*window.findChildren(Card), *window.findChildren(QTextBrowser))
        if part.isVisible()
    ]
    titles = [t for t in window.findChildren(Label) if t.property("role") == "title"]
    lefts = [left_of(part, window) for part in (*parts, *(t for t in titles if t.isVisible()))]
    frames = [f for f in window.findChildren(QFrame, "desk") if f.isVisible()]
    rights = [left_of(part, window) + part.width() for part in (*parts, *frames)]
    return min(lefts), max(rights)


def left_of(part, window):
    return part.mapTo(window, QPoint(0, 0)).x()


@pytest.mark.parametrize("name", [name for name in PAGES if name != "help"])
def test_every_page_of_the_rail_keeps_the_edges(shown, qtbot, name):
    shown.go(name)
    inside = name in {page.name for page in SETTINGS}

    qtbot.waitUntil(lambda: edges(shown) == (BESIDE_LIST if inside else LEFT, RIGHT))


def test_the_help_keeps_them_too_and_its_text_is_no_wider_than_is_read(shown, qtbot):
    shown.go("help")
    version = next(each for each in shown.findChildren(Label) if each.text().startswith("Leia "))

    qtbot.waitUntil(lambda: edges(shown)[0] == LEFT)
    assert left_of(version, shown) + version.width() == RIGHT
    assert edges(shown)[1] < RIGHT


@pytest.mark.parametrize("name", TABS)
def test_every_page_of_a_case_keeps_the_edges(shown, practice, qtbot, name):
    shown.open_client(Clients(practice.vault).named("Camilla"), name)

    qtbot.waitUntil(lambda: edges(shown) == (LEFT, RIGHT))


def test_a_tall_page_has_the_edges_of_a_short_one(shown, qtbot):
    shown.go("vault")
    qtbot.waitUntil(lambda: edges(shown)[1] == RIGHT)
    shown.resize(1366, 2600)

    qtbot.waitUntil(lambda: edges(shown) == (BESIDE_LIST, RIGHT))


def test_menu_rail_and_status_line_have_their_measures(shown):
    assert shown.menuBar().height() == MENU
    assert shown.findChild(QMenuBar).isVisible()
    assert shown.rail.width() == RAIL
    assert shown.status.height() == STATUS


def test_a_card_whose_list_reaches_its_edges_has_no_room_above_it(qtbot):
    inner = QLabel("x")
    card = Card(column(inner), margin=1)
    qtbot.addWidget(card)
    card.show()

    assert inner.y() == inner.x()


def test_the_sheet_as_large_as_the_page_keeps_the_edges(shown, practice, qtbot):
    shown.open_client(Clients(practice.vault).named("Jonas"), "plan")
    shown.actions_by_name["paper"].trigger()

    desk = next(f for f in shown.findChildren(QFrame, "desk") if f.isVisible())
    qtbot.waitUntil(lambda: (left_of(desk, shown), desk.width()) == (LEFT, RIGHT - LEFT))


def test_the_help_beside_keeps_the_right_edge(shown, qtbot):
    shown.actions_by_name["help_here"].trigger()

    qtbot.waitUntil(lambda: edges(shown) == (LEFT, RIGHT))


def test_no_tab_of_a_case_moves_when_another_is_chosen(shown, practice):
    places = []
    for name in TABS:
        shown.open_client(Clients(practice.vault).named("Jonas"), name)
        tabs = shown.person.tabs
        places.append([tabs.tabRect(number) for number in range(tabs.count())])

    assert all(each == places[0] for each in places)
