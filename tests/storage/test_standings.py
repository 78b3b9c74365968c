"""Where cases stand, asked of the whole list at once: the same rule as one case alone tells."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.choices import ActivityStatus, Party, PeriodState, PlanState
from app.domain.clients import Client
from app.domain.journey import next_move
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.services.case import periods
from tests import raw
from tests.builders import a_plan, stored

TODAY = date(2026, 11, 21)
PLAN_STATES = [each for each in PlanState if each != PlanState.SUPERSEDED]


def standings(vault):
    with vault.work() as work:
        return work.standings.all(TODAY)


def a_random_case(chance):
    """Return somebody with periods, plans and activities in any state a vault may hold."""
    client = Client(name="Liv")
    own = {"client_id": client.id}
    yield client
    for number in range(1, chance.randint(1, 3) + 1):
        period = Intake(**own, number=number, state=chance.choice(list(PeriodState)))
        yield period
        for version in range(chance.randint(0, 2)):
            named = "" if number == 1 and chance.random() < 0.3 else period.id
            plan = CareerPlan(
                **own,
                number=number * 10 + version,
                state=chance.choice(PLAN_STATES),
                intake_id=named,
            )
            yield plan
            for _row in range(chance.randint(0, 4)):
                yield PlanActivity(
                    **own,
                    plan_id=plan.id,
                    position=float(chance.randint(1, 3)),
                    what=chance.choice(["Ringe", "Søke", ""]),
                    party=chance.choice(list(Party)),
                    status=chance.choice(list(ActivityStatus)),
                    due_on=chance.choice([None, TODAY, TODAY + timedelta(days=3)]),
                )


def test_br16_the_whole_list_and_the_case_alone_tell_the_same_next_move(vault):
    chance = random.Random(16)  # noqa: S311 - the same cases each time
    made = [tuple(a_random_case(chance)) for _ in range(400)]
    with vault.work() as work:
        for things in made:
            for thing in things:
                work.save(thing)
        some_rows = [t for things in made for t in things if isinstance(t, PlanActivity)][::7]
        for row in some_rows:
            work.remove(row)

    found = standings(vault)

    with vault.work() as work:
        for client, *_rest in made:
            case = work.case(client.id)
            here = found[client.id]
            assert (here.state, here.move) == (case.intake.state, next_move(case))
    assert {each.move for each in found.values()} >= {*Party, None}


def test_the_line_of_somebody_who_came_back_tells_of_the_present_period(vault):
    plan, row = a_plan("Ringe", state=PlanState.FINAL, finished_on=TODAY)
    case = stored(vault, Intake(state=PeriodState.COMPLETED), plan, row)
    again = Intake(client_id=case.client.id, number=2)
    with vault.work() as work:
        work.save(periods.put_on_waiting_list(again, TODAY, "youth"))
        (line,) = work.lists.clients(today=TODAY)

    assert (line.plan_number, line.state, line.waiting_since) == (None, PeriodState.WAITING, TODAY)


def test_only_those_whose_present_period_waits_are_on_the_waiting_list(vault):
    waits = stored(vault, client=Client(name="Ida"))
    went_on = stored(vault, client=Client(name="Liv"))
    with vault.work() as work:
        for case in (waits, went_on):
            work.save(
                replace(periods.put_on_waiting_list(case.intake, TODAY, "youth"), agreement="x")
            )
        work.save(Intake(client_id=went_on.client.id, number=2))
        found = work.standings.waiting(TODAY, mine=True)

    assert list(found) == [waits.client.id]
    (line,) = found.values()
    assert (line.since, line.priority, line.agreement) == (TODAY, "youth", "x")


@pytest.mark.parametrize("name", ["state", "party"])
def test_a_code_of_a_later_leia_is_told_as_it_is(vault, name):
    plan, row = a_plan("Ringe")
    case = stored(vault, plan, row)
    table = {"state": "intake", "party": "activity"}[name]
    raw.driver(vault).execute(f"UPDATE {table} SET {name} = 'LATER'")  # noqa: S608 - a test's own

    here = standings(vault)[case.client.id]

    assert (here.state if name == "state" else here.move) == "LATER"
