"""The stored row decides: whose case a thing is in, who sees it, and what is finished.

The rule is the desk's own, so the two are held against each other for every kind.
"""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.choices import ActivityStatus, Answer, MeetingState, PeriodState, PlanState
from app.domain.clients import CaseOwner, Client, DocumentItem, Recusal
from app.domain.entities import new_id
from app.domain.kinds import CASE_KINDS, kind_named, kind_of
from app.domain.meetings import Addendum, Meeting, NoteSection, Participant
from app.domain.periods import ContactAttempt, CriterionAnswer, Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.questions import OpenQuestion
from app.domain.reminders import Reminder
from app.domain.says import said_of
from app.domain.sharing import Disclosure, Scope, SharingDecision
from app.domain.slips import AgreedSlip
from app.domain.taken_lines import TakenLine
from app.services.case.case_team import Part, change_team
from tests.staffed import a_case_of
from tests.storage.values import entities

RANDOM = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
HIDDEN_WORDS = "Ordene bak muren"


class TakenBack(Exception):  # noqa: N818 - reads as what happened
    """A piece of work went well, and is undone so that the next begins as it did."""


def would_keep(vault, deed):
    """Whether a piece of work with this deed in it can be kept."""

    def done_and_taken_back():
        with vault.work() as work:
            deed(work)
            work.finish()
            raise TakenBack

    with pytest.raises((TakenBack, ValueError)) as ended:
        done_and_taken_back()
    return ended.errisinstance(TakenBack)


def things_of(client_id, counsellor_id):
    """Return one of every kind in a case, and of what can be finished one in every state."""
    own = {"client_id": client_id}
    found = [
        period := Intake(**own),
        CriterionAnswer(**own, intake_id=period.id, criterion="own_wish", answer=Answer.YES),
        ContactAttempt(**own, intake_id=period.id, words=HIDDEN_WORDS),
        DocumentItem(**own),
        Reminder(**own, counsellor_id=counsellor_id, text=HIDDEN_WORDS),
        CaseOwner(**own, counsellor_id=counsellor_id),
        Recusal(**own, counsellor_id="somebody"),
        TakenLine(**own, line=HIDDEN_WORDS),
        OpenQuestion(**own, text=HIDDEN_WORDS),
        AgreedSlip(**own, meeting_id="a meeting"),
        SharingDecision(**own, recipient=HIDDEN_WORDS),
        SharingDecision(**own, scope=Scope.ALL, decided_on=date(2026, 11, 27)),
        Disclosure(**own, recipient=HIDDEN_WORDS),
    ]
    for state in MeetingState:
        found.append(meeting := Meeting(**own, state=state))
        found += [kind(**own, meeting_id=meeting.id) for kind in (NoteSection, Participant)]
        found.append(Addendum(**own, meeting_id=meeting.id, text="Etterpå"))
    for number, state in enumerate(PlanState, start=1):
        found.append(plan := CareerPlan(**own, state=state, number=number))
        found.append(PlanActivity(**own, plan_id=plan.id, what="Ringe"))
    return found


@pytest.fixture
def case(vault):
    client = Client(name="Kari")
    with vault.work() as work:
        work.save(client)
        for thing in things_of(client.id, work.counsellor_id):
            work.save(thing)
        return work.case(client.id)


def test_there_is_one_of_every_kind_in_the_case(case):
    assert {kind_of(each).name for each in case.entities.values()} == set(CASE_KINDS)


@RANDOM
@given(data=st.data())
def test_storage_keeps_exactly_what_the_desk_allows(vault, case, data):
    old = data.draw(st.sampled_from(sorted(case.entities.values(), key=lambda each: each.id)))
    kind = kind_of(old)
    links = [name for name, said in said_of(kind.type).items() if said.link or said.secret]
    kept = {name: getattr(old, name) for name in links}
    wished = data.draw(entities(kind.type, **kept))
    free = [f.name for f in fields(old) if f.name not in {"id", "client_id", *kept}]
    names = data.draw(st.lists(st.sampled_from(free), max_size=2)) if free else []
    new = replace(old, **{name: getattr(wished, name) for name in names})

    is_kept = would_keep(vault, lambda work: work.save(new))

    assert is_kept == case.allows({old.id: new})
    if kind.type is not Client:
        assert would_keep(vault, lambda work: work.remove(old)) == case.allows({old.id: None})


@pytest.mark.parametrize("kind", [NoteSection, Participant, PlanActivity])
def test_what_is_finished_takes_nothing_in(vault, case, kind):
    """Neither something new, nor what was removed, nor what lay elsewhere."""
    parts = [each for each in case.entities.values() if type(each) is kind]
    holder = "plan_id" if kind is PlanActivity else "meeting_id"
    holders = {getattr(each, holder): case.entities[getattr(each, holder)] for each in parts}
    shut = {i for i, each in holders.items() if not case.may_edit(each, "")}
    loose = next(each for each in parts if getattr(each, holder) not in shut)

    assert shut
    for into in holders:
        new = kind(id=new_id(), client_id=case.client.id, **{holder: into})
        moved = replace(loose, **{holder: into})
        assert would_keep(vault, lambda work, new=new: work.save(new)) == (into not in shut)
        assert would_keep(vault, lambda work, moved=moved: work.save(moved)) == (into not in shut)


