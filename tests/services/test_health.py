"""Health at start: what is whole, what is repaired, what must be restored, what went back."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.access_codes import Action
from app.domain.clients import Client
from app.domain.permissions import Role, Roles
from app.errors import NotAllowed
from app.services.vault.health import (
    accept_state,
    check_at_start,
    check_now,
    check_state,
    last_checked,
    remember_state,
)
from app.storage.connection import PAGE_SIZE
from app.storage.vault import open_vault
from tests import raw
from tests.builders import PASSPHRASE, TODAY
from tests.storage.damaging import flip


@pytest.fixture
def vault(own_vault):
    with own_vault.work() as work:
        for number in range(40):
            work.save(Client(name=f"Person {number}", phone="x" * 100))
    return own_vault


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


def tear_unused_page(vault):
    driver = raw.driver(vault)
    driver.set_authorizer(None)
    driver.execute("CREATE TABLE filler AS SELECT hex(randomblob(100000)) AS x")
    driver.execute("DROP TABLE filler")
    last = driver.execute("PRAGMA page_count").fetchone()[0]
    flip(vault.folder / "vault.db", (last - 1) * PAGE_SIZE + 99)


def damage(vault):
    """Damage several pages in use, behind the open vault's back."""
    pages = raw.driver(vault).execute("PRAGMA page_count").fetchone()[0]
    for page in range(15, pages, 5):
        flip(vault.folder / "vault.db", page * PAGE_SIZE + 300)


def logged(vault):
    rows = raw.driver(vault).execute("SELECT action, detail FROM access_log ORDER BY hlc")
    return rows.fetchall()


def test_a_whole_vault_has_nothing_to_tell_and_is_read_through_once_a_week(vault):
    assert last_checked(vault) is None
    first = check_at_start(vault, TODAY)
    assert (first.sentence, first.needs_restore, first.thorough) == ("", False, True)

    assert not check_at_start(vault, TODAY + timedelta(days=6)).thorough
    assert last_checked(vault) == TODAY
    assert check_at_start(vault, TODAY + timedelta(days=7)).thorough
    assert last_checked(vault) == TODAY + timedelta(days=7)


def test_with_the_clock_set_back_it_is_read_through(vault):
    check_now(vault, TODAY + timedelta(days=4000))

    assert check_at_start(vault, TODAY).thorough


def test_damage_is_told_loudly_with_the_newest_whole_copy_to_restore(vault):
    copy = vault.copy()
    damage(vault)

    health = check_at_start(vault, TODAY)

    assert health.needs_restore
    assert health.offered == copy
    assert "damaged" in health.sentence
    assert not health.repaired


def test_a_damaged_copy_is_not_offered(vault):
    copy = vault.copy()
    flip(copy.path / "vault.db", 5000)
    damage(vault)

    health = check_at_start(vault, TODAY)

    assert health.needs_restore
    assert health.offered is None


def test_damage_in_unused_pages_is_repaired_and_told_quietly(vault):
    tear_unused_page(vault)

    health = check_at_start(vault, TODAY)

    assert health.repaired
    assert not health.needs_restore
    assert "Nothing is lost" in health.sentence
    assert logged(vault)[-1] == (Action.REPAIRED, "1")
    with vault.work() as work:
        assert len(work.all(Client)) == 40
    assert check_now(vault, TODAY).sentence == ""
    assert len(list(vault.folder.glob("vault.db.damaged-*"))) == 1


def test_a_repair_that_cannot_be_done_now_is_told_and_tried_again(vault, monkeypatch):
    tear_unused_page(vault)

    def no_room(_file):
        raise OSError("no room")

    with monkeypatch.context() as full:
        full.setattr("app.storage.files.touch_private", no_room)
        health = check_now(vault, TODAY)

    assert "Nothing is lost" in health.sentence
    assert not health.repaired
    assert last_checked(vault) is None
    assert check_now(vault, TODAY).repaired


# --- older than it was


def reopened(vault):
    vault.close()
    return open_vault(vault.folder, PASSPHRASE)


def test_a_vault_that_went_on_is_no_news(vault, state):
    assert check_state(vault, state).sentence == ""
    remember_state(vault, state)
    with vault.work() as work:
        work.save(Client(name="Since then"))

    assert check_state(vault, state).sentence == ""
    assert not [each for each in logged(vault) if each[0] == Action.ROLLBACK_SEEN]


