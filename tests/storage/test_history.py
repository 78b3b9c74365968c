from dataclasses import replace

import pytest
from sqlalchemy import text

from app.domain.clients import Client
from app.storage.history import _PIECE
from tests import raw


@pytest.fixture
def client(vault):
    client = Client(name="Kari")
    with vault.work() as work:
        work.save(client)
        for number in range(4):
            work.save(replace(client, phone=f"900 00 00{number}"))
        work.access.log("OPENED", client_id=client.id)
        work.save(replace(client, phone=""))
    return client


def tamper(vault, *statements):
    """Change the journal as somebody with the vault's key, but no program, could."""
    with raw.database(vault).transaction() as connection:
        for statement in statements:
            assert connection.execute(text(statement)).rowcount == 1


def test_an_untouched_chain_holds_over_both_tables(vault, client):
    report = vault.verify_chain()

    assert report.ok
    assert report.count == 9
    assert report.first_bad == ""
    assert len(report.head) == 64
    with vault.work() as work:
        assert work.verify_chain() == report


def test_an_empty_answer_is_right_for_nobody(vault):
    with vault.work() as work:
        assert work.changes.of("nobody") == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET new = '\"911\"' WHERE device_seq = 5",
        "UPDATE change SET old = NULL WHERE device_seq = 5",
        "UPDATE change SET note = 'x' WHERE device_seq = 5",
        "UPDATE change SET blind = NULL WHERE device_seq = 5",
        "UPDATE change SET digest = zeroblob(32) WHERE device_seq = 5",
        "UPDATE change SET field = 'name' WHERE device_seq = 5",
        "UPDATE change SET at = '2020-01-01T00:00:00+00:00' WHERE device_seq = 5",
        "UPDATE change SET base = '' WHERE device_seq = 5",
        "UPDATE change SET hash = zeroblob(32) WHERE device_seq = 5",
        "UPDATE change SET signature = zeroblob(64) WHERE device_seq = 5",
        "UPDATE change SET signature = x'00' WHERE device_seq = 5",
        "UPDATE change SET counsellor_id = 'nobody' WHERE device_seq = 5",
        "UPDATE access_log SET detail = 'x' WHERE device_seq = 8",
        "UPDATE access_log SET action = 'PRINTED' WHERE device_seq = 8",
    ],
)
def test_a_changed_entry_is_found(vault, client, statement):
    tamper(vault, statement)

    report = vault.verify_chain()

    assert not report.ok
    assert report.first_bad
    assert report.count == 9


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM change WHERE device_seq = 1",
        "DELETE FROM change WHERE device_seq = 5",
        "DELETE FROM access_log WHERE device_seq = 8",
    ],
)
def test_a_removed_entry_is_found(vault, client, statement):
    tamper(vault, statement)

    assert not vault.verify_chain().ok


def test_swapped_entries_are_found(vault, client):
    tamper(
        vault,
        "UPDATE change SET device_seq = 99 WHERE device_seq = 5",
        "UPDATE change SET device_seq = 5 WHERE device_seq = 6",
        "UPDATE change SET device_seq = 6 WHERE device_seq = 99",
    )

    assert not vault.verify_chain().ok


def test_a_cut_tail_is_found_while_the_program_remembers_it(vault, client):
    tamper(vault, "DELETE FROM change WHERE device_seq = 9")

    assert vault.verify_chain().first_bad == "end"


def test_an_entry_on_another_device_begins_a_chain_of_its_own(vault, client):
    tamper(vault, "UPDATE change SET device_id = 'z' WHERE device_seq = 9")

    assert not vault.verify_chain().ok


def test_blanked_words_are_found_as_long_as_nobody_can_be_erased(vault, client):
    tamper(vault, "UPDATE change SET old=NULL, new=NULL, note=NULL, blind=NULL WHERE device_seq=5")

    assert not vault.verify_chain().ok
    with vault.work() as work:
        assert [c.new for c in work.changes.of(client.id) if c.device_seq == 5] == [None]


def test_history_is_newest_first_and_goes_on_where_it_stopped(vault, client):
    with vault.work() as work:
        everything = work.changes.of(client.id)
        first = work.changes.of(client.id, limit=2)
        rest = work.changes.of(client.id, before=first[-1].hlc)

    assert first + rest == everything
    assert [c.device_seq for c in everything] == sorted(
        (c.device_seq for c in everything), reverse=True
    )


def test_a_chain_longer_than_one_piece_is_checked_to_its_end(vault, client):
    with vault.work() as work:
        for _ in range(_PIECE + 5):
            work.access.log("OPENED", client_id=client.id)

    assert vault.verify_chain().count == 9 + _PIECE + 5
