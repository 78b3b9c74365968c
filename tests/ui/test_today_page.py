"""The first page of the day: every row is one Enter from where it is dealt with."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.meetings import Meeting
from app.services.case.today import MOST
from tests.building import Clients
from tests.ui.hands import CTRL, type_here


def rows(card):
    return card.list.lines.lines


def test_the_day_shows_meetings_waiting_notes_deadlines_and_who_was_opened(practice_window):
    today = practice_window.today

    assert [line.title for line in rows(today.meetings)] == ["Jonas Lillevoll", "Camilla Storjord"]
    assert any("Meron Haile" in line.subtitle for line in rows(today.waiting))
    assert rows(today.deadlines)
    assert rows(today.opened) == ()


def test_the_focus_begins_in_the_first_list(practice_window):
    assert QApplication.focusWidget() is practice_window.today.meetings.list


def test_enter_on_a_meeting_starts_it(practice_window, practice):
    QTest.keyClick(practice_window.today.meetings.list, Qt.Key.Key_Return)

    assert practice_window.page_name == "talk"
    assert practice.desk.case.client.name == "Jonas Lillevoll"


def test_enter_on_a_note_that_waits_goes_on_with_it(practice_window, practice):
    waiting = practice_window.today.waiting.list
    waiting.setFocus()
    QTest.keyClick(waiting, Qt.Key.Key_Return)

    assert practice_window.page_name == "talk"
    assert practice.desk.case.client.name in rows(practice_window.today.waiting)[0].subtitle


def test_enter_on_a_deadline_goes_to_its_row_in_the_plan(practice_window, practice):
    deadlines = practice_window.today.deadlines.list
    deadlines.setFocus()
    QTest.keyClick(deadlines, Qt.Key.Key_Down)
    line = rows(practice_window.today.deadlines)[deadlines.currentIndex().row()]
    QTest.keyClick(deadlines, Qt.Key.Key_Return)

    assert practice_window.person.page_name == "plan"
    assert practice.desk.case.client.name == line.subtitle
    view = practice_window.person.page("plan").form.view
    assert QApplication.focusWidget() is view
    assert view.current_id == line.target.entity_id


def test_who_was_opened_last_comes_first(practice_window, practice):
    clients = Clients(practice.vault)
    for name in ("Randi", "Arne"):
        practice_window.open_client(clients.named(name))
    practice_window.go("today")

    assert [line.title for line in rows(practice_window.today.opened)] == [
        "Arne Skogly",
        "Randi Myrhaug",
    ]


def test_a_change_is_on_the_page_without_asking_for_it(practice_window, practice, qtbot):
    before = len(rows(practice_window.today.meetings))
    meeting = rows(practice_window.today.meetings)[0].target.meeting_id
    with practice.vault.work() as work:
        work.remove(work.get(Meeting, meeting))

    qtbot.waitUntil(lambda: len(rows(practice_window.today.meetings)) == before - 1)


def test_the_search_box_leads_to_the_list(practice_window):
    practice_window.today.search.setFocus()
    type_here("skogly")
    QTest.keyClick(practice_window.today.search, Qt.Key.Key_Return)

    assert practice_window.page_name == "clients"
    assert [line.name for line in practice_window.clients.table.clients] == ["Arne Skogly"]


def test_the_rail_counts_what_waits(practice_window):
    today = practice_window.today
    count = len(rows(today.meetings)) + len(rows(today.waiting))
    button = next(b for b in practice_window.rail.findChildren(QPushButton) if b.text() == "Today")

    assert button.accessibleDescription() == str(count)


def test_the_keys_of_the_places(practice_window):
    QTest.keyClick(practice_window, Qt.Key.Key_2, CTRL)
    assert practice_window.page_name == "clients"
    QTest.keyClick(practice_window, Qt.Key.Key_F1)
    assert practice_window.page_name == "help"
    QTest.keyClick(practice_window, Qt.Key.Key_Comma, CTRL)
    assert practice_window.page_name == "settings"
    QTest.keyClick(practice_window, Qt.Key.Key_1, CTRL)
    assert practice_window.page_name == "today"


def test_a_day_with_nothing_says_so(window):
    texts = [card.nothing.text() for card in window.today.cards() if card.nothing.isVisible()]

    assert texts == [
        "No meetings today.",
        "Nothing is waiting for you.",
        "No deadlines this week.",
        "Nobody has been opened yet.",
    ]


def test_a_long_list_ends_with_a_way_to_the_rest_of_it(practice_window, practice):
    today, waiting = practice_window.today, practice_window.today.waiting
    before = len(rows(waiting))
    with practice.vault.work() as work:
        client = work.lists.clients()[0]
        for number in range(MOST + 4):
            day = practice.today() - timedelta(days=number + 1)
            work.save(Meeting(client_id=client.id, day=day))
    today.refresh()
    count = before + MOST + 4

    assert len(rows(waiting)) < count
    assert today.waiting_count() == len(rows(today.meetings)) + count

    waiting.list.setFocus()
    QTest.keyClick(waiting.list, Qt.Key.Key_End)
    QTest.keyClick(waiting.list, Qt.Key.Key_Return)

    assert len(rows(waiting)) == count
    assert today.waiting_count() == len(rows(today.meetings)) + count
