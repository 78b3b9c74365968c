"""What is to be done stands first: a short plan on one page, dates, and whom to ring."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.choices import (
    DocumentStatus,
    MeetingMode,
    PlanState,
)
from app.domain.clients import DocumentItem
from app.domain.plans import CareerPlan
from app.prints.career_plan import career_plan_pdf
from tests.prints.papers import a_paper, an_activity
from tests.prints.reading import read, squeezed


@pytest.mark.parametrize("count", range(6, 40))
def test_a_long_table_never_leaves_a_few_rows_on_another_page(count):
    rows = tuple(an_activity(f"Rad {n}.", detail="Mer om den") for n in range(count))

    seen = read(career_plan_pdf(a_paper(activities=rows))).seen

    on_each = [page.count("Rad ") for page in seen]
    assert sum(on_each) == count
    assert not {1, 2, 3} & set(on_each[1:])


@pytest.mark.parametrize("count", range(3, 8))
def test_the_first_page_gives_up_air_before_it_goes_on_to_another(count):
    rows = tuple(an_activity(f"Rad {n}.", detail="Mer om den") for n in range(count))

    first = read(career_plan_pdf(a_paper(activities=rows))).seen[0]

    assert first.count("Rad ") == count
    assert "We meet again" in first
    assert "Why" not in first


def test_a_short_plan_is_one_page():
    plan = CareerPlan(state=PlanState.FINAL, end_goal="Butikk", why="Jeg liker folk.")

    assert len(read(career_plan_pdf(a_paper(plan=plan, activities=(), documents=()))).seen) == 1


def test_a_very_long_name_ends_in_an_ellipsis_at_the_head_of_the_next_page():
    name = "Anne Elisabeth Margrethe " * 8

    reading = read(career_plan_pdf(a_paper(client_name=name)))

    assert squeezed(name) in squeezed(reading.seen[0])
    assert "Career plan for Anne Elisabeth" in reading.artifacts[1]
    assert "…" in reading.artifacts[1]


def test_dates_stand_a_line_each_with_their_weekday_and_the_nearest_first():
    words = (
        "Søk når som helst. 1. mai: bedriften er klar. "
        "1. april: søke læreplass, 2 steder. Voksne: hele året."
    )
    plan = replace(a_paper().plan, deadlines=words, review_on=date(2026, 3, 20))
    paper = a_paper(plan=plan, meets_on=date(2026, 3, 9))

    lines = read(career_plan_pdf(paper)).tree.all("L")[0].all("LI")

    assert [[part.text for part in each.all("P")] for each in lines] == [
        ["Fri 20 March", "We look at the plan together"],
        ["Wed 1 April", "søke læreplass, 2 steder."],
        ["Fri 1 May", "bedriften er klar."],
        ["Søk når som helst."],
        ["Voksne: hele året."],
    ]


def test_the_next_meeting_says_day_time_and_place():
    paper = a_paper(meets_on=date(2026, 3, 10), meets_at=time(9), meets_where="Rom 2")
    video = replace(paper, meets_where="", meets_how=MeetingMode.VIDEO)

    assert read(career_plan_pdf(paper)).section("We meet again") == (
        "Tuesday 10 March at 09:00, Rom 2"
    )
    assert read(career_plan_pdf(video)).section("We meet again").endswith("09:00, video")
    alone = read(career_plan_pdf(a_paper())).section("We meet again")
    assert alone == "Tuesday 2 June: we look at the plan together"


def test_whom_to_ring_stands_once_with_a_number_that_holds_together():
    plan = replace(a_paper().plan, support="Anders Hov, OT, 990 00 044\nMor")

    reading = read(career_plan_pdf(a_paper(plan=plan)))

    ring = reading.section("Ring")
    assert ring.count("Kari Nilsen") == 1
    assert "990 00 012 about the plan" in ring
    assert "Ola Hansen at Nav Fauske" in ring
    assert "Anders Hov, OT, 990 00 044" in ring
    assert ring.endswith("Mor")
    assert "755" not in "".join(reading.seen)


def test_long_words_of_support_get_a_place_of_their_own():
    words = (
        "Mor hjelper meg med barna hver tirsdag og torsdag, og i ferien er det farmor som gjør det."
    )
    plan = replace(a_paper().plan, support=words)

    assert read(career_plan_pdf(a_paper(plan=plan))).section("Support") == words


@pytest.mark.parametrize(
    ("status", "issuer", "said"),
    [
        ("NEEDED", "Skolen", "Bevis – order it from skolen"),
        ("NEEDED", "Bodin vgs", "Bevis – order it from Bodin vgs"),
        ("NEEDED", "", "Bevis – must be ordered"),
        ("ORDERED", "HK-dir", "Bevis – ordered, comes from HK-dir"),
        ("ORDERED", "", "Bevis – ordered"),
        ("RECEIVED", "Skolen", "Bevis – got it"),
    ],
)
def test_a_paper_says_what_is_to_be_done_about_it(status, issuer, said):
    papers = (DocumentItem(name="Bevis", issuer=issuer, status=DocumentStatus(status)),)

    section = read(career_plan_pdf(a_paper(documents=papers))).section("Papers I need")

    assert section[1:] == said


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Søke → jobbe -> fagbrev", ["1.Søke", "2.jobbe", "3.fagbrev"]),
        ("Søke skole\nTa fagbrev", ["1.Søke skole", "2.Ta fagbrev"]),
        ("1. Søke\n2. Jobbe", ["1. Søke2. Jobbe"]),
        ("Jeg søker.", ["Jeg søker."]),
    ],
)
def test_the_way_is_read_as_numbered_steps(typed, read_as):
    plan = replace(a_paper().plan, route=typed)

    reading = read(career_plan_pdf(a_paper(plan=plan)))

    assert reading.section("The way there") == "".join(read_as)
    assert "→" not in "".join(reading.seen)
