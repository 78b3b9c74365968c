from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.choices import ActivityStatus, PlanState
from app.domain.plans import PlanActivity
from app.errors import NotFinished
from app.services.case import planning
from app.services.case.editing import Editing
from tests.builders import TODAY, a_case, a_plan, stored


def whats(case):
    return [row.what for row in case.activities(case.plan.id)]


def test_the_first_plan_is_an_empty_draft_of_the_clients_own():
    case = a_case()

    plan = planning.first_plan(case)

    assert (plan.client_id, plan.number, plan.state) == (case.client.id, 1, PlanState.DRAFT)


def test_a_new_row_comes_last_or_right_after_another():
    plan, *rows = a_plan("a", "b")
    case = a_case(plan, *rows)

    last = replace(planning.new_activity(case, plan), what="last")
    between = replace(planning.new_activity(case, plan, case.activities(plan.id)[0]), what="new")

    assert whats(case.with_(last).with_(between)) == ["a", "new", "b", "last"]
    assert planning.new_activity(a_case(plan), plan).position == 1.0
    assert planning.last_position(a_case(plan), plan.id) == 0.0


def test_rows_added_one_after_another_in_the_middle_stay_in_order_however_many():
    plan, *rows = a_plan("first", "last")
    case = a_case(plan, *rows)
    here = case.activities(plan.id)[0]

    for n in range(100):
        here = replace(planning.new_activity(case, plan, here), what=str(n))
        case = case.with_(here)

    assert whats(case) == ["first", *map(str, range(100)), "last"]


@pytest.mark.parametrize(
    ("row", "to_row", "order"),
    [
        (0, 2, "bca"),
        (2, 0, "cab"),
        (0, 1, "bac"),
        (1, 1, "abc"),
        (0, 99, "bca"),
        (2, -5, "cab"),
    ],
)
def test_a_row_moves_and_its_neighbours_stay_untouched(row, to_row, order):
    plan, *rows = a_plan("a", "b", "c")
    case = a_case(plan, *rows)
    activity = case.activities(plan.id)[row]

    (moved,) = planning.moved_rows(case, activity, to_row)

    assert "".join(whats(case.with_(moved))) == order


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=300))
def test_after_any_moves_the_rows_are_where_they_were_put(moves):
    plan, *rows = a_plan(*"abcde")
    case, expected = a_case(plan, *rows), list("abcde")

    for row, to_row in moves:
        activity = case.activities(plan.id)[row]
        case = case.changed({a.id: a for a in planning.moved_rows(case, activity, to_row)})
        expected.insert(to_row, expected.pop(row))

    assert whats(case) == expected


def test_rows_are_counted_anew_when_there_is_no_room_left_between_two():
    plan, *rows = a_plan("a", "b", "c")
    case, most = a_case(plan, *rows), 0

    for _n in range(200):
        last = case.activities(plan.id)[2]
        changed = planning.moved_rows(case, last, 1)
        most = max(most, len(changed))
        case = case.changed({a.id: a for a in changed})
        assert case.activities(plan.id)[1].id == last.id

    assert most == 3


def test_a_row_is_ticked_off_and_planned_again():
    done = planning.with_status(PlanActivity(status=ActivityStatus.ONGOING), done=True)

    assert done.status == ActivityStatus.DONE
    assert planning.with_status(done, done=False).status == ActivityStatus.PLANNED


def test_br08_a_plan_is_not_finished_without_goal_and_activity():
    plan, *_rows = a_plan(end_goal="")

    with pytest.raises(NotFinished, match=r"end goal.*at least one activity"):
        planning.finish_plan(a_case(plan), plan, TODAY)


def test_br09_finishing_dates_the_plan_and_a_second_time_changes_nothing():
    plan, row = a_plan("Ringe")
    case = a_case(plan, row)

    finished = planning.finish_plan(case, case.plan, TODAY)

    assert (finished.state, finished.finished_on) == (PlanState.FINAL, TODAY)
    assert planning.finish_plan(case, finished, TODAY.replace(year=2027)) is finished


def test_br10_a_new_version_is_a_copy_that_says_what_it_replaces_and_why():
    plan, *rows = a_plan("Ringe", "Søke", state=PlanState.FINAL, finished_on=TODAY, why="Glede")
    ticked = replace(rows[1], status=ActivityStatus.DONE, position=7.5)
    case = a_case(plan, rows[0], ticked)

    old, draft, *copies = planning.new_version(case, case.plan, " nytt mål ")

    assert old == replace(case.plan, state=PlanState.SUPERSEDED)
    assert (draft.number, draft.state, draft.replaces) == (2, PlanState.DRAFT, plan.id)
    assert (draft.reason, draft.finished_on, draft.why) == ("nytt mål", None, "Glede")
    own = {"id", "plan_id", "position"}
    for copy, row in zip(copies, case.activities(plan.id), strict=True):
        assert {
            f.name for f in fields(copy) if getattr(copy, f.name) != getattr(row, f.name)
        } <= own
        assert (copy.plan_id, copy.id != row.id) == (draft.id, True)
    assert [copy.position for copy in copies] == [1.0, 2.0]


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.SUPERSEDED])
def test_only_a_finished_plan_that_counts_gets_a_new_version(state):
    plan, row = a_plan("Ringe", state=state)

    with pytest.raises(NotFinished):
        planning.new_version(a_case(plan, row), plan)


def test_br10_old_versions_stay_readable_and_never_change(vault):
    plan, row = a_plan("Ringe")
    desk = Editing(vault, stored(vault, plan, row).client.id, TODAY)
    desk.finish(planning.finish_plan(desk.case, desk.case.plan, TODAY))

    desk.change(*planning.new_version(desk.case, desk.case.plan, "nytt mål"))

    first, second = desk.case.plans
    assert (first.state, second.state) == (PlanState.SUPERSEDED, PlanState.DRAFT)
    assert whats(desk.case) == ["Ringe"]
    assert not desk.case.may_edit(first, "end_goal")
    assert not desk.case.may_edit(desk.case.activities(first.id)[0], "status")
    desk.undo()
    assert [p.state for p in desk.case.plans] == [PlanState.FINAL]
