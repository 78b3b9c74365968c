"""Two appointments meet when both hold at some moment; free times meet none."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.appointments import Span, free_spans, span_of
from app.domain.meetings import Meeting

DAY = date(2026, 11, 30)
MIDNIGHT = datetime.combine(DAY, time())
MINUTES = st.integers(0, 24 * 60)
LENGTHS = st.integers(1, 240)


def span(begins, minutes):
    start = MIDNIGHT + timedelta(minutes=begins)
    return Span(start, start + timedelta(minutes=minutes))


SPANS = st.builds(span, MINUTES, LENGTHS)


def minutes_in(each):
    begins = round((each.begins - MIDNIGHT) / timedelta(minutes=1))
    return set(range(begins, begins + round((each.ends - each.begins) / timedelta(minutes=1))))


@given(SPANS, SPANS)
def test_they_meet_when_they_have_a_minute_in_common(one, other):
    assert one.meets(other) == other.meets(one) == bool(minutes_in(one) & minutes_in(other))


@given(st.lists(SPANS, max_size=8), LENGTHS, st.sampled_from([5, 15, 30, 60]))
def test_free_times_meet_nothing_and_none_is_left_out(taken, minutes, step):
    hours = span(8 * 60, 8 * 60)

    found = list(free_spans(taken, hours, minutes, step))

    busy = set().union(*map(minutes_in, taken))
    possible = range(8 * 60, 16 * 60 - minutes + 1, step)
    wanted = [at for at in possible if not busy & set(range(at, at + minutes))]
    assert found == [span(at, minutes) for at in wanted]


def test_what_has_no_day_or_no_time_takes_no_time():
    assert span_of(Meeting(day=DAY), 60) is None
    assert span_of(Meeting(at=time(9)), 60) is None
    assert span_of(Meeting(day=DAY, at=time(9)), 45) == span(9 * 60, 45)
