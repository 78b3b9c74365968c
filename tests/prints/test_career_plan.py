from dataclasses import fields, replace
from datetime import date
from io import BytesIO
from typing import get_type_hints

import pikepdf
import pypdf
import pytest

from app.domain.choices import ActivityStatus, DocumentStatus, PlanState
from app.domain.clients import DocumentItem
from app.domain.labels import field_label
from app.domain.plans import CareerPlan, PlanActivity
from app.i18n import speaking
from app.prints.career_plan import PlanSheet, career_plan_pdf
from app.prints.text import REPLACEMENT, unprintable
from tests.prints.papers import FIELDS, TODAY, a_draft, a_paper, a_random_paper, an_activity
from tests.prints.reading import complaints, read, squeezed

RANDOM_PLANS = 100


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
    goal = squeezed(paper.plan.end_goal)
    if goal or paper.plan.state == PlanState.DRAFT:
        assert squeezed(reading.section("My end goal")).startswith(goal or "Notdecidedyet")
    for name in FIELDS:
        with speaking("en"):
            heading = field_label("plan", name)
        said = squeezed(reading.section(heading))
        words = squeezed(getattr(paper.plan, name))
        assert said.startswith(words) if name in {"deadlines", "support"} else said == words


def _assert_rows_hold_the_activities(reading, paper):
    rows = reading.rows()[1:]
    assert len(rows) == len(paper.activities)
    for (box, what, who, when), activity in zip(rows, paper.activities, strict=True):
        assert box.strip() == {"DONE": "☑", "PLANNED": "☐", "ONGOING": "☐"}.get(
            activity.status, "–"
        )
        assert squeezed(what).startswith(squeezed(activity.what + activity.detail))
        assert squeezed(activity.who) in squeezed(who)
        assert squeezed(activity.due_words) in squeezed(when)
        assert activity.due_on is None or str(activity.due_on.day) in when


def _assert_top_and_lists_hold_the_rest(reading, paper):
    said = squeezed(reading.tree.text)
    names = (paper.client_name, paper.counsellor_name, paper.counsellor_phone)
    contacts = (paper.centre_name, paper.nav_contact, paper.nav_office, paper.nav_phone)
    for words in (*names, *contacts, paper.plan.next_step):
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


def test_sections_stand_in_the_order_of_the_template():
    assert read(career_plan_pdf(a_paper())).headings() == [
        "My end goal",
        "Why it matters to me",
        "What I bring with me",
        "The route I have chosen",
        "Who does what",
        "Papers I need",
        "Deadlines to remember",
        "Money and support schemes to look into",
        "Plan B",
        "Support and contact",
    ]


def test_empty_sections_are_left_out():
    paper = a_paper(plan=CareerPlan(state=PlanState.FINAL, end_goal="Butikk"), activities=())

    reading = read(career_plan_pdf(replace(paper, documents=())))

    assert reading.headings() == ["My end goal", "Support and contact"]


def test_words_that_cannot_be_seen_leave_no_empty_section():
    plan = CareerPlan(state=PlanState.FINAL, end_goal="Butikk", why="\u200b \x00")

    assert "Why it matters to me" not in read(career_plan_pdf(a_paper(plan=plan))).headings()


def test_a_draft_says_so_at_the_top_in_the_watermark_and_in_the_foot():
    reading = read(career_plan_pdf(a_draft()))

    assert reading.tree.text.startswith("DRAFT: ")
    assert all("DRAFT" in artifacts for artifacts in reading.artifacts)
    assert all("draft of version 3" in artifacts for artifacts in reading.artifacts)


def test_a_finished_plan_never_says_draft():
    assert "draft" not in "".join(read(career_plan_pdf(a_paper())).seen).lower()


def test_a_draft_without_a_goal_says_so_gently():
    paper = a_draft()

    reading = read(career_plan_pdf(replace(paper, plan=replace(paper.plan, end_goal=""))))

    assert reading.section("My end goal").startswith("Not decided yet")


