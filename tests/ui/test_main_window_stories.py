"""Ten people of the field report, entered by keys alone, each with the journey of its kind."""

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.choices import MeetingKind, MeetingState, PeriodKind, PlanState
from app.domain.code_sets import Codes
from app.domain.journey import journey
from app.i18n import _, use_language
from app.prints.career_plan import career_plan_pdf
from app.services.printing import plan_sheet
from tests.prints.reading import read
from tests.ui.hands import type_here
from tests.ui.stories import Hands, Met, Story

FIRST, LATE, OPEN = (
    PeriodKind.THREE_PARTY_FIRST.value,
    PeriodKind.TRIANGLE_LATE.value,
    PeriodKind.OPEN.value,
)
AGO = timedelta(days=150)
NORDLAND = ("Forarbeid", "Trepartssamtale", "Veiledning", "Karriereplan", "Oppfølging")
BUSKERUD = ("Forarbeid", "Veiledning", "Trepartssamtale", "Karriereplan", "Oppfølging")
WITHOUT_NAV = ("Forarbeid", "Veiledning", "Karriereplan", "Vi ser på planen igjen")
THREE, GUIDANCE, CLOSING = "THREE_PARTY", "GUIDANCE", "CLOSING"

STORIES = {
    "C1": Story(
        client={
            "name": "Randi Myrhaug",
            "phone": "990 00 021",
            "birth_year": "1980",
            "municipality": "Alstahaug",
        },
        intake={
            "kind": LATE,
            "requested_by": "NAV",
            "source": "GP",
            "purpose": "finne ut om jeg kan bruke hendene mine til noe annet",
            "labour_status": "SICK_LISTED",
        },
        meetings=(
            Met(GUIDANCE, 10),
            Met(GUIDANCE, 24),
            Met(THREE, 38, line="Prøve en halv dag på dagsenteret"),
        ),
        goal="jobbe med folk uten å stå hele dagen",
        steps=("Snakke med arbeidsgiveren om gradert retur",),
        journey=BUSKERUD,
    ),
    "C2": Story(
        client={
            "name": "Meron Haile",
            "phone": "990 00 022",
            "birth_year": "1995",
            "municipality": "Vefsn",
        },
        intake={
            "kind": LATE,
            "requested_by": "OTHER",
            "source": "INTRO_PROGRAMME",
            "purpose": "bli bilmekaniker",
            "labour_status": "INTRO_PROGRAMME",
        },
        meetings=(
            Met(GUIDANCE, 7),
            Met(GUIDANCE, 28),
            Met(THREE, 49, line="Søke på VIGO med tre sluttkompetanser", helper="Tone Moen"),
            Met(CLOSING, 70),
        ),
        goal="fagbrev som bilmekaniker",
        steps=("Ta norskprøve B1, skriftlig", "Finne praksisplass"),
        journey=BUSKERUD,
    ),
    "C3": Story(
        client={
            "name": "Jonas Lillevoll",
            "phone": "990 00 023",
            "birth_year": "2007",
            "municipality": "Vågan",
        },
        intake={
            "kind": FIRST,
            "requested_by": "NAV",
            "source": "NAV_ORDER",
            "purpose": "slippe skolebenken, men få papir på noe",
            "labour_status": "PART_TIME",
        },
        meetings=(Met(THREE, 8, line="Bestille kompetansebevis fra skolen"), Met(GUIDANCE, 29)),
        goal="akvakulturoperatør, fagbrev",
        steps=("Prøve to dager på oppdrettsanlegget",),
        journey=NORDLAND,
    ),
    "C4": Story(
        client={
            "name": "Camilla Storjord",
            "phone": "990 00 024",
            "birth_year": "1999",
            "municipality": "Fauske",
        },
        intake={
            "kind": FIRST,
            "requested_by": "NAV",
            "source": "NAV_TIP",
            "purpose": "få papir på det jeg kan",
            "labour_status": "PART_TIME",
        },
        meetings=(
            Met(THREE, 12, line="Hente attester med stillingsprosent"),
            Met(GUIDANCE, 33),
            Met(GUIDANCE, 54),
        ),
        goal="fagbrev som helsefagarbeider, og kanskje sykepleier siden",
        steps=("Spørre arbeidsgiveren",),
        journey=NORDLAND,
    ),
    "C5": Story(
        client={
            "name": "Terje Bakkehaug",
            "phone": "990 00 025",
            "birth_year": "1998",
            "municipality": "Narvik",
        },
        intake={
            "kind": FIRST,
            "requested_by": "NAV",
            "source": "NAV_ORDER",
            "purpose": "bli maskinfører",
            "labour_status": "UNEMPLOYED",
        },
        meetings=(Met(THREE, 9, line="Prøvedag hos en entreprenør"), Met(CLOSING, 30)),
        goal="anleggsmaskinfører",
        steps=("Sjekke førerkort for lastebil",),
        journey=NORDLAND,
    ),
    "C6": Story(
        client={
            "name": "Ida Marie Kvalnes",
            "phone": "990 00 026",
            "birth_year": "2002",
            "municipality": "Vestvågøy",
        },
        intake={
            "kind": FIRST,
            "requested_by": "NAV",
            "source": "NAV_TIP",
            "purpose": "bli tømrer",
            "labour_status": "UNEMPLOYED",
        },
        meetings=(Met(THREE, 7, line="Søke læreplass"), Met(GUIDANCE, 21)),
        goal="tømrer, lærling",
        steps=("Ringe opplæringskontoret",),
        journey=NORDLAND,
    ),
    "C7": Story(
        client={
            "name": "Ánne Risten Čázejohka",
            "phone": "990 00 027",
            "birth_year": "1993",
            "municipality": "Hamarøy",
            "language_form": "nn",
        },
        intake={
            "kind": FIRST,
            "requested_by": "CLIENT",
            "source": "NAV_TIP",
            "purpose": "få fagbrev med samisk",
            "labour_status": "PARENTAL_LEAVE",
        },
        meetings=(Met(THREE, 14, line="Søkje om realkompetansevurdering"), Met(GUIDANCE, 42)),
        goal="fagbrev i barne- og ungdomsarbeidarfaget, med samisk",
        steps=("Spørje den samiske barnehagen",),
        journey=NORDLAND,
    ),
    "C8": Story(
        client={
            "name": "Marit Bråten Li",
            "phone": "990 00 028",
            "birth_year": "1985",
            "municipality": "Gol",
            "language_form": "nn",
        },
        intake={
            "kind": OPEN,
            "requested_by": "CLIENT",
            "source": "WORKPLACE_COURSE",
            "purpose": "Finne ein jobb som varer heile året.",
            "labour_status": "FULL_TIME SEASONAL",
        },
        meetings=(Met(GUIDANCE, 20, line="Snakke med arbeidsgjevaren"), Met(GUIDANCE, 50)),
        goal="fagskule i leiing, eller kontor- og reiselivsfag med fagbrev",
        steps=("Sjå om praksisen er nok",),
        journey=WITHOUT_NAV,
    ),
    "C9": Story(
        client={
            "name": "Arne Skogly",
            "phone": "990 00 029",
            "birth_year": "1974",
            "municipality": "Meløy",
            "reading": "LARGE",
        },
        intake={
            "kind": LATE,
            "requested_by": "CLIENT",
            "source": "EMPLOYER",
            "purpose": "bli i faget",
            "labour_status": "FULL_TIME LAID_OFF",
        },
        meetings=(
            Met(GUIDANCE, 6),
            Met(THREE, 27, line="Be om attest fra arbeidsgiveren"),
            Met(CLOSING, 48),
        ),
        goal="kjemiprosessfaget som praksiskandidat, og bli",
        steps=("Melde seg til prøven",),
        journey=BUSKERUD,
    ),
    "C10": Story(
        client={
            "name": "Sara Haugerud",
            "phone": "990 00 030",
            "birth_year": "2004",
            "municipality": "Ringerike",
        },
        intake={
            "kind": LATE,
            "requested_by": "NAV",
            "source": "NAV_TIP",
            "purpose": "prøve litt av hvert",
            "labour_status": "UNEMPLOYED",
            "nav_role": "EMPLOYMENT_SPECIALIST",
        },
        meetings=(
            Met(GUIDANCE, 9, came=False),
            Met(GUIDANCE, 16),
            Met(GUIDANCE, 30),
            Met(THREE, 51, line="Hospitere to ganger fire timer"),
            Met(GUIDANCE, 79),
        ),
        goal="prøve butikk og kontor før sommeren, bestemme etterpå",
        steps=("Skaffe busskort",),
        journey=BUSKERUD,
    ),
}


