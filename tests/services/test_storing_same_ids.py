"""What there is only one of has one id: on two computers, and when it comes back."""

from contextlib import ExitStack

import pytest

from app.domain.choices import MeetingKind, MeetingState
from app.domain.meetings import NoteSection
from app.domain.plans import PlanActivity
from app.services.case import conversing, planning
from app.services.case.case_team import Part, change_team
from app.services.case.editing import Editing, FieldKey
from app.services.case.history import history
from app.services.case.preparing import new_meeting, take_in
from app.services.templates.finding import newest_built_in
from tests.builders import TODAY, a_case, a_client, a_form, a_plan, opened_copy
from tests.staffed import a_case_of


def told(vault, client_id):
    """Return history in words, oldest first."""
    return [event.sentence for event in history(vault, client_id)][::-1]


@pytest.fixture
def desks(closed, tmp_path):
    """One case with a planned meeting, on the desks of two computers."""
    with opened_copy(closed, tmp_path / "first") as vault:
        case = a_case(client=a_client())
        client = take_in(vault, case.client, case.intake)
        desk = Editing(vault, client.id, TODAY)
        form = newest_built_in("three_party")
        desk.change(*new_meeting(desk.case, MeetingKind.THREE_PARTY, form, vault.counsellor))
    with ExitStack() as both:
        copies = [opened_copy(tmp_path / "first", tmp_path / name) for name in ("A", "B")]
        vaults = [both.enter_context(each) for each in copies]
        yield [Editing(each, client.id, TODAY) for each in vaults]


def ids(desk, kind):
    return {each.id for each in desk.case.all(kind)}


def test_a_meeting_begun_on_two_computers_has_one_note(desks):
    for desk in desks:
        (meeting,) = desk.case.meetings
        desk.change(*conversing.begin(desk.case, meeting, a_form("goal", "why")))

    assert len(ids(desks[0], NoteSection)) == 2
    assert ids(desks[0], NoteSection) == ids(desks[1], NoteSection)


def test_a_plan_and_its_next_version_are_the_same_on_two_computers(desks):
    for desk in desks:
        desk.change(planning.first_plan(desk.case))
    first, second = ({plan.id for plan in desk.case.plans} for desk in desks)
    assert first == second

    plan = desks[0].case.plan
    _other, *rows = a_plan("Ringe", "Søke", end_goal="Bli snekker")
    for desk in desks:
        desk.type_into(FieldKey(plan.id, "end_goal"), "Bli snekker")
        desk.type_into(FieldKey(plan.id, "next_step"), "Ringe")
        desk.change(
            *(
                PlanActivity(id=row.id, client_id=desk.client_id, plan_id=plan.id, what=row.what)
                for row in rows
            )
        )
        desk.finish(planning.finish_plan(desk.case, desk.case.plan, TODAY))
        desk.finish(*planning.new_version(desk.case, desk.case.plan))

    newest = [desk.case.plan for desk in desks]
    assert newest[0].id == newest[1].id != plan.id
    rows = [{row.id for row in desk.case.activities(newest[0].id)} for desk in desks]
    assert rows[0] == rows[1]
    assert len(rows[0]) == 2


def test_a_meeting_begun_again_after_it_was_undone_has_its_note(own_vault):
    case = a_case(client=a_client())
    client = take_in(own_vault, case.client, case.intake)
    desk = Editing(own_vault, client.id, TODAY)
    form = newest_built_in("three_party")
    desk.change(*new_meeting(desk.case, MeetingKind.THREE_PARTY, form, own_vault.counsellor))
    before = told(own_vault, client.id)

    for _each in range(2):
        (meeting,) = desk.case.meetings
        desk.change(*conversing.begin(desk.case, meeting, a_form("goal")))
        desk.undo()
    desk.redo()

    (meeting,) = desk.case.meetings
    assert meeting.state == MeetingState.STARTED
    assert desk.case.note(meeting.id).keys() == {"goal"}
    assert set(told(own_vault, client.id)[len(before) :]) == {
        "Kari Øving began the meeting: three-party meeting",
        "Kari Øving set the meeting back to planned: three-party meeting",
    }


def test_a_plan_begun_again_is_the_one_brought_back_with_nothing_in_it(own_vault):
    case = a_case(client=a_client())
    client = take_in(own_vault, case.client, case.intake)
    desk = Editing(own_vault, client.id, TODAY)
    desk.change(planning.first_plan(desk.case))
    plan = desk.case.plan
    desk.type_into(FieldKey(plan.id, "end_goal"), "Bli snekker")
    desk.settle()
    desk.change(removed=[desk.case.plan])

    desk.change(planning.first_plan(desk.case))

    assert desk.case.plan == plan
    with own_vault.work() as work:
        assert work.case(client.id).plan == plan
        assert work.verify_chain().ok
    assert told(own_vault, client.id)[1:] == [
        "Kari Øving began the plan",
        "Kari Øving wrote my end goal: Bli snekker",
        "Kari Øving took out the plan",
        "Kari Øving brought back the plan",
        "Kari Øving emptied my end goal, which was Bli snekker",
    ]
    assert own_vault.compare_state() == {}


def test_whoever_owned_a_case_before_owns_it_again(staffed):
    kari, per, ola = (staffed.ids[who] for who in ("Kari", "Per", "Ola"))
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        change_team(vault, client_id, {kari: Part.OWNS, ola: Part.SHUT_OUT})
        with vault.work() as work:
            before = work.case(client_id).entities
        change_team(vault, client_id, {kari: Part.ASKS, ola: Part.ASKS})
        change_team(vault, client_id, {kari: Part.OWNS})
        change_team(vault, client_id, {ola: Part.SHUT_OUT})

        with vault.work() as work:
            assert work.case(client_id).entities == before
            assert work.case(client_id).owners == {per, kari}
        assert told(vault, client_id)[-2:] == [
            "Per Olsen gave the case to Kari Øving",
            "Per Olsen hid the case from Ola Olsen",
        ]
        assert vault.verify_chain().ok
        assert vault.compare_state() == {}
