"""The wall between the note and everything that leaves, walked field by field."""

import inspect
import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from importlib import import_module
from pkgutil import iter_modules
from typing import get_args, get_type_hints

import pytest

import app.prints
from app.domain import cases, facts
from app.domain.choices import Code
from app.domain.entities import Entity
from app.domain.kinds import ALL, KINDS, eyes_of
from app.domain.says import Eyes

FIELDS = [(kind.name, each.name) for kind in ALL for each in fields(kind.type)]
TYPES = {kind.type.__name__: kind.type for kind in ALL} | {
    "date": date,
    "datetime": datetime,
    "time": time,
}
FOLDERS = {"Case": cases.Case}


def reached(hints, seen):
    """Yield every kind of thing in these types, however deep."""
    for hint in hints:
        for part in (hint, *get_args(hint)):
            if part in seen or not is_dataclass(part):
                if get_args(part) and part is not hint:
                    yield from reached([part], seen)
                continue
            seen.add(part)
            yield part
            yield from reached(hints_of(part), seen)


def hints_of(shape):
    known = {**vars(inspect.getmodule(shape)), **TYPES, **FOLDERS}
    return get_type_hints(shape, globalns=known, localns=known).values()


def printers():
    """Yield every public function and class of the folder that makes paper."""
    for module in iter_modules(app.prints.__path__):
        for name, found in vars(import_module(f"app.prints.{module.name}")).items():
            own = getattr(found, "__module__", "") == f"app.prints.{module.name}"
            if own and not name.startswith("_") and callable(found):
                yield found


def named_in(found):
    """Return every type that something's signature or fields name."""
    return set(re.findall(r"\w+", str(getattr(found, "__annotations__", {}))))


def walled():
    """Return the kinds with a field that is a note or a secret, and the folders that hold them."""
    shut = {Eyes.NOTE, Eyes.SECRET}
    kinds = [k for k in ALL if shut & {eyes_of(k.name, each.name) for each in fields(k.type)}]
    return {kind.type.__name__ for kind in kinds} | {"Case", "Register", "Folder"}


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_every_field_has_its_eyes(kind, name):
    assert eyes_of(kind, name) in Eyes


def test_a_field_of_another_leia_is_for_nobody():
    assert eyes_of("intake", "from_a_later_leia") is Eyes.SECRET


def test_no_paper_can_take_a_note_or_a_secret():
    from app.prints.plan_sheet import PlanSheet

    printed = {each for each in reached([PlanSheet], set()) if issubclass(each, Entity)}
    kinds = {kind.type: kind.name for kind in ALL}

    assert {kinds[each] for each in printed} == {"plan", "activity", "document"}
    for each in printed:
        marks = {eyes_of(kinds[each], field.name) for field in fields(each)}
        assert not marks & {Eyes.NOTE, Eyes.SECRET}


def test_nothing_that_makes_paper_names_a_kind_with_a_note_or_a_secret():
    makers = list(printers())

    assert {"NoteSection", "Addendum", "Intake", "Client"} <= walled()
    assert len(makers) > 30  # the walk found them
    assert [maker for maker in makers if named_in(maker) & walled()] == []


def test_the_walk_sees_a_note_however_it_is_handed_over():
    def forbidden(title: str, notes: "Mapping[str, NoteSection]") -> None:  # noqa: F821
        del title, notes

    assert named_in(forbidden) & walled() == {"NoteSection"}


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_figures_can_ask_for_facts_alone(kind, name):
    thing = KINDS[kind]()

    if eyes_of(kind, name) is Eyes.FACT:
        assert facts.fact(thing, name) == getattr(thing, name)
    else:
        with pytest.raises(LookupError):
            facts.fact(thing, name)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_fact_is_coded_and_never_free_text(kind):
    hints = get_type_hints(kind.type)
    from app.domain.kinds import field_said

    for name in facts.facts_of(kind.type):
        parts = [each for each in get_args(hints[name]) or (hints[name],) if each is not type(None)]
        coded = issubclass(parts[0], Code | int | date) or field_said(kind.name, name).listed
        assert coded


def test_what_is_noted_is_for_nobody_else():
    noted = {(k, n) for k, n in FIELDS if eyes_of(k, n) is Eyes.NOTE}

    assert {("note_section", "text"), ("addendum", "text"), ("intake", "motivation")} <= noted
