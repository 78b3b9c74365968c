"""Texts about an appointment say what is known, in the person's language, and name no Nav."""

from datetime import date, time

import pytest

from app.domain.choices import LanguageForm, MeetingState
from app.domain.meetings import Meeting
from app.domain.staff import Centre, Counsellor
from app.services.appointment_texts import (
    PLACEHOLDERS,
    appointment_texts,
    filled,
    texts_for,
    written,
)
from tests.builders import a_case, a_client

KARI = Counsellor(name="Kari Øving", phone="990 00 012")
CENTRE = Centre(name="Karriere Øvingsdal", phone="990 00 010")
DAY = date(2026, 12, 3)
ALL = [(text, language) for text in appointment_texts() for language in ("nb", "nn", "en")]


def text_of(key):
    return next(each for each in appointment_texts() if each.key == key)


@pytest.mark.parametrize(("text", "language"), ALL)
def test_every_text_is_there_in_every_language_and_has_no_nav(text, language):
    words = text.text[language]

    assert text.label[language]
    assert "nav" not in words.lower()
    assert filled(words, {**dict.fromkeys(PLACEHOLDERS, "x"), "place": ""})
    least = {**dict.fromkeys(PLACEHOLDERS, ""), "day": "tirsdag", "counsellor": "Kari"}
    assert not set("[]{}") & set(filled(words, least))
    assert "  " not in filled(words, least)


def test_it_speaks_the_persons_language_and_says_what_is_known():
    case = a_case(client=a_client(language_form=LanguageForm.NN))
    meeting = Meeting(day=DAY, at=time(10), place="Rom 2")

    assert written(text_of("reminder"), case, meeting, KARI, CENTRE) == (
        "Hei Liv! Vi minner om avtalen torsdag 3. desember kl. 10:00. Stad: Rom 2. Kan du ikkje "
        "komme, sei frå på 990 00 012. Helsing Kari Øving"
    )


def test_what_is_not_known_is_left_out_with_its_words():
    case = a_case(client=a_client(name=""))
    nobody = Counsellor(name="Kari Øving")

    found = written(text_of("booking"), case, Meeting(day=DAY), nobody, Centre())

    assert found == (
        "Hei! Du har avtale med Kari Øving torsdag 3. desember. Passer det ikke, si fra, så "
        "finner vi en annen tid."
    )


def test_which_texts_fit():
    def keys(**fields):
        return [each.key for each in texts_for(Meeting(**fields))]

    assert keys() == []
    assert keys(day=DAY) == ["booking", "reminder", "moved", "cancelled"]
    assert keys(day=DAY, state=MeetingState.CANCELLED) == ["cancelled"]
    assert keys(day=DAY, state=MeetingState.NO_SHOW) == ["missed"]
    assert keys(day=DAY, state=MeetingState.FINISHED) == []
