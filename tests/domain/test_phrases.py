"""What is a shortcut and what is half a word, and what is still to be filled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.phrases import open_mark, open_marks, takes_phrases, typed_word

LETTERS = st.text(st.sampled_from("abmvhåæø1"), min_size=1, max_size=4)
ANY = st.text(st.sampled_from("abmvhåæ1 \t-_'.,/●■▲◆✓(«"), max_size=6)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("mvh", "", "mvh"),
        ("Takk. mvh", " og mer", "mvh"),
        ("● mvh", "", "mvh"),
        ("✓mvh", "", "mvh"),
        ("(mvh", ")", "mvh"),
        ("«mvh", "»", "mvh"),
        ("mvh", "e", ""),
        ("mvh", "-en", ""),
        ("tommvh", "", "tommvh"),
        ("Nav/mvh", "", "Nav/mvh"),
        ("e-mvh", "", "e-mvh"),
        ("mvh ", "", ""),
        ("", "", ""),
    ],
)
def test_a_shortcut_is_a_whole_word_with_nothing_close_to_it(before, after, word):
    assert typed_word(before, after) == word


@given(ANY, LETTERS, LETTERS, ANY)
def test_part_of_a_word_is_never_a_shortcut(before, lead, shortcut, after):
    assert typed_word(f"{before}{lead}{shortcut}", after) not in {shortcut} - {f"{lead}{shortcut}"}
    assert typed_word(f"{before} {shortcut}", f"{lead}{after}") == ""


def test_marks_are_found_and_what_somebody_said_is_none():
    text = f"Møtes {open_mark('neste samtale')}. «Jeg vet ikke …» {open_mark(' hva ')}"
    assert [text[slice(*each)] for each in open_marks(text)] == ["‹neste samtale›", "‹hva›"]  # noqa: RUF001


def test_sentences_take_phrases_and_names_days_and_telephones_do_not():
    assert takes_phrases("note_section", "text", long=True)
    assert takes_phrases("activity", "what", long=False)
    for kind, name in (("client", "name"), ("client", "phone"), ("meeting", "day")):
        assert not takes_phrases(kind, name, long=False)
