"""What a day holds of one's own cases, found by SQL."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.domain.choices import (
    ActivityStatus,
    DocumentStatus,
    MeetingState,
    PeriodState,
    PlanState,
)
from app.domain.clients import Client, DocumentItem
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.storage.day_lists import MEMORY, PATIENCE
from app.storage.values.lines import Wait

TODAY = date(2026, 11, 21)
YESTERDAY, TOMORROW = (TODAY + timedelta(days) for days in (-1, 1))


def save(vault, *entities):
    with vault.work() as work:
        for entity in entities:
            work.save(entity)


def waiting(vault, wait):
    with vault.work() as work:
        found = work.day.waiting(wait, TODAY)
        assert work.day.count_waiting(wait, TODAY, 100) == len(found)
        assert len(work.day.waiting(wait, TODAY, limit=1)) == min(1, len(found))
    return [(line.thing, line.since) for line in found]


@pytest.fixture
def kari(vault):
    client = Client(name="Kari Ødegård", birth_year=1999, municipality="1841", phone="900 00 000")
    save(vault, client)
    return client


def test_the_meetings_of_a_day_follow_the_clock(vault, kari):
    late = Meeting(client_id=kari.id, day=TODAY, at=time(14))
    early = Meeting(client_id=kari.id, day=TODAY, at=time(9, 30))
    save(vault, late, early, Meeting(client_id=kari.id, day=TOMORROW))

    with vault.work() as work:
        found = work.day.meetings(TODAY)

    assert [line.meeting for line in found] == [early, late]
    assert (found[0].client_name, found[0].birth_year) == ("Kari Ødegård", 1999)


def test_notes_begun_another_day_and_meetings_that_passed_wait(vault, kari):
    earlier = Meeting(client_id=kari.id, day=YESTERDAY, state=MeetingState.STARTED)
    passed = Meeting(client_id=kari.id, day=YESTERDAY, state=MeetingState.PLANNED)
    undated = Meeting(client_id=kari.id, state=MeetingState.STARTED)
    save(
        vault,
        earlier,
        Meeting(client_id=kari.id, day=TODAY, state=MeetingState.STARTED),
        passed,
        undated,
        Meeting(client_id=kari.id, day=TODAY),
        Meeting(client_id=kari.id, day=YESTERDAY, state=MeetingState.FINISHED),
        Meeting(client_id=kari.id, day=YESTERDAY, state=MeetingState.NO_SHOW),
    )

    with vault.work() as work:
        found = [work.day.waiting(wait, TODAY) for wait in (Wait.NOTE, Wait.MEETING)]

    assert [[line.thing for line in lines] for lines in found] == [[undated, earlier], [passed]]


def test_deadlines_are_open_activities_of_the_plan_that_counts(vault, kari):
    old, current = (CareerPlan(client_id=kari.id, number=n) for n in (1, 2))

    def due(plan, day, status=ActivityStatus.PLANNED):
        return PlanActivity(client_id=kari.id, plan_id=plan.id, due_on=day, status=status)

    ongoing = due(current, YESTERDAY, ActivityStatus.ONGOING)
    planned = due(current, TODAY)
    save(
        vault,
        old,
        current,
        planned,
        ongoing,
        due(old, TODAY),
        due(current, TOMORROW),
        due(current, None),
        due(current, TODAY, ActivityStatus.DONE),
    )

    with vault.work() as work:
        found = work.day.deadlines(date.min, TODAY, TODAY)

    assert [line.activity for line in found] == [ongoing, planned]
    assert (found[0].client_name, found[0].birth_year) == ("Kari Ødegård", 1999)


def test_a_draft_of_a_plan_waits_when_no_meeting_will_see_to_it(vault, kari):
    plan = CareerPlan(client_id=kari.id)
    held = Meeting(client_id=kari.id, day=YESTERDAY, state=MeetingState.FINISHED)
    booked = Meeting(client_id=kari.id, day=TOMORROW)
    save(vault, plan)
    assert waiting(vault, Wait.DRAFT) == [(plan, None)]

    save(vault, held)
    assert waiting(vault, Wait.DRAFT) == [(plan, YESTERDAY)]

    save(vault, booked)
    assert waiting(vault, Wait.DRAFT) == []


def test_a_paper_waits_when_it_was_ordered_long_ago(vault, kari):
    def paper(days, status=DocumentStatus.ORDERED):
        since = TODAY - PATIENCE - timedelta(days)
        return DocumentItem(client_id=kari.id, name=str(days), status=status, changed_on=since)

    just, long_ago = paper(0), paper(9)
    save(vault, just, long_ago, paper(-1), paper(5, DocumentStatus.RECEIVED))
    save(vault, DocumentItem(client_id=kari.id, status=DocumentStatus.ORDERED))

    assert [thing for thing, _since in waiting(vault, Wait.PAPER)] == [long_ago, just]


@pytest.mark.parametrize(
    ("day", "waits"),
    [
        (TODAY - MEMORY - timedelta(1), False),
        (TODAY - MEMORY, True),
        (TODAY, True),
        (TOMORROW, False),
    ],
)
def test_a_plan_waits_from_the_day_it_was_to_be_looked_at_and_not_for_ever(vault, kari, day, waits):
    plan = CareerPlan(client_id=kari.id, state=PlanState.FINAL, review_on=day)
    save(vault, plan)

    assert waiting(vault, Wait.REVIEW) == [(plan, day)][: int(waits)]


def test_the_day_to_look_at_a_plan_again_is_over_with_a_meeting_then_or_later(vault, kari):
    save(vault, CareerPlan(client_id=kari.id, state=PlanState.FINAL, review_on=YESTERDAY))
    save(vault, Meeting(client_id=kari.id, day=YESTERDAY, state=MeetingState.NO_SHOW))
    save(vault, Meeting(client_id=kari.id, day=YESTERDAY - timedelta(1)))
    assert len(waiting(vault, Wait.REVIEW)) == 1

    save(vault, Meeting(client_id=kari.id, day=TODAY))

    assert waiting(vault, Wait.REVIEW) == []


SECOND = "second"
"""The client has come back: there is another period after the one that is asked about."""


@pytest.mark.parametrize(
    ("becomes", "is_told", "is_present"),
    [
        (PeriodState.OPEN, True, True),
        (PeriodState.OPEN, False, True),
        (PeriodState.COMPLETED, True, True),
        (PeriodState.COMPLETED, False, True),
        (PeriodState.ENDED_EARLY, True, False),
        (SECOND, True, False),
        (SECOND, False, False),
    ],
)
def test_what_ended_early_or_gave_way_waits_for_nobody(vault, kari, becomes, is_told, is_present):
    period = Intake(client_id=kari.id)
    own = {"client_id": kari.id, "intake_id": period.id if is_told else ""}
    draft = CareerPlan(**own)
    step = PlanActivity(client_id=kari.id, plan_id=draft.id, what="Ringe", due_on=TODAY)
    save(vault, period, draft, step)
    if becomes == SECOND:
        save(vault, Intake(client_id=kari.id, number=2))
    else:
        save(vault, replace(period, state=becomes))

    assert bool(waiting(vault, Wait.DRAFT)) == is_present
    with vault.work() as work:
        found = work.day.deadlines(TODAY, TODAY, TODAY)
        assert bool(found) == is_present
        assert work.day.count_deadlines(TODAY, TODAY, TODAY, 100) == len(found)
