import inspect
import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.domain.choices import LanguageForm
from app.domain.clients import DocumentItem
from app.domain.meetings import Addendum, Meeting, NoteSection
from app.domain.periods import Intake
from app.domain.says import Eyes
from app.domain.staff import Centre, Counsellor
from app.i18n import use_language
from app.services import key_paper, printing
from app.services.agreed import said_yes, slip_of
from app.services.key_paper import FreshKey
from app.services.printed_words import unprintable_letters
from app.services.printing import AtDesk
from app.services.vault.founding import new_recovery_key
from tests.builders import TODAY, a_case, a_plan
from tests.marking import UNSHOWN, a_full_case, marked, texts_of_all
from tests.prints.reading import complaints, read, squeezed

CENTRE, KARI = Centre(name="Karriere Salten", phone="1"), Counsellor(name="Kari", phone="2")


def a_paper(*entities, **fields):
    plan, *rows = a_plan("Ringe", "  ", **fields)
    case = a_case(plan, *rows, Intake(nav_contact="Linda", nav_office="Nav Bodø"), *entities)
    return printing.plan_sheet(case, case.plan, CENTRE, KARI, TODAY)


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
    assert unprintable_letters(a_paper(why="Čázejohka æøå – ☐")) == ""
    assert unprintable_letters(a_paper(why="漢")) == "漢"
    assert unprintable_letters(a_paper(DocumentItem(name="字"))) == "字"
    paper = a_paper()
    assert unprintable_letters(replace(paper, nav_office="漢 字")) == "漢字"


def test_no_way_leads_from_a_note_to_paper():
    taken = {Meeting.__name__, NoteSection.__name__, Addendum.__name__}

    for _name, deed in inspect.getmembers(printing, inspect.isfunction):
        asked = " ".join(map(str, inspect.get_annotations(deed).values()))
        assert not taken & set(re.findall(r"\w+", asked))


@pytest.fixture
def at_desk():
    """A case with everything one can write in it, ready to print from."""
    return a_desk(a_full_case())


def a_desk(case):
    """Everything of a case that can be printed, also what was agreed, with the client's yes."""
    (meeting,) = case.meetings
    note = case.note(meeting.id)["wishes"]
    case = case.with_(replace(note, text=f"{note.text}\n✓ Avtalt dette"))
    case = case.with_(said_yes(slip_of(case, meeting.id), frozenset({"to_client"}), TODAY))
    own = {"case": case, "plan": case.plan, "meeting_id": meeting.id}
    return AtDesk(centre=CENTRE, counsellor=KARI, today=TODAY, **own)


@pytest.mark.parametrize("what", printing.AT_DESK, ids=lambda each: each.name)
def test_everything_in_the_table_is_drawn_and_named(what, at_desk):
    sheet = what.gather(at_desk)

    assert what.draw(sheet).startswith(b"%PDF")
    assert what.file_name(sheet).endswith(".pdf")
    assert what.whose(sheet) in {"", at_desk.case.client.id}


def papers(at_desk, *, practice):
    """Draw everything that can be printed."""
    desk = replace(at_desk, practice=practice)
    fresh = FreshKey(
        key=new_recovery_key(), centre_name="Karriere Salten", made_on=TODAY, practice=practice
    )
    yield from (what.draw(what.gather(desk)) for what in printing.AT_DESK)
    yield key_paper.RECOVERY_SHEET.draw(key_paper.key_sheet(fresh))


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Øvelse – oppdiktet, ikke til bruk"), ("nn", "Øving – oppdikta, ikkje til bruk")],
)
def test_each_page_of_every_print_says_that_it_is_practice(at_desk, tmp_path, language, words):
    client = replace(at_desk.case.client, language_form=LanguageForm(language))
    case = at_desk.case.holding({**at_desk.case.entities, client.id: client})
    at_desk = replace(at_desk, case=case)
    use_language(language)
    for pdf in papers(at_desk, practice=True):
        pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
        assert all(squeezed(words) in squeezed(page) for page in pages)
        assert complaints(pdf, tmp_path) == []
        heard = squeezed(read(pdf).tree.text)
        assert heard.startswith(squeezed(words))
        assert heard.count(squeezed(words)) == 1, "once is enough for the ear"


def test_no_real_paper_says_that_it_is_practice(at_desk):
    for pdf in papers(at_desk, practice=False):
        assert "oppdiktet" not in read(pdf).tree.text


def test_the_recovery_sheet_is_made_in_memory():
    fresh = FreshKey(key=new_recovery_key(), centre_name="Karriere Salten", made_on=TODAY)
    sheet = key_paper.key_sheet(fresh)

    assert key_paper.RECOVERY_SHEET.draw(sheet).startswith(b"%PDF")
    assert key_paper.RECOVERY_SHEET.whose(sheet) == ""


def test_without_a_plan_there_is_nothing_to_print(at_desk):
    assert printing.CAREER_PLAN.gather(replace(at_desk, plan=None)) is None


def printed_words(case):
    """Return all that can be read off or out of everything that is printed from a case."""
    desk, found = a_desk(case), []
    for what in printing.AT_DESK:
        pdf = what.draw(what.gather(desk))
        reader = PdfReader(BytesIO(pdf))
        found += [page.extract_text() for page in reader.pages]
        found += [str(reader.metadata), str(reader.xmp_metadata), pdf.decode("latin-1")]
    return "".join("".join(found).split())


def test_no_word_of_a_note_and_no_secret_is_ever_printed():
    case, words = marked(a_full_case(), UNSHOWN)
    seen = printed_words(case)

    assert set(words) == texts_of_all(UNSHOWN)
    assert {each: word for each, word in words.items() if word in seen} == {}
    assert case.client.erasure_key.hex() not in seen


def test_a_word_that_may_be_printed_is_found_where_it_is():
    case, words = marked(a_full_case(), {Eyes.PLAN})
    seen = printed_words(case)

    assert words["plan", "end_goal"] in seen
    assert words["activity", "what"] in seen


def test_the_file_names_nobody():
    name = printing.plan_file_name("01a20020-0a95-7000-93c3-68b3d3a04c74", 2)

    assert name == "karriereplan-A04C74-v2.pdf"
