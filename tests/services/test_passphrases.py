import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.i18n import PSEUDO, speaking
from app.services.reference import passphrase_words
from app.services.vault.passphrases import (
    SHORTEST,
    WORDS,
    Strength,
    generate,
    strength,
    strength_sentence,
)

ORDER = list(Strength)


def test_a_drawn_phrase_is_six_different_words_of_2048():
    words = passphrase_words()

    drawn = [generate().split() for _n in range(300)]

    assert len(set(words)) == 2048
    assert all(len(set(phrase)) == WORDS and set(phrase) <= set(words) for phrase in drawn)
    assert len({tuple(phrase) for phrase in drawn}) == 300


@given(st.lists(st.sampled_from(passphrase_words()), min_size=WORDS, max_size=WORDS, unique=True))
def test_every_phrase_that_can_be_drawn_is_good_and_long_enough(words):
    assert strength(" ".join(words)) == Strength.GOOD


@pytest.mark.parametrize(
    ("passphrase", "found"),
    [
        ("", Strength.TOO_SHORT),
        ("x" * (SHORTEST - 1), Strength.TOO_SHORT),
        (" " * 20, Strength.WEAK),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("abcdefghijklmnopqrstuvwxyz", Strength.WEAK),
        ("passord passord passord", Strength.WEAK),
        ("1234567890123456", Strength.WEAK),
        ("Sommeren-2026!!", Strength.WEAK),
        ("blåbær og hvit måse", Strength.WEAK),
        ("hvit måse over blåbær lyng langs", Strength.FAIR),
        ("hvit måse over blåbær lyng langs kysten", Strength.GOOD),
    ],
)
def test_a_passphrase_is_judged_low_rather_than_high(passphrase, found):
    assert strength(passphrase) == found


def test_a_drawn_word_was_not_chosen_for_the_name_it_happens_to_hold():
    phrase = "sudoku hjelper husflid perrong lovlig glød"

    assert strength(phrase, ["Karrieresenteret", "Per Olsen"]) == Strength.GOOD


def test_names_of_the_place_are_worth_nothing():
    phrase = "karriere salten marit hætta bodø fauske"

    assert strength(phrase) == Strength.FAIR
    assert strength(phrase, ["Karriere Salten", "Marit Hætta", ""]) == Strength.WEAK


def test_a_short_name_does_not_spoil_every_word():
    phrase = "lite lys langs alle lange leier"

    assert strength(phrase, ["Marit Li"]) == strength(phrase)


@given(st.text(max_size=60), st.text(max_size=10))
def test_a_longer_passphrase_is_never_worse(phrase, more):
    longer = f"{phrase} {more}"

    assert ORDER.index(strength(longer)) >= ORDER.index(strength(phrase))


@pytest.mark.parametrize("found", Strength)
def test_each_strength_says_what_it_means(found):
    with speaking(PSEUDO):
        assert strength_sentence(found).startswith("⟦")
