"""Ids sort by when they were made, whatever the wall clock does."""

from uuid import UUID

import pytest

from app.domain.entities import make_ids_after, new_id
from tests import raw


def test_ids_sort_by_when_they_were_made():
    made = [new_id() for _each in range(10_000)]

    assert made == sorted(made)
    assert len(set(made)) == 10_000


@pytest.fixture
def ids_of_their_own():
    """Whatever these ids come to, those of other tests go on from the clock."""
    yield
    raw.set_ids_back()


@pytest.mark.usefixtures("ids_of_their_own")
def test_ids_go_on_after_one_of_the_future():
    millis = 4_102_444_800_000  # in the year 2100, as a clock that was wrong said
    future = str(UUID(int=millis << 80 | 0x7 << 76 | 7 << 64 | 0x2 << 62))
    assert new_id() < future

    make_ids_after(future)

    assert future < new_id() < new_id()


def test_an_id_of_the_past_or_of_another_form_changes_nothing():
    before = new_id()

    make_ids_after("00000000-0000-7000-8000-000000000000")
    make_ids_after("no id")

    assert before < new_id()
