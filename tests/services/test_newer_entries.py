"""What a newer Leia wrote is kept, shown and never in the way: codes, fields, kinds, accesses."""

from dataclasses import fields

import pytest

from app.domain.access_codes import Action
from app.domain.choices import DocumentStatus, MeetingState
from app.domain.clients import DocumentItem
from app.domain.fields import codes_of, is_edited
from app.domain.journey import journey, next_move
from app.domain.kinds import CASE_KINDS, kind_name
from app.domain.meetings import Meeting
from app.domain.permissions import Role, Roles
from app.domain.staff import Counsellor
from app.i18n import LANGUAGES, speaking
from app.policy.policy import Policy
from app.services.case import conversing
from app.services.case.client_list import list_clients
from app.services.case.editing import Editing, FieldKey
from app.services.case.history import chain_sentence, history
from app.services.case.left_drafts import settle_left_drafts
from app.services.case.today import look_at_today
from app.services.printing import plan_pdf, plan_sheet
from app.services.vault.access_log import AccessQuery, FileKind, case_log, export_log, read_log
from app.services.vault.health import Health, check_now
from tests import raw
from tests.builders import TODAY, a_case, a_form, a_note
from tests.builders import stored as stored_case
from tests.newer import CODES, NEWER, SAID, stored, with_newer

NEWER_FIELD = (
    "Kari Øving wrote something that only a newer version of Leia shows (the client: shoe_size)"
)
codes = pytest.mark.parametrize(("kind", "name"), CODES, ids=map(".".join, CODES))


def told(vault, case):
    return [event.sentence for event in history(vault, case.client.id)]


@codes
def test_a_case_opens_is_listed_told_and_printed(own_vault, kind, name):
    case = with_newer(own_vault, kind, name)
    desk = Editing(own_vault, case.client.id, TODAY)
    (thing,) = desk.case.all(CASE_KINDS[kind])

    assert getattr(thing, name).label == SAID
    assert desk.shown(FieldKey(thing.id, name)) == NEWER
    assert len(journey(desk.case)) == 5
    next_move(desk.case)
    assert [line.id for line in list_clients(own_vault, "", TODAY).lines] == [case.client.id]
    look_at_today(own_vault, TODAY)
    assert [sentence for sentence in told(own_vault, case) if SAID in sentence]
    sheet = plan_sheet(desk.case, desk.case.plan, own_vault.centre, own_vault.counsellor, TODAY)
    assert plan_pdf(sheet).startswith(b"%PDF")


@codes
def test_it_stays_while_everything_else_is_written(own_vault, kind, name):
    case = with_newer(own_vault, kind, name)
    before = len([line for line in told(own_vault, case) if SAID in line])
    desk = Editing(own_vault, case.client.id, TODAY)

    written = write_all_but(desk, kind, name)

    assert written
    assert stored(own_vault, case, kind, name) == NEWER
    assert len([line for line in told(own_vault, case) if SAID in line]) == before
    assert check_now(own_vault, TODAY).sentence == ""


def write_all_but(desk, kind, name):
    """Write another value into every field that may change; returns how many there were."""
    keys = [
        FieldKey(thing.id, field.name)
        for thing in desk.case.entities.values()
        for field in fields(thing)
        if is_edited(kind_name(thing), field.name)
        and (kind_name(thing), field.name) != (kind, name)
    ]
    typed = {str: "Noe annet", bool: "1"}
    for key in keys:
        of_kind = kind_name(desk.case.entities[key.entity_id])
        listed = codes_of(of_kind, key.name)
        if not key.name.endswith("state"):  # that would finish what is written in
            value = getattr(desk.case.entities[key.entity_id], key.name)
            desk.type_into(key, listed[-1].value if listed else typed.get(type(value), "1"))
    desk.settle()
    return len(keys)


@codes
def test_whoever_may_choose_puts_a_known_one_in_its_place_and_takes_that_back(
    own_vault, kind, name
):
    case = with_newer(own_vault, kind, name)
    desk = Editing(own_vault, case.client.id, TODAY)
    (thing,) = desk.case.all(CASE_KINDS[kind])
    key, known = FieldKey(thing.id, name), codes_of(kind, name)[-1].value
    if not desk.may_edit(key):
        assert name == "state"
        return

    desk.type_into(key, known)
    desk.settle()
    assert stored(own_vault, case, kind, name) == known

    desk.undo()
    assert stored(own_vault, case, kind, name) == NEWER


def test_typing_of_a_newer_leia_waits_as_it_was_typed(own_vault):
    case = with_newer(own_vault, "meeting", "kind")
    (document,) = case.all(DocumentItem)
    with own_vault.work() as work:
        work.drafts.keep_over(document, "status", NEWER)

    settle_left_drafts(own_vault, TODAY)

    desk = Editing(own_vault, case.client.id, TODAY)
    assert desk.shown(FieldKey(document.id, "status")) == NEWER
    assert desk.problem(FieldKey(document.id, "status"))
    assert stored(own_vault, case, "document", "status") == DocumentStatus.NEEDED


