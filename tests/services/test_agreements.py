"""Agreements are files: Leia's own and the county's; a broken one is a sentence and no loss."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest

from app.domain.agreements import Agreement, is_rule
from app.domain.choices import PeriodKind
from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.staff import Centre
from app.i18n import LANGUAGES, use_language
from app.paths import RESOURCES
from app.services.agreements import (
    NO_AGREEMENT,
    agreement_label,
    agreement_of,
    agreements,
    criterion_label,
    merged,
    offered_agreements,
    priority_label,
    told_by_facts,
    usual_agreement,
)
from app.services.code_lists import code_lists
from app.services.county_files import read_files
from app.services.reference import counties

DAY = date(2026, 12, 1)
FOLDER = RESOURCES / "reference" / "agreements"


def centre(county, municipality):
    return Centre(county=county, municipality=municipality)


@pytest.mark.parametrize(
    ("where", "agreement"),
    [
        (("18", "1841"), "nordland"),
        (("33", "3324"), "hallingdal"),
        (("33", "3305"), "ringerike"),
        (("33", "3303"), "kongsberg"),
        (("33", "3301"), "drammen"),
        (("33", "3318"), None),
        (("03", "0301"), None),
    ],
)
def test_the_usual_agreement_is_that_of_the_place(where, agreement):
    found = usual_agreement(centre(*where), DAY)

    assert (found.id if found else None) == agreement


@pytest.mark.parametrize("agreement", agreements().values(), ids=lambda each: each.id)
def test_every_agreement_is_worded_in_every_language_and_points_at_what_there_is(agreement):
    numbers = {
        m.number for c in counties() for m in c.municipalities if c.number == agreement.county
    }
    worded = [each.words for each in (*agreement.criteria, *agreement.priority)]

    assert all(set(words) == set(LANGUAGES) for words in (agreement.name, *worded))
    assert set(agreement.municipalities) <= numbers
    assert PeriodKind.kept(agreement.kind).is_known
    assert set(agreement.groups or ()) <= {each.code for each in code_lists()["groups"].codes}
    assert all(is_rule(each.computed) for each in agreement.criteria)
    assert agreement.verified is False


def test_without_nav_no_agreement_is_usual_and_one_may_be_chosen_or_none():
    place = centre("18", "1841")
    own = Intake(kind=PeriodKind.OPEN)

    assert agreement_of(Intake(), place, DAY).id == "nordland"
    assert agreement_of(own, place, DAY) is None
    assert agreement_of(replace(own, agreement="drammen"), place, DAY).id == "drammen"
    assert agreement_of(Intake(agreement=NO_AGREEMENT), place, DAY) is None
    assert agreement_of(Intake(agreement="gone"), place, DAY) is None


def test_the_countys_own_are_offered_first_and_only_as_long_as_they_hold():
    codes = [code for code, _label in offered_agreements(centre("33", "3301"), DAY)]

    assert set(codes[:4]) == {"drammen", "hallingdal", "kongsberg", "ringerike"}
    assert codes[4:] == ["nordland", NO_AGREEMENT]
    assert offered_agreements(centre("33", "3301"), date(2020, 1, 1)) == [
        (NO_AGREEMENT, "No agreement")
    ]


def test_what_facts_answer_is_told_with_the_fact():
    use_language("nb")
    young, schooling = agreements()["nordland"].criteria[:2]
    who, intake = Client(birth_year=2004), Intake(education="SOME_UPPER")

    assert told_by_facts(young, who, intake, DAY) == "Ja – født 2004"
    assert told_by_facts(schooling, who, intake, DAY) == "Ja – påbegynt videregående"
    assert told_by_facts(schooling, who, Intake(), DAY) == ""


def test_history_has_words_for_what_is_stored_also_where_no_file_has_it():
    assert agreement_label("nordland") == "Career guidance in Nordland"
    assert agreement_label(NO_AGREEMENT) == "No agreement"
    assert "gone" in agreement_label("gone")
    assert priority_label("EIGHT_WEEKS") == "Sick-listed for eight weeks or more"
    assert "GONE" in priority_label("GONE")
    assert (criterion_label("own_wish"), criterion_label("gone")) == ("Wants this", "gone")


@pytest.fixture
def county(tmp_path):
    """The county's folder, with one good file."""
    folder = tmp_path / "agreements"
    folder.mkdir()
    shutil.copy(FOLDER / "kongsberg.json", folder / "own.json")
    return folder


def write(folder, name, **changed):
    said = json.loads((FOLDER / "kongsberg.json").read_text(encoding="utf-8"))
    (folder / name).write_text(json.dumps({**said, **changed}), encoding="utf-8")


def test_a_broken_file_is_told_by_name_and_the_others_go_on(county):
    (county / "a.json").write_text("{", encoding="utf-8")
    write(county, "b.json", criteria=[{"words": {}}])
    write(county, "c.json", valid_from="soon")
    (county / "d.json").mkdir()

    found, problems = read_files(county, Agreement)

    assert list(found) == ["agreements/own.json"]
    assert [each.sentence for each in problems] == [
        "The county’s file agreements/a.json cannot be read and is not used.",
        "The county’s file agreements/b.json is not used: something is wrong at $.criteria[0].",
        "The county’s file agreements/c.json is not used: something is wrong at $.valid_from.",
        "The county’s file agreements/d.json cannot be read and is not used.",
    ]


def test_a_rule_of_a_newer_leia_is_told_and_the_criterion_is_asked(county):
    words = {"nb": "Skytte", "nn": "Skyttar", "en": "Sagittarius"}
    write(county, "own.json", id="own", criteria=[{"key": "x", "words": words, "computed": "star"}])
    own, _none = read_files(FOLDER, Agreement)
    found, problems = read_files(county, Agreement)

    everything, told = merged(own, found, problems)

    assert set(everything) == {*agreements(), "own"}
    assert everything["own"].criteria[0].computed == "none"
    assert [each.sentence for each in told] == [
        "In the county’s file agreements/own.json, star cannot be used and is left out."
    ]


def test_the_countys_file_stands_in_for_ours_of_the_same_id(county):
    write(county, "own.json", groups=["YOUTH"])
    own, _none = read_files(FOLDER, Agreement)
    found, _none = read_files(county, Agreement)

    everything, told = merged(own, found)

    assert everything["kongsberg"].groups == ("YOUTH",)
    assert not told


def test_no_folder_is_no_problem(tmp_path):
    assert read_files(tmp_path / "nowhere", Agreement) == ({}, [])
