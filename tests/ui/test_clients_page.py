"""The list of people: found by name however it is typed, and opened by Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.hands import CTRL, button, type_here


def found(window):
    return [line.name for line in window.clients.table.clients]


@pytest.fixture
def search(practice_window):
    QTest.keyClick(practice_window, Qt.Key.Key_K, CTRL)
    return practice_window.clients.search


def test_ctrl_k_puts_the_caret_in_the_search_box_with_everybody_listed(search, practice_window):
    assert QApplication.focusWidget() is search
    assert len(found(practice_window)) == 10


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("cazejohka", ["Ánne Risten Čázejohka"]),
        ("ČÁZE", ["Ánne Risten Čázejohka"]),
        ("braten marit", ["Marit Bråten Li"]),
        ("haile", ["Meron Haile"]),
        ("ingen slik", []),
    ],
)
def test_the_list_follows_the_typing_with_or_without_accents(
    search, practice_window, qtbot, typed, names
):
    type_here(typed)

    qtbot.waitUntil(lambda: found(practice_window) == names)


def test_enter_in_the_box_opens_the_first_even_before_the_list_was_drawn(
    search, practice_window, practice
):
    type_here("cazejohka")
    QTest.keyClick(search, Qt.Key.Key_Return)

    assert practice_window.page_name == "person"
    assert practice.desk.case.client.name == "Ánne Risten Čázejohka"


def test_enter_in_the_table_opens_the_row(search, practice_window, practice):
    view = practice_window.clients.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    name = found(practice_window)[view.currentIndex().row()]
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert practice.desk.case.client.name == name


def test_nobody_found_says_so_and_one_button_shows_everybody(search, practice_window, qtbot):
    type_here("xyz")
    qtbot.waitUntil(lambda: found(practice_window) == [])
    assert practice_window.clients.nothing.text() == "Nobody has that name."

    button(practice_window, "Show everybody").click()

    assert len(found(practice_window)) == 10
    assert search.text() == ""
    assert not practice_window.clients.nothing.isVisible()


def test_the_order_is_norwegian(search, practice_window):
    names = found(practice_window)

    assert names.index("Arne Skogly") < names.index("Camilla Storjord")
    assert names == sorted(names, key=lambda n: n.replace("Á", "A").replace("Č", "C"))


def test_an_empty_vault_says_how_to_begin(window, small):
    from app.domain.clients import Client

    with small.vault.work() as work:
        work.remove(work.all(Client)[0])
    window.go("clients")

    assert window.clients.nothing.text() == "Nobody yet. Begin with a new client."
