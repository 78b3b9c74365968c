"""The vault of the first release: copied, upgraded, complete, and old or new whatever happens."""

import shutil
import sys
from pathlib import Path

import pytest

from app.domain.clients import Client
from app.domain.permissions import FOUNDER
from app.storage import files
from app.storage.connection import connect, connect_to_read
from app.storage.copies.finding import find_copies
from app.storage.copies.looking import look_with_passphrase
from app.storage.keys.unlocking import unlock
from app.storage.migrations import SCHEMA_VERSION
from app.storage.vault import Vault
from tests import raw
from tests.storage.conftest import PASSPHRASE
from tests.storage.damaging import ends_killed

FIRST = Path(__file__).resolve().parents[1] / "vaults" / "schema-1"


@pytest.fixture
def first(tmp_path):
    """A vault as the first release left it, with a draft of what was being typed."""
    folder = tmp_path / "vault"
    shutil.copytree(FIRST, folder)
    key = unlock(folder, PASSPHRASE)
    connection = connect(folder / "vault.db", key[1])
    client = connection.execute("SELECT id FROM client ORDER BY id LIMIT 1").fetchone()[0]
    connection.execute(
        "INSERT OR REPLACE INTO draft (kind, entity_id, field, client_id, raw, kept_at) "
        "VALUES ('client', ?, 'phone', ?, '990', '2026-11-01T10:00:00+01:00')",
        (client, client),
    )
    connection.close()
    return folder, key, client


def test_the_first_release_s_vault_opens_with_everything_in_it(first):
    folder, key, client = first

    vault = Vault(folder, key[1], key[0])

    assert raw.database(vault).version == SCHEMA_VERSION
    with vault.work() as work:
        own = work.counsellor_id
        people = work.all(Client)
        assert people
        for person in people:
            case = work.case(person.id)
            assert set(case.owners) == {own}
            assert work.changes.of(person.id)
        (draft,) = work.drafts.of(client)
        assert draft.raw == "990"
    assert vault.counsellor.roles == FOUNDER
    assert vault.verify_chain().ok
    vault.full_check()
    vault.close()


def test_before_the_first_release_s_vault_is_changed_a_whole_copy_is_made(first):
    folder, key, _client = first
    before = (folder / "vault.db").read_bytes()

    Vault(folder, key[1], key[0]).close()

    (copy,) = find_copies(folder / "backups")
    assert copy.before_update
    assert copy.is_whole
    assert copy.path.parent.name == f"before-{SCHEMA_VERSION}"
    connection = connect_to_read(copy.path / "vault.db", key[1])
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    assert (folder / "vault.db").read_bytes() != before


def test_an_update_can_be_undone(first):
    folder, key, _client = first
    Vault(folder, key[1], key[0]).close()
    (copy,) = find_copies(folder / "backups")

    contents = look_with_passphrase(copy, PASSPHRASE)

    assert contents.clients > 0
    assert [person.name for person in contents.counsellors]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX processes")
def test_killed_at_every_step_of_the_first_upgrade_the_vault_is_old_or_new(first, tmp_path):
    folder, key, client = first
    place, step, is_killed, seen = tmp_path / "place", 0, True, set()
    steps = ("write_whole", "touch_private", "sync_file", "put_folder", "remove_folder")
    while is_killed:
        step += 1
        shutil.copytree(folder, place)
        is_killed = ends_killed(lambda: Vault(place, key[1], key[0]), files, steps, step)

        connection = connect(place / "vault.db", key[1])
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.close()
        seen.add(version)
        assert version in {1, SCHEMA_VERSION}
        copies = find_copies(place / "backups")
        assert version == 1 or copies
        assert all(copy.is_whole for copy in copies)
        vault = Vault(place, key[1], key[0])
        with vault.work() as work:
            assert work.drafts.of(client)
        vault.close()
        shutil.rmtree(place)
    assert seen == {1, SCHEMA_VERSION}
