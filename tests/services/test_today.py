from datetime import time, timedelta

from app.domain.choices import ActivityStatus, DocumentStatus, MeetingState, Party, PlanState
from app.domain.clients import DocumentItem
from app.domain.meetings import Meeting, Participant
from app.domain.plans import PlanActivity
from app.domain.reminders import Reminder
from app.services.case.today import DAYS_AHEAD, count_waiting, is_first_day, look_at_today
from app.storage.values.lines import Wait
from tests.builders import TODAY, a_plan, stored

YESTERDAY, SOON = TODAY - timedelta(days=1), TODAY + timedelta(days=DAYS_AHEAD)


def a_row(plan, what, **fields):
    return PlanActivity(plan_id=plan.id, what=what, **fields)


def test_an_empty_vault_has_an_empty_day(own_vault):
    day = look_at_today(own_vault, TODAY)

    assert (day.meetings, day.waiting, day.last_opened) == ((), (), ())
    assert [each.count for each in (day.overdue, day.due_today, day.due_soon)] == [0, 0, 0]
    assert (day.waiting_count, day.meetings_left) == (0, 0)


def test_the_day_shows_its_meetings_waiting_notes_and_near_deadlines(own_vault):
    plan, *_rows = a_plan()
    done = ActivityStatus.DONE
    held = Meeting(place="held today", day=TODAY, at=time(8), state=MeetingState.FINISHED)
    stored(
        own_vault,
        held,
        Meeting(place="today", day=TODAY, at=time(9)),
        Meeting(place="waits", day=YESTERDAY),
        Meeting(place="begun", state=MeetingState.STARTED),
        Meeting(place="begun today", day=TODAY, at=time(10), state=MeetingState.STARTED),
        Meeting(place="held", day=YESTERDAY, state=MeetingState.FINISHED),
        plan,
        a_row(plan, "late", due_on=YESTERDAY),
        a_row(plan, "now", due_on=TODAY),
        a_row(plan, "soon", due_on=SOON),
        a_row(plan, "far", due_on=SOON + timedelta(days=1)),
        a_row(plan, "done", due_on=TODAY, status=done),
        a_row(plan, "words", due_words="i høst"),
        Participant(meeting_id=held.id, party=Party.NAV, name="Eli Strand"),
        Participant(meeting_id=held.id, party=Party.CLIENT, name="Liv Hansen"),
    )

    day = look_at_today(own_vault, TODAY)

    assert [line.meeting.place for line in day.meetings] == ["today", "begun today", "held today"]
    assert (day.meetings_left, day.nav) == (2, {held.id: "Eli Strand"})
    assert [(line.wait, line.thing.place) for line in day.waiting] == [
        (Wait.NOTE, "begun"),
        (Wait.MEETING, "waits"),
    ]
    groups = (day.overdue, day.due_today, day.due_soon)
    assert [line.activity.what for each in groups for line in each.lines] == ["late", "now", "soon"]
    assert [each.count for each in groups] == [1, 1, 1]
    assert {line.client_name for each in groups for line in each.lines} == {"Liv Hansen"}


def test_ones_own_reminders_wait_when_they_are_due_and_say_something(own_vault):
    me = own_vault.counsellor.id
    case = stored(
        own_vault,
        Reminder(counsellor_id=me, text="now", due_on=TODAY),
        Reminder(counsellor_id=me, text="any day"),
        Reminder(counsellor_id=me, text="later", due_on=SOON),
        Reminder(counsellor_id=me, text=" ", due_on=YESTERDAY),
    )

    day = look_at_today(own_vault, TODAY)

    assert [(line.thing.text, line.since) for line in day.waiting] == [
        ("any day", None),
        ("now", TODAY),
    ]
    assert {line.client_name for line in day.waiting} == {case.client.name}


def test_what_is_counted_is_what_is_shown(own_vault):
    plan, *_rows = a_plan(state=PlanState.FINAL, review_on=YESTERDAY)
    stored(
        own_vault,
        plan,
        Meeting(day=YESTERDAY - timedelta(days=5)),
        DocumentItem(status=DocumentStatus.ORDERED, changed_on=TODAY - timedelta(days=30)),
        Reminder(counsellor_id=own_vault.counsellor.id, text="ring"),
    )

    day = look_at_today(own_vault, TODAY)

    assert [line.wait for line in day.waiting] == [
        Wait.MEETING,
        Wait.PAPER,
        Wait.REVIEW,
        Wait.REMINDER,
    ]
    assert day.waiting_count == count_waiting(own_vault, TODAY) == 4


def test_the_last_six_people_opened_come_latest_first(own_vault):
    ids = [stored(own_vault).client.id for _n in range(8)]
    with own_vault.work() as work:
        for client_id in (*ids, ids[0]):
            work.access.log("OPENED", client_id=client_id)

    day = look_at_today(own_vault, TODAY)

    assert [line.id for line in day.last_opened] == [ids[0], *ids[:2:-1]]


def test_of_very_many_the_first_are_read_and_all_are_counted(own_vault):
    plan, *_rows = a_plan()
    waiting = [Meeting(place=str(n), day=TODAY - timedelta(days=n)) for n in range(1, 5)]
    late = [a_row(plan, str(n), due_on=TODAY - timedelta(days=n)) for n in range(3)]
    stored(own_vault, *waiting, plan, *late)

    day = look_at_today(own_vault, TODAY, most=2)

    assert [line.thing.place for line in day.waiting] == ["4", "3"]
    assert [line.activity.what for line in day.overdue.lines] == ["2", "1"]
    assert (day.waiting_count, day.overdue.count, day.due_today.count) == (4, 2, 1)
    assert len(look_at_today(own_vault, TODAY, most=None).waiting) == 4


def test_the_first_day_lasts_until_somebody_is_taken_in(own_vault):
    assert is_first_day(own_vault)

    stored(own_vault)

    assert not is_first_day(own_vault)