def test_how_far_something_came_is_not_guessed_so_it_stays_shut(own_vault):
    case = with_newer(own_vault, "meeting", "state")
    (meeting,) = case.meetings

    assert not case.may_edit(meeting, "place")
    assert [e for e in case.note(meeting.id).values() if case.may_edit(e, "text")] == []
    assert conversing.begin(case, meeting, a_form("request")) == ()
    assert conversing.no_show(meeting) is meeting


def test_a_role_of_a_newer_leia_stays_with_whoever_has_it_and_allows_nothing(own_vault):
    roles = Roles({*Roles({Role.COUNSELLOR}), Role.kept("ARCHIVIST")})
    own = own_vault.counsellor
    with own_vault.work() as work:
        work.save(Counsellor(name="Per", roles=roles))
    with own_vault.work() as work:
        (per,) = [each for each in work.all(Counsellor) if each.id != own.id]

    assert per.roles == roles
    assert "(ARCHIVIST)" in per.roles.label


@pytest.fixture
def newer(own_vault):
    """A case in which a newer Leia wrote a kind, a field and accesses of its own."""
    case = stored_case(own_vault, meeting := Meeting(day=TODAY), *a_note(meeting, request="Ja"))
    client_id = case.client.id
    with own_vault.work() as work:
        raw.record(work, "letter", ("0190-1", client_id), {"*": {"to": "Ola Merke"}})
        raw.record(work, "letter", ("0190-1", client_id), {"to": "Per Merke", "sent": True})
        raw.record(work, "client", (client_id, client_id), {"shoe_size": 44})
        work.access.log("LETTER_SENT", client_id=client_id, detail="BY_POST")
    return case


def test_history_says_that_a_newer_leia_wrote_and_tells_no_value(own_vault, newer):
    sentences = told(own_vault, newer)

    assert [each for each in sentences if "newer version" in each] == [
        NEWER_FIELD,
        "Kari Øving wrote something that only a newer version of Leia shows (letter)",
    ]
    assert not [each for each in sentences if "44" in each or "Ola Merke" in each]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_every_language(own_vault, newer, language):
    with speaking(language):
        assert all(told(own_vault, newer))
        assert all(line.what for line in case_log(own_vault, newer.client.id))


def test_the_check_finds_nothing_wrong_and_says_how_much_it_does_not_know(own_vault, newer):
    report = own_vault.verify_chain()

    assert (report.ok, report.newer) == (True, 5)
    assert "5 entries tell something" in chain_sentence(report)
    assert check_now(own_vault, TODAY) == Health(thorough=True, newer=5)


def test_a_value_of_another_shape_is_told_as_it_is(own_vault, newer):
    own = newer.client.id
    with own_vault.work() as work:
        raw.record(work, "client", (own, own), {"birth_year": ["1990", "2"]})
        raw.record(work, "meeting", (newer.meetings[0].id, own), {"day": "week 34", "state": ["A"]})

    assert [each for each in told(own_vault, newer) if "week 34" in each]


def test_an_access_of_a_newer_leia_is_shown_plainly_wherever_the_log_is(own_vault, newer):
    (line,) = [each for each in read_log(own_vault, AccessQuery()) if each.about == "Liv Hansen"]
    assert line.what == "Unknown value (LETTER_SENT) from a newer version of Leia"
    assert line.detail == "BY_POST"

    (line,) = case_log(own_vault, newer.client.id)
    assert line.what == (
        "Kari Øving did something with the case that a newer version of Leia calls LETTER_SENT"
    )

    file = export_log(own_vault, Policy(), AccessQuery(), FileKind.CSV).decode()
    assert "LETTER_SENT" in file


def test_known_accesses_are_told_as_before(own_vault, newer):
    with own_vault.work() as work:
        work.access.log(Action.CASE_GIVEN, client_id=newer.client.id)
        work.access.log(Action.OPENED, client_id=newer.client.id)

    assert next(line.what for line in case_log(own_vault, newer.client.id)) == (
        "Kari Øving opened the case"
    )
    assert len(case_log(own_vault, newer.client.id)) == 2


def test_a_state_of_a_newer_leia_is_no_known_one():
    assert a_case(Meeting(state=MeetingState.kept(NEWER))).meetings[0].state not in set(
        MeetingState
    )


def test_the_list_of_people_shows_ones_own_where_a_newer_leia_chose_another_way(own_vault):
    with own_vault.work() as work:
        work.memory.put("clients.whose", "MY_TEAMS")

    list_clients(own_vault, "", TODAY)
