"""Whose words a line is, and that what was agreed is only what was marked so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.choices import Party
from app.domain.voices import Voice, agreed_lines, voice_of, with_voice, words_of

LINES = st.text(st.sampled_from("ab ●■▲◆✓\t-–"), max_size=12)


@pytest.mark.parametrize(
    ("line", "voice", "words"),
    [
        ("● «Jeg vil ut på merdene»", Voice.CLIENT, "«Jeg vil ut på merdene»"),
        ("■ Nav kan dekke reisen", Voice.NAV, "Nav kan dekke reisen"),
        ("▲ Lærling med ett år skole", Voice.CENTRE, "Lærling med ett år skole"),
        ("◆ Anders er med", Voice.OTHER, "Anders er med"),
        ("✓ Bestille bevis", Voice.AGREED, "Bestille bevis"),
        ("✓Bestille", None, "✓Bestille"),
        ("Han sa ● ", None, "Han sa ● "),
        ("", None, ""),
        ("●", None, "●"),
    ],
)
def test_a_line_bears_its_sign_first(line, voice, words):
    assert voice_of(line) is voice
    assert words_of(line) == words


def test_who_spoke_is_a_party_and_what_was_agreed_is_nobodys_alone():
    assert Voice.NAV.party is Party.NAV
    assert Voice.AGREED.party is None


@given(LINES, st.sampled_from([*Voice, None]))
def test_a_sign_takes_the_place_of_another_and_leaves_the_words(line, voice):
    marked = with_voice(line, voice)

    assert words_of(marked) == words_of(line) if voice else marked == words_of(line)
    assert voice is None or voice_of(marked) is voice


@given(st.lists(LINES, max_size=8))
def test_what_was_agreed_is_only_what_was_marked_so(lines):
    marked = [words_of(line).strip() for line in lines if voice_of(line) is Voice.AGREED]

    assert list(agreed_lines("\n".join(lines))) == [each for each in marked if each]
