"""Which copies are kept, whatever the days they were made on and whichever of them are damaged."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.storage.copies.rotation import DAYS, MONTHS, WEEKS, kept

NOW = datetime(2026, 11, 21, 15, 40, tzinfo=UTC)
MOMENTS = st.lists(
    st.integers(0, 800 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    unique=True,
    max_size=60,
)


def all_whole(_moment):
    return True


def daily(count, before=NOW):
    return [before - timedelta(days=number) for number in range(count)]


def weeks_of(moments):
    return {moment.isocalendar()[:2] for moment in moments}


def months_of(moments):
    return {(moment.year, moment.month) for moment in moments}


def test_a_year_of_daily_copies_leaves_seven_days_four_weeks_and_six_months():
    keeping = kept(daily(365), NOW, all_whole)

    assert keeping >= set(daily(DAYS))
    assert len(weeks_of(m for m in keeping if NOW - m < timedelta(days=28))) == WEEKS
    assert len(months_of(keeping)) == MONTHS
    assert len(keeping) <= DAYS + WEEKS + MONTHS


def test_of_each_day_week_and_month_the_newest_is_kept():
    morning, noon = NOW.replace(hour=8), NOW.replace(hour=12)
    march, later = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 9, 28, tzinfo=UTC)

    keeping = kept([*daily(10), morning, noon, march, later], NOW, all_whole)

    assert NOW in keeping
    assert not {morning, noon} & keeping
    assert later in keeping


def test_a_centre_that_opens_twice_a_month_keeps_seven_such_days():
    fortnights = [NOW - timedelta(days=14 * number) for number in range(20)]

    assert kept(fortnights, NOW, all_whole) >= set(fortnights[:DAYS])


@given(MOMENTS)
def test_the_newest_is_always_kept_and_there_are_never_too_many(made):
    keeping = kept(made, NOW, all_whole)

    assert keeping <= set(made)
    assert len(keeping) <= DAYS + WEEKS + MONTHS
    if made:
        assert max(made) in keeping


@given(MOMENTS)
def test_thinning_out_again_takes_nothing_more(made):
    keeping = kept(made, NOW, all_whole)

    assert kept(keeping, NOW, all_whole) == keeping


@given(MOMENTS, st.data())
def test_a_damaged_copy_is_never_kept_for_a_whole_one(made, data):
    damaged = data.draw(st.sets(st.sampled_from(made)) if made else st.just(set()))

    keeping = kept(made, NOW, lambda moment: moment not in damaged)

    assert keeping == kept(set(made) - damaged, NOW, all_whole)


@given(MOMENTS, st.integers(1, 30))
def test_kept_day_by_day_the_last_days_weeks_and_months_are_there(made, steps):
    """As in life: thinned out after each copy, and never anything lost that is needed later."""
    there = set()
    for moment in sorted(made):
        there = set(kept([*there, moment], moment, all_whole))

    assert there == set(kept(made, max(made, default=NOW), all_whole))


@given(MOMENTS, st.integers(0, 800 * 24 * 60))
def test_copies_from_the_future_are_left_in_peace_and_count_for_nothing(made, minutes):
    now = NOW - timedelta(minutes=minutes)
    future = {moment for moment in made if moment > now}

    keeping = kept(made, now, all_whole)

    assert keeping >= future
    assert keeping - future == kept(set(made) - future, now, all_whole)


@given(MOMENTS)
def test_only_copies_that_would_take_a_slot_are_looked_at(made):
    """Looking at one means reading all of it from a slow stick."""
    asked = []

    def is_whole(moment):
        asked.append(moment)
        return True

    assert set(asked) <= set(kept(made, NOW, is_whole))
    assert len(asked) <= DAYS + WEEKS + MONTHS
