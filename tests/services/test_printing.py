import inspect
import re
from dataclasses import replace

from app.domain.clients import DocumentItem, Intake
from app.domain.meetings import Addendum, Meeting, NoteSection
from app.domain.staff import Centre, Counsellor
from app.services.case import printing
from app.services.reference import newest_template
from tests.builders import TODAY, a_case, a_plan

CENTRE, KARI = Centre(name="Karriere Salten", phone="1"), Counsellor(name="Kari", phone="2")


def a_paper(*entities, **fields):
    plan, *rows = a_plan("Ringe", "  ", **fields)
    case = a_case(plan, *rows, Intake(nav_contact="Linda", nav_office="Nav Bodø"), *entities)
    return printing.plan_paper(case, case.plan, CENTRE, KARI, TODAY)


def test_the_paper_holds_the_plan_its_rows_and_whom_to_ring():
    paper = a_paper(DocumentItem(name="Vitnemål"))

    assert [row.what for row in paper.activities] == ["Ringe"]
    assert [document.name for document in paper.documents] == ["Vitnemål"]
    assert (paper.centre_name, paper.counsellor_name, paper.nav_contact) == (
        "Karriere Salten",
        "Kari",
        "Linda",
    )
    assert (paper.language, paper.printed_on) == ("nb", TODAY)


def test_letters_the_typeface_lacks_are_found_wherever_they_stand():
    assert printing.unprintable_letters(a_paper(why="Čázejohka æøå – ☐")) == ""
    assert printing.unprintable_letters(a_paper(why="漢")) == "漢"
    assert printing.unprintable_letters(a_paper(DocumentItem(name="字"))) == "字"
    paper = a_paper()
    assert printing.unprintable_letters(replace(paper, nav_office="漢 字")) == "漢字"


def test_no_way_leads_from_a_note_to_paper():
    taken = {Meeting.__name__, NoteSection.__name__, Addendum.__name__}

    for _name, deed in inspect.getmembers(printing, inspect.isfunction):
        asked = " ".join(map(str, inspect.get_annotations(deed).values()))
        assert not taken & set(re.findall(r"\w+", asked))


def test_an_empty_template_is_printed_too():
    pdf = printing.blank_template(newest_template("three_party"), "nn", "Karriere Salten")

    assert pdf.startswith(b"%PDF")


def test_the_file_names_nobody():
    name = printing.paper_name("01a20020-0a95-7000-93c3-68b3d3a04c74", 2)

    assert name == "karriereplan-A04C74-v2.pdf"
