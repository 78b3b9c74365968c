"""What all at the table may see: sentences, the nearest first, and never a word of a note."""

from datetime import date, time, timedelta

import pytest

from app.domain.cases import Case
from app.domain.choices import ActivityStatus, LanguageForm, MeetingState, Party
from app.domain.clients import Client
from app.domain.meetings import Meeting, NoteSection, Participant
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.i18n import use_language
from app.services.case.showing import MOST, what_all_may_see

TODAY = date(2026, 11, 26)
CLIENT = Client(name="Jonas Lillevoll", language_form=LanguageForm.NB)
PLAN = CareerPlan(client_id=CLIENT.id, end_goal="Fagbrev", next_step="Jeg ringer.")
HERE = Meeting(client_id=CLIENT.id, day=TODAY, state=MeetingState.STARTED)


@pytest.fixture(autouse=True)
def bokmaal():
    use_language("nb")


def activity(what, party=Party.CLIENT, **fields):
    return PlanActivity(client_id=CLIENT.id, plan_id=PLAN.id, what=what, party=party, **fields)


def shown(*entities):
    everything = (CLIENT, Intake(client_id=CLIENT.id), PLAN, HERE, *entities)
    case = Case(CLIENT, {each.id: each for each in everything})
    return what_all_may_see(case, HERE.id, TODAY)


def said(*entities):
    return [
        f"{each.who} {each.does} – {each.when}".replace("\N{NO-BREAK SPACE}", " ").rstrip(" –")
        for each in shown(*entities).sentences
    ]


def test_each_party_is_the_subject_of_its_sentence():
    kari = Participant(
        client_id=CLIENT.id, meeting_id=HERE.id, party=Party.CENTRE, name="Kari Nilsen"
    )
    day = TODAY.replace(month=12, day=3)

    assert said(
        activity("Finne to anlegg.", Party.NAV, due_on=day, position=1),
        activity("Sjekke fellesfag", Party.CENTRE, due_words="i høst", position=2),
        activity("Ringe", Party.NAV, who="Eli Strand", position=3),
        activity("Praksisplass", Party.OTHER, who="Anders Hov, OT", position=4),
        activity("Søke læreplass", position=5),
        kari,
    ) == [
        "Nav finner to anlegg – innen 3. desember",
        "Kari sjekker fellesfag – i høst",
        "Eli i Nav ringer",
        "Anders: Praksisplass",
        "Jonas søker læreplass",
    ]


def test_what_is_past_says_so():
    assert said(activity("Søke", due_on=TODAY - timedelta(days=2))) == [
        "Jonas søker – gikk ut 24. november"
    ]


def test_the_nearest_stand_first_and_the_rest_are_counted():
    many = [
        activity(f"Ringe {n}", due_on=TODAY + timedelta(days=20 - n), position=n) for n in range(9)
    ]
    found = shown(*many, activity("Øve", position=99))

    assert [each.does for each in found.sentences] == [f"ringer {n}" for n in range(8, 1, -1)]
    assert len(found.sentences) == MOST
    assert found.more == 3


def test_what_is_over_is_not_shown():
    over = (ActivityStatus.DONE, ActivityStatus.STOPPED, ActivityStatus.NOT_RELEVANT)

    assert said(*(activity("Ringe", status=each) for each in over), activity(" ")) == []


def test_the_next_planned_meeting_is_told_with_its_place_and_people():
    later = Meeting(client_id=CLIENT.id, day=TODAY + timedelta(days=14), at=time(9), place="rom 2")
    names = ("Jonas Lillevoll", "Eli Strand", "Kari Nilsen")
    people = [
        Participant(client_id=CLIENT.id, meeting_id=later.id, name=name, position=n)
        for n, name in enumerate(names)
    ]
    past = Meeting(client_id=CLIENT.id, day=TODAY - timedelta(days=1))
    found = shown(later, past, *people)

    assert found.meeting == "torsdag 10. desember kl. 09:00"
    assert found.meeting_with == "rom 2 – Jonas, Eli og Kari"


def test_no_word_of_a_note_is_there():
    note = NoteSection(client_id=CLIENT.id, meeting_id=HERE.id, key="x", text="hemmelighet")

    assert "hemmelighet" not in str(shown(note, activity("Ringe")))