@pytest.fixture
def hands(window, qtbot):
    use_language("nb")
    return Hands(window, qtbot)


@pytest.mark.parametrize("name", STORIES)
def test_a_person_is_entered_by_keys_alone_and_has_the_journey_of_their_kind(hands, name):
    story = STORIES[name]
    entered(hands, story)

    case, today = hands.desk.case, hands.desk.editing.today
    told = {**story.client, **story.intake}
    assert {name: as_told(case, name) for name in told if name != "municipality"} == {
        name: told[name] for name in told if name != "municipality"
    }
    assert case.client.municipality
    assert [step.title for step in journey(case)] == list(story.journey)
    assert [each.state for each in case.meetings] == [
        MeetingState.FINISHED if each.came else MeetingState.NO_SHOW for each in story.meetings
    ]
    assert [each.kind for each in case.meetings] == [each.kind for each in story.meetings]
    assert [(each.day - (today - AGO)).days for each in case.meetings] == [
        each.days for each in story.meetings
    ]
    assert case.plan.state == PlanState.FINAL
    assert case.plan.end_goal == story.goal
    lines = [each.line for each in story.meetings if each.line]
    assert [a.what for a in case.activities(case.plan.id)] == [*lines, *story.steps]


def test_c2_has_two_helpers_at_the_table(hands):
    story = STORIES["C2"]
    entered(hands, story)

    three = next(m for m in hands.desk.case.meetings if m.kind == MeetingKind.THREE_PARTY)
    names = [each.name for each in hands.desk.case.participants(three.id)]
    assert "Tone Moen" in names
    assert len(names) == 4


