"""Codes carry their words, and one that nobody here knows is kept as it is."""

import pytest

from app.domain import choices
from app.domain.choices import PARTY_SHAPES, Code, MeetingState, Party
from app.i18n import speaking, use_language
from app.prints.styles import PARTY_COLOURS


@pytest.fixture(autouse=True)
def english():
    use_language("en")


LISTS = [each for each in vars(choices).values() if isinstance(each, type) and each is not Code]
LISTS = [each for each in LISTS if issubclass(each, Code)]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.__name__)
def test_every_code_has_words_of_its_own(codes, language):
    with speaking(language):
        words = [code.label for code in codes]

    assert all(words)
    assert len(set(words)) == len(words)


def test_a_code_is_still_the_text_that_is_stored():
    assert MeetingState("STARTED") is MeetingState.STARTED == "STARTED"
    assert str(MeetingState.STARTED) == "STARTED"


def test_a_code_of_a_newer_leia_is_kept_and_says_so():
    newer = MeetingState.kept("MOVED")

    assert newer == newer.value == str(newer) == "MOVED"
    assert newer.label == "Unknown value (MOVED) from a newer version of Leia"
    assert newer not in list(MeetingState)
    assert not newer.is_known
    assert MeetingState.kept("STARTED") is MeetingState.STARTED
    assert MeetingState.STARTED.is_known


LOOKS = [(PARTY_SHAPES, Party), (PARTY_COLOURS, Party)]


@pytest.mark.parametrize(("looks", "codes"), LOOKS)
def test_what_goes_with_a_code_is_said_of_each_and_of_one_of_a_newer_leia(looks, codes):
    assert set(looks) == set(codes)
    assert looks[codes.kept("UNION")]


def test_typing_stays_strict():
    with pytest.raises(ValueError, match="MOVED"):
        MeetingState("MOVED")
