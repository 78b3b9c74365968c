"""Sharing by choice: nothing leaves without a decision that covers it (BR01, BR02)."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.choices import LanguageForm, PlanState
from app.domain.clients import DocumentItem
from app.domain.code_sets import Codes
from app.domain.meetings import Addendum, Meeting, NoteSection
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.sharing import (
    ACTIVITIES,
    NEXT,
    PAPERS,
    PARTS,
    TEXTS,
    DecisionState,
    GivenHow,
    SaidHow,
    Scope,
    SharingDecision,
    SharingDeed,
    covered_parts,
    decision_state,
    may,
)
from app.domain.staff import Centre, Counsellor
from app.errors import NotAllowed, NotFinished
from app.services.code_lists import code_lists
from app.services.given_out import of_copy
from app.services.sharing import (
    check_covered,
    copy_pdf,
    copy_sheet,
    decided,
    lacking,
    new_decision,
    replacing,
    why_nothing_leaves,
    withdrawn,
)
from tests.builders import TODAY, a_case, a_client
from tests.prints.reading import complaints, read

CENTRE = Centre(name="Karriere Øvingsdal", phone="990 00 001")
KARI = Counsellor(name="Kari Øving", phone="990 00 002")
NOW = datetime(2026, 3, 3, 10, 30, tzinfo=UTC)
WORDS = {part: f"Ord{number:02}fra{part.lower()}" for number, part in enumerate(sorted(PARTS))}
"""A word of its own for each part, that stands nowhere else."""
NOTED = "Notatordet"


def a_full_case():
    """Return a case with a word of its own in every part of the plan, and one in every note."""
    own = {name: WORDS[part] for part, name in TEXTS.items()}
    plan = CareerPlan(**own, reason="Grunnordet", state=PlanState.FINAL, finished_on=TODAY)
    row = PlanActivity(plan_id=plan.id, what=WORDS[ACTIVITIES], due_on=TODAY)
    paper = DocumentItem(name=WORDS[PAPERS])
    meeting = Meeting(day=TODAY + timedelta(9), place="Møteordet")
    note = NoteSection(meeting_id=meeting.id, key="request", text=NOTED)
    later = Addendum(meeting_id=meeting.id, text=NOTED)
    intake = Intake(nav_contact="Navordet", nav_office="Nav Øvingsdal", nav_phone="990 00 031")
    case = a_case(intake, plan, row, paper, meeting, note, later, client=a_client(name="Terje"))
    return case, case.plans[0]


def a_decision(case, plan, **fields):
    own = {"scope": Scope.PARTS, "parts": Codes({"GOAL", ACTIVITIES}), "said_how": SaidHow.ORAL}
    told = {"recipient": "Linda Fors, Nav Narvik", "purpose": "Avtale oppfølging"}
    return replace(new_decision(case, plan, TODAY), **{**own, **told, **fields})


def words_of(case, decision, today=TODAY):
    """Return what a reader reads on the copy."""
    return read(copy_pdf(copy_sheet(case, decision, CENTRE, KARI, today))).tree.text


def test_the_usual_parts_leave_out_why_what_to_mind_and_plan_b():
    case, plan = a_full_case()

    usual = new_decision(case, plan, TODAY)

    assert PARTS - usual.parts == {"WHY", "CONSIDERATIONS", "FALLBACK"}
    assert (usual.scope, usual.recipient) == (Scope.OPEN, "Navordet, Nav Øvingsdal")
    assert {each.code for each in code_lists()["plan_parts"].codes} == PARTS


def test_every_part_of_the_plan_is_one_of_the_parts():
    quiet = {"id", "client_id", "number", "state", "replaces", "finished_on", "intake_id"}
    never = {"reason", "review_on"}

    assert {f.name for f in fields(CareerPlan)} - quiet - never == set(TEXTS.values())


def test_what_is_missing_is_asked_for_and_a_no_needs_no_receiver():
    case, plan = a_full_case()
    empty = replace(new_decision(case, plan, TODAY), recipient="", parts=Codes())

    assert lacking(empty, TODAY) == ("Ask what the client wants.",)
    assert len(lacking(replace(empty, scope=Scope.PARTS), TODAY)) == 4
    assert lacking(replace(empty, scope=Scope.NONE, said_how=SaidHow.ORAL), TODAY) == ()
    with pytest.raises(NotFinished):
        decided(empty, case, TODAY)


def test_br01_nothing_leaves_before_a_decision_is_written_down():
    case, plan = a_full_case()
    written = a_decision(case, plan)
    case = case.with_(written)
    sheet = copy_sheet(case, written, CENTRE, KARI, TODAY)

    with pytest.raises(NotAllowed):
        check_covered(case, sheet, TODAY)
    assert why_nothing_leaves(written, case, TODAY)
    case = case.with_(decided(written, case, TODAY))
    check_covered(case, sheet, TODAY)
    assert not why_nothing_leaves(case.get(SharingDecision, written.id), case, TODAY)


def test_c5_two_sections_only_and_nothing_once_it_is_withdrawn(tmp_path):
    case, plan = a_full_case()
    made = decided(a_decision(case, plan), case, TODAY)
    case = case.with_(made)
    sheet = copy_sheet(case, made, CENTRE, KARI, TODAY)

    content = copy_pdf(sheet)
    said = read(content).tree.text
    assert complaints(content, tmp_path) == []
    assert {part for part, word in WORDS.items() if word in said} == {"GOAL", ACTIVITIES}
    for hidden in (NOTED, "Grunnordet", "Navordet", "Møteordet"):
        assert hidden not in said
    assert "Linda Fors, Nav Narvik" in said

    later = TODAY + timedelta(15)
    case = case.with_(withdrawn(made, case, later))
    with pytest.raises(NotAllowed, match="taken the decision back"):
        check_covered(case, sheet, later)
    with pytest.raises(NotFinished):
        withdrawn(case.get(SharingDecision, made.id), case, later)


def test_the_whole_plan_holds_every_part_and_no_note():
    case, plan = a_full_case()

    said = words_of(case, a_decision(case, plan, scope=Scope.ALL))

    assert all(word in said for word in WORDS.values())
    assert NOTED not in said


def test_c6_a_decision_is_about_one_version():
    case, plan = a_full_case()
    made = decided(a_decision(case, plan), case, TODAY)
    second = replace(plan, id="", number=2, end_goal="Barnehagelærer", replaces=plan.id)
    case = case.changed({each.id: each for each in (made, second)})

    sheet = copy_sheet(case, made, CENTRE, KARI, TODAY)

    assert sheet.sheet.plan.number == 1
    assert sheet.sheet.plan.end_goal == WORDS["GOAL"]


def test_what_was_decided_never_changes_but_is_taken_back_or_replaced():
    case, plan = a_full_case()
    made = decided(a_decision(case, plan), case, TODAY)
    case = case.with_(made)

    assert not case.allows({made.id: replace(made, scope=Scope.ALL)})
    assert not case.allows({made.id: replace(made, parts=PARTS)})
    assert not case.allows({made.id: None})
    assert case.allows({made.id: replace(made, withdrawn_on=TODAY)})
    taken = replace(made, withdrawn_on=TODAY)
    assert not case.with_(taken).allows({made.id: made})

    fresh = replacing(made, TODAY)
    case = case.with_(fresh)
    assert decision_state(made, case, TODAY) == DecisionState.VALID
    again = decided(replace(fresh, said_how=SaidHow.SIGNED), case, TODAY)
    assert decision_state(made, case.with_(again), TODAY) == DecisionState.REPLACED


def test_what_is_kept_of_a_copy_is_the_digest_of_the_bytes_that_left():
    case, plan = a_full_case()
    made = decided(a_decision(case, plan), case, TODAY)
    case = case.with_(made)
    sheet = copy_sheet(case, made, CENTRE, KARI, TODAY)
    content = copy_pdf(sheet)

    kept = of_copy(sheet, content, GivenHow.PRINT, NOW)

    assert content == copy_pdf(copy_sheet(case, made, CENTRE, KARI, TODAY))
    assert (kept.parts, kept.recipient) == (Codes({"GOAL", ACTIVITIES}), made.recipient)
    assert len(kept.digest) == 64
    case = case.with_(kept)
    assert not case.allows({kept.id: replace(kept, recipient="En annen")})
    assert not case.allows({kept.id: None})


def test_only_one_state_lets_anything_leave():
    assert [s for s, deeds in NEXT.items() if SharingDeed.GIVE in deeds] == [DecisionState.VALID]
    assert set(NEXT) == set(DecisionState)


DAYS = st.integers(-200, 200).map(lambda n: TODAY + timedelta(n))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    told=st.fixed_dictionaries(
        {
            "scope": st.sampled_from(Scope),
            "parts": st.sets(st.sampled_from(sorted({*PARTS, "NEWER"}))).map(Codes),
            "decided_on": st.none() | DAYS,
            "until": st.none() | DAYS,
            "withdrawn_on": st.none() | DAYS,
        }
    ),
    today=DAYS,
)
def test_whatever_was_decided_nothing_leaves_but_what_is_covered(told, today):
    """Over random decisions, days and withdrawals: what is on the copy is within the scope."""
    case, plan = a_full_case()
    decision = a_decision(case, plan, **told)
    case = case.with_(decision)
    sheet = copy_sheet(case, decision, CENTRE, KARI, today)

    on_it = {part for part, word in WORDS.items() if word in str(sheet)}

    assert on_it <= covered_parts(decision)
    assert NOTED not in str(sheet)
    leaves = _leaves(case, sheet, today)
    assert leaves == may(decision, SharingDeed.GIVE, case, today)
    if leaves:
        assert told["decided_on"] is not None
        assert told["decided_on"] <= today
        assert told["withdrawn_on"] is None
        assert told["until"] is None or told["until"] >= today
        assert on_it == covered_parts(decision) != frozenset()


def _leaves(case, sheet, today):
    try:
        check_covered(case, sheet, today)
    except NotAllowed:
        return False
    return True


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts=st.sets(st.sampled_from(sorted(PARTS)), min_size=1),
    language=st.sampled_from(LanguageForm),
)
def test_the_paper_says_what_is_covered_and_nothing_else(parts, language):
    case, plan = a_full_case()
    case = case.with_(replace(case.client, language_form=language))

    said = words_of(case, a_decision(case, plan, parts=Codes(parts)))

    assert {part for part, word in WORDS.items() if word in said} == parts
    assert NOTED not in said


def test_a_day_that_has_passed_is_not_written_down():
    case, plan = a_full_case()

    late = a_decision(case, plan, until=date(2020, 1, 1))

    assert lacking(late, TODAY) == ("The day until which it is valid has passed.",)
