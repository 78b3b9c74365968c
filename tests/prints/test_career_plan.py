import re
from dataclasses import fields, replace
from datetime import date, time
from io import BytesIO
from typing import get_type_hints

import pikepdf
import pypdf
import pytest

from app.domain.choices import (
    OPEN_STATUSES,
    ActivityStatus,
    DocumentStatus,
    MeetingMode,
    PlanState,
)
from app.domain.clients import DocumentItem
from app.domain.plans import CareerPlan, PlanActivity
from app.prints.career_plan import career_plan_pdf
from app.prints.plan_dates import dated_lines
from app.prints.plan_sheet import Explained, PlanSheet
from app.prints.text import REPLACEMENT, unprintable
from tests.prints.papers import TODAY, a_draft, a_paper, a_random_paper, an_activity
from tests.prints.reading import complaints, read, squeezed

RANDOM_PLANS = 100

BACK = {
    "why": "Why",
    "brings": "What I bring with me",
    "route": "The way there",
    "considerations": "To keep in mind",
    "economy": "Money",
    "fallback": "Plan B",
}
"""What stands on the second page, by the field it is typed in."""


@pytest.mark.parametrize("seed", range(RANDOM_PLANS))
def test_any_plan_prints_is_accessible_and_says_what_was_written(seed, tmp_path):
    paper = a_random_paper(seed)

    pdf = career_plan_pdf(paper)

    assert complaints(pdf, tmp_path) == []
    reading = read(pdf)
    _assert_sections_hold_the_words(reading, paper)
    _assert_rows_hold_the_activities(reading, paper)
    _assert_top_and_lists_hold_the_rest(reading, paper)


def _assert_sections_hold_the_words(reading, paper):
    plan = paper.plan
    goal = squeezed(plan.end_goal)
    if goal or plan.state == PlanState.DRAFT:
        assert squeezed(reading.section("My goal")) == (goal or "Notdecidedyet")
    assert squeezed(reading.section("First step")) == squeezed(plan.next_step)
    for name, heading in BACK.items():
        said = reading.section(heading).partition("This plan replaces")[0]
        assert _bare(said) == _bare(getattr(plan, name))
    dates = reading.section("Dates to remember")
    for line in dated_lines(plan.deadlines, TODAY):
        assert squeezed(line.words) in squeezed(dates)
    assert _bare(plan.support) in _bare(reading.section("Ring") + reading.section("Support"))


def _bare(words):
    """The words without what the paper puts between the steps of a way, or takes from there."""
    return re.sub(r"[→\d.]", "", squeezed(words))


def _assert_rows_hold_the_activities(reading, paper):
    still = [each for each in paper.activities if each.status in OPEN_STATUSES]
    rows = reading.rows()[1:]
    assert len(rows) == len(still)
    for (what, who, when), activity in zip(rows, still, strict=True):
        assert squeezed(what) == "☐" + squeezed(activity.what + activity.detail)
        assert squeezed(activity.who) in squeezed(who)
        assert squeezed(activity.due_words) in squeezed(when)
        assert activity.due_on is None or str(activity.due_on.day) in when
    ended = squeezed(reading.section("This is done") + reading.section("This we leave"))
    for activity in paper.activities:
        if activity.status not in OPEN_STATUSES:
            assert squeezed(activity.what + activity.detail) in ended


def _assert_top_and_lists_hold_the_rest(reading, paper):
    said = squeezed(reading.tree.text)
    phone = paper.counsellor_phone.strip() or paper.centre_phone
    names = (paper.client_name, paper.centre_name, paper.counsellor_name, phone)
    for words in (*names, paper.nav_contact, paper.nav_phone):
        assert squeezed(words) in said
    papers = squeezed(reading.section("Papers I need"))
    for document in paper.documents:
        assert not document.name.strip() or squeezed(document.name) in papers


