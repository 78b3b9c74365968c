"""Which words of a line are looked at, and which are right because of what the case knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.spelling.dictionary_files import load_dictionary
from app.services.spelling.words_here import (
    Speller,
    is_touched_by,
    words_beside,
    words_in,
    words_of,
)
from tests.dictionaries import write_dictionary


def looked_at(line):
    return [word for _start, _end, word in words_in(line)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Hun vil og/eller kan.", ["Hun", "vil", "og", "eller", "kan"]),
        ("● Hun sa det, så Kari. Da gikk hun", ["Hun", "sa", "det", "så", "Da", "gikk", "hun"]),
        ("IKT PCen 3D vg1 a@b.no www.nav.no §4 under_strek x", []),
        ("arbeids- og e-post «sitat»", ["arbeids-", "og", "e-post", "sitat"]),
        ("✓ Nav ringer innen 5.des: Møt opp!", ["Nav", "ringer", "innen", "Møt", "opp"]),
        ("", []),
    ],
)
def test_names_numbers_and_signs_are_passed_over(line, words):
    assert looked_at(line) == words


@given(st.text(max_size=200))
def test_every_word_stands_where_it_is_said_to(line):
    for start, end, word in words_in(line):
        assert line[start:end] == word
        assert len(word) > 1


@pytest.fixture
def speller(tmp_path):
    found = load_dictionary("nb", [write_dictionary(tmp_path)])
    known = words_of(["Liv Hansen-Ås", "Bodø videregående"]) | words_beside("nb")
    return Speller([found.dictionary], known)


@pytest.mark.parametrize(
    "word",
    [
        *("hansen", "Livs", "ås", "bodø’s", "veisøkeren", "noe", "Noen"),
        *("jobb-skjema", "arbeids-", "jobb-", "liv-jobben"),
    ],
)
def test_names_of_the_case_and_words_of_the_field_are_right(speller, word):
    assert speller.is_right(word)


@pytest.mark.parametrize("word", ["hansn", "jobb-skjma", "arbieds-", "ikkje"])
def test_others_are_not(speller, word):
    assert not speller.is_right(word)


def test_every_language_has_words_of_its_own_and_none_of_the_others():
    assert "noe" in words_beside("nb") - words_beside("nn")
    assert "vegsøkjar" in words_beside("nn") - words_beside("nb")
    assert "counsellor" in words_beside("en")


@pytest.mark.parametrize("word", ["bla", "Blas", "bla-jobben", "bla’s"])
def test_a_word_that_was_right_because_of_another_is_asked_about_when_that_goes(word):
    assert is_touched_by(frozenset({"bla"}), word)
    assert not is_touched_by(frozenset({"ble"}), word)
