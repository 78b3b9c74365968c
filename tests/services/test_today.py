from datetime import timedelta

from app.domain.choices import ActivityStatus, MeetingState
from app.domain.meetings import Meeting
from app.domain.plans import PlanActivity
from app.services.case.today import DAYS_AHEAD, look_at_today
from tests.builders import TODAY, a_plan, stored

YESTERDAY, SOON = TODAY - timedelta(days=1), TODAY + timedelta(days=DAYS_AHEAD)


def a_row(plan, what, **fields):
    return PlanActivity(plan_id=plan.id, what=what, **fields)


def test_an_empty_vault_has_an_empty_day(own_vault):
    day = look_at_today(own_vault, TODAY)

    assert (day.meetings, day.unfinished, day.deadlines, day.last_opened) == ((), (), (), ())


def test_the_day_shows_its_meetings_waiting_notes_and_near_deadlines(own_vault):
    plan, *_rows = a_plan()
    done = ActivityStatus.DONE
    stored(
        own_vault,
        Meeting(place="today", day=TODAY),
        Meeting(place="waits", day=YESTERDAY),
        Meeting(place="begun", state=MeetingState.STARTED),
        Meeting(place="held", day=YESTERDAY, state=MeetingState.FINISHED),
        plan,
        a_row(plan, "late", due_on=YESTERDAY),
        a_row(plan, "soon", due_on=SOON),
        a_row(plan, "far", due_on=SOON + timedelta(days=1)),
        a_row(plan, "done", due_on=TODAY, status=done),
        a_row(plan, "words", due_words="i høst"),
    )

    day = look_at_today(own_vault, TODAY)

    assert [line.meeting.place for line in day.meetings] == ["today"]
    assert {line.meeting.place for line in day.unfinished} == {"begun", "waits"}
    assert [line.activity.what for line in day.deadlines] == ["late", "soon"]
    assert {line.client_name for line in day.deadlines} == {"Liv Hansen"}


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

    assert [line.meeting.place for line in day.unfinished] == ["4", "3"]
    assert [line.activity.what for line in day.deadlines] == ["2", "1"]
    assert (day.unfinished_count, day.deadline_count, day.overdue_count) == (4, 3, 2)
    assert len(look_at_today(own_vault, TODAY, most=None).unfinished) == 4