def test_an_earlier_period_stays_and_only_of_the_same_person(vault, case):
    (period,) = case.periods
    other = Client(name="Per")
    theirs = Intake(client_id=other.id)
    with vault.work() as work:
        for each in (other, theirs, Intake(client_id=case.client.id, number=2)):
            work.save(each)

    assert not would_keep(vault, lambda work: work.save(replace(period, purpose="Noe annet")))
    assert would_keep(vault, lambda work: work.save(replace(theirs, purpose="Noe annet")))
    done = replace(period, state=PeriodState.COMPLETED)
    assert would_keep(vault, lambda work: work.save(done))


def test_a_finished_meeting_or_plan_is_not_opened_again(vault, case):
    for each in case.entities.values():
        if isinstance(each, Meeting) and each.state == MeetingState.FINISHED:
            with pytest.raises(ValueError, match="never changes"), vault.work() as work:
                work.save(replace(each, state=MeetingState.STARTED))
        if isinstance(each, CareerPlan) and each.state != PlanState.DRAFT:
            with pytest.raises(ValueError, match="never changes"), vault.work() as work:
                work.save(replace(each, state=PlanState.DRAFT))
    with vault.work() as work:
        assert work.case(case.client.id) == case


def test_what_is_finished_in_one_piece_of_work_may_be_filled_in_before_in_any_order(vault, case):
    begun = next(each for each in case.meetings if each.state == MeetingState.STARTED)
    (section,) = case.note(begun.id).values()

    with vault.work() as work:
        work.save(replace(begun, state=MeetingState.FINISHED))
        work.save(replace(section, text="Sist, men før den ble ferdig"))

    assert not would_keep(vault, lambda work: work.save(replace(section, text="For sent")))


def test_a_row_is_ticked_off_in_a_finished_plan_and_the_plan_is_replaced(vault, case):
    plan = next(each for each in case.plans if each.state == PlanState.FINAL)
    (row,) = case.activities(plan.id)

    with vault.work() as work:
        work.save(replace(row, status=ActivityStatus.DONE))
        work.save(replace(plan, state=PlanState.SUPERSEDED))

    assert not would_keep(vault, lambda work: work.save(row))


@pytest.mark.parametrize("name", sorted(CASE_KINDS.keys() - {"client"}))
def test_a_known_thing_is_not_taken_into_another_case(vault, case, name):
    other = Client(name="Per")
    with vault.work() as work:
        work.save(other)
    for each in [each for each in case.entities.values() if kind_of(each).name == name]:
        taken = replace(each, client_id=other.id)
        for deed in ("save", "remove", "restore"):
            with pytest.raises(ValueError, match="another case"), vault.work() as work:
                getattr(work, deed)(taken)

    with vault.work() as work:
        assert work.case(case.client.id) == case
        assert [each.entity_id for each in work.changes.of(other.id)] == [other.id]


@pytest.mark.parametrize("name", sorted(CASE_KINDS))
def test_what_is_hidden_is_not_reached_under_a_case_of_ones_own(quick, name):
    kind = kind_named(name).type
    with quick.unlocked("Kari") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        with vault.work() as work:
            for thing in things_of(client_id, work.counsellor_id):
                work.save(thing)
            known = [each.id for each in work.all(kind) if each.client_id == client_id]
        change_team(vault, client_id, {quick.ids["Per"]: Part.SHUT_OUT})
    assert known

    with quick.unlocked("Per") as vault:
        own = a_case_of(vault, "Egen")
        private = kind_named(name).private_to
        mine = {private: quick.ids["Per"]} if private else {}
        for entity_id in known:
            taken = kind(id=entity_id, client_id=own, **mine)
            for deed in ("save", "remove", "restore"):
                with pytest.raises(LookupError), vault.work() as work:
                    getattr(work, deed)(taken)
        with vault.work() as work:
            assert not {c.entity_id for c in work.changes.of(own)} & set(known)


def test_a_colleague_s_reminder_does_not_become_ones_own(quick):
    with quick.unlocked("Kari") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        with vault.work() as work:
            reminder = Reminder(
                client_id=client_id, counsellor_id=work.counsellor_id, text=HIDDEN_WORDS
            )
            work.save(reminder)

    with quick.unlocked("Per") as vault:
        with pytest.raises(LookupError), vault.work() as work:
            work.save(replace(reminder, counsellor_id=quick.ids["Per"], text=""))
        with vault.work() as work:
            assert HIDDEN_WORDS not in [change.old for change in work.changes.of(client_id)]
