"""The access log page by page: newest first, filtered, and no entry twice or left out."""

from datetime import timedelta

import pytest

from app.domain.cases import case_code
from app.domain.clients import Client
from app.domain.staff import Counsellor
from app.storage.values.accesses import AccessQuery
from tests.building import TODAY


@pytest.fixture
def people(vault):
    """Two people whose cases were opened and printed, thirty entries in all."""
    clients = [Client(name=name) for name in ("Liv Hansen", "Ánne Čázejohka")]
    with vault.work() as work:
        for client in clients:
            work.save(client)
        for number in range(30):
            action = "PRINTED" if number % 3 == 0 else "OPENED"
            work.access.log(action, client_id=clients[number % 2].id, detail=str(number))
    return [client.id for client in clients]


def details(vault, limit=100, before="", **wanted):
    with vault.work() as work:
        found = work.access.page(AccessQuery(**wanted), limit, before)
    return [int(entry.detail) for entry in found if entry.detail.isdigit()]


def test_pages_follow_one_another_without_a_gap(vault, people):
    read, before = [], ""
    while True:
        with vault.work() as work:
            page = work.access.page(AccessQuery(), 7, before)
        if not page:
            break
        read += page
        before = page[-1].hlc

    assert [int(entry.detail) for entry in read if entry.client_id] == list(range(30))[::-1]
    with vault.work() as work:
        assert work.access.count() == len(read)


def test_entries_written_while_one_reads_do_not_move_the_pages(vault, people):
    with vault.work() as work:
        first = work.access.page(AccessQuery(), 10)
        work.access.log("OPENED", client_id=people[0], detail="99")
        after = work.access.page(AccessQuery(), 10, first[-1].hlc)

    assert [int(entry.detail) for entry in after] == list(range(19, 9, -1))


def test_actions_and_people_are_filtered(vault, people):
    other = Counsellor(name="Per Olsen")
    with vault.work() as work:
        work.save(other)

    assert details(vault, actions=frozenset({"PRINTED"})) == list(range(27, -1, -3))
    assert details(vault, counsellor_id=vault.counsellor.id) == list(range(30))[::-1]
    assert details(vault, counsellor_id=other.id) == []


def test_the_period_takes_in_its_first_and_last_day(vault, people):
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

    assert len(details(vault, since=TODAY, until=TODAY)) == 30
    assert len(details(vault, since=yesterday)) == 30
    assert details(vault, until=yesterday) == []
    assert details(vault, since=tomorrow) == []


@pytest.mark.parametrize("words", ["cazejohka", "ÁNNE", "čáze ánne", "  anne "])
def test_a_client_is_found_by_name_however_it_is_typed(vault, people, words):
    assert details(vault, words=words) == list(range(29, 0, -2))


def test_a_case_is_found_by_its_short_code(vault, people):
    assert details(vault, words=case_code(people[0])) == list(range(28, -1, -2))
    assert details(vault, words=case_code(people[0]).lower()[:5]) == []


def test_the_log_of_one_case_is_for_everybody_who_sees_it(vault, people):
    with vault.work() as work:
        found = work.access.of(people[0])
        few = work.access.of(people[0], limit=3)

    assert [int(entry.detail) for entry in found] == list(range(28, -1, -2))
    assert few == found[:3]
    assert {entry.client_name for entry in found} == {"Liv Hansen"}


def test_a_person_who_was_taken_out_keeps_a_name_in_the_log(vault, people):
    with vault.work() as work:
        work.remove(work.get(Client, people[0]))
        entries = work.access.page(AccessQuery(words="Liv"), 3)

    assert {entry.client_name for entry in entries} == {"Liv Hansen"}
