"""A restore's line is read back as it was written, and so is one of an earlier Leia."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.restores import Restored

MADE_AT = datetime(2026, 3, 3, 8, 5, 1, tzinfo=UTC)


@given(st.dictionaries(st.uuids().map(str), st.integers(1, 2**40), max_size=5))
def test_what_is_written_is_read(seen):
    told = Restored(made_at=MADE_AT, seen=seen)

    assert Restored.read(told.written()) == told
    assert "\n" not in told.written()


def test_a_line_of_an_earlier_leia_tells_when_the_copy_was_made():
    assert Restored.read("2026-03-03T08:05:01+00:00") == Restored(made_at=MADE_AT)


@pytest.mark.parametrize(
    "detail",
    ["", "x", "{", "{}", '{"made_at": 1, "seen": {}}', '{"made_at": "2026-03-03", "seen": 3}'],
)
def test_anything_else_is_no_such_line(detail):
    with pytest.raises(ValueError, match=r"."):
        Restored.read(detail)
