"""Appointments that hold at once lie beside each other, and none lies over another."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.lines import Line
from ui.widgets.week_layout import Block, hours_of, lanes_of

SPANS = st.lists(
    st.tuples(st.integers(0, 1400), st.integers(1, 200)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=12,
)


def meet(one, other):
    return one[0] < other[1] and other[0] < one[1]


@given(SPANS)
def test_no_two_that_meet_share_a_lane_and_each_has_room(spans):
    lanes = lanes_of(spans)

    assert all(0 <= lane.number < lane.count for lane in lanes)
    for number, one in enumerate(spans):
        for other in range(number):
            if meet(one, spans[other]):
                assert lanes[number].number != lanes[other].number
                assert lanes[number].count == lanes[other].count


@given(SPANS)
def test_what_meets_nothing_has_its_day_to_itself(spans):
    for number, (one, lane) in enumerate(zip(spans, lanes_of(spans), strict=True)):
        others = [each for n, each in enumerate(spans) if n != number]
        if not any(meet(one, each) for each in others):
            assert lane.count == 1


def test_hours_are_those_of_an_office_and_what_lies_outside():
    def block(hour, minutes=60):
        begins = time(hour) if hour is not None else None
        return Block(line=Line(title=""), day=date(2026, 11, 30), begins=begins, minutes=minutes)

    assert hours_of(()) == hours_of([block(9), block(None)]) == (8, 16)
    assert hours_of([block(7)]) == (7, 16)
    assert hours_of([block(17, 90)]) == (8, 19)
    assert hours_of([block(23, 180)]) == (8, 24)
