"""The list of people: found by name however it is typed, and opened by Enter."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.services.agreements import agreement_label
from app.services.case import periods
from tests.building import TODAY, Clients
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


@pytest.fixture
def spread(practice):
    """The practice people, of whom one waits for a place and one is done."""
    clients = Clients(practice.vault)
    with practice.vault.work() as work:
        meron, terje = (work.case(clients.named(name)).intake for name in ("Meron", "Terje"))
        since = TODAY - timedelta(days=14)
        waits = replace(
            periods.put_on_waiting_list(meron, since, "YOUTH_GUARANTEE"), agreement="hallingdal"
        )
        work.save(waits)
        work.save(periods.completed(terje, TODAY))


def labels(page):
    return [each.text() for each in page.shown.segments.findChildren(QPushButton)]


def cells(page, name):
    """Return what a row says in the columns that are in sight."""
    row = next(n for n, line in enumerate(page.table.clients) if line.name.startswith(name))
    seen = [n for n in range(page.table.columnCount()) if not page.view.isColumnHidden(n)]
    return [page.table.index(row, n).data() for n in seen]


def test_the_choices_say_how_many_there_are_once_the_list_stands_there(
    spread, search, practice_window, qtbot
):
    page = practice_window.clients

    qtbot.waitUntil(lambda: "All 10" in labels(page))

    assert {"Waiting list 1", "Ended 0"} <= set(labels(page))


def test_arrow_keys_choose_the_waiting_list_which_says_how_long_and_by_which_rule(
    spread, search, practice_window, practice
):
    page = practice_window.clients
    QTest.keyClick(search, Qt.Key.Key_Tab)  # new client
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    for _step in range(5):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)

    assert found(practice_window) == ["Meron Haile"]
    assert cells(page, "Meron")[-4:-1] == [
        "14 days",
        "The youth guarantee",
        agreement_label("hallingdal"),
    ]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert "Meron Haile" not in found(practice_window)


def test_a_list_of_all_says_quietly_who_is_not_under_way(spread, search, practice_window):
    page = practice_window.clients

    assert "Waiting list 14 days" in cells(page, "Meron")
    assert "Completed" in cells(page, "Terje")


def test_what_was_chosen_is_there_when_one_comes_back_and_the_search_stays_in_it(
    spread, search, practice_window, qtbot
):
    page = practice_window.clients
    next(
        b for b in page.shown.segments.findChildren(QPushButton) if "Completed" in b.text()
    ).click()
    practice_window.go("today")
    QTest.keyClick(practice_window, Qt.Key.Key_K, CTRL)
    assert found(practice_window) == ["Terje Bakkehaug"]

    type_here("haile")
    qtbot.waitUntil(lambda: found(practice_window) == [])
    assert page.nothing.text() == "None of these has that name."
    button(practice_window, "Show everybody").click()
    assert found(practice_window) == ["Meron Haile"]


def test_where_there_is_little_room_the_choices_are_a_list(spread, search, practice_window, qtbot):
    page = practice_window.clients
    practice_window.resize(700, 600)
    qtbot.waitUntil(page.shown.list.isVisible)

    page.shown.list.setFocus()
    for _step in range(5):
        QTest.keyClick(page.shown.list, Qt.Key.Key_Down)

    assert page.shown.list.currentText().startswith("Waiting list")
    assert found(practice_window) == ["Meron Haile"]
