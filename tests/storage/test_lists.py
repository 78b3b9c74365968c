from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.domain.choices import MeetingState, PlanState
from app.domain.clients import Client
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.storage.values.lines import Wait
from tests import raw

TODAY = date(2026, 11, 21)
YESTERDAY, TOMORROW, NEXT_WEEK = (TODAY + timedelta(days) for days in (-1, 1, 7))


def save(vault, *entities):
    with vault.work() as work:
        for entity in entities:
            work.save(entity)


@pytest.fixture
def kari(vault):
    client = Client(name="Kari Ødegård", birth_year=1999, municipality="1841", phone="900 00 000")
    save(vault, client)
    return client


def lines(vault, search="", limit=None):
    with vault.work() as work:
        return work.lists.clients(search, limit, today=TODAY)


def test_a_person_with_nothing_yet_has_a_line(vault, kari):
    (line,) = lines(vault)

    assert (line.id, line.name, line.birth_year) == (kari.id, "Kari Ødegård", 1999)
    assert (line.municipality, line.phone) == ("1841", "900 00 000")
    assert (line.plan_state, line.plan_number, line.meetings_held) == (None, None, 0)
    assert line.next_meeting is None
    assert datetime.now().astimezone() - line.last_changed < timedelta(minutes=1)


def test_a_line_counts_meetings_held_and_shows_the_newest_plan_and_next_meeting(vault, kari):
    def met(day, state):
        return Meeting(client_id=kari.id, day=day, state=state)

    save(
        vault,
        met(YESTERDAY, MeetingState.FINISHED),
        met(None, MeetingState.FINISHED),
        met(YESTERDAY, MeetingState.PLANNED),
        met(NEXT_WEEK, MeetingState.PLANNED),
        met(TOMORROW, MeetingState.PLANNED),
        met(TODAY, MeetingState.NO_SHOW),
        CareerPlan(client_id=kari.id, number=2, state=PlanState.FINAL),
        CareerPlan(client_id=kari.id, number=10),
        CareerPlan(client_id=kari.id, number=1, state=PlanState.SUPERSEDED),
    )

    (line,) = lines(vault)

    assert (line.plan_number, line.plan_state) == (10, PlanState.DRAFT)
    assert line.meetings_held == 2
    assert line.next_meeting == TOMORROW


def test_a_plan_in_a_state_of_a_later_leia_has_its_line(vault, kari):
    save(vault, CareerPlan(client_id=kari.id))
    raw.driver(vault).execute("UPDATE plan SET state = 'SHELVED'")

    (line,) = lines(vault)

    assert (line.plan_number, line.plan_state) == (1, "SHELVED")


def test_what_was_removed_does_not_count_in_a_line(vault, kari):
    gone = (
        CareerPlan(client_id=kari.id, number=9),
        Meeting(client_id=kari.id, day=TODAY),
        Meeting(client_id=kari.id, day=TODAY, state=MeetingState.FINISHED),
    )
    with vault.work() as work:
        for entity in gone:
            work.save(entity)
            work.remove(entity)

    (line,) = lines(vault)

    assert (line.plan_number, line.meetings_held, line.next_meeting) == (None, 0, None)


def test_any_change_in_a_case_moves_its_last_change(vault, kari):
    intake = Intake(client_id=kari.id)
    save(vault, intake)
    with vault.work() as work:
        long_ago = ("2020-01-01T00:00:00+01:00",)
        raw.connection(work).exec_driver_sql("UPDATE client SET last_changed = ?", long_ago)
    assert lines(vault)[0].last_changed.year == 2020

    save(vault, replace(intake, purpose="Bli kokk"))

    assert lines(vault)[0].last_changed.year > 2020


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", 3),
        ("  ", 3),
        ("odegard", 1),
        ("ØDEGÅRD kari", 1),
        ("ari", 3),
        ("ailu", 1),
        ("Áilu", 1),
        ("kari ailu", 0),
        ("%", 0),
        ("_", 3),
        ("'; DROP TABLE client", 0),
    ],
)
def test_search_finds_every_word_anywhere_in_a_name(vault, kari, search, found):
    save(vault, Client(name="Arild Sæther"), Client(name="Áilu-Mari Utsi"))

    assert len(lines(vault, search)) == found


def test_a_renamed_person_is_found_by_the_new_name_only(vault, kari):
    save(vault, replace(kari, name="Kari Gáhppir"))

    assert len(lines(vault, "gahppir")) == 1
    assert lines(vault, "odegard") == ()


def test_names_stand_in_norwegian_order_and_a_limit_cuts_the_end(vault):
    for name in ("Åse", "Ærlend", "Zoe", "Øyvind", "Anne"):
        save(vault, Client(name=name))

    assert [line.name for line in lines(vault)] == ["Anne", "Zoe", "Ærlend", "Øyvind", "Åse"]
    assert [line.name for line in lines(vault, limit=2)] == ["Anne", "Zoe"]


def test_only_the_clients_asked_for_are_listed(vault, kari):
    other = Client(name="Arild")
    save(vault, other, Client(name="Zoe"))

    with vault.work() as work:
        assert [line.name for line in work.lists.clients(ids=[kari.id, other.id])] == [
            "Arild",
            "Kari Ødegård",
        ]
        assert work.lists.clients(ids=[]) == ()


def test_a_removed_person_is_on_no_list(vault, kari):
    plan = CareerPlan(client_id=kari.id)
    due = PlanActivity(client_id=kari.id, plan_id=plan.id, due_on=TODAY)
    save(vault, plan, due, Meeting(client_id=kari.id, day=TODAY, state=MeetingState.STARTED))
    with vault.work() as work:
        work.remove(kari)

        assert work.lists.clients() == ()
        assert work.day.meetings(TODAY) == ()
        assert work.day.waiting(Wait.NOTE, TODAY) == ()
        assert work.day.deadlines(date.min, TODAY, TODAY) == ()
