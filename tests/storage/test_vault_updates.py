"""A vault of every earlier release opens in this one, loses nothing, and can be had back."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.clients import Client
from app.storage.connection import connect
from app.storage.copies.making import BEFORE, COPIES, copies_in
from app.storage.files import DATABASE
from app.storage.keys.unlocking import unlock
from app.storage.migrations import SCHEMA_VERSION
from app.storage.vault import open_vault
from tests.storage.conftest import PASSPHRASE

VAULTS = Path(__file__).resolve().parents[1] / "vaults"
EARLIER = range(1, SCHEMA_VERSION)


def contents(folder):
    """The schema's number, and every row of every table, read past the program."""
    _opened, material = unlock(folder, PASSPHRASE)
    connection = connect(folder / DATABASE, material)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = {
        name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))  # noqa: S608
        for (name,) in tables
    }
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return version, rows


@pytest.fixture(params=EARLIER)
def earlier(request, tmp_path):
    """A copy of a vault as an earlier release left it."""
    folder = tmp_path / "vault"
    shutil.copytree(VAULTS / f"schema-{request.param}", folder)
    return folder


def test_a_vault_of_every_earlier_schema_is_kept():
    """At a release with a new schema, keep one: packaging/README.md says how."""
    kept = {folder.name for folder in VAULTS.glob("schema-*")}

    assert {f"schema-{number}" for number in EARLIER} <= kept
    assert [contents(VAULTS / f"schema-{number}")[0] for number in EARLIER] == list(EARLIER)


def test_nobody_and_no_line_of_history_is_lost(earlier):
    _version, before = contents(earlier)

    with closing(open_vault(earlier, PASSPHRASE)) as vault:
        with vault.work() as work:
            people = work.all(Client)
            work.save(Client(name="Somebody new"))
        chain = vault.verify_chain()

    version, after = contents(earlier)
    assert version == SCHEMA_VERSION
    assert len(people) == len(before["client"]) > 0
    assert chain.ok
    assert set(before["change"]) < set(after["change"])
    assert set(before["access_log"]) <= set(after["access_log"])


def test_the_copy_made_before_is_the_old_vault_to_the_last_row(earlier):
    before = contents(earlier)

    open_vault(earlier, PASSPHRASE).close()

    (copy,) = copies_in(earlier / COPIES / f"{BEFORE}{SCHEMA_VERSION}")
    assert contents(copy.path) == before