def test_the_table_says_who_by_when_with_shape_and_word():
    rows = read(career_plan_pdf(a_paper())).rows()

    assert [[" ".join(cell.split()) for cell in row] for row in rows] == [
        ["Done", "What", "Who", "By when"],
        ["☑", "Be om attest", "● Me", "20 February"],
        ["☐", "Sende søknadMangler vitnemål", "▲ The career centre", "10 March"],
        ["☐", "Ringe arbeidsgiverOngoing", "■ Nav, Ola", ""],
        ["☐", "Barnepass i eksamensukene", "◆ Mor", "i høst"],
        ["☐", "Melde meg opp til eksamen", "● Me", "1 September 2027"],
    ]


def test_column_headings_are_repeated_for_the_eye_only():
    rows = tuple(an_activity(f"Tiltak {n}") for n in range(60))

    reading = read(career_plan_pdf(a_paper(activities=rows)))

    assert len(reading.tree.all("TH")) == 4
    assert "By when" in reading.seen[1]
    assert "By when" in reading.artifacts[1]


def test_the_whole_foot_sentence_is_read_aloud_once():
    reading = read(career_plan_pdf(a_paper()))

    assert reading.tree.text.count("The plan is yours.") == 1
    assert all("The plan is yours." in page for page in reading.seen)


def test_pages_carry_version_and_numbers():
    artifacts = read(career_plan_pdf(a_paper())).artifacts

    assert "Page 1 of 2 · version 1" in artifacts[0]
    assert "Page 2 of 2 · version 1" in artifacts[1]
    assert "Camilla Storjord" in artifacts[1]


def test_a_new_version_says_what_it_replaces():
    plan = replace(a_paper().plan, number=4, replaces="the one before")

    assert "Replaces version 3" in read(career_plan_pdf(a_paper(plan=plan))).tree.text


def test_the_day_is_when_it_was_finished_not_when_it_was_printed():
    plan = replace(a_paper().plan, finished_on=date(2026, 2, 1))

    text = read(career_plan_pdf(a_paper(plan=plan))).tree.text

    assert "1 February 2026" in text
    assert "3 March 2026" not in text


def test_papers_show_how_far_they_have_come_in_sign_and_word():
    lines = ["☑", "Attest (received)"]
    papers = (DocumentItem(name="Attest", status=DocumentStatus.RECEIVED),)

    items = read(career_plan_pdf(a_paper(documents=papers))).tree.all("LI")

    assert [part.text for part in items[0].all("Lbl", "LBody")] == lines


def test_an_activity_that_came_to_nothing_says_so():
    rows = (an_activity("Kurs", status=ActivityStatus.STOPPED),)

    assert read(career_plan_pdf(a_paper(activities=rows))).rows()[1][:2] == ["–", "KursStopped"]


def test_signs_without_a_glyph_are_replaced_and_kept_in_the_file():
    plan = replace(a_paper().plan, why="Hei سلام 🙂!")

    reading = read(career_plan_pdf(a_paper(plan=plan)))

    assert f"Hei {REPLACEMENT} {REPLACEMENT}!" in reading.seen[0]
    assert reading.section("Why it matters to me") == "Hei سلام 🙂!"
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
    allowed = {CareerPlan, tuple[PlanActivity, ...], tuple[DocumentItem, ...], str, date}
    names = {"date": date, "CareerPlan": CareerPlan, "DocumentItem": DocumentItem}

    hints = get_type_hints(PlanSheet, {**names, "PlanActivity": PlanActivity})

    assert {hints[each.name] for each in fields(PlanSheet)} == allowed


def test_a_text_of_any_length_prints():
    plan = replace(a_paper().plan, why="ord " * 20_000, brings="å" * 20_000)

    reading = read(career_plan_pdf(a_paper(plan=plan)))

    assert squeezed(reading.section("Why it matters to me")) == "ord" * 20_000
    assert squeezed(reading.section("What I bring with me")) == "å" * 20_000
