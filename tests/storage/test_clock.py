import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.clock import HybridClock, millis_of

DEVICE = "1a2b3c4d"


@given(st.lists(st.integers(min_value=0, max_value=4_102_444_800_000), min_size=2))
def test_readings_only_go_forward_whatever_the_wall_clock_does(walls):
    clock = HybridClock(DEVICE)

    readings = [clock.tick(now) for now in walls]

    assert readings == sorted(set(readings))


@given(st.lists(st.integers(min_value=0, max_value=4_102_444_800_000), min_size=1))
def test_a_clock_goes_on_after_the_last_reading_it_gave_before(walls):
    clock = HybridClock(DEVICE)
    last = [clock.tick(now) for now in walls][-1]

    assert HybridClock.after(DEVICE, last).tick(0) > last


@given(st.integers(min_value=0, max_value=4_102_444_800_000))
def test_a_reading_of_another_device_is_received_and_never_takes_the_clock_back(wall):
    clock, other = HybridClock(DEVICE), HybridClock("9z8y7x6w")
    foreign, own = other.tick(2_000_000_000_000), clock.tick(wall)

    clock.receive(foreign)

    assert clock.tick(0) > max(foreign, own)


@pytest.mark.parametrize("spoilt", ["", "no reading", "12-0000-x", "00000000000012-0000-x"])
def test_what_is_no_reading_is_not_received(spoilt):
    clock = HybridClock(DEVICE)

    clock.receive(spoilt)

    assert clock.tick(7) == "0000000000007-0000-1a2b3c4d"
    assert millis_of(spoilt) == 0


def test_a_moving_wall_clock_is_followed():
    clock = HybridClock(DEVICE)

    assert clock.tick(1_000) == "0000000001000-0000-1a2b3c4d"
    assert clock.tick(2_000) == "0000000002000-0000-1a2b3c4d"


def test_the_counter_runs_over_into_the_next_millisecond():
    clock = HybridClock(DEVICE, millis=5, counter=0xFFFF)

    assert clock.tick(5) == "0000000000006-0000-1a2b3c4d"


def test_without_a_time_the_wall_clock_is_read():
    assert HybridClock(DEVICE).tick() > "1700000000000"
