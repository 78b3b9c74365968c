"""Undo leads back to exactly what was, on screen and in the vault; redo to what came after."""

import pytest

from app.domain.choices import Party
from app.domain.clients import DocumentItem
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.plans import PlanActivity
from app.services.case import planning
from app.services.case.editing import Editing, FieldKey
from tests.builders import TODAY, a_plan, stored
from tests.services.desks import drafts, in_vault, reopened, texts


@pytest.fixture
def editing(vault):
    plan, *rows = a_plan("Ringe", "Søke", "Besøke")
    return Editing(vault, stored(vault, plan, *rows, Meeting()).client.id, TODAY)


def assert_all_agree(vault, editing):
    """Screen, vault and a program that starts now show the same."""
    editing.settle()
    assert in_vault(vault, editing) == dict(editing.case.entities)
    assert texts(reopened(vault, editing)) == texts(editing)


def test_a_burst_of_typing_is_one_step(vault, editing):
    name = FieldKey(editing.client_id, "name")
    for n in range(1, 10):
        editing.type_into(name, "Liv Olsen"[:n])

    assert editing.undo() == name

    assert editing.shown(name) == "Liv Hansen"
    assert not editing.can_undo
    assert_all_agree(vault, editing)


def test_a_pause_begins_a_new_step(vault, editing):
    name = FieldKey(editing.client_id, "name")
    editing.type_into(name, "Liv")
    editing.keep()
    editing.type_into(name, "Liv Olsen")

    editing.undo()
    assert editing.shown(name) == "Liv"
    assert in_vault(vault, editing)[editing.client_id].name == "Liv"

    editing.undo()
    assert editing.shown(name) == "Liv Hansen"
    assert_all_agree(vault, editing)


def test_another_field_begins_a_new_step(editing):
    name, phone = (FieldKey(editing.client_id, n) for n in ("name", "phone"))
    editing.type_into(name, "Liv")
    editing.type_into(phone, "1")
    editing.type_into(name, "Liv Olsen")

    assert [editing.undo() for _n in range(4)] == [name, phone, name, None]
    assert editing.shown(name) == "Liv Hansen"


def test_a_burst_that_came_to_nothing_is_no_step(editing):
    name = FieldKey(editing.client_id, "name")
    editing.type_into(name, "Liv")
    editing.type_into(name, "Liv Hansen")

    assert not editing.can_undo


def test_an_undone_draft_is_gone_from_the_vault(vault, editing):
    name = FieldKey(editing.client_id, "name")
    editing.type_into(name, "Liv Olsen")
    editing.keep()

    editing.undo()

    assert drafts(vault, editing) == {}
    assert not editing.has_unkept


def test_what_was_settled_is_undone_too_and_can_come_back(vault, editing):
    name = FieldKey(editing.client_id, "name")
    editing.type_into(name, "Liv Olsen")
    editing.settle()

    editing.undo()
    assert in_vault(vault, editing)[editing.client_id].name == "Liv Hansen"

    assert editing.redo() == name
    assert in_vault(vault, editing)[editing.client_id].name == "Liv Olsen"
    assert not editing.can_redo


def test_text_that_is_no_value_is_undone_and_comes_back_as_typed(vault, editing):
    day = FieldKey(editing.case.all(Meeting)[0].id, "day")
    editing.type_into(day, "17.3")
    editing.settle()
    editing.type_into(day, "17.3 eller 18.3")
    editing.settle()

    editing.undo()
    assert (editing.shown(day), editing.problem(day)) == ("17 March 2026", "")
    assert drafts(vault, editing) == {}

    editing.redo()
    assert editing.shown(day) == "17.3 eller 18.3"
    assert drafts(vault, editing) == {day: "17.3 eller 18.3"}

    editing.undo()
    editing.undo()
    assert editing.shown(day) == ""
    assert_all_agree(vault, editing)


def test_undo_in_one_field_leaves_a_half_typed_neighbour(vault, editing):
    meeting = editing.case.all(Meeting)[0]
    day, place = FieldKey(meeting.id, "day"), FieldKey(meeting.id, "place")
    editing.type_into(day, "uke 12")
    editing.type_into(place, "Bodø")

    editing.undo()

    assert (editing.shown(day), editing.shown(place)) == ("uke 12", "")
    assert_all_agree(vault, editing)


def test_an_added_row_is_undone_and_comes_back_with_its_words(vault, editing):
    row = planning.new_activity(editing.case, editing.case.plan)
    editing.change(row)
    editing.type_into(FieldKey(row.id, "what"), "Skrive")
    editing.type_into(FieldKey(row.id, "due"), "i høst")

    for _n in range(3):
        editing.undo()
    assert row.id not in editing.case.entities
    assert_all_agree(vault, editing)

    for _n in range(3):
        editing.redo()
    assert editing.shown(FieldKey(row.id, "what")) == "Skrive"
    assert editing.shown(FieldKey(row.id, "due")) == "i høst"
    assert_all_agree(vault, editing)


def test_a_row_taken_out_comes_back_where_it_was_with_what_was_half_typed(vault, editing):
    paper = DocumentItem(client_id=editing.client_id, name="Vitnemål")
    editing.change(paper)
    since = FieldKey(paper.id, "changed_on")
    editing.type_into(since, "i fjor")
    editing.change(removed=[paper])

    assert editing.undo() is None

    assert editing.shown(since) == "i fjor"
    assert drafts(vault, editing) == {since: "i fjor"}
    assert_all_agree(vault, editing)

    editing.redo()
    assert drafts(vault, editing) == {}
    assert_all_agree(vault, editing)


def test_many_things_changed_in_one_deed_are_one_step(vault, editing):
    before = dict(editing.case.entities)
    rows = editing.case.all(PlanActivity)

    editing.change(*planning.moved_rows(editing.case, rows[2], 0), removed=[rows[1]])
    editing.undo()

    assert dict(editing.case.entities) == before == in_vault(vault, editing)


def test_a_deed_that_changes_nothing_is_no_step(editing):
    editing.change(editing.case.client)

    assert not editing.can_undo


def test_a_new_edit_forgets_what_was_undone(editing):
    name = FieldKey(editing.client_id, "name")
    editing.type_into(name, "Liv Olsen")
    editing.undo()

    editing.type_into(name, "Liv Berg")

    assert not editing.can_redo
    assert editing.redo() is None


def test_a_choice_is_undone_like_typing(vault, editing):
    row = editing.case.all(PlanActivity)[0]
    editing.type_into(FieldKey(row.id, "party"), Party.NAV.value)

    editing.undo()

    assert editing.case.get(PlanActivity, row.id).party == Party.CLIENT


def test_what_was_typed_before_a_crash_is_settled_and_not_a_step(vault, editing):
    purpose = FieldKey(editing.case.all(Intake)[0].id, "purpose")
    editing.type_into(purpose, "Jobb")
    editing.keep()
    found = reopened(vault, editing)

    found.type_into(FieldKey(found.client_id, "name"), "Liv Olsen")
    found.undo()

    assert not found.can_undo
    assert found.shown(purpose) == "Jobb"
    assert_all_agree(vault, found)
