"""A new key for the vault takes back a recovery sheet or a passphrase that somebody may know."""

import shutil
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from sqlcipher3 import dbapi2

from app.domain.clients import Client
from app.errors import NotFinished, NotSaved, UserError, WrongPassphrase
from app.storage import database
from app.storage.connection import connect
from app.storage.files import DATABASE
from app.storage.keys.keyfiles import read_key_file
from app.storage.keys.sealing import (
    SEALED,
    fingerprint,
    new_recovery_identity,
    open_with_recovery,
    unseal,
)
from app.storage.keys.unlocking import unlock
from app.storage.recovering import open_recovery
from app.storage.values.sheets import Sheet
from app.storage.vault import open_vault
from tests import raw
from tests.storage.shared_vault import KARI, NEW, OLA, PER, SharedVault, check_data, lock, person

pytestmark = pytest.mark.usefixtures("quickly")

DAY = date(2026, 11, 26)


def logged(vault):
    with raw.database(vault).transaction() as connection:
        query = "SELECT action, detail FROM access_log ORDER BY hlc"
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def key_file(shared, name):
    return shared.folder / "keys" / f"{shared.ids[name]}.key"


def reads(shared, material):
    try:
        connect(shared.folder / DATABASE, material).close()
    except dbapi2.DatabaseError:
        return False
    return True


def recovers(folder, secret):
    try:
        open_recovery(folder, secret).close()
    except UserError:
        return False
    return True


@pytest.fixture
def sheet():
    """The secret of a new sheet, and the sheet."""
    secret, public = new_recovery_identity()
    return secret, Sheet(public, DAY)


def replace_sheet(shared, sheet):
    with shared.opened() as vault:
        vault.colleagues.replace_sheet(KARI, sheet)


# --- the recovery sheet


def test_the_new_sheet_opens_the_vault_and_the_one_before_no_longer(shared, sheet):
    secret, made = sheet
    replace_sheet(shared, made)

    assert recovers(shared.folder, secret)
    assert not recovers(shared.folder, shared.recovery)
    for passphrase in (OLA, PER, KARI):
        with shared.opened(passphrase) as vault:
            check_data(vault)


def test_the_sheet_before_opens_nothing_of_today_with_a_vault_age_from_before(shared, sheet):
    before = (shared.folder / SEALED).read_bytes()
    former = open_with_recovery(shared.folder, shared.recovery)
    replace_sheet(shared, sheet[1])

    assert not reads(shared, former)
    (shared.folder / SEALED).write_bytes(before)
    assert not recovers(shared.folder, shared.recovery)


def test_its_day_and_fingerprint_are_kept_and_logged(shared, sheet):
    with shared.opened() as vault:
        (founded,) = vault.colleagues.sheets()
        assert founded.made_on == datetime.now(UTC).astimezone().date()
        vault.colleagues.replace_sheet(KARI, sheet[1])
        assert vault.colleagues.sheets() == (sheet[1],)
        assert ("SHEET_RENEWED", fingerprint(sheet[1].public)) in logged(vault)


def test_of_a_sheet_from_before_days_were_kept_none_is_told(shared):
    with shared.opened() as vault:
        with raw.database(vault).transaction() as connection:
            connection.exec_driver_sql("DELETE FROM meta WHERE key = 'sheets'")
        (founded,) = vault.colleagues.sheets()
        assert founded == Sheet(vault.recovery_keys[0], None)


def test_the_countys_keys_stay(shared, sheet):
    county, public = new_recovery_identity()
    with shared.opened() as vault:
        vault.use_county_keys([public])
    replace_sheet(shared, sheet[1])

    with shared.opened() as vault:
        assert vault.recovery_keys == (sheet[1].public, public)
        assert vault.colleagues.sheets() == (sheet[1],)
        assert not vault.use_county_keys([public])
    assert recovers(shared.folder, county)


def test_it_goes_with_taking_somebody_out(shared, sheet):
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI, sheet[1])

    assert unlock(shared.folder, KARI)[1].generation == 2
    assert recovers(shared.folder, sheet[0])
    assert not recovers(shared.folder, shared.recovery)
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)


def test_it_takes_the_own_passphrase_and_a_key_that_is_one(shared, sheet):
    with shared.opened() as vault:
        with pytest.raises(WrongPassphrase):
            vault.colleagues.replace_sheet(OLA, sheet[1])
        with pytest.raises(UserError, match="not valid"):
            vault.colleagues.replace_sheet(KARI, Sheet("age1nonsense", DAY))

    assert recovers(shared.folder, shared.recovery)