@pytest.mark.parametrize("seed", range(5))
def test_another_reader_sees_the_same_text(seed):
    pdf = career_plan_pdf(a_random_paper(seed))

    pages = [leaf.extract_text() for leaf in pypdf.PdfReader(BytesIO(pdf)).pages]

    assert [squeezed(text) for text in pages] == [squeezed(text) for text in read(pdf).seen]


def test_a_usual_plan_is_accessible_and_has_at_most_two_pages(tmp_path):
    rows = tuple(an_activity(f"Tiltak nummer {n}", due_on=TODAY) for n in range(10))

    pdf = career_plan_pdf(a_paper(activities=rows))

    assert complaints(pdf, tmp_path) == []
    assert len(read(pdf).seen) <= 2


def test_what_is_to_be_done_comes_first_and_why_comes_after():
    assert read(career_plan_pdf(a_paper())).headings() == [
        "My goal",
        "First step",
        "To be done",
        "Dates to remember",
        "Ring",
        "We meet again",
        "Why",
        "What I bring with me",
        "The way there",
        "Papers I need",
        "Money",
        "Plan B",
        "This is done",
    ]


def test_empty_sections_are_left_out():
    paper = a_paper(plan=CareerPlan(state=PlanState.FINAL, end_goal="Butikk"), activities=())

    reading = read(career_plan_pdf(replace(paper, documents=())))

    assert reading.headings() == ["My goal", "Ring"]


def test_words_that_cannot_be_seen_leave_no_empty_section():
    plan = CareerPlan(state=PlanState.FINAL, end_goal="Butikk", why="\u200b \x00")

    assert "Why" not in read(career_plan_pdf(a_paper(plan=plan))).headings()


def test_a_draft_says_so_at_the_top_of_every_page_and_nowhere_across_the_words():
    reading = read(career_plan_pdf(a_draft()))

    assert reading.tree.text.startswith("DRAFT: ")
    assert "DRAFT" not in reading.artifacts[0]
    assert len(reading.artifacts) == 2
    assert "DRAFT" in reading.artifacts[1]
    assert "ersion 3" not in "".join(reading.seen)


def test_a_finished_plan_never_says_draft():
    assert "draft" not in "".join(read(career_plan_pdf(a_paper())).seen).lower()


def test_a_draft_without_a_goal_says_so_gently():
    paper = a_draft()

    reading = read(career_plan_pdf(replace(paper, plan=replace(paper.plan, end_goal=""))))

    assert reading.section("My goal") == "Not decided yet"


def test_the_table_says_who_by_when_with_shape_and_word():
    rows = read(career_plan_pdf(a_paper())).rows()

    assert [[" ".join(cell.split()) for cell in row] for row in rows] == [
        ["What", "Who", "When"],
        ["☐Sende søknadMangler vitnemål", "▲ Kari (the career centre)", "before 10 Mar"],
        ["☐Ringe arbeidsgiver", "■ Ola at Nav", ""],
        ["☐Barnepass i eksamensukene", "◆ Mor", "i høst"],
        ["☐Melde meg opp til eksamen", "● Me", "before 1 Sep 2027"],
    ]


def test_column_headings_are_repeated_for_the_eye_only():
    rows = tuple(an_activity(f"Tiltak {n}") for n in range(60))

    reading = read(career_plan_pdf(a_paper(activities=rows)))

    assert len(reading.tree.all("TH")) == 3
    assert "When" in reading.seen[1]
    assert "When" in reading.artifacts[1]


def test_whose_the_plan_is_stands_once_and_large():
    reading = read(career_plan_pdf(a_paper()))

    assert "".join(reading.seen).count("The plan is yours.") == 1
    assert "The plan is yours." in reading.tree.text


def test_pages_carry_version_and_numbers():
    artifacts = read(career_plan_pdf(a_paper())).artifacts

    assert artifacts[0] == "Page 1 of 2"
    assert "Page 2 of 2" in artifacts[1]
    assert "Version 1 · 3 March 2026" in artifacts[1]
    assert "Camilla Storjord" in artifacts[1]
    assert "".join(read(career_plan_pdf(a_paper())).seen).count("Version 1") == 2


