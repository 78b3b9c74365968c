"""The invented people come in by a user's deeds, and every rule of the field holds for them."""

from datetime import timedelta

import pytest

from app.domain.checks import identity_numbers, meeting_problems, plan_problems
from app.domain.choices import MeetingKind, MeetingMode, MeetingState, Party, PlanState
from app.domain.clients import Client
from app.domain.journey import journey, next_move
from app.domain.meetings import Addendum, NoteSection
from app.services.printing import plan_pdf, plan_sheet
from app.services.program.practice import fill
from app.services.program.practice_cases import practice_cases
from app.services.reference import municipality_name
from app.services.templates.finding import built_in
from tests.builders import TODAY

FRIDAY = 4


@pytest.fixture(scope="module")
def cases(practice):
    with practice.work() as work:
        return [work.case(client.id) for client in work.all(Client)]


def meetings(cases, *states):
    return [(c, m) for c in cases for m in c.meetings if m.state in (states or MeetingState)]


def plans(cases, *states):
    return [(c, p) for c in cases for p in c.plans if p.state in states]


def test_ten_people_are_taken_in_with_papers_meetings_and_plans(practice, cases):
    assert [case.client.name for case in cases] == [told.client.name for told in practice_cases()]
    assert len(cases) == 10
    assert practice.verify_chain().ok
    with practice.work() as work:
        assert work.drafts.all() == ()


def test_nobody_carries_a_number_of_the_real_world(cases):
    texts = [s.text for c in cases for s in c.all(NoteSection)]

    assert all(case.client.phone.startswith("990 00 0") for case in cases)
    assert not any(map(identity_numbers, texts))
    assert all(municipality_name(c.client.municipality) != c.client.municipality for c in cases)


def test_br03_some_meetings_were_held_before_every_paper_was_there(cases):
    assert any(
        document.status == "NEEDED"
        for case, _meeting in meetings(cases, MeetingState.FINISHED)
        for document in case.entities.values()
        if hasattr(document, "issuer")
    )


def test_br04_three_party_meetings_are_in_person_unless_somebody_chose_otherwise(cases):
    told = {m.mode for t in practice_cases() for m in t.meetings}
    found = {m.mode for _c, m in meetings(cases)}

    assert MeetingMode.IN_PERSON in found
    assert found == told


def test_br05_nav_is_recorded_meeting_by_meeting(cases):
    attended = {
        any(p.party == Party.NAV for p in case.participants(meeting.id))
        for case, meeting in meetings(cases, MeetingState.FINISHED)
    }

    assert attended == {True, False}


def test_br06_every_note_follows_a_template_in_a_version_that_is_still_there(cases):
    for case, meeting in meetings(cases, MeetingState.FINISHED):
        wanted = (meeting.template_id, meeting.template_version)
        form = next(each for each in built_in() if (each.id, each.version) == wanted)
        assert meeting.kind in form.serves
        assert set(case.note(meeting.id)) == {section.key for section in form.sections}
    assert any(m.kind == MeetingKind.THREE_PARTY for _c, m in meetings(cases))


def test_br08_every_finished_plan_has_a_goal_and_an_activity(cases):
    finished = plans(cases, PlanState.FINAL, PlanState.SUPERSEDED)

    assert finished
    assert all(not list(plan_problems(p, c.activities(p.id))) for c, p in finished)


def test_br09_finished_plans_keep_their_date(cases):
    assert all(plan.finished_on for _c, plan in plans(cases, PlanState.FINAL, PlanState.SUPERSEDED))


def test_br10_a_changed_goal_made_a_version_that_says_what_it_replaces_and_why(cases):
    replaced = plans(cases, PlanState.SUPERSEDED)

    assert replaced
    for case, plan in replaced:
        (later,) = [p for p in case.plans if p.replaces == plan.id]
        assert (later.number, bool(later.reason)) == (plan.number + 1, True)
        assert case.activities(plan.id)


def test_br12_no_word_of_a_note_is_on_the_paper(practice, cases):
    for case, plan in plans(cases, PlanState.FINAL):
        paper = plan_sheet(case, plan, practice.centre, practice.counsellor, TODAY)
        assert not any(isinstance(v, NoteSection | Addendum) for v in vars(paper).values())
        said = repr(paper)
        notes = [s.text for s in case.all(NoteSection) if len(s.text) > 40]
        assert notes
        assert not [text for text in notes if text in said]


def test_br13_every_finished_meeting_says_what_comes_next(cases):
    assert all(
        not list(meeting_problems(m)) and m.finished_at
        for _c, m in meetings(cases, MeetingState.FINISHED)
    )


def test_br16_who_has_the_next_move_is_known_until_nothing_is_left(cases):
    for case in cases:
        left = next_move(case) is not None
        assert left or journey(case)[4].state == "DONE"
    assert {next_move(case) for case in cases} >= {Party.CLIENT, Party.NAV}


def test_days_count_from_the_day_the_vault_is_made(own_vault):
    year_later = TODAY + timedelta(days=365)

    ids = fill(own_vault, year_later)

    with own_vault.work() as work:
        case = work.case(ids[0])
    told = practice_cases()[0].intake.first_contact_days
    assert case.intake.first_contact == year_later + timedelta(days=told)


def test_a_plan_of_theirs_becomes_a_paper(practice, cases):
    case, plan = plans(cases, PlanState.FINAL)[0]

    paper = plan_sheet(case, plan, practice.centre, practice.counsellor, TODAY)

    assert plan_pdf(paper).startswith(b"%PDF")


@pytest.mark.parametrize("ahead", range(7))
def test_people_meet_and_look_at_plans_on_days_people_work(own_vault, ahead):
    today = TODAY + timedelta(days=ahead)

    ids = fill(own_vault, today)

    with own_vault.work() as work:
        found = [work.case(each) for each in ids]
    days = [day for c in found for m in c.meetings for day in (m.day, m.next_meeting)]
    days += [plan.review_on for c in found for plan in c.plans]
    assert today in days
    assert [day for day in days if day and day != today and day.weekday() > FRIDAY] == []


def test_they_come_to_invented_centres(cases):
    places = {m.place for _c, m in meetings(cases) if m.mode == MeetingMode.IN_PERSON}

    assert len({place.partition(",")[0] for place in places}) > 4
    assert not [place for place in places if "Nordland" in place]
