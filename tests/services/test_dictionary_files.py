"""Dictionaries are found on the computer and with the county's files; a broken one is told of."""

import sys

import pytest

from app.services.spelling import dictionary_files
from app.services.spelling.dictionary_files import Found, dictionary_folders, load_dictionary
from tests.dictionaries import RULES, write_dictionary


def test_the_first_folder_that_has_the_language_is_read(tmp_path):
    first = write_dictionary(tmp_path / "a", "nn_NO", words="1\nvegsøkjar\n")
    second = write_dictionary(tmp_path / "b", "nb", words="1\nfinnest\n")

    nynorsk = load_dictionary("nn", [first, second])
    assert nynorsk.found is Found.LOADED
    assert nynorsk.dictionary.is_right("vegsøkjar")
    assert nynorsk.sentence == "nynorsk: found, 1 words."
    assert load_dictionary("nb", [first, second]).dictionary.is_right("finnest")
    assert load_dictionary("en", [first, second]).found is Found.MISSING
    assert "County IT can add one" in load_dictionary("en", [first]).sentence


def test_the_countys_folder_lies_beside_the_machine_policy_and_comes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(dictionary_files, "county_folder", lambda: tmp_path / "Leia")

    assert dictionary_folders()[0] == tmp_path / "Leia" / "dictionaries"


BROKEN = {
    "empty": ("", ""),
    "no words": (RULES, "0\n"),
    "an encoding nobody knows": ("SET NOBODYS-8\n", "1\nord\n"),
    "not in its encoding": ("SET UTF-8\nSFX A Y 1\nSFX A 0 \xe5 .\n", "1\nord\n"),
    "words not in their encoding": ("SET UTF-8\n", "1\nbl\xe5\n"),
    "a bracket left open": ("SET ISO8859-1\nSFX A Y 1\nSFX A 0 er [^e\n", "1\nord/A\n"),
    "a rule without end": (f"SFX A Y 1\nSFX A 0 {'x' * 50} .\n", "1\nord/A\n"),
    "bytes": ("\x00\xff" * 40, "\x00\xff\x00"),
}


@pytest.mark.parametrize("case", [each for each in BROKEN if each != "bytes"])
def test_a_broken_dictionary_is_one_sentence_and_the_next_one_is_read(tmp_path, case):
    folder = tmp_path / "broken"
    folder.mkdir()
    rules, words = BROKEN[case]
    (folder / "nb_NO.aff").write_bytes(rules.encode("latin-1"))
    (folder / "nb_NO.dic").write_bytes(words.encode("latin-1"))

    alone = load_dictionary("nb", [folder])
    assert alone.found is Found.BROKEN
    assert alone.sentence == "bokmål: the dictionary cannot be read. Tell county IT."

    both = load_dictionary("nb", [folder, write_dictionary(tmp_path / "good")])
    assert both.found is Found.LOADED
    assert both.dictionary.is_right("jobben")
    assert both.sentence.startswith("bokmål: the dictionary cannot be read. Tell county IT. bokmål")


def test_bytes_of_anything_are_read_without_harm(tmp_path):
    (tmp_path / "nb_NO.aff").write_bytes(bytes(range(256)) * 400)
    (tmp_path / "nb_NO.dic").write_bytes(bytes(range(256)) * 4000)

    assert load_dictionary("nb", [tmp_path]).found in Found


def test_rules_cannot_be_patterns_that_take_for_ever(tmp_path):
    rules = "SET UTF-8\nSFX A Y 1\nSFX A 0 er (a+)+$\n"
    folder = write_dictionary(tmp_path, rules=rules, words=f"1\n{'a' * 40}/A\n", encoding="utf-8")

    assert not load_dictionary("nb", [folder]).dictionary.is_right("a" * 40 + "er")


def test_what_is_larger_than_a_language_is_not_read(tmp_path, monkeypatch):
    folder = write_dictionary(tmp_path)
    monkeypatch.setattr(dictionary_files, "LONGEST_WORDS", 20)

    assert load_dictionary("nb", [folder]).found is Found.BROKEN


def test_a_folder_in_place_of_a_file_is_told(tmp_path):
    write_dictionary(tmp_path)
    (tmp_path / "nb_NO.dic").unlink()
    (tmp_path / "nb_NO.dic").mkdir()

    assert load_dictionary("nb", [tmp_path]).found is Found.BROKEN


@pytest.mark.skipif(sys.platform != "linux", reason="the system itself protects it there")
def test_what_others_may_change_in_the_countys_folder_is_not_used(tmp_path, monkeypatch):
    county = tmp_path / "Leia"
    folder = write_dictionary(county / "dictionaries")
    (folder / "nb_NO.dic").chmod(0o666)
    monkeypatch.setattr(dictionary_files, "county_folder", lambda: county)

    found = load_dictionary("nb", [folder])
    assert found.found is Found.UNPROTECTED
    assert "is not used" in found.sentence