def test_copies_within_reach_open_with_the_new_sheet_only_also_once_restored(shared, sheet):
    secret, made = sheet
    with shared.opened() as vault:
        copy = vault.copy().path
        vault.colleagues.replace_sheet(KARI, made)
        vault.colleagues.renew_copies([copy.parent])

    assert recovers(copy, secret)
    assert not recovers(copy, shared.recovery)
    with SharedVault(copy, secret, shared.ids).opened(OLA) as vault:
        assert vault.colleagues.sheets() == (made,)
        raw.keyring(vault).reseal()
    assert recovers(copy, secret)
    assert not recovers(copy, shared.recovery)


def test_on_a_full_disk_the_next_unlock_goes_on(shared, sheet, monkeypatch):
    def fail(_connection, _material):
        raise dbapi2.OperationalError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(database, "change_key", fail)
        with pytest.raises(NotSaved):
            replace_sheet(shared, sheet[1])
    assert [recovers(shared.folder, each) for each in (sheet[0], shared.recovery)] == [False, True]

    with shared.opened(OLA) as vault:
        check_data(vault)
    assert [recovers(shared.folder, each) for each in (sheet[0], shared.recovery)] == [True, False]


# --- a passphrase that somebody may know


def replace_own(shared, old=KARI, *, now=True):
    with shared.opened(old) as vault:
        vault.colleagues.replace_own_keys(old, lock(NEW), now=now)
        with vault.work() as work:
            work.save(Client(name="Skrevet etterpå"))
        check_data(vault)


def test_new_keys_open_the_vault_and_the_passphrase_before_no_longer(shared):
    replace_own(shared)

    for passphrase in (NEW, OLA, PER):
        with shared.opened(passphrase) as vault:
            check_data(vault)
            assert ("OWN_KEYS_RENEWED", shared.ids["Kari"]) in logged(vault)
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, KARI)
    assert len(list((shared.folder / "keys").iterdir())) == 3


def test_an_old_key_file_with_its_passphrase_opens_nothing_of_today(shared, tmp_path):
    kept, sealed = key_file(shared, "Kari").read_bytes(), (shared.folder / SEALED).read_bytes()
    replace_own(shared)
    put = shared.folder / "keys" / "other.key"
    put.write_bytes(kept)

    with pytest.raises(UserError):
        open_vault(shared.folder, KARI)
    (shared.folder / SEALED).write_bytes(sealed)
    opened = read_key_file(put, KARI)
    assert not reads(shared, unseal(shared.folder, opened.secrets.identity, opened.secrets.pins))
    with pytest.raises(UserError):
        open_vault(shared.folder, KARI)


def test_work_with_keys_goes_on_in_the_open_vault(shared):
    with shared.opened() as vault:
        vault.colleagues.replace_own_keys(KARI, lock(NEW), now=True)
        with pytest.raises(WrongPassphrase):
            vault.colleagues.remove(person(vault, "Per"), KARI)
        vault.colleagues.remove(person(vault, "Per"), NEW)
        check_data(vault)

    with shared.opened(OLA) as vault:
        check_data(vault)
    assert unlock(shared.folder, NEW)[1].generation == 3


def test_whoever_was_away_meanwhile_comes_in_again(shared):
    for old, new in ((KARI, "en"), ("en", "to"), ("to", NEW)):
        with shared.opened(old) as vault:
            vault.colleagues.replace_own_keys(old, lock(new), now=True)

    with shared.opened(OLA) as vault:
        check_data(vault)


def test_the_new_passphrase_is_not_one_that_is_in_use(shared):
    with shared.opened() as vault, pytest.raises(NotFinished):
        vault.colleagues.replace_own_keys(KARI, lock(OLA), now=True)


def test_whoever_may_not_make_the_vaults_key_leaves_it_to_the_next_who_may(shared):
    opened, former = unlock(shared.folder, OLA)
    replace_own(shared, OLA, now=False)
    kept = shutil.copytree(shared.folder, shared.folder.with_name("kept"))

    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, OLA)
    with shared.opened(NEW) as vault:
        assert vault.counsellor.name == "Ola"
        assert raw.keyring(vault).material.generation == 1
    with shared.opened(PER) as vault:  # an administrator
        check_data(vault)
        assert raw.keyring(vault).material.generation == 2
    assert not reads(shared, former)
    with shared.opened(KARI) as vault:
        assert raw.keyring(vault).material.generation == 2, "it is paid once"
    for passphrase in (NEW, PER):
        with shared.opened(passphrase) as vault:
            check_data(vault)
    with closing(open_vault(kept, NEW)) as vault:
        check_data(vault)
    assert opened.user == shared.ids["Ola"]
