"""The calendar by keyboard: from meeting to meeting, day to day, week to week, and into a case."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.choices import MeetingState
from app.domain.clients import Recusal
from app.domain.meetings import Meeting
from tests.building import TODAY, Clients
from tests.ui.hands import CTRL
from ui.pages.week_page import WeekPage

MONDAY = TODAY - timedelta(days=TODAY.weekday())
NONE = Qt.KeyboardModifier.NoModifier


def press(*keys, modifiers=NONE):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def met(small, days, hour=None, state=MeetingState.PLANNED):
    """Let Liv have a meeting so many days after this Monday."""
    client_id = Clients(small.vault).named("Liv")
    at = time(hour) if hour is not None else None
    meeting = Meeting(client_id=client_id, day=MONDAY + timedelta(days), at=at, state=state)
    with small.vault.work() as work:
        work.save(meeting)
    return meeting


def here(page):
    return page.view.target.meeting_id


def titles(page):
    return [label.text() for label in page.findChildren(QLabel)]


@pytest.fixture
def week(window, small):
    """The calendar with five meetings: two on Monday, one on Wednesday, two on Friday."""
    meetings = [met(small, *each) for each in ((0, 9), (0, 13), (2, 10), (4, 9), (4, 14))]
    press(Qt.Key.Key_3, modifiers=CTRL)
    assert window.page_name == "week"
    page = window.findChild(WeekPage)
    page.view.stand_at(0)
    return page, [each.id for each in meetings]


def test_arrows_go_from_meeting_to_meeting_and_from_day_to_day(week):
    page, ids = week

    press(Qt.Key.Key_Down)
    assert here(page) == ids[1]
    press(Qt.Key.Key_Right)
    assert here(page) == ids[2]
    press(Qt.Key.Key_Right)
    assert here(page) == ids[3]  # the nearest in time
    press(Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert here(page) in ids[:2]


def test_beyond_the_last_day_lies_the_next_week_and_home_leads_back(week, small):
    page, ids = week
    later = met(small, 8, 11)

    press(Qt.Key.Key_PageDown)
    assert here(page) == later.id
    press(Qt.Key.Key_PageUp)
    assert here(page) in ids
    press(Qt.Key.Key_End, Qt.Key.Key_Right)
    assert here(page) == later.id
    press(Qt.Key.Key_Home)
    assert page.view.days[0] == MONDAY
    assert here(page) in ids


def test_a_day_or_a_week_by_one_letter(week):
    page, ids = week

    press(Qt.Key.Key_D)
    assert page.view.days == (MONDAY,)
    press(Qt.Key.Key_Right)
    assert page.view.days == (MONDAY + timedelta(days=1),)
    assert "no meetings" in titles(page)
    press(Qt.Key.Key_Left, Qt.Key.Key_W)
    assert len(page.view.days) >= 5
    assert here(page) == ids[0]


def test_enter_opens_the_meeting_in_its_case_and_esc_comes_back_to_it(week, window):
    page, ids = week
    press(Qt.Key.Key_Right, Qt.Key.Key_Return)

    assert window.page_name == "person"
    assert window.person.page_name == "meetings"
    assert (
        window.person.page("meetings").list.currentIndex().data(Qt.ItemDataRole.UserRole).target
        == ids[2]
    )
    press(Qt.Key.Key_Escape)
    assert window.page_name == "week"
    assert here(page) == ids[2]


def test_each_meeting_is_heard_with_its_day_and_state(week, small):
    page, _ids = week
    met(small, 2, 12, MeetingState.CANCELLED)
    page.refresh()

    spoken = [page.view.lines.index(n).data() for n in range(6)]
    assert all("Liv Hansen" in each for each in spoken)
    assert "Wednesday" in spoken[3]
    assert "Cancelled" in spoken[3]
    assert QAccessible.queryAccessibleInterface(page.view).childCount() >= 6


def test_no_two_lie_over_each_other_and_weekends_come_where_something_lies_in_them(week, small):
    page, _ids = week
    assert len(page.view.days) == 5
    met(small, 6, 9)
    met(small, 0, 9)
    page.refresh()

    view = page.view
    rects = [view.visualRect(view.lines.index(n)) for n in range(len(view.blocks))]
    assert len(view.days) == 7
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[:n])
    assert [view.indexAt(rect.center()).row() for rect in rects] == list(range(len(rects)))


def test_a_hidden_case_is_not_in_it(week, small):
    page, _ids = week
    with small.vault.work() as work:
        client_id = work.lists.clients()[0].id
        work.save(Recusal(client_id=client_id, counsellor_id=work.counsellor_id))

    page.refresh()

    assert page.view.blocks == ()
