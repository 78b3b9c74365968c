"""Which words a dictionary holds for right, and what it suggests for others."""

import pytest

from app.services.spelling.dictionary_files import load_dictionary
from tests.dictionaries import RULES, write_dictionary


@pytest.fixture
def nb(tmp_path):
    return load_dictionary("nb", [write_dictionary(tmp_path)]).dictionary


@pytest.mark.parametrize(
    "word",
    [
        *("jobb", "jobben", "jobber", "Jobben", "JOBBEN", "skriver", "muligheten"),
        *("mulig", "muligt", "umulig", "rådgiver"),
    ],
)
def test_a_word_and_its_forms_are_right(nb, word):
    assert nb.is_right(word)


@pytest.mark.parametrize(
    "word", ["jobbn", "skrivn", "jObben", "skriveer", "ujobb", "umuligt", "hunen", "raadgiver"]
)
def test_what_is_no_form_is_wrong(nb, word):
    assert not nb.is_right(word)


@pytest.mark.parametrize(
    "word",
    [
        *("karrierejobb", "karrieremulighet", "karriererådgiver", "arbeidsmuligheten"),
        *("karrierearbeidsmulighet", "jobb-mulighet"),
    ],
)
def test_words_are_joined_freely_where_the_last_is_one_that_is(nb, word):
    assert nb.is_right(word)


def test_a_misspelt_word_is_not_taken_for_two_short_ones(nb):
    assert nb.is_right("hetter")
    assert not nb.is_right("mulighetter")


def test_without_a_flag_for_it_nothing_is_joined(tmp_path):
    rules = RULES.replace("COMPOUNDFLAG z\n", "")
    nb = load_dictionary("nb", [write_dictionary(tmp_path, rules=rules)]).dictionary

    assert nb.is_right("jobben")
    assert not nb.is_right("karrierejobb")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("jobebn", "jobben"),
        ("jobbben", "jobben"),
        ("jbben", "jobben"),
        ("Sriver", "Skriver"),
        ("kjema", "skjema"),
        ("karrierejobn", "karrierejobb"),
        ("arbeidslvi", "arbeidsliv"),
        ("rbeidslvi", "arbeidsliv"),
    ],
)
def test_what_was_meant_is_suggested(nb, word, meant):
    assert meant in nb.suggestions(word)


def test_nothing_is_suggested_for_what_is_like_nothing(nb):
    assert nb.suggestions("xxxxxxxxxxxx") == ()


@pytest.mark.parametrize(
    ("kind", "flags"), [("FLAG long\n", "AaBb"), ("FLAG num\n", "11,22"), ("", "AB")]
)
def test_flags_are_read_as_the_dictionary_writes_them(tmp_path, kind, flags):
    first, second = {"AaBb": ("Aa", "Bb"), "11,22": ("11", "22"), "AB": ("A", "B")}[flags]
    rules = (
        f"SET UTF-8\n{kind}SFX {first} Y 1\nSFX {first} 0 er .\nSFX {second} Y 1\n"
        f"SFX {second} 0 s/{first} .\n"
    )
    folder = write_dictionary(
        tmp_path, rules=rules, words=f"2\nblå/{flags}\nén/{first}\n", encoding="utf-8"
    )
    nb = load_dictionary("nb", [folder]).dictionary

    assert all(nb.is_right(word) for word in ("blå", "blåer", "blås", "blåser", "éner"))
    assert not nb.is_right("éns")


def test_flags_under_a_number_and_words_that_are_none_alone(tmp_path):
    rules = (
        "SET UTF-8\nAF 1\nAF AN\nNEEDAFFIX N\nFORBIDDENWORD F\nICONV 1\nICONV ’ '\n"
        "SFX A Y 1\nSFX A 0 er .\n"
    )
    words = "3\nstamm/1\nd'or\nfeilord\n"
    nb = load_dictionary("nb", [write_dictionary(tmp_path, "nb", rules, words, "utf-8")]).dictionary

    assert nb.is_right("stammer")
    assert not nb.is_right("stamm")
    assert nb.is_right("d’or")
