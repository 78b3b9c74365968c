import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.centre_templates import TemplateVersion, is_draft
from app.domain.choices import MeetingState, PlanState
from app.domain.clients import Client, DocumentItem
from app.domain.entities import CaseEntity, new_id
from app.domain.kinds import ALL, CASE_KINDS, KINDS, kind_name, kind_named, kind_of
from app.domain.meetings import Meeting, NoteSection
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.sharing import SharingDecision
from app.domain.staff import Counsellor
from tests import raw
from tests.storage.values import entities

SHUT = {MeetingState.FINISHED, PlanState.FINAL, PlanState.SUPERSEDED}
RANDOM = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def client(vault):
    client = Client(name="Áilu Sárá", birth_year=1999)
    with vault.work() as work:
        work.save(client)
    return client


def is_finished(entity):
    """Whether a thing that lies in nothing else never changes any more."""
    if isinstance(entity, Meeting | CareerPlan):
        return entity.state in SHUT
    if isinstance(entity, TemplateVersion):
        return not is_draft(entity)
    if isinstance(entity, SharingDecision):
        return entity.decided_on is not None
    return kind_of(entity).for_good


@pytest.mark.parametrize("kind", KINDS)
@RANDOM
@given(data=st.data())
def test_any_value_comes_back_as_it_was_saved(vault, client, kind, data):
    belongs = issubclass(KINDS[kind], CaseEntity) and kind != "client"
    fixed = {"client_id": client.id} if belongs else {}
    if kind_named(kind).private_to:
        fixed[kind_named(kind).private_to] = vault.counsellor.id
    # Ids of their own, since what is finished of an earlier example stays.
    first, second = (data.draw(entities(KINDS[kind], **fixed, id=new_id())) for _each in range(2))
    # The key that seals a person's copies is given at birth and stays.
    kept = {"erasure_key": first.erasure_key} if kind == "client" else {}
    if not is_finished(first):
        second = replace(second, id=first.id, **kept)

    for value in (first, second):
        with vault.work() as work:
            work.save(value)
        with vault.work() as work:
            assert work.get(KINDS[kind], value.id) == value
    if is_finished(second):
        return
    with vault.work() as work:
        work.remove(second)


def test_a_new_value_is_one_change_that_holds_what_was_filled_in(vault, client):
    intake = Intake(client_id=client.id, purpose="Bli snekker", first_contact=date(2026, 3, 1))

    with vault.work() as work:
        work.save(intake)
        change = work.changes.of(client.id)[0]

    assert (change.kind, change.entity_id, change.field) == ("intake", intake.id, "*")
    assert change.old is None
    assert change.new == {
        "id": intake.id,
        "client_id": client.id,
        "purpose": "Bli snekker",
        "first_contact": "2026-03-01",
    }


def test_an_update_is_one_change_for_each_field_that_differs(vault, client):
    meeting = Meeting(client_id=client.id, place="Fauske")
    later = replace(
        meeting, day=date(2026, 5, 4), state=MeetingState.STARTED, confidence=7, none_agreed=True
    )
    with vault.work() as work:
        work.save(meeting)

    with vault.work() as work:
        work.save(later, note="moved")
        changes = work.changes.of(client.id, limit=4)

    assert {(c.field, c.old, c.new, c.note) for c in changes} == {
        ("day", None, "2026-05-04", "moved"),
        ("state", "PLANNED", "STARTED", "moved"),
        ("confidence", None, 7, "moved"),
        ("none_agreed", False, True, "moved"),
    }
    assert [type(c.old) for c in changes if c.field == "none_agreed"] == [bool]


def written(vault, entity_id):
    """Return every entry about a thing after its birth: what it was written as, and from what."""
    rows = raw.driver(vault).execute(
        "SELECT field, old, new FROM change WHERE entity_id = ? AND field != '*'", (entity_id,)
    )
    return {field: (json.loads(old), json.loads(new)) for field, old, new in rows}


def test_what_means_something_only_together_is_written_together(vault, client):
    plan = CareerPlan(client_id=client.id)
    row = PlanActivity(client_id=client.id, plan_id=plan.id, what="Ringe", due_words="i høst")
    with vault.work() as work:
        work.save(plan)
        work.save(row)

    with vault.work() as work:
        work.save(replace(row, due_words="til våren"))
        changes = work.changes.of(client.id, limit=2)

    assert written(vault, row.id) == {
        "due_on": (None, None),
        "due_words": ("i høst", "til våren"),
    }
    assert [(each.field, each.kind) for each in changes] == [
        ("due_words", "activity"),
        ("*", "activity"),
    ]


