from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.choices import ActivityStatus, MeetingState, PlanState
from app.domain.clients import Client, DocumentItem
from app.domain.meetings import Addendum, Meeting, Participant
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from tests.builders import a_case, a_client, a_note, a_plan

MEETING = Meeting(state=MeetingState.FINISHED)
(SECTION,) = a_note(MEETING, wishes="Ute")
PERSON = Participant(meeting_id=MEETING.id)
REMARK = Addendum(meeting_id=MEETING.id, text="Rettelse")


def of(case, entity):
    return replace(case.entities[entity.id])


def test_a_case_is_a_value():
    case = a_case()
    later = case.with_(replace(case.client, name="Liv Olsen"))

    assert (case.client.name, later.client.name) == ("Liv Hansen", "Liv Olsen")
    assert later.entities[case.client.id].name == "Liv Olsen"


def test_one_change_adds_replaces_and_takes_out():
    plan, row = a_plan("Ringe")
    case = a_case(plan, row)
    paper = DocumentItem(client_id=case.client.id, name="Vitnemål")
    renamed = replace(case.client, name="Liv Olsen")

    later = case.changed({paper.id: paper, row.id: None, case.client.id: renamed})

    assert later.all(DocumentItem) == (paper,)
    assert later.activities(plan.id) == ()
    assert later.client == renamed
    assert case.activities(plan.id) == (of(case, row),)


def test_asking_for_the_wrong_kind_is_a_bug():
    case = a_case()

    with pytest.raises(TypeError):
        case.get(Intake, case.client.id)
    with pytest.raises(KeyError):
        case.get(Intake, "nobody")


def test_rows_come_in_the_users_order_and_then_oldest_first():
    plan, *_rows = a_plan()
    first, second, third = (PlanActivity(plan_id=plan.id, position=n) for n in (2.0, 1.0, 2.0))
    case = a_case(plan, third, second, first)

    assert [a.id for a in case.activities(plan.id)] == [second.id, first.id, third.id]


def test_meetings_come_by_day_and_clock_with_undated_ones_last():
    days = [
        (None, None),
        (date(2026, 3, 4), None),
        (date(2026, 3, 3), time(12)),
        (date(2026, 3, 3), time(9)),
    ]
    meetings = [Meeting(day=day, at=at) for day, at in days]
    case = a_case(*meetings)

    assert [m.id for m in case.meetings] == [m.id for m in reversed(meetings)]


def test_the_latest_version_counts():
    first, second = CareerPlan(number=1, state=PlanState.FINAL), CareerPlan(number=2)
    case = a_case(second, first)

    assert case.plan == of(case, second)
    assert a_case().plan is None


def test_a_meeting_knows_its_note_people_and_remarks():
    case = a_case(MEETING, SECTION, PERSON, REMARK)

    assert case.note(MEETING.id) == {"wishes": of(case, SECTION)}
    assert case.participants(MEETING.id) == (of(case, PERSON),)
    assert case.addenda(MEETING.id) == (of(case, REMARK),)


@pytest.mark.parametrize("state", [s for s in MeetingState if s != MeetingState.FINISHED])
def test_a_meeting_may_change_until_its_note_is_finished(state):
    meeting = replace(MEETING, state=state)
    case = a_case(meeting, SECTION, PERSON)

    for entity, name in ((meeting, "day"), (SECTION, "text"), (PERSON, "name")):
        assert case.may_edit(of(case, entity), name)


def test_nothing_of_a_finished_note_may_change():
    case = a_case(MEETING, SECTION, PERSON, REMARK)

    for entity, name in ((MEETING, "day"), (SECTION, "text"), (PERSON, "name"), (REMARK, "text")):
        assert not case.may_edit(of(case, entity), name)


@pytest.mark.parametrize(
    ("state", "goal", "what", "status"),
    [
        (PlanState.DRAFT, True, True, True),
        (PlanState.FINAL, False, False, True),
        (PlanState.SUPERSEDED, False, False, False),
    ],
)
def test_of_a_finished_plan_only_how_far_a_row_has_come_may_change(state, goal, what, status):
    plan, row = a_plan("Ringe", state=state)
    case = a_case(plan, row)

    assert case.may_edit(of(case, plan), "end_goal") is goal
    assert case.may_edit(of(case, row), "what") is what
    assert case.may_edit(of(case, row), "status") is status


def test_people_and_papers_may_always_change():
    case = a_case(DocumentItem())

    assert all(case.may_edit(entity, "name") for entity in case.entities.values())


def test_what_is_finished_refuses_every_deed():
    plan, row = a_plan("Ringe", state=PlanState.FINAL)
    case = a_case(MEETING, SECTION, PERSON, REMARK, plan, row)
    refused = [
        {MEETING.id: None},
        {SECTION.id: None},
        {REMARK.id: None},
        {plan.id: None},
        {row.id: None},
        {MEETING.id: replace(of(case, MEETING), place="Bodø")},
        {SECTION.id: replace(of(case, SECTION), text="Inne")},
        {REMARK.id: replace(of(case, REMARK), text="Noe annet")},
        {plan.id: replace(of(case, plan), end_goal="Kokk")},
        {plan.id: replace(of(case, plan), state=PlanState.DRAFT)},
        {plan.id: replace(of(case, plan), state=PlanState.SUPERSEDED, end_goal="Kokk")},
        {row.id: replace(of(case, row), position=9.0)},
        {row.id: replace(of(case, row), what="Skrive")},
        {"new": PlanActivity(id="new", plan_id=plan.id)},
        {"new": Participant(id="new", meeting_id=MEETING.id)},
        {"new": CareerPlan(id="new", state=PlanState.FINAL)},
    ]

    assert [deed for deed in refused if case.allows(deed)] == []


def test_what_life_goes_on_with_is_allowed():
    plan, row = a_plan("Ringe", state=PlanState.FINAL)
    case = a_case(MEETING, plan, row)
    later = CareerPlan(number=2, replaces=plan.id)
    allowed = [
        {},
        {"nobody": None},
        {"new": Addendum(id="new", meeting_id=MEETING.id)},
        {row.id: replace(of(case, row), status=ActivityStatus.DONE)},
        {plan.id: replace(of(case, plan), state=PlanState.SUPERSEDED)},
        {plan.id: of(case, plan)},
        {later.id: later, "new": PlanActivity(id="new", plan_id=later.id)},
    ]

    assert [deed for deed in allowed if not case.allows(deed)] == []


def test_a_client_belongs_to_the_own_case_and_has_a_key_nobody_else_has():
    client = a_client()

    assert client.client_id == client.id
    assert len(client.erasure_key) == 32
    assert client.erasure_key != Client().erasure_key
    assert client.erasure_key.hex() not in repr(client)
