"""The ten people of the field report as they are told of (domain report 7)."""

from app.domain.choices import PeriodKind
from tests.ui.stories import Met, Story

FIRST, LATE, OPEN = (
    PeriodKind.THREE_PARTY_FIRST.value,
    PeriodKind.TRIANGLE_LATE.value,
    PeriodKind.OPEN.value,
)
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