def test_a_finish_writes_the_day_it_holds_for(vault, client):
    at, day = time(9, 30), date(2026, 3, 3)
    meeting = Meeting(client_id=client.id, state=MeetingState.STARTED, day=day, at=at)
    finished = datetime(2026, 3, 3, 11, tzinfo=UTC)
    with vault.work() as work:
        work.save(meeting)

    with vault.work() as work:
        work.save(replace(meeting, state=MeetingState.FINISHED, finished_at=finished))

    assert written(vault, meeting.id) == {
        "day": ("2026-03-03", "2026-03-03"),
        "at": ("09:30:00", "09:30:00"),
        "moved": (0, 0),
        "placed_on": (None, None),
        "state": ("STARTED", "FINISHED"),
        "finished_at": (None, "2026-03-03T11:00:00+00:00"),
    }


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.units], ids=lambda kind: kind.name)
@RANDOM
@given(data=st.data())
def test_whatever_changes_is_written_with_its_unit_and_no_more(vault, client, kind, data):
    fixed = {"client_id": client.id} if issubclass(kind.type, CaseEntity) else {}
    first, second = (data.draw(entities(kind.type, **fixed, id=new_id())) for _each in range(2))
    if is_finished(first):
        return
    second = replace(second, id=first.id)
    with vault.work() as work:
        work.save(first)
    with vault.work() as work:
        stored = work.get(kind.type, first.id)
        work.save(second)
        now = work.get(kind.type, first.id)
        shown = {each.field for each in work.changes.of(client.id if fixed else "", limit=40)}

    values = [{f.name: getattr(each, f.name) for f in fields(each)} for each in (stored, now)]
    changed = {name for name, value in values[0].items() if value != values[1][name]}
    found = written(vault, first.id)
    assert found.keys() == kind.written_with(changed)
    assert changed <= shown
    assert all(old == new for name, (old, new) in found.items() if name not in changed)


def test_a_change_says_who_when_and_on_what_it_builds(vault, client):
    with vault.work() as work:
        work.save(replace(client, phone="900 00 000"))
        newest, first = work.changes.of(client.id)

    assert newest.counsellor_id == vault.counsellor.id
    assert newest.at.utcoffset() is not None
    assert newest.hlc > first.hlc
    assert newest.device_seq == first.device_seq + 1


def test_a_value_equal_to_the_stored_one_writes_nothing(vault, client):
    heard = []
    vault.listen(heard.append)

    with vault.work() as work:
        work.save(replace(client))
        before = work.verify_chain()

    assert heard == []
    assert before.count == 3  # centre, counsellor, client


def test_the_key_that_erases_a_person_is_never_overwritten_nor_in_history(vault, client):
    with vault.work() as work:
        work.save(Client(id=client.id, name="Ny"))
        stored = work.get(Client, client.id)
        changes = work.changes.of(client.id)

    assert stored.erasure_key == client.erasure_key
    assert "erasure_key" not in {c.field for c in changes}
    assert all("erasure_key" not in (c.new or ()) for c in changes if c.field == "*")


def test_a_removed_value_is_gone_from_everywhere_but_history(vault, client):
    item = DocumentItem(client_id=client.id, name="Vitnemål")
    with vault.work() as work:
        work.save(item)

    with vault.work() as work:
        work.remove(item, note="double")
        work.remove(item)

    with vault.work() as work:
        assert work.find(DocumentItem, item.id) is None
        assert work.all(DocumentItem, client_id=client.id) == ()
        assert item.id not in work.case(client.id).entities
        change = work.changes.of(client.id)[0]
    assert (change.field, change.old, change.new, change.note) == ("deleted", False, True, "double")


def test_saving_a_removed_value_brings_it_back(vault, client):
    item = DocumentItem(client_id=client.id, name="Vitnemål")
    with vault.work() as work:
        work.save(item)
        work.remove(item)

    with vault.work() as work:
        work.restore(replace(item, name="Attest"))
        name, deleted = work.changes.of(client.id, limit=2)
        assert work.get(DocumentItem, item.id).name == "Attest"

    assert (deleted.field, deleted.old, deleted.new) == ("deleted", True, False)
    assert (name.field, name.old, name.new) == ("name", "Vitnemål", "Attest")


def test_removing_what_was_never_saved_does_nothing(vault, client):
    with vault.work() as work:
        work.remove(DocumentItem(client_id=client.id))
        assert len(work.changes.of(client.id)) == 1


def test_a_missing_value_is_a_bug_when_it_must_exist(vault):
    with vault.work() as work:
        assert work.find(Client, "nobody") is None
        with pytest.raises(LookupError):
            work.get(Client, "nobody")
        with pytest.raises(LookupError):
            work.case("nobody")


def test_all_finds_by_any_field(vault, client):
    with vault.work() as work:
        plan = CareerPlan(client_id=client.id, number=2)
        work.save(CareerPlan(client_id=client.id, number=1))
        work.save(plan)

        assert work.all(CareerPlan, number=2, client_id=client.id) == (plan,)
        assert plan in work.all(CareerPlan, review_on=None)
        assert len(work.all(Counsellor, active=True)) == 1


def test_a_case_holds_everything_about_one_person_and_nothing_of_another(vault, client):
    other = Client(name="En annen")
    plan = CareerPlan(client_id=client.id)
    meeting = Meeting(client_id=client.id)
    mine = [
        Intake(client_id=client.id),
        meeting,
        NoteSection(client_id=client.id, meeting_id=meeting.id, key="wishes", text="Ute"),
        plan,
        PlanActivity(client_id=client.id, plan_id=plan.id, what="Søke"),
    ]

    with vault.work() as work:
        for entity in [other, Intake(client_id=other.id), *mine]:
            work.save(entity)
        case = work.case(client.id)

    assert case.client == client
    assert dict(case.entities) == {entity.id: entity for entity in [client, *mine]}
    assert set(CASE_KINDS) >= {kind_name(entity) for entity in mine}


def test_half_characters_are_saved_once_and_then_equal(vault, client):
    broken = replace(client, name="A\ud800")

    with vault.work() as work:
        work.save(broken)
        work.save(broken)

        assert work.get(Client, client.id).name == "A\ufffd"
        assert len(work.changes.of(client.id)) == 2


def test_a_child_without_its_client_is_a_bug_told_at_the_end(vault):
    with pytest.raises(Exception, match="FOREIGN KEY"), vault.work() as work:
        work.save(Intake(client_id="nobody"))
