"""The end of a device's chain: what its clock has heard, and what new ids come after."""

from contextlib import closing
from uuid import UUID

import pytest

from app.domain.clients import Client
from app.domain.entities import make_ids_after, new_id
from app.storage import clock, devices
from app.storage.clock import millis_of
from app.storage.journal import Author, Head, Journal, read_head
from app.storage.values.accesses import AccessQuery
from tests import raw

FUTURE_MS = 4_000_000_000_000
FUTURE = str(UUID(int=FUTURE_MS << 80 | 0x7 << 76 | 0x2 << 62))


@pytest.fixture
def ids_of_their_own():
    """Whatever these ids come to, those of other tests go on from the clock."""
    yield
    raw.set_ids_back()


def write_elsewhere(vault, monkeypatch):
    """Write an entry as another device does whose clock is years ahead."""
    author = Author(vault.counsellor.id, new_id(), raw.keyring(vault).author.signing)
    with raw.database(vault).transaction() as connection, monkeypatch.context() as ahead:
        ahead.setattr(clock, "wall_millis", lambda: FUTURE_MS)
        devices.begin(connection, author.device_id)
        journal = Journal(connection, author, Head())
        journal.log("OPENED", "", "")
        journal.finish()
    return journal.head.hlc


def test_a_clock_goes_on_after_what_every_device_wrote(made, monkeypatch):
    with closing(made.open()) as vault:
        foreign = write_elsewhere(vault, monkeypatch)

    with closing(made.open()) as vault:
        with vault.work() as work:
            work.access.log("OPENED")
            (newest, before) = work.access.page(AccessQuery(), 2)
        assert vault.verify_chain().ok

    assert newest.hlc > before.hlc == foreign
    assert millis_of(newest.hlc) == FUTURE_MS


def test_a_merge_lets_a_clock_that_runs_receive_a_reading():
    own, foreign = Head(3, bytes(32), "0000000000009-0000-a"), "0000000000012-0000-b"

    assert own.receiving(foreign) == Head(3, bytes(32), foreign)
    assert own.receiving("0000000000002-0000-b") == own
    assert own.receiving("zzz") == own


@pytest.mark.usefixtures("ids_of_their_own")
def test_new_ids_come_after_what_was_made_here(made):
    with closing(made.open()) as vault, vault.work() as work:
        make_ids_after(FUTURE)  # the clock of this computer was wrong
        work.save(client := Client(name="Liv Hansen"))
    raw.set_ids_back()

    with closing(made.open()):
        assert new_id() > client.id > FUTURE


@pytest.mark.usefixtures("ids_of_their_own")
def test_new_ids_do_not_follow_what_was_made_elsewhere(made):
    with closing(made.open()) as vault, vault.work() as work:
        work.save(Client(id=FUTURE, name="Liv Hansen"))
    raw.set_ids_back()

    with closing(made.open()):
        assert new_id() < FUTURE


def test_a_device_that_never_wrote_begins_after_all_others(vault):
    with raw.database(vault).transaction() as connection:
        own, new = (read_head(connection, each) for each in (raw.device(vault), new_id()))

    assert (new.seq, new.hlc) == (0, own.hlc)
    assert own.seq > 0
