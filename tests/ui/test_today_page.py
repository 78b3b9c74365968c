"""The first page of the day: every row is one Enter from where it is dealt with."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.choices import DocumentStatus, MeetingState, PlanState
from app.domain.clients import Client, DocumentItem
from app.domain.meetings import Meeting
from app.domain.plans import CareerPlan
from app.domain.reminders import Reminder
from app.services.case.today import MOST
from tests.building import TODAY, Clients, drop
from tests.ui.hands import CTRL, button, type_here
from ui.widgets.announcing import voice
from ui.windows.main_window import MainWindow


def rows(card):
    return card.list.lines.lines


def at(workspace, hour, minute=0):
    """Let it be another time of the day."""
    moment = datetime.combine(TODAY, time(hour, minute)).astimezone()
    workspace.now = lambda: moment


def days_meetings(workspace, *times_and_states):
    """Leave these meetings today and no others, all of one person."""
    with workspace.vault.work() as work:
        client = work.lists.clients()[0]
        for line in work.day.meetings(TODAY):
            work.remove(line.meeting)
        for hour, state in times_and_states:
            work.save(Meeting(client_id=client.id, day=TODAY, at=hour, state=state))


def test_the_day_shows_meetings_waiting_notes_deadlines_and_who_was_opened(practice_window):
    today = practice_window.today

    assert [line.title for line in rows(today.meetings)] == ["Jonas Lillevoll", "Camilla Storjord"]
    assert any("Meron Haile" in line.subtitle for line in rows(today.waiting))
    assert rows(today.deadlines)
    assert rows(today.opened) == ()


def test_the_focus_begins_in_the_first_list(practice_window):
    assert QApplication.focusWidget() is practice_window.today.meetings.list


def test_a_meeting_has_the_one_verb_that_fits_and_what_is_over_is_last(practice_window, practice):
    at(practice, 9, 40)
    days_meetings(
        practice,
        (time(8), MeetingState.FINISHED),
        (time(9), MeetingState.STARTED),
        (time(10), MeetingState.PLANNED),
        (time(14), MeetingState.PLANNED),
        (time(7), MeetingState.NO_SHOW),
    )
    practice_window.today.refresh()

    found = rows(practice_window.today.meetings)
    assert [(line.lead, line.trail, line.trail_role, line.faded) for line in found] == [
        ("09:00", "Continue", "primary", False),
        ("10:00", "Start", "button", False),
        ("14:00", "Prepare", "button", False),
        ("07:00", "Open", "link", True),
        ("08:00", "Read the note", "link", True),
    ]
    assert "in 20 minutes" in found[1].subtitle
    assert button(practice_window, "3 meetings left").isVisible()


@pytest.mark.parametrize(
    ("now", "verb", "role"),
    [
        ((9, 29), "Prepare", "button"),
        ((9, 30), "Start", "primary"),
        ((10, 30), "Start", "primary"),
        ((10, 31), "Prepare", "button"),
    ],
)
def test_a_meeting_is_started_within_half_an_hour(practice_window, practice, now, verb, role):
    days_meetings(practice, (time(10), MeetingState.PLANNED))
    at(practice, *now)

    practice.calendar.look()

    (line,) = rows(practice_window.today.meetings)
    assert (line.trail, line.trail_role) == (verb, role)


def test_enter_on_a_meeting_that_may_start_starts_it(practice_window, practice):
    at(practice, 9)
    days_meetings(practice, (time(9), MeetingState.PLANNED))
    practice_window.today.refresh()
    QTest.keyClick(practice_window.today.meetings.list, Qt.Key.Key_Return)

    talk = practice_window.talk
    assert practice_window.page_name == "talk"
    assert practice.desk.case.get(Meeting, talk.meeting_id).state == MeetingState.STARTED


def test_enter_on_a_later_meeting_shows_it_as_planned(practice_window, practice):
    at(practice, 9)
    days_meetings(practice, (time(13), MeetingState.PLANNED))
    practice_window.today.refresh()
    QTest.keyClick(practice_window.today.meetings.list, Qt.Key.Key_Return)

    talk = practice_window.talk
    assert practice_window.page_name == "talk"
    assert practice.desk.case.get(Meeting, talk.meeting_id).state == MeetingState.PLANNED


def notes(window):
    return [line.target for line in rows(window.today.waiting) if line.title.startswith("The note")]


def test_what_is_under_way_today_does_not_wait_besides(practice_window, practice):
    before = notes(practice_window)
    days_meetings(practice, (time(9), MeetingState.STARTED))
    practice_window.today.refresh()

    assert notes(practice_window) == before


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
    assert practice.desk.case.client.name in line.middle + line.middle_rest
    view = practice_window.person.page("plan").form.view
    assert QApplication.focusWidget() is view
    assert view.current_id == line.target.entity_id


def test_every_row_that_waits_is_one_enter_from_where_it_is_dealt_with(window, small):
    own = {"client_id": Clients(small.vault).named("Liv")}
    long_ago = TODAY - timedelta(days=40)
    booked_for = long_ago + timedelta(days=1)
    plan = CareerPlan(**own, state=PlanState.FINAL, review_on=booked_for)
    paper = DocumentItem(**own, name="Vitnemål", status=DocumentStatus.ORDERED, changed_on=long_ago)
    begun = Meeting(**own, day=long_ago, state=MeetingState.STARTED)
    passed = Meeting(**own, day=long_ago - timedelta(days=1))
    reminder = Reminder(**own, counsellor_id=small.vault.counsellor.id, text="Ring")
    with small.vault.work() as work:
        for thing in (plan, paper, begun, passed, reminder):
            work.save(thing)
    arrived = {}

    for row in range(5):
        window.go("today")
        card = window.today.waiting.list
        card.setFocus()
        card.setCurrentIndex(card.lines.index(row))
        line = card.lines.lines[row]
        QTest.keyClick(card, Qt.Key.Key_Return)
        page = window.person.page_name if window.page_name == "person" else window.page_name
        arrived[line.title] = (page, line.trail, QApplication.focusWidget().objectName())

    assert [each[:2] for each in arrived.values()] == [
        ("talk", "40 days"),
        ("meetings", "41 days"),
        ("papers", "40 days"),
        ("plan", "39 days"),
        ("intake", ""),
    ]
    assert list(arrived) == [
        "The note is not finished",
        "Was the meeting held?",
        "Vitnemål is ordered and has not come",
        "You were to look at the plan again",
        "Ring",
    ]
    assert arrived["Vitnemål is ordered and has not come"][2] == f"{paper.id}.status"


def headings(card):
    return [(line.title, line.folded) for line in rows(card) if line.folded is not None]


def test_deadlines_fold_by_key_and_say_so(practice_window, qtbot):
    card = practice_window.today.deadlines
    card.list.setFocus()
    QTest.keyClick(card.list, Qt.Key.Key_Home)
    assert headings(card) == [("Overdue", False), ("Next 7 days", True)]
    assert "through" in rows(card)[-1].title_rest
    shown = len(rows(card))

    with qtbot.waitSignal(voice.said) as heard:
        QTest.keyClick(card.list, Qt.Key.Key_Left)

    assert headings(card) == [("Overdue", True), ("Next 7 days", True)]
    assert heard.args[0] == rows(card)[0].spoken == "Overdue 3, folded"
    QTest.keyClick(card.list, Qt.Key.Key_Left)
    assert headings(card)[0] == ("Overdue", True)
    QTest.keyClick(card.list, Qt.Key.Key_Right)
    assert len(rows(card)) == shown
    QTest.keyClick(card.list, Qt.Key.Key_End)
    QTest.keyClick(card.list, Qt.Key.Key_Return)
    assert headings(card)[1] == ("Next 7 days", False)
    assert len(rows(card)) > shown
    assert rows(card)[card.list.currentIndex().row()].title == "Next 7 days"


def test_each_number_under_the_date_leads_to_its_rows(practice_window):
    today = practice_window.today
    count = len(rows(today.waiting))
    button(today, f"{count} waiting for you").click()
    assert QApplication.focusWidget() is today.waiting.list

    late = next(line for line in rows(today.deadlines) if line.title == "Overdue").title_rest
    QTest.keyClick(today.deadlines.list, Qt.Key.Key_Home)
    button(today, f"{late} deadlines overdue").click()
    assert QApplication.focusWidget() is today.deadlines.list


def test_coming_back_the_focus_is_on_the_row_one_left(practice_window, practice):
    deadlines = practice_window.today.deadlines.list
    deadlines.setFocus()
    for _n in range(2):
        QTest.keyClick(deadlines, Qt.Key.Key_Down)
    left = rows(practice_window.today.deadlines)[deadlines.currentIndex().row()]
    QTest.keyClick(deadlines, Qt.Key.Key_Return)

    practice_window.go("today")

    assert QApplication.focusWidget() is deadlines
    assert rows(practice_window.today.deadlines)[deadlines.currentIndex().row()] == left


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


def badge(window):
    found = next(b for b in window.rail.findChildren(QPushButton) if b.text() == "Today")
    return found.accessibleName()


def test_the_rail_counts_what_waits(practice_window):
    count = len(rows(practice_window.today.waiting))

    assert badge(practice_window) == f"Today, {count} waiting for you"


def test_the_rail_counts_again_at_each_commit_whatever_page_is_shown(
    practice_window, practice, qtbot
):
    count = len(rows(practice_window.today.waiting))
    note = rows(practice_window.today.waiting)[0].target.meeting_id
    practice_window.go("settings")
    with practice.vault.work() as work:
        work.save(replace(work.get(Meeting, note), state=MeetingState.FINISHED))

    qtbot.waitUntil(lambda: badge(practice_window) == f"Today, {count - 1} waiting for you")


def test_the_keys_of_the_places(practice_window):
    QTest.keyClick(practice_window, Qt.Key.Key_2, CTRL)
    assert practice_window.page_name == "clients"
    QTest.keyClick(practice_window, Qt.Key.Key_Comma, CTRL)
    assert practice_window.page_name == "settings"
    QTest.keyClick(practice_window, Qt.Key.Key_1, CTRL)
    assert practice_window.page_name == "today"


def test_a_day_with_nothing_says_so(window):
    texts = [card.nothing.text() for card in window.today.cards() if card.nothing.isVisible()]

    assert texts == [
        "No meetings today.",
        "No deadlines in the next 7 days.",
        "Nothing is waiting for you.",
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
    assert waiting.count.text() == str(count)

    waiting.list.setFocus()
    QTest.keyClick(waiting.list, Qt.Key.Key_End)
    QTest.keyClick(waiting.list, Qt.Key.Key_Return)

    assert len(rows(waiting)) == count
    assert waiting.count.text() == str(count)


@pytest.fixture
def new_window(small, qtbot):
    """The main window over a vault with nobody in it yet."""
    with small.vault.work() as work:
        work.remove(work.all(Client)[0])
    window = MainWindow(small)
    with qtbot.waitActive(window):
        window.show()
    yield window
    small.desk.close()
    drop(window)


def test_the_first_day_is_a_guide_with_one_thing_first(new_window, qtbot):
    guide = new_window.today.first_day
    shown = [b for b in new_window.today.findChildren(QPushButton) if b.isVisible()]

    assert [b.text() for b in shown if b.property("kind") == "primary"] == ["Start practising"]
    assert QApplication.focusWidget() is guide.practise
    with qtbot.waitSignal(new_window.practice_wanted):
        guide.practise.click()
    with qtbot.waitSignal(new_window.today.template_wanted):
        guide.template_wanted.emit()


def test_the_guide_gives_way_to_the_day_at_the_first_person(new_window, qtbot):
    guide = new_window.today.first_day
    guide.take_in.click()
    assert new_window.person.page_name == "intake"
    new_window.go("today")
    assert guide.isVisible()

    new_window.open_client(Clients(new_window.workspace.vault).named(""), "intake")
    type_here("Liv")
    new_window.go("today")

    assert not guide.isVisible()
    assert new_window.today.meetings.isVisible()