def test_c6_comes_back_to_a_period_of_her_own_with_the_old_plan(hands):
    entered(hands, STORIES["C6"])
    come_back(hands, "liker folkene, ikke taket")

    case = hands.desk.case
    assert [each.number for each in case.periods] == [1, 2]
    assert (case.plan.number, case.plan.reason) == (2, "liker folkene, ikke taket")
    assert case.periods[0].purpose == "bli tømrer"
    assert case.intake.purpose == ""
    assert [each.intake_id for each in case.plans] == [each.id for each in case.periods]


def test_c8_has_no_nav_on_the_paper(hands):
    entered(hands, STORIES["C8"])
    story_name = STORIES["C8"].client["name"]
    case, vault = hands.desk.case, hands.window.workspace.vault
    sheet = plan_sheet(case, case.plan, vault.centre, vault.counsellor, hands.desk.editing.today)

    said = " ".join(read(career_plan_pdf(sheet)).seen)
    assert story_name in said
    assert not re.search(r"\bnav\b", said, re.IGNORECASE)


def entered(hands, story):
    """Enter a person as they are told of, from the first key to the finished plan."""
    hands.command(Qt.Key.Key_N)
    type_here(story.client["name"])
    client, period = hands.desk.case.client.id, hands.desk.case.intake.id
    for name, value in story.client.items():
        if name != "name":
            hands.fill(client, name, value)
    for name, value in story.intake.items():
        hands.fill(period, name, value)
    first = hands.desk.editing.today - AGO
    for number, met in enumerate(story.meetings):
        meet(hands, met, first, is_last=number == len(story.meetings) - 1)
    plan(hands, story)


def meet(hands, met, first, *, is_last):
    """Book a meeting, hold it, and agree when to meet again."""
    hands.command(Qt.Key.Key_M)
    hands.choose_in_menu(MeetingKind(met.kind).label)
    day = first + timedelta(days=met.days)
    type_here(f"{day.day}.{day.month}.{day.year}")
    hands.press(Qt.Key.Key_Tab)
    meeting = hands.desk.case.meetings[-1]
    if not met.came:
        hands.with_shift(Qt.Key.Key_I)
        return
    if met.helper:
        add_helper(hands, meeting, met.helper)
    hands.with_shift(Qt.Key.Key_M)
    if met.line:
        type_here(met.line)
        hands.command(Qt.Key.Key_Return)
    hands.with_shift(Qt.Key.Key_F)
    hands.agree(is_last=is_last)
    hands.press(Qt.Key.Key_Escape)


def add_helper(hands, meeting, name):
    """Write somebody else into the list of those who come."""
    before = {each.id for each in hands.desk.case.participants(meeting.id)}
    hands.tab_to_words(_("One more participant"))
    hands.press(Qt.Key.Key_Space)
    (new,) = {each.id for each in hands.desk.case.participants(meeting.id)} - before
    hands.qtbot.waitUntil(lambda: hands.window.findChild(QWidget, f"{new}.name").isVisible())
    hands.fill(new, "name", name)
    hands.press(Qt.Key.Key_Tab)


def plan(hands, story):
    """Write the goal and the steps that no conversation gave, and finish the plan."""
    hands.command(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    if hands.desk.case.plan is None:
        hands.with_shift(Qt.Key.Key_N)
    hands.fill(hands.desk.case.plan.id, "end_goal", story.goal)
    for what in story.steps:
        hands.command(Qt.Key.Key_Return)
        type_here(what)
    hands.with_shift(Qt.Key.Key_F)
    hands.answer(Qt.Key.Key_Return)


def come_back(hands, reason):
    """Begin a new period with the plan that is there."""
    hands.with_shift(Qt.Key.Key_K)
    hands.answer_period(reason)


def as_told(case, name):
    """Return what the case says of a field, as the story writes it."""
    thing = case.client if name in type(case.client).__dataclass_fields__ else case.intake
    value = getattr(thing, name)
    return " ".join(sorted(value)) if isinstance(value, Codes) else str(value)
