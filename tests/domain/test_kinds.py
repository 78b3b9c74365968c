"""What is true of every thing of a kind is said once, in terms that hold."""

import random
from dataclasses import fields, replace

import pytest

from app.domain.entities import derived_id, new_id, once_of
from app.domain.kinds import ALL
from app.domain.meetings import NoteSection
from app.domain.periods import Intake
from app.domain.plans import CareerPlan


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_kind_names_only_fields_it_has(kind):
    names = {each.name for each in fields(kind.type)}
    columns = {*names, "deleted"}
    known_by = {kind.known_by} if isinstance(kind.known_by, str) and kind.known_by else set()
    joined = {name for pair in kind.joined.values() for name in pair}
    units = sum(kind.units, ())
    carried = {*kind.carries, *sum(kind.carries.values(), ())}

    assert {*kind.covering, *known_by, *joined, *units, *carried} <= names
    assert {*sum(kind.indexes, ())} <= columns
    assert len(set(units)) == len(units)
    assert all(pair in kind.units for pair in kind.joined.values())


@pytest.mark.parametrize("kind", [each for each in ALL if once_of(each.type)], ids=lambda k: k.name)
def test_what_there_is_one_of_is_told_apart_by_what_it_has(kind):
    name, *told_apart = once_of(kind.type)

    assert name == kind.name
    assert all(hasattr(kind.type(), each) for each in told_apart)


def test_what_there_is_one_of_has_the_same_id_everywhere():
    meeting, client = new_id(), new_id()
    first, again = (NoteSection(meeting_id=meeting, key="goal") for _each in range(2))

    assert first.id == again.id != NoteSection(meeting_id=meeting, key="why").id
    assert first.id[:13] == meeting[:13]
    assert CareerPlan(client_id=client).id == derived_id(client, "plan", "1")
    assert Intake(client_id=client).id == derived_id(client, "intake", "1")


def test_derived_ids_do_not_meet():
    client = new_id()
    made = {derived_id(client, "plan", str(random.random())) for _n in range(2_000)}  # noqa: S311

    assert len(made) == 2_000


def test_what_belongs_to_nobody_yet_gets_an_id_all_the_same():
    assert Intake().id != Intake().id


def test_a_changed_thing_stays_the_same_thing():
    section = NoteSection(meeting_id=new_id(), key="goal")

    assert replace(section, text="Jeg vil jobbe").id == section.id
