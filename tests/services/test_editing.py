"""Typing is kept as drafts, becomes state when it is left, and is never lost."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from time import perf_counter

import pytest

from app.domain.choices import MeetingState, Party, PlanState
from app.domain.clients import DocumentItem
from app.domain.meetings import Meeting
from app.domain.plans import PlanActivity
from app.errors import NotFinished
from app.services.case.editing import Editing, FieldKey
from app.services.case.left_drafts import settle_left_drafts
from tests.builders import TODAY, a_note, a_plan, stored
from tests.services.desks import changes, drafts, in_vault, reopened, texts


@pytest.fixture
def editing(vault):
    plan, *rows = a_plan("Ringe", "Søke")
    meeting = Meeting(place="Fauske")
    case = stored(vault, plan, *rows, meeting, *a_note(meeting, wishes=""))
    return Editing(vault, case.client.id, TODAY)


def key(editing, kind, name):
    return FieldKey(editing.case.all(kind)[0].id, name)


def named(editing, name="name"):
    return FieldKey(editing.client_id, name)


def test_typing_is_on_screen_at_once_and_in_the_vault_not_yet(vault, editing):
    editing.type_into(named(editing), "Liv O")

    assert editing.shown(named(editing)) == "Liv O"
    assert editing.case.client.name == "Liv O"
    assert (editing.has_unkept, editing.is_settled) == (True, False)
    assert drafts(vault, editing) == {}
    assert in_vault(vault, editing)[editing.client_id].name == "Liv Hansen"


def test_keeping_makes_drafts_that_history_does_not_see(vault, editing):
    before = changes(vault, editing)
    editing.type_into(named(editing), "Liv O")

    editing.keep()

    assert (editing.has_unkept, editing.is_settled) == (False, False)
    assert drafts(vault, editing) == {named(editing): "Liv O"}
    assert changes(vault, editing) == before


def test_settling_makes_state_with_one_change_for_each_field(vault, editing):
    before = changes(vault, editing)
    for text in ("L", "Li", "Liv Olsen"):
        editing.type_into(named(editing), text)
        editing.keep()
    editing.type_into(named(editing, "phone"), "990 00 099")

    editing.settle()

    made = changes(vault, editing)[len(before) :]
    assert {(c.field, c.old, c.new) for c in made} == {
        ("name", "Liv Hansen", "Liv Olsen"),
        ("phone", "990 00 055", "990 00 099"),
    }
    assert drafts(vault, editing) == {}
    assert (editing.has_unkept, editing.is_settled) == (False, True)


def test_settling_and_keeping_are_one_piece_of_work_each_and_none_when_nothing_waits(
    vault, editing
):
    heard = []
    vault.listen(heard.append)
    editing.type_into(named(editing), "Liv Olsen")
    editing.type_into(key(editing, PlanActivity, "what"), "Skrive")

    editing.settle()
    editing.settle()
    editing.keep()

    assert heard == [
        {("client", editing.client_id), ("activity", key(editing, PlanActivity, "what").entity_id)}
    ]


def test_typing_that_comes_back_to_where_it_was_is_no_change(vault, editing):
    before = changes(vault, editing)
    editing.type_into(named(editing), "Liv")
    editing.keep()
    editing.type_into(named(editing), "Liv Hansen")

    editing.settle()

    assert changes(vault, editing) == before
    assert drafts(vault, editing) == {}


def test_a_crash_loses_at_most_what_was_not_kept(vault, editing):
    editing.type_into(named(editing), "Liv Olsen")
    editing.keep()
    editing.type_into(named(editing), "Liv Olsen Berg")

    found = reopened(vault, editing)

    assert found.shown(named(editing)) == "Liv Olsen"
    assert not found.is_settled
    assert not found.has_unkept


def test_what_is_no_value_yet_stays_on_screen_as_typed_and_says_why(vault, editing):
    day = key(editing, Meeting, "day")
    editing.type_into(day, "uke 12")

    editing.settle()

    for desk in (editing, reopened(vault, editing)):
        assert desk.shown(day) == "uke 12"
        assert "not a date yet" in desk.problem(day)
        assert desk.is_settled
    assert drafts(vault, editing) == {day: "uke 12"}
    assert editing.problem(named(editing)) == ""


def test_a_half_typed_value_never_becomes_state(vault, editing):
    day = key(editing, Meeting, "day")
    editing.type_into(day, "12.3.20")
    editing.type_into(day, "12.3.202")
    editing.type_into(key(editing, Meeting, "place"), "Bodø")

    editing.settle()

    meeting = in_vault(vault, editing)[day.entity_id]
    assert (meeting.day, meeting.place) == (None, "Bodø")
    assert editing.case.all(Meeting)[0].day is None
    assert editing.shown(day) == "12.3.202"


def test_a_draft_becomes_state_once_it_is_a_value(vault, editing):
    day = key(editing, Meeting, "day")
    editing.type_into(day, "17.")
    editing.settle()

    editing.type_into(day, "17.3")
    editing.settle()

    assert in_vault(vault, editing)[day.entity_id].day == date(2026, 3, 17)
    assert editing.shown(day) == "17 March 2026"
    assert drafts(vault, editing) == {}


def test_the_same_text_again_is_no_edit(editing):
    editing.type_into(named(editing), "Liv Hansen")

    assert not editing.has_unkept
    assert not editing.can_undo


def test_keystrokes_for_a_row_that_is_gone_go_nowhere(editing):
    what = key(editing, PlanActivity, "what")
    editing.change(removed=[editing.case.all(PlanActivity)[0]])

    editing.type_into(what, "too late")

    assert not editing.may_edit(what)
    assert not editing.has_unkept


def test_drafts_of_a_row_that_is_taken_out_go_with_it(vault, editing):
    (meeting,) = editing.case.all(Meeting)
    paper = DocumentItem(client_id=editing.client_id, name="Vitnemål")
    editing.change(paper)
    since = FieldKey(paper.id, "changed_on")
    editing.type_into(since, "i fjor")
    editing.keep()

    editing.change(removed=[paper])

    assert drafts(vault, editing) == {}
    assert paper.id not in editing.case.entities
    assert meeting.id in editing.case.entities


def test_the_last_words_of_a_row_taken_out_are_in_history(vault, editing):
    what = key(editing, PlanActivity, "what")
    editing.type_into(what, "Ringe sjefen")

    editing.change(removed=[editing.case.all(PlanActivity)[0]])

    assert [(c.field, c.new) for c in changes(vault, editing)[-2:]] == [
        ("what", "Ringe sjefen"),
        ("deleted", True),
    ]


def test_a_deed_stores_what_was_typed_along_with_it(vault, editing):
    editing.type_into(named(editing), "Liv Olsen")
    paper = DocumentItem(client_id=editing.client_id)

    editing.change(paper)

    assert in_vault(vault, editing) == dict(editing.case.entities)
    assert editing.is_settled


def test_a_deed_that_gives_a_field_a_value_replaces_what_was_half_typed(vault, editing):
    day = key(editing, Meeting, "day")
    editing.type_into(day, "uke 12")
    editing.keep()
    meeting = editing.case.all(Meeting)[0]

    editing.change(replace(meeting, day=TODAY))

    assert editing.shown(day) == "3 March 2026"
    assert drafts(vault, editing) == {}


def test_a_deed_elsewhere_in_a_row_leaves_what_is_half_typed(vault, editing):
    day = key(editing, Meeting, "day")
    editing.type_into(day, "uke 12")
    meeting = editing.case.all(Meeting)[0]

    editing.change(replace(meeting, state=MeetingState.NO_SHOW))

    assert editing.shown(day) == "uke 12"
    assert texts(reopened(vault, editing)) == texts(editing)


def test_what_is_finished_takes_neither_keys_nor_deeds(vault, editing):
    meeting, plan = editing.case.all(Meeting)[0], editing.case.plan
    editing.finish(
        replace(meeting, state=MeetingState.FINISHED), replace(plan, state=PlanState.FINAL)
    )
    before = dict(editing.case.entities)

    editing.type_into(FieldKey(meeting.id, "place"), "Bodø")
    editing.type_into(key(editing, PlanActivity, "what"), "noe annet")
    for deed in (replace(meeting, place="Bodø"), replace(plan, end_goal="Kokk")):
        with pytest.raises(ValueError, match="never changes"):
            editing.change(deed)
        with pytest.raises(ValueError, match="never changes"):
            editing.change(removed=[deed])
    editing.settle()

    assert in_vault(vault, editing) == before == dict(editing.case.entities)


def test_finishing_asks_first_for_what_is_no_value_yet(vault, editing):
    meeting = editing.case.all(Meeting)[0]
    editing.type_into(FieldKey(meeting.id, "confidence"), "7-8")
    editing.type_into(named(editing, "birth_year"), "ca 1985")
    finished = replace(meeting, state=MeetingState.FINISHED)

    with pytest.raises(NotFinished, match="How sure, 0–10: This is not a number"):
        editing.finish(finished)
    assert editing.case.all(Meeting)[0].state == MeetingState.PLANNED

    editing.type_into(FieldKey(meeting.id, "confidence"), "7")
    editing.finish(replace(editing.case.all(Meeting)[0], state=MeetingState.FINISHED))
    assert in_vault(vault, editing)[meeting.id].confidence == 7
    assert editing.shown(named(editing, "birth_year")) == "ca 1985"


def test_a_finished_deed_is_not_undone(editing):
    editing.type_into(named(editing), "Liv Olsen")

    editing.finish(replace(editing.case.plan, state=PlanState.FINAL))

    assert not editing.can_undo
    assert editing.undo() is None
    assert editing.redo() is None
    assert editing.case.client.name == "Liv Olsen"


def test_whoever_listens_hears_which_entities_changed_until_it_stops(editing):
    heard = []
    editing.listen(heard.append)
    what = key(editing, PlanActivity, "what")

    editing.type_into(what, "Skrive")
    editing.undo()
    editing.redo()
    editing.forget(heard.append)
    editing.forget(heard.append)
    editing.type_into(what, "Lese")

    assert heard == [{what.entity_id}] * 3


def test_drafts_left_by_a_crash_become_state_at_the_next_unlock(vault, editing):
    other = Editing(vault, stored(vault).client.id, TODAY)
    day = key(editing, Meeting, "day")
    for desk, name in ((editing, "Liv Olsen"), (other, "Ola")):
        desk.type_into(named(desk), name)
    editing.type_into(day, "uke 12")
    editing.keep()
    other.keep()

    assert settle_left_drafts(vault, TODAY) >= 3

    assert in_vault(vault, editing)[editing.client_id].name == "Liv Olsen"
    assert in_vault(vault, other)[other.client_id].name == "Ola"
    assert drafts(vault, editing) == {day: "uke 12"}
    assert drafts(vault, other) == {}


def test_drafts_of_a_person_who_is_gone_keep_nobody_out(own_vault):
    case = stored(own_vault)
    editing = Editing(own_vault, case.client.id, TODAY)
    editing.type_into(named(editing), "Liv Olsen")
    editing.keep()
    with own_vault.work() as work:
        work.remove(case.client)

    assert settle_left_drafts(own_vault, TODAY) == 1


def test_a_draft_of_a_field_that_leia_no_longer_has_keeps_nobody_out(vault, editing):
    with vault.work() as work:
        work.drafts.keep("client", editing.client_id, editing.client_id, "shoe_size", "44")

    assert texts(reopened(vault, editing)) == texts(editing)


def test_days_ahead_count_from_the_day_they_were_typed(vault, editing):
    due, row = key(editing, PlanActivity, "due"), editing.case.all(PlanActivity)[0]
    really_today = datetime.now().astimezone().date()
    typed = Editing(vault, editing.client_id, really_today)
    typed.type_into(due, "+14")
    typed.keep()

    settle_left_drafts(vault, really_today + timedelta(days=3))

    due_on = in_vault(vault, editing)[row.id].due_on
    assert due_on == really_today + timedelta(days=14)


def test_typing_in_a_long_plan_takes_far_less_than_a_millisecond(vault):
    plan, *rows = a_plan(*(f"Aktivitet {n}" for n in range(80)))
    editing = Editing(vault, stored(vault, plan, *rows).client.id, TODAY)
    what = FieldKey(rows[40].id, "what")

    began = perf_counter()
    for n in range(200):
        editing.type_into(what, "x" * n + "y")

    assert (perf_counter() - began) / 200 < 0.001


def test_a_choice_is_taken_by_its_code(vault, editing):
    party = key(editing, PlanActivity, "party")

    editing.type_into(party, Party.NAV.value)
    editing.type_into(key(editing, PlanActivity, "status"), "")
    editing.settle()

    assert in_vault(vault, editing)[party.entity_id].party == Party.NAV
    assert editing.problem(key(editing, PlanActivity, "status"))
