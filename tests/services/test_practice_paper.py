"""The plans of the invented people on paper, as a person of nineteen would read them."""

import re
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.domain.choices import OPEN_STATUSES
from app.domain.clients import Client
from app.domain.staff import Centre, Counsellor
from app.prints.plan_sheet import PlanSheet
from app.services.printing import plan_pdf, plan_sheet
from tests.builders import TODAY
from tests.prints.lix import lix
from tests.prints.reading import Element, complaints, read, squeezed

CENTRE = Centre(name="Karriere Nordland Salten", phone="755 00 000")
KARI = Counsellor(name="Kari Nilsen", phone="990 00 012")
HALF_A_PAGE = 842 / 2
A_FOOT = 45
FRONT = {
    "nb": ["Målet mitt", "Første steg", "Dette skal gjøres", "Datoer å huske", "Ring"],
    "nn": ["Målet mitt", "Første steg", "Dette skal gjerast", "Datoar å hugse", "Ring"],
    "en": ["My goal", "First step", "To be done", "Dates to remember", "Ring"],
}


@dataclass(frozen=True)
class Plan:
    sheet: PlanSheet
    pdf: bytes

    @property
    def still(self):
        return [each for each in self.sheet.activities if each.status in OPEN_STATUSES]

    @property
    def pages(self):
        return [page.extract_text() for page in PdfReader(BytesIO(self.pdf)).pages]


@pytest.fixture(scope="module")
def plans(practice):
    with practice.work() as work:
        cases = [work.case(client.id) for client in work.all(Client)]
    sheets = [plan_sheet(c, plan, CENTRE, KARI, TODAY) for c in cases for plan in c.plans]
    return [Plan(sheet, plan_pdf(sheet)) for sheet in sheets]


def lowest(pdf, page):
    """How far from the foot the last line of a page stands, the foot itself left out."""
    found = []

    def hear(text, matrix, at, _font, _size):
        if text.strip():
            found.append(at[5] + matrix[5])

    PdfReader(BytesIO(pdf)).pages[page].extract_text(visitor_text=hear)
    return min(y for y in found if y > A_FOOT)


def test_all_that_must_be_done_stands_on_the_first_page(plans):
    assert len(plans) == 11
    for plan in plans:
        first = squeezed(plan.pages[0])
        sheet = plan.sheet
        wanted = [sheet.plan.end_goal, sheet.plan.next_step, sheet.client_name, KARI.phone]
        wanted += [text for each in plan.still for text in (each.what, each.detail, each.due_words)]
        assert [text for text in wanted if squeezed(text) not in first] == []
        for phone in re.findall(r"\d{3} \d\d \d{3}", f"{sheet.nav_phone} {sheet.plan.support}"):
            assert squeezed(phone) in first


def test_the_day_to_come_stands_on_the_first_page(plans):
    for plan in plans:
        for day in (plan.sheet.meets_on, plan.sheet.plan.review_on):
            assert day is None or f"{day.day}." in plan.pages[0]


def test_at_most_four_need_the_second_half_of_the_second_page(plans):
    longer = [plan for plan in plans if len(plan.pages) > 1 and lowest(plan.pdf, 1) < HALF_A_PAGE]

    assert len(longer) <= 4
    assert max(len(plan.pages) for plan in plans) == 2


def test_no_table_is_torn(plans):
    for plan in plans:
        assert "Hvem" not in "".join(plan.pages[1:])


@pytest.mark.parametrize("spoken", FRONT)
def test_the_headings_of_the_first_page_are_words_everybody_knows(plans, spoken):
    for plan in plans:
        headings = read(plan_pdf(replace(plan.sheet, language=spoken))).headings()
        expected = [each for each in FRONT[spoken] if each in headings]
        assert headings[: len(expected)] == expected
        assert expected[:2] == FRONT[spoken][:2]


@pytest.mark.parametrize("spoken", ["nb", "nn", "en"])
def test_every_plan_is_accessible_in_every_language(plans, spoken, tmp_path):
    for plan in plans:
        pdf = plan_pdf(replace(plan.sheet, language=spoken))
        assert complaints(pdf, tmp_path) == []
        assert len(PdfReader(BytesIO(pdf)).pages) <= 2


def test_what_is_read_aloud_comes_in_the_order_it_is_seen(plans):
    for plan in plans:
        reading = read(plan.pdf)
        seen, at = squeezed("".join(reading.seen)), 0
        for line in lines(reading.tree):
            words = squeezed(line).lstrip("☐")
            at = seen.index(words, at) + len(words)


def test_no_plan_is_hard_to_read(plans):
    hard = {plan.sheet.client_name: lix(sentences(plan.pdf)) for plan in plans}

    assert {name: round(found) for name, found in hard.items() if found >= 30} == {}


def sentences(pdf):
    return [line for line in lines(read(pdf).tree) if line.strip()]


def lines(element: Element):
    """Yield each line as it is read aloud: a paragraph, a heading, a line of a list."""
    if element.kind in {"P", "H1", "H2", "LI", "TH"}:
        yield element.text
    else:
        for part in element.parts:
            yield from lines(part) if isinstance(part, Element) else [part]


def test_no_plan_holds_an_arrow(plans):
    for plan in plans:
        assert not re.search("[→⇒➔]|->", "".join(plan.pages))


def test_the_way_is_numbered_and_its_words_are_untouched(plans):
    for plan in plans:
        parts = [part.strip() for part in plan.sheet.plan.route.split("→")]
        if len(parts) > 1:
            items = {each.text for each in read(plan.pdf).tree.all("LI")}
            assert {f"{n}.{part}" for n, part in enumerate(parts, 1)} <= items


def test_a_long_word_is_explained_once_and_only_where_it_stands(plans):
    jonas = next(plan for plan in plans if plan.sheet.client_name == "Jonas Lillevoll")
    terje = next(plan for plan in plans if plan.sheet.client_name.startswith("Terje"))

    assert jonas.pages[1].count("papir på fagene du har bestått") == 1
    assert "Hospitering:" in jonas.pages[1]
    assert "Hospitering:" not in "".join(terje.pages)


def test_people_stand_by_name(plans):
    jonas = next(plan for plan in plans if plan.sheet.client_name == "Jonas Lillevoll")
    who = {" ".join(row[1].split()) for row in read(jonas.pdf).rows()[1:]}

    assert {"● Jeg", "■ Eli i Nav", "▲ Kari (karrieresenteret)"} <= who


def test_the_day_the_paper_is_printed_is_no_day_to_meet_again(plans):
    assert all(plan.sheet.meets_on is None or plan.sheet.meets_on > TODAY for plan in plans)
    assert any(isinstance(plan.sheet.meets_on, date) for plan in plans)
