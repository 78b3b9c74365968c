"""Codes carry their words, and one that nobody here knows is kept as it is."""

import pytest

from app.domain import choices
from app.domain.choices import Code, MeetingState
from app.i18n import speaking

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


def test_a_code_of_a_later_leia_is_kept_and_shown_as_it_is():
    later = MeetingState.kept("MOVED")

    assert later == later.value == later.label == "MOVED"
    assert later not in list(MeetingState)
    assert MeetingState.kept("STARTED") is MeetingState.STARTED


def test_typing_stays_strict():
    with pytest.raises(ValueError, match="MOVED"):
        MeetingState("MOVED")
