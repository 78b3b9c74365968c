from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.choices import Answer, Party
from app.domain.clients import Client
from app.domain.code_sets import Codes
from app.domain.fields import Unreadable, is_edited, read, remark, shown, type_of
from app.domain.kinds import KINDS, field_said
from app.domain.meetings import Meeting, NoteSection
from app.domain.periods import CriterionAnswer
from app.domain.plans import PlanActivity

TODAY = date(2026, 3, 3)
EDITED = [(k, n) for k, c in KINDS.items() for n in c.__dataclass_fields__ if is_edited(k, n)]
VALUES = {
    str: st.text(),
    bool: st.booleans(),
    int: st.none() | st.integers(1900, 2026),
    Codes: st.sets(st.sampled_from(["A1", "WORK", "OTHER"])).map(Codes),
    date: st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    time: st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
}


def values(kind, name):
    said = field_said(kind, name)
    if isinstance(said.high, int):
        return st.none() | st.integers(said.low, said.high)
    found = type_of(kind, name)
    return VALUES[found] if found in VALUES else st.sampled_from(list(found))


@pytest.mark.parametrize(("kind", "name"), EDITED)
@given(data=st.data())
def test_what_a_field_shows_reads_back_as_its_value(kind, name, data):
    entity = KINDS[kind](**{name: data.draw(values(kind, name))})

    assert read(entity, name, shown(entity, name), TODAY) == entity


@given(st.text(), st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_deadline_reads_back_whether_day_or_words(words, day):
    written = shown(PlanActivity(due_on=day), "due") if day else words
    activity = read(PlanActivity(due_words="old"), "due", written, TODAY)

    assert read(activity, "due", shown(activity, "due"), TODAY) == activity
    assert not (activity.due_on and activity.due_words)


@given(st.sampled_from(EDITED), st.text())
def test_any_text_is_a_value_or_unreadable_and_never_a_crash(field, text):
    kind, name = field

    with suppress(Unreadable):
        assert isinstance(read(KINDS[kind](), name, text, TODAY), KINDS[kind])


@pytest.mark.parametrize(
    ("entity", "name", "text", "value"),
    [
        (Client(), "birth_year", " 1985 ", 1985),
        (Client(), "birth_year", "", None),
        (Meeting(), "confidence", "0", 0),
        (Meeting(), "at", "9", time(9)),
        (Meeting(), "at", "kl. 13.30", time(13, 30)),
        (Meeting(), "at", "0930", time(9, 30)),
        (Meeting(), "at", "13,30", time(13, 30)),
        (Meeting(), "day", "17.3", date(2026, 3, 17)),
        (Meeting(), "none_agreed", "1", True),
        (Meeting(), "none_agreed", "", False),
        (CriterionAnswer(), "answer", "YES", Answer.YES),
        (NoteSection(), "text", " as typed \n", " as typed \n"),
    ],
)
def test_a_field_takes_what_people_write(entity, name, text, value):
    assert getattr(read(entity, name, text, TODAY), name) == value


@pytest.mark.parametrize(
    ("entity", "name", "text"),
    [
        (Client(), "birth_year", "85"),
        (Client(), "birth_year", "2027"),
        (Client(), "birth_year", "ca 1985"),
        (Client(), "birth_year", "9" * 5000),
        (Meeting(), "confidence", "11"),
        (Meeting(), "confidence", "7-8"),
        (Meeting(), "at", "25"),
        (Meeting(), "at", "9.75"),
        (Meeting(), "at", "etter lunsj"),
        (Meeting(), "day", "31.2"),
        (Meeting(), "day", "i høst"),
        (PlanActivity(), "party", "SOMEBODY"),
        (PlanActivity(), "party", ""),
    ],
)
def test_what_is_no_value_yet_says_why_in_a_sentence(entity, name, text):
    with pytest.raises(Unreadable, match=r"\.$"):
        read(entity, name, text, TODAY)


def test_nobody_writes_keys_and_positions_by_hand():
    assert not is_edited("client", "erasure_key")
    assert not is_edited("activity", "position")
    assert not is_edited("meeting", "finished_at")
    assert not is_edited("client", "shoe_size")
    assert is_edited("activity", "due")
    with pytest.raises(TypeError):
        read(PlanActivity(), "position", "2", TODAY)


def test_a_choice_is_its_code():
    assert shown(PlanActivity(party=Party.NAV), "party") == "NAV"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 7), "This is a Saturday."),
        (date(2026, 3, 8), "This is a Sunday."),
        (date(2026, 3, 9), ""),
        (date(2026, 3, 1), ""),  # a Sunday that has been
        (None, ""),
    ],
)
def test_a_meeting_on_a_day_nobody_works_is_remarked_on(day, said):
    assert remark(Meeting(day=day), "day", TODAY) == said
    assert remark(Client(), "name", TODAY) == ""