@pytest.fixture
def put_back(vault, state, tmp_path):
    """A vault whose file somebody replaced by one from before its last two changes."""
    vault.close()
    shutil.copyfile(vault.folder / "vault.db", tmp_path / "older.db")
    newer = open_vault(vault.folder, PASSPHRASE)
    for name in ("One", "Two"):
        with newer.work() as work:
            work.save(Client(name=name))
    remember_state(newer, state)
    newer.close()
    shutil.copyfile(tmp_path / "older.db", vault.folder / "vault.db")
    older = open_vault(vault.folder, PASSPHRASE)
    yield older
    older.close()


def test_a_vault_put_back_to_an_earlier_day_is_noticed(put_back, state):
    found = check_state(put_back, state)

    rollback = found.rollback
    assert rollback.found_change == rollback.known_change - 2
    assert "This is older than what you saw on" in found.sentence
    assert logged(put_back)[-1] == (
        Action.ROLLBACK_SEEN,
        f"{rollback.found_change} {rollback.known_change}",
    )


def test_it_is_told_to_everybody_until_an_administrator_takes_it_as_it_is(put_back, state):
    for _unlock in range(3):
        found = check_state(put_back, state)
        assert found.rollback
        assert found.may_accept
        remember_state(put_back, state)

    accept_state(put_back, state)

    assert not check_state(put_back, state).is_against
    assert logged(put_back)[-1][0] == Action.ROLLBACK_ACCEPTED
    with put_back.work() as work:
        work.save(Client(name="Goes on"))
    remember_state(put_back, state)
    assert not check_state(put_back, state).is_against


def test_whoever_does_not_administer_the_vault_cannot_take_it_as_it_is(put_back, state):
    with put_back.work() as work:
        work.save(replace(put_back.counsellor, roles=Roles({Role.COUNSELLOR})))
    again = reopened(put_back)

    assert not check_state(again, state).may_accept
    with pytest.raises(NotAllowed):
        accept_state(again, state)

    assert check_state(again, state).rollback
    again.close()


def test_an_older_vault_that_was_worked_on_since_is_noticed_too(put_back, state):
    for number in range(5):
        with put_back.work() as work:
            work.save(Client(name=f"Elsewhere {number}"))

    found = check_state(put_back, state)

    assert found.rollback.found_change > found.rollback.known_change
    assert "This is not what you saw on" in found.sentence


def test_the_copies_notice_it_without_the_state_file(vault, state, tmp_path):
    vault.close()
    shutil.copyfile(vault.folder / "vault.db", tmp_path / "older.db")
    newer = open_vault(vault.folder, PASSPHRASE)
    with newer.work() as work:
        work.save(Client(name="One"))
    newer.copy()
    newer.close()
    shutil.copyfile(tmp_path / "older.db", vault.folder / "vault.db")
    older = open_vault(vault.folder, PASSPHRASE)

    assert check_state(older, state).rollback
    accept_state(older, state)
    assert not check_state(older, state).is_against, "copies from before tell nothing then"
    older.close()


def test_a_spoilt_memory_is_told_and_not_believed(vault, state):
    remember_state(vault, state)
    (file,) = state.iterdir()
    file.write_bytes(file.read_bytes()[:-9])

    found = check_state(vault, state)

    assert found.spoilt
    assert found.rollback is None
    assert found.sentence
    remember_state(vault, state)
    assert check_state(vault, state).sentence == found.sentence, "the next one hears it too"
    accept_state(vault, state)
    assert check_state(vault, state).sentence == ""


def test_where_nothing_can_be_remembered_nothing_fails(vault, state):
    state.write_text("in the way")

    remember_state(vault, state)

    assert check_state(vault, state).rollback is None


def test_a_check_that_never_got_its_turn_says_so_and_counts_for_nothing(vault, monkeypatch):
    monkeypatch.setattr("app.storage.database._PAUSES_S", ())  # as after the last of all pauses
    monkeypatch.setattr("app.storage.page_copy.ASIDE", "a" * 300)  # no disk takes such a name

    found = check_at_start(vault, TODAY)

    assert "could not be copied or checked" in found.sentence
    assert "Everything typed is saved" in found.sentence
    assert not found.needs_restore
    assert last_checked(vault) is None
