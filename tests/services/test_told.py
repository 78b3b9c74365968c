"""What a person is told: plain words in their language, and without Nav no word of it."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.domain.choices import PeriodKind
from app.domain.periods import Intake
from app.domain.staff import Centre, Counsellor
from app.i18n import LANGUAGES
from app.services.told import ON_SCREEN, told_on, told_pdf, told_sheet, told_texts
from tests.prints.lix import lix
from tests.prints.reading import read

EASY = 30
NAV = re.compile(r"\bNav\b")
DAY = date(2026, 3, 2)
OPEN = Intake(kind=PeriodKind.OPEN)


def words(language, *, has_nav):
    return [
        line
        for text in told_texts(language, has_nav=has_nav)
        for line in (text.title, *(each for part in text.parts for each in part))
    ]


@pytest.mark.parametrize("has_nav", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_easy_to_read(language, has_nav):
    assert lix(words(language, has_nav=has_nav)) < EASY


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_nav_no_word_of_it_is_told_and_as_much_is_said(language):
    alone = words(language, has_nav=False)

    assert not [line for line in alone if NAV.search(line)]
    assert [line for line in words(language, has_nav=True) if NAV.search(line)]
    assert not [line for line in alone if not line.strip()]


@pytest.mark.parametrize(
    "said",
    ["Datatilsynet", "taushetsplikt", "rette", "slette", "klage", "§ 28-9", "kollega", "hele"],
)
def test_the_rights_and_limits_are_there(said):
    assert said in " ".join(words("nb", has_nav=False)).replace("retter", "rette")


def test_day_and_way_are_kept_of_rights_and_where_nav_takes_part_of_roles():
    told, alone = told_on(Intake(), DAY, ON_SCREEN), told_on(OPEN, DAY, ON_SCREEN)

    assert (told.basis_told_on, told.basis_told_way) == (DAY, ON_SCREEN)
    assert (told.roles_informed, told.roles_told_way) == (DAY, ON_SCREEN)
    assert alone == replace(OPEN, basis_told_on=DAY, basis_told_way=ON_SCREEN)


@pytest.mark.parametrize(("intake", "nav"), [(Intake(), True), (OPEN, False)])
def test_the_paper_is_tagged_in_the_persons_language_and_says_whom_to_ask(intake, nav):
    centre = Centre(name="Karriere Salten", phone="990 00 010")
    who = Counsellor(name="Kari Øving")

    pdf = told_pdf(told_sheet(intake, "nn", centre, who, practice=False))

    paper = read(pdf)
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"].startswith("nn")
    assert "Karriere Salten" in paper.tree.text
    assert "990 00 010" in paper.tree.text
    assert bool(NAV.search(paper.tree.text)) is nav
    assert "Kven gjer kva for deg" in paper.tree.text
