"""A disk that says no loses nothing: what waits still waits, and nothing pretends to be stored."""

from dataclasses import replace

import pytest

from app.domain.choices import PlanState
from app.domain.clients import DocumentItem
from app.errors import NotSaved
from app.services.case.editing import Editing, FieldKey
from tests.builders import TODAY, a_plan, stored
from tests.services.desks import changes, drafts, in_vault, texts
from tests.ui.faults import a_full_disk


@pytest.fixture
def editing(own_vault):
    plan, *rows = a_plan("Ringe", "Søke")
    return Editing(own_vault, stored(own_vault, plan, *rows).client.id, TODAY)


@pytest.fixture
def name(editing):
    return FieldKey(editing.client_id, "name")


@pytest.fixture
def year(editing):
    return FieldKey(editing.client_id, "birth_year")


def refused(deed, *arguments, **named):
    """Do something while the disk is full."""
    with a_full_disk(), pytest.raises(NotSaved):
        deed(*arguments, **named)


def test_keeping_is_tried_again_with_everything_that_waits(own_vault, editing, name, year):
    editing.type_into(name, "Liv Olsen")
    editing.type_into(year, "ca 1985")

    refused(editing.keep)
    assert editing.has_unkept
    editing.keep()

    assert not editing.has_unkept
    assert drafts(own_vault, editing) == {name: "Liv Olsen", year: "ca 1985"}


def test_settling_is_tried_again_with_everything_that_waits(own_vault, editing, name, year):
    editing.type_into(name, "Liv Olsen")
    editing.keep()
    editing.type_into(year, "ca 1985")
    before = texts(editing)

    refused(editing.settle)
    assert texts(editing) == before
    assert (editing.has_unkept, editing.is_settled) == (True, False)
    assert in_vault(own_vault, editing)[editing.client_id].name == "Liv Hansen"

    editing.settle()
    assert in_vault(own_vault, editing)[editing.client_id].name == "Liv Olsen"
    assert drafts(own_vault, editing) == {year: "ca 1985"}


def test_a_deed_that_failed_is_neither_on_screen_nor_a_step(own_vault, editing, name, year):
    editing.type_into(name, "Liv Olsen")
    editing.type_into(year, "ca 1985")
    case, before = editing.case, texts(editing)
    heard = []
    editing.listen(heard.append)

    refused(editing.change, DocumentItem(client_id=editing.client_id))
    refused(editing.change, removed=[case.plan])
    refused(editing.finish, replace(case.plan, state=PlanState.FINAL))

    assert editing.case is case
    assert texts(editing) == before
    assert (heard, editing.has_unkept, editing.is_settled) == ([], True, False)
    editing.undo()
    editing.undo()
    assert editing.shown(name) == "Liv Hansen"


def test_undo_that_failed_can_be_tried_again(own_vault, editing, name, year):
    editing.type_into(name, "Liv Olsen")
    editing.settle()
    editing.type_into(year, "ca 1985")
    editing.keep()
    before = texts(editing)

    refused(editing.undo)
    assert texts(editing) == before
    assert (editing.can_undo, editing.can_redo) == (True, False)
    assert drafts(own_vault, editing) == {year: "ca 1985"}

    assert (editing.undo(), editing.undo()) == (year, name)
    assert in_vault(own_vault, editing)[editing.client_id].name == "Liv Hansen"

    refused(editing.redo)
    assert (editing.shown(name), editing.can_redo) == ("Liv Hansen", True)
    editing.redo()
    assert editing.shown(name) == "Liv Olsen"


def test_history_holds_after_refusals(own_vault, editing, name):
    editing.type_into(name, "Liv Olsen")
    before = changes(own_vault, editing)
    for _n in range(3):
        refused(editing.settle)

    editing.settle()

    assert len(changes(own_vault, editing)) == len(before) + 1
    assert own_vault.verify_chain().ok