def test_a_new_version_says_what_it_replaces():
    plan = replace(a_paper().plan, number=4, replaces="the one before")

    assert "This plan replaces version 3." in read(career_plan_pdf(a_paper(plan=plan))).tree.text


def test_the_day_is_when_it_was_finished_not_when_it_was_printed():
    plan = replace(a_paper().plan, finished_on=date(2026, 2, 1))

    text = read(career_plan_pdf(a_paper(plan=plan))).tree.text

    assert "1 February 2026" in text
    assert "3 March 2026" not in text


def test_papers_show_how_far_they_have_come_in_sign_and_word():
    lines = ["☑", "Attest – got it"]
    papers = (DocumentItem(name="Attest", status=DocumentStatus.RECEIVED),)

    boxes = read(career_plan_pdf(a_paper(documents=papers))).tree.all("LI")

    assert lines in [[part.text for part in each.all("Lbl", "LBody")] for each in boxes]


def test_an_activity_that_came_to_nothing_says_so():
    rows = (an_activity("Kurs", status=ActivityStatus.STOPPED),)

    reading = read(career_plan_pdf(a_paper(activities=rows)))

    assert reading.section("This we leave") == "–Kurs"
    assert "To be done" not in reading.headings()


def test_signs_without_a_glyph_are_replaced_and_kept_in_the_file():
    plan = replace(a_paper().plan, why="Hei سلام 🙂!")

    reading = read(career_plan_pdf(a_paper(plan=plan)))

    assert f"Hei {REPLACEMENT} {REPLACEMENT}!" in reading.seen[1]
    assert reading.section("Why") == "Hei سلام 🙂!"
    assert unprintable(plan.why) == "سلام🙂"


def test_the_file_names_nobody_and_is_the_same_each_time():
    pdf = career_plan_pdf(a_paper())

    with pikepdf.open(BytesIO(pdf)) as file:
        assert set(file.docinfo.keys()) == {"/Title", "/Producer"}
        assert str(file.docinfo.Title) == "Career plan"
        assert b"Camilla" not in file.Root.Metadata.read_bytes()
        identity = bytes(file.trailer.ID[0])
    other = pypdf.PdfReader(BytesIO(career_plan_pdf(a_paper(client_name="Terje"))))
    assert bytes(other.trailer["/ID"][0].original_bytes) == identity
    assert career_plan_pdf(a_paper()) == pdf


def test_the_person_decides_the_language_of_the_file():
    assert read(career_plan_pdf(a_paper())).language == "en"


def test_the_paper_has_no_place_for_a_note():
    things = {PlanActivity, DocumentItem, Explained}
    plain = {CareerPlan, str, bool, date, date | None, time | None, MeetingMode}
    names = {each.__name__: each for each in (*things, CareerPlan, MeetingMode, date, time)}

    hints = get_type_hints(PlanSheet, names)

    allowed = plain | {tuple[each, ...] for each in things}
    assert {hints[each.name] for each in fields(PlanSheet)} == allowed


def test_a_text_of_any_length_prints():
    plan = replace(a_paper().plan, why="ord " * 20_000, brings="å" * 20_000)

    reading = read(career_plan_pdf(a_paper(plan=plan)))

    assert squeezed(reading.section("Why")) == "ord" * 20_000
    assert squeezed(reading.section("What I bring with me")) == "å" * 20_000


def test_words_own_hyphen_is_a_hyphen_on_paper_and_the_line_goes_on():
    plan = replace(a_paper().plan, end_goal="Sende e\x1epost til skolen")

    assert read(career_plan_pdf(a_paper(plan=plan))).section("My goal") == (
        "Sende e\u2011post til skolen"
    )
