import re
from datetime import date, timedelta

import pytest

from app.domain.kinds import ALL
from app.domain.says import said_of
from app.i18n import LANGUAGES, speaking
from app.services.code_lists import (
    CountyCodes,
    ListedCode,
    code_label,
    code_lists,
    codes_label,
    offered,
    with_county,
)

TODAY = date(2026, 11, 27)
ELSEWHERE = {"municipalities", "counties", "agreements", "priority"}
"""Lists with files of their own."""


@pytest.mark.parametrize("name", code_lists())
def test_a_list_has_words_in_every_language_and_no_code_twice(name):
    found = code_lists()[name]
    codes = [each.code for each in found.codes]

    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", code) for code in codes)
    assert all(each.words.keys() == set(LANGUAGES) for each in found.codes)
    assert all(word.strip() for each in found.codes for word in each.words.values())


def test_every_list_a_field_names_is_there():
    named = {said.listed for kind in ALL for said in said_of(kind.type).values() if said.listed}

    assert named <= code_lists().keys() | ELSEWHERE
    assert code_lists().keys() <= named


def test_a_code_is_said_in_the_language_of_the_moment():
    with speaking("nn"):
        assert code_label("labour_status", "SICK_LISTED") == "Sjukmeld"
    with speaking("en"):
        assert code_label("labour_status", "SICK_LISTED") == "Sick-listed"


def test_a_code_the_list_lacks_is_shown_and_never_raises():
    with speaking("nb"):
        assert "FROM_LATER" in code_label("source", "FROM_LATER")
        said = codes_label("labour_status", {"FROM_LATER", "SEASONAL", "FULL_TIME"})

    assert said.startswith("I jobb, heltid, Sesong, ")


def test_a_code_is_offered_from_its_first_day_on():
    first = code_lists()["gender"].codes[0].valid_from

    assert offered("gender", first)
    assert not offered("gender", first - timedelta(days=1))


WORDS = {"nb": "Fiske", "nn": "Fiske", "en": "Fishing"}


def county_codes(*codes, name="source"):
    return {"codes/own.json": CountyCodes(id=name, codes=codes)}


def a_code(code, until=None, words=WORDS):
    return ListedCode(code=code, words=words, valid_from=TODAY, valid_until=until)


def test_a_county_may_add_a_code_word_one_anew_and_retire_one():
    changed = county_codes(
        a_code("FISHING"), a_code("WEB", words={"nb": "Internett"}), a_code("GP", until=TODAY)
    )

    lists, problems = with_county(code_lists(), changed)

    found = {each.code: each for each in lists["source"].codes}
    assert list(found)[:-1] == [each.code for each in code_lists()["source"].codes]
    assert found["FISHING"].label == "Fishing"
    assert found["WEB"].words == {"nb": "Internett"}
    assert not found["GP"].holds_on(TODAY + timedelta(days=1))
    assert not problems


def test_a_retired_code_is_never_used_again_and_an_odd_one_not_at_all():
    retired, _none = with_county(code_lists(), county_codes(a_code("GP", until=TODAY)))

    lists, problems = with_county(
        retired, county_codes(a_code("GP"), a_code("two words"), a_code("EMPTY", words={}))
    )

    assert lists == retired
    assert [each.sentence for each in problems] == [
        f"In the county’s file codes/own.json, {code} cannot be used and is left out."
        for code in ("GP", "two words", "EMPTY")
    ]


def test_a_list_leia_does_not_have_is_told():
    lists, problems = with_county(code_lists(), county_codes(a_code("X"), name="stars"))

    assert lists == code_lists()
    assert "stars" in problems[0].sentence
