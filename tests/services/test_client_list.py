"""Whose clients are listed: one's own where several work here, everybody's where one is alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.choices import Party, PeriodState, PlanState
from app.domain.clients import Client
from app.domain.entities import new_id
from app.domain.periods import Intake
from app.services.case import periods
from app.services.case.client_list import (
    Shown,
    Whose,
    choose_shown,
    choose_whose,
    count_shown,
    list_clients,
)
from app.services.vault.colleagues import remove_colleague
from tests.builders import a_plan, stored
from tests.staffed import PHRASES, TODAY, a_case_of


def names(found):
    return [line.name for line in found.lines]


def test_alone_in_a_vault_everybody_is_listed_and_nothing_chosen(own_vault):
    a_case_of(own_vault, "Liv")

    found = list_clients(own_vault, "", TODAY)

    assert (names(found), found.whose, found.is_shared) == (["Liv"], Whose.ALL, False)


def test_among_several_ones_own_come_first(staffed):
    with staffed.unlocked("Per") as vault:
        a_case_of(vault, "Ida")
    with staffed.unlocked("Ola") as vault:
        a_case_of(vault, "Liv")

        found = list_clients(vault, "", TODAY)
        assert (names(found), found.whose, found.is_shared) == (["Liv"], Whose.MINE, True)
        choose_whose(vault, Whose.ALL)
        found = list_clients(vault, "", TODAY)
        assert (names(found), found.whose) == (["Ida", "Liv"], Whose.ALL)
        assert [line.owners for line in found.lines] == [("Per Olsen",), ("Ola Olsen",)]
        assert names(list_clients(vault, "id", TODAY)) == ["Ida"]


def test_what_was_chosen_is_each_ones_own_and_remembered(staffed):
    with staffed.unlocked("Ola") as vault:
        choose_whose(vault, Whose.ALL)

    with staffed.unlocked("Ola") as vault:
        assert list_clients(vault, "", TODAY).whose == Whose.ALL
    with staffed.unlocked("Per") as vault:
        assert list_clients(vault, "", TODAY).whose == Whose.MINE


def test_the_last_of_several_sees_all_again(staffed):
    with staffed.unlocked("Per") as vault:
        a_case_of(vault, "Ida")
    with staffed.unlocked("Kari") as vault:
        for who in ("Per", "Ola"):
            remove_colleague(vault, staffed.ids[who], PHRASES["Kari"], [])

        found = list_clients(vault, "", TODAY)

    assert (names(found), found.is_shared) == (["Ida"], False)


@pytest.fixture
def spread(own_vault):
    """A vault with somebody in each place, and the list it shows for each choice."""
    draft, row = a_plan("Søke plass")
    final = replace(draft, id=new_id(), state=PlanState.FINAL, finished_on=TODAY)

    def follow_up(name, party, state=PeriodState.OPEN):
        plan = replace(final, id=new_id())
        step = replace(row, id=new_id(), plan_id=plan.id, party=party)
        stored(own_vault, Intake(state=state), plan, step, client=Client(name=name))

    stored(own_vault, client=Client(name="Ane"))
    follow_up("Bo", Party.CLIENT)
    follow_up("Eli", Party.NAV, PeriodState.COMPLETED)
    stored(own_vault, Intake(state=PeriodState.ENDED_EARLY), client=Client(name="Jon"))
    for name, priority, days in (("Ida", "", 30), ("Liv", "youth", 2), ("Per", "youth", 9)):
        waits = periods.put_on_waiting_list(Intake(), TODAY - timedelta(days=days), priority)
        stored(own_vault, waits, client=Client(name=name))

    def shown(which):
        choose_shown(own_vault, which)
        return names(list_clients(own_vault, "", TODAY))

    return own_vault, shown


def test_each_case_is_listed_where_it_stands(spread):
    vault, shown = spread

    assert shown(Shown.OPEN) == ["Ane", "Bo"]
    assert shown(Shown.CENTRE) == ["Ane"]
    assert shown(Shown.CLIENT) == ["Bo"]
    assert shown(Shown.NAV) == ["Eli"]
    assert shown(Shown.COMPLETED) == ["Eli"]
    assert shown(Shown.ENDED) == ["Jon"]
    assert len(shown(Shown.ALL)) == 7
    counts = count_shown(vault, TODAY)
    assert {which: len(shown(which)) for which in Shown} == counts


def test_the_waiting_list_comes_by_rule_and_then_by_how_long_one_waited(spread):
    vault, shown = spread

    assert shown(Shown.WAITING) == ["Per", "Liv", "Ida"]
    first, *_rest = list_clients(vault, "per", TODAY).lines
    assert (first.waiting_since, first.priority) == (TODAY - timedelta(days=9), "youth")


def test_a_choice_of_a_later_leia_lists_everybody(own_vault):
    with own_vault.work() as work:
        work.memory.put("clients.shown", "LATER")

    assert list_clients(own_vault, "", TODAY).shown == Shown.ALL
