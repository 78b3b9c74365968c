"""A copy is looked into before anything is done, and nothing is written into it."""

from datetime import UTC, datetime

import pytest

from app.errors import (
    UserError,
    VaultDamaged,
    VaultTooNew,
    WrongPassphrase,
)
from app.storage.connection import connect
from app.storage.copies.finding import find_copies
from app.storage.copies.looking import look_with_passphrase, look_with_recovery
from app.storage.keys.sealing import new_recovery_identity
from tests import raw
from tests.storage.damaging import state_of
from tests.storage.put_back import copy_of, everything, put_back


@pytest.fixture
def copy(made):
    return copy_of(made)


@pytest.fixture
def contents(made, copy):
    return look_with_passphrase(copy, made.passphrase)


def test_a_copy_is_looked_into_before_anything_is_done(made, copy, contents):
    assert contents.clients == 12
    assert contents.made_at == copy.made_at
    assert (datetime.now(UTC) - contents.last_change).total_seconds() < 600
    assert [each.name for each in contents.counsellors] == ["Marit Hætta"]


def test_a_recovery_key_looks_into_a_copy_too(made, copy, contents):
    looked = look_with_recovery(copy, made.recovery)

    assert looked.clients == contents.clients
    assert looked.counsellors == contents.counsellors
    assert looked.material.dek == contents.material.dek
    assert looked.opened is None


def test_neither_key_can_be_read_off_what_was_seen(contents, made, copy):
    looked = look_with_recovery(copy, made.recovery)

    for each in (contents, looked):
        assert made.recovery not in repr(each)
        assert contents.material.vmk.hex() not in repr(each)


def test_looking_writes_nothing_into_the_copy(made, copy):
    before = state_of(copy.path)
    (copy.path / ".new-left-by-somebody").write_text("x")

    look_with_passphrase(copy, made.passphrase)
    look_with_recovery(copy, made.recovery)

    (copy.path / ".new-left-by-somebody").unlink()  # not ours to clear away
    assert state_of(copy.path) == before


def test_a_copy_that_may_only_be_read_can_be_looked_into(made, copy):
    for path in (copy.path / "keys", copy.path):
        path.chmod(0o500)
    try:
        assert look_with_passphrase(copy, made.passphrase).clients == 12
    finally:
        for path in (copy.path, copy.path / "keys"):
            path.chmod(0o700)


def test_a_wrong_key_is_told(made, copy):
    with pytest.raises(WrongPassphrase):
        look_with_passphrase(copy, "something else")
    with pytest.raises(UserError):
        look_with_recovery(copy, "AGE-SECRET-KEY-1")
    with pytest.raises(VaultDamaged):
        look_with_recovery(copy, new_recovery_identity()[0])


def test_a_copy_of_a_later_leia_is_refused(made, copy, contents):
    connection = connect(copy.path / "vault.db", contents.material)
    connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(VaultTooNew):
        look_with_passphrase(copy, made.passphrase)


def test_a_vault_cut_off_while_saving_is_looked_into_as_it_was_before(made, contents):
    """Its folder was carried here on a stick: the journal in it is still to be played back."""
    vault = made.open()
    file, journal = made.folder / "vault.db", made.folder / "vault.db-journal"
    raw.driver(vault).execute("PRAGMA cache_size = 10")
    with raw.database(vault).transaction() as connection:
        connection.exec_driver_sql("UPDATE client SET phone = hex(randomblob(9000))")
        left = file.read_bytes(), journal.read_bytes()
    vault.close()
    file.write_bytes(left[0])
    journal.write_bytes(left[1])
    found = find_copies(made.folder)
    (cut_off,) = [each for each in found if each.path == made.folder]
    before = state_of(made.folder)

    looked = look_with_passphrase(cut_off, made.passphrase)

    assert looked.clients == 12
    assert state_of(made.folder) == before
    folder = made.folder.parent / "elsewhere" / "vault"
    put_back(looked, folder)
    assert everything(folder, made.passphrase)
