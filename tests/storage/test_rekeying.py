"""Somebody leaves: those who stay get a new key for the vault, and the one who left does not."""

import os
import shutil
from contextlib import closing, contextmanager
from dataclasses import replace

import msgspec
import pytest
from nacl.signing import SigningKey
from sqlcipher3 import dbapi2

from app.domain.clients import Client
from app.domain.permissions import Role, Roles
from app.domain.staff import Centre, Counsellor
from app.errors import NotAllowed, NotSaved, UserError, VaultDamaged, VaultInUse, WrongPassphrase
from app.storage import database
from app.storage.connection import connect
from app.storage.copies.copy_checks import check_in_place
from app.storage.copies.manifest import read_manifest
from app.storage.copies.shelves import SET_ASIDE
from app.storage.files import DATABASE
from app.storage.holders import rekeying
from app.storage.keys.endorsing import COLLEAGUE, KEEPER, MADE, endorse
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import NEXT, SEALED, new_recovery_identity, open_with_recovery, seal
from app.storage.keys.unlocking import unlock
from app.storage.vault import create_vault, open_vault
from tests import raw
from tests.recover_script import recovered
from tests.storage.shared_vault import (
    ADMIN,
    KARI,
    NEW,
    OLA,
    PER,
    SharedVault,
    check_data,
    lock,
    make_shared,
    person,
)

pytestmark = pytest.mark.usefixtures("quickly")


def remove(shared, name="Per", passphrase=KARI):
    with shared.opened(passphrase) as vault:
        vault.colleagues.remove(person(vault, name), passphrase)


def codes(vault):
    with raw.database(vault).transaction() as connection:
        query = "SELECT action, detail FROM access_log ORDER BY hlc"
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def opens(file, material):
    try:
        connect(file, material).close()
    except dbapi2.DatabaseError:
        return False
    return True


def test_the_vault_gets_a_new_key_that_the_one_who_left_does_not_have(shared):
    _opened, before = unlock(shared.folder, PER)
    kept = {file.name: file.read_bytes() for file in (shared.folder / "keys").iterdir()}

    remove(shared)

    _opened, after = unlock(shared.folder, KARI)
    assert (after.generation, after.db_salt) == (before.generation + 1, before.db_salt)
    assert after.vmk != before.vmk
    assert not opens(shared.folder / DATABASE, before)
    assert opens(shared.folder / DATABASE, after)
    assert {file.stem for file in (shared.folder / "keys").iterdir()} == {
        shared.ids["Kari"],
        shared.ids["Ola"],
    }
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)
    name = f"{shared.ids['Per']}.key"
    (shared.folder / "keys" / name).write_bytes(kept[name])
    with pytest.raises(VaultDamaged, match="no longer get in"):
        open_vault(shared.folder, PER)


@pytest.mark.parametrize("passphrase", [KARI, OLA])
def test_those_who_stay_get_in_and_everything_is_there(shared, passphrase):
    remove(shared)

    with shared.opened(passphrase) as vault:
        check_data(vault)
        assert not person(vault, "Per").active
        assert ("COLLEAGUE_REMOVED", shared.ids["Per"]) in codes(vault)


def test_work_goes_on_in_the_open_vault(shared):
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI)
        with vault.work() as work:
            work.save(Counsellor(name="x", signing_key="00", active=False))
        vault.colleagues.add(Counsellor(name="Mari", roles=ADMIN), lock(NEW))
        vault.copy()
        with pytest.raises(VaultInUse):
            open_vault(shared.folder, KARI)

    with shared.opened(NEW) as vault:
        assert vault.counsellor.name == "Mari"


def test_it_takes_the_own_passphrase(shared):
    before = (shared.folder / SEALED).read_bytes()

    with shared.opened() as vault:
        for tried in (PER, "feil"):
            with pytest.raises(WrongPassphrase):
                vault.colleagues.remove(person(vault, "Per"), tried)

    assert (shared.folder / SEALED).read_bytes() == before
    with shared.opened(PER):
        pass


def test_an_older_vault_age_put_back_is_refused_by_those_who_have_seen_the_newer(shared):
    old = (shared.folder / SEALED).read_bytes()
    database_before = (shared.folder / DATABASE).read_bytes()
    remove(shared)
    with shared.opened(OLA):
        pass

    (shared.folder / SEALED).write_bytes(old)
    for passphrase in (KARI, OLA):  # the remover's own key knows at once
        with pytest.raises(VaultDamaged, match="replaced by an older one"):
            open_vault(shared.folder, passphrase)
    (shared.folder / DATABASE).write_bytes(database_before)
    with pytest.raises(VaultDamaged, match="replaced by an older one"):
        open_vault(shared.folder, OLA)


def test_a_key_made_by_the_one_who_left_is_not_believed(shared):
    with shared.opened(PER) as vault:
        keyring = raw.keyring(vault)
        everybody = [each.sealing_key for each in keyring.staff()]
        signing = keyring.author.signing
    remove(shared)
    with shared.opened(OLA) as vault:
        coming = raw.keyring(vault).coming()

    seal(shared.folder, coming, everybody, signing)

    for passphrase in (KARI, OLA):
        with pytest.raises(VaultDamaged, match="somebody your key does not know"):
            open_vault(shared.folder, passphrase)


def test_whoever_was_away_believes_those_who_came_meanwhile(tmp_path):
    folder = tmp_path / "vault"
    public = [new_recovery_identity()[1]]
    founded = create_vault(folder, "a", Centre(), Counsellor(name="A"), public, FLOOR)
    with closing(founded) as vault:
        vault.colleagues.add(Counsellor(name="D", roles=ADMIN), lock("d"))
        vault.colleagues.add(Counsellor(name="B", roles=ADMIN), lock("b"))
    shared = SharedVault(folder, "", {})
    with shared.opened("b") as vault:
        vault.colleagues.add(Counsellor(name="C", roles=ADMIN), lock("c"))
    with shared.opened("b") as vault:
        vault.colleagues.remove(person(vault, "A"), "b")
    with shared.opened("c") as vault:
        vault.colleagues.renew(person(vault, "B"), lock("b2"))
        vault.colleagues.add(Counsellor(name="E", roles=ADMIN), lock("e"))
        vault.colleagues.remove(person(vault, "B"), "c")

    with shared.opened("d") as vault:
        assert vault.counsellor.name == "D"
        assert vault.verify_chain().ok
    with shared.opened("e"), pytest.raises(UserError):
        open_vault(folder, "a")


def sealed_by(shared, passphrase, signing=None, **vouched):
    """Put a new generation of the vault's key in place, signed by somebody, for everybody."""
    with shared.opened(passphrase) as vault:
        keyring = raw.keyring(vault)
        signing = signing or keyring.author.signing
        new = keyring.coming()
        made = endorse(signing, new.vault_id, new.commitment, MADE)
        coming = replace(new, made=made, **vouched)
        everybody = [each.sealing_key for each in keyring.staff()]
    seal(shared.folder, coming, everybody, signing)


def refuse(shared, *passphrases):
    for passphrase in passphrases:
        with pytest.raises(VaultDamaged, match="somebody your key does not know"):
            open_vault(shared.folder, passphrase)


def test_a_key_made_by_somebody_who_is_no_administrator_is_not_believed(shared):
    sealed_by(shared, OLA)

    refuse(shared, KARI, PER, OLA)


def test_an_administrators_word_for_a_new_one_is_believed_and_no_others(shared):
    stranger = SigningKey.generate()
    key, vault_id = bytes(stranger.verify_key).hex(), unlock(shared.folder, KARI)[1].vault_id
    with shared.opened(OLA) as vault:
        by_ola = endorse(raw.keyring(vault).author.signing, vault_id, key, KEEPER)
    with shared.opened(KARI) as vault:
        by_kari = endorse(raw.keyring(vault).author.signing, vault_id, key, KEEPER)
        as_colleague = endorse(raw.keyring(vault).author.signing, vault_id, key, COLLEAGUE)
    lie = msgspec.structs.replace(by_kari, signature="00" * 64)

    for word in (by_ola, as_colleague, lie):
        trial = shared.copied_to(shared.folder.with_name(word.signature[:8]))
        sealed_by(trial, OLA, stranger, grants=(word,))
        refuse(trial, PER, KARI)
    sealed_by(shared, OLA, stranger, grants=(by_kari,))
    assert unlock(shared.folder, PER)[1].generation == 2


def test_whoever_was_an_administrator_once_is_believed_no_more(shared):
    with shared.opened(PER) as vault, vault.work() as work:  # Kari has vouched for him
        kept = raw.keyring(vault).material.grants
        assert kept
        work.save(replace(person(vault, "Per"), roles=Roles({Role.COUNSELLOR})))
    for passphrase in (KARI, OLA):
        with shared.opened(passphrase):
            pass

    sealed_by(shared, PER, grants=kept)

    refuse(shared, KARI, OLA)


def test_whoever_has_not_unlocked_since_does_not_believe_the_one_who_left(shared):
    with shared.opened(OLA) as vault:
        signing = raw.keyring(vault).author.signing
    for passphrase in (PER, KARI):
        with shared.opened(passphrase):
            pass
    kept = shared.copied_to(shared.folder.with_name("kept"))
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Ola"), KARI)

    sealed_by(kept, OLA, signing)
    for name in (DATABASE, SEALED):
        shutil.copyfile(kept.folder / name, shared.folder / name)

    refuse(shared, PER)


def test_a_key_that_an_administrator_made_is_believed_whoever_sealed_it_last(shared):
    remove(shared)
    with shared.opened(OLA) as vault:
        raw.keyring(vault).reseal()

    assert unlock(shared.folder, KARI)[1].signer != unlock(shared.folder, KARI)[1].made.by
    kept = unlock(shared.folder, OLA)[1]
    with shared.opened(OLA) as vault:
        new = replace(raw.keyring(vault).coming(), made=kept.made)
        everybody = [each.sealing_key for each in raw.keyring(vault).staff()]
        seal(shared.folder, new, everybody, raw.keyring(vault).author.signing)
    refuse(shared, KARI, OLA)


def test_whoever_was_away_hears_once_who_made_the_new_key(shared):
    remove(shared)
    with shared.opened() as vault:
        own = vault.key_change
    with shared.opened(OLA) as vault:
        told = vault.key_change
    with shared.opened(OLA) as vault:
        again = vault.key_change

    assert (told.by, told.is_news, told.number) == ("Kari", True, own.number)
    assert told.at is not None
    assert (own.is_news, again.is_news) == (False, False)


def test_a_vaults_first_key_is_nobodys_news(shared):
    with shared.opened(OLA) as vault:
        change = vault.key_change

    assert (change.by, change.at, change.is_news) == ("", None, False)
    assert len(change.number) == len("123 456")


def test_a_new_administrator_is_vouched_for_at_once(shared):
    with shared.opened() as vault:
        with vault.work() as work:
            work.save(replace(person(vault, "Ola"), roles=ADMIN))
        vault.colleagues.vouch_for_administrators()
    with shared.opened(OLA) as vault:
        vault.colleagues.remove(person(vault, "Kari"), OLA)

    with shared.opened(PER) as vault:  # has not been here since
        assert vault.counsellor.name == "Per"


def test_the_printed_key_still_opens_it_in_the_program_and_outside(shared, tmp_path):
    remove(shared)

    assert open_with_recovery(shared.folder, shared.recovery).generation == 2
    said = recovered(shared.folder, shared.recovery, tmp_path / "all.sql")
    assert (said.returncode, said.stderr) == (0, "")
    assert "Liv Hansen" in (tmp_path / "all.sql").read_text(encoding="utf-8")


# --- when the key cannot be changed


def test_on_a_full_disk_the_one_who_left_is_out_and_the_next_unlock_goes_on(shared, monkeypatch):
    change_key = database.change_key

    def fail(connection, material):
        raise dbapi2.OperationalError("no room")

    monkeypatch.setattr(database, "change_key", fail)
    with shared.opened() as vault:
        with pytest.raises(NotSaved, match="goes on by itself"):
            vault.colleagues.remove(person(vault, "Per"), KARI)
        check_data(vault)
    with pytest.raises(NotAllowed, match="no longer work"):
        open_vault(shared.folder, PER)
    with shared.opened(OLA) as vault:  # still no room, and that keeps nobody out
        check_data(vault)
    assert unlock(shared.folder, OLA)[1].generation == 1

    monkeypatch.setattr(database, "change_key", change_key)
    with shared.opened(OLA) as vault:
        check_data(vault)
    assert unlock(shared.folder, KARI)[1].generation == 2
    assert not (shared.folder / NEXT).exists()
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)


@contextmanager
def room_for(size):
    """Let no file grow beyond a size, as on a disk that is nearly full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_really_fills_up_meanwhile_spoils_nothing(shared):
    with shared.opened() as vault:
        with vault.work() as work:
            for number in range(20):
                work.save(Client(name=f"Person {number}", phone="x" * 50_000))
        driver = raw.driver(vault)
        driver.execute("CREATE TABLE filling AS SELECT zeroblob(100000) AS empty")
        driver.execute("DROP TABLE filling")  # so that the file need not grow
        size = (shared.folder / DATABASE).stat().st_size

        with room_for(size + 2000), pytest.raises(NotSaved, match="goes on by itself"):
            vault.colleagues.remove(person(vault, "Per"), KARI)

        assert unlock(shared.folder, KARI)[1].generation == 1
        with vault.work() as work:
            work.save(Client(name="Etterpå"))
        check_data(vault)
        vault.copy()
    with shared.opened(OLA) as vault:
        check_data(vault)
        with vault.work() as work:
            assert len(work.all(Client)) == 22
    assert unlock(shared.folder, KARI)[1].generation == 2


def test_an_error_after_all_was_done_is_none(shared, monkeypatch):
    change_key = database.change_key

    def fail_late(connection, material):
        change_key(connection, material)
        raise dbapi2.OperationalError

    monkeypatch.setattr(database, "change_key", fail_late)
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI)
        check_data(vault)

    with shared.opened(OLA) as vault:
        check_data(vault)


def test_a_success_that_never_reached_the_disk_is_not_believed(shared, monkeypatch):
    """SQLCipher says nothing when the last step of a rekey fails; the file then has its old key."""
    monkeypatch.setattr(database, "change_key", lambda connection, material: None)
    with shared.opened() as vault, pytest.raises(NotSaved, match="goes on by itself"):
        vault.colleagues.remove(person(vault, "Per"), KARI)
    monkeypatch.undo()

    with shared.opened(OLA) as vault:
        check_data(vault)
    assert unlock(shared.folder, KARI)[1].generation == 2


@pytest.mark.parametrize("spoilt", [None, b"", b"garbage"])
def test_a_lost_coming_key_is_made_again(shared, monkeypatch, spoilt):
    def fail(_connection, _material):
        raise dbapi2.OperationalError("no room")

    with monkeypatch.context() as patched, shared.opened() as vault:
        patched.setattr(database, "change_key", fail)
        with pytest.raises(NotSaved):
            vault.colleagues.remove(person(vault, "Per"), KARI)
    (shared.folder / NEXT).unlink()
    if spoilt is not None:
        (shared.folder / NEXT).write_bytes(spoilt)

    with shared.opened(OLA) as vault:  # whom nobody would believe another key
        check_data(vault)
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)
    assert unlock(shared.folder, OLA)[1].generation == 1
    with shared.opened(KARI) as vault:
        check_data(vault)

    assert unlock(shared.folder, OLA)[1].generation == 2
    assert not (shared.folder / NEXT).exists()


def test_a_coming_key_nobody_decided_upon_is_cleared_away(shared):
    with shared.opened() as vault:
        keyring = raw.keyring(vault)
        rekeying.prepare(keyring, [each.sealing_key for each in keyring.staff()])

    with shared.opened(OLA) as vault:
        check_data(vault)

    assert not (shared.folder / NEXT).exists()
    assert unlock(shared.folder, PER)[1].generation == 1


# --- copies


def made_copies(shared, tmp_path):
    with shared.opened() as vault:
        near, stick = vault.copy(), vault.copy(tmp_path / "stick")
    return near.path, stick.path


def test_copies_within_reach_get_the_new_key(shared, tmp_path):
    near, stick = made_copies(shared, tmp_path)
    kept = shutil.copytree(near, tmp_path / "kept aside")
    key = shared.folder / "keys" / f"{shared.ids['Per']}.key"
    kept_key = key.read_bytes()

    remove(shared)
    with shared.opened() as vault:
        places = [shared.folder / "backups", tmp_path / "stick", tmp_path / "drawer"]
        removal = vault.colleagues.renew_copies(places)
        again = vault.colleagues.renew_copies(places[:2])

    assert {copy.path for copy in removal.rekeyed} == {near, stick}
    assert [(each.place, each.made_at) for each in removal.still_open] == [
        (tmp_path / "drawer", None)
    ]
    assert (again.rekeyed, again.still_open) == ((), ())
    for copy in (near, stick):
        assert sorted(file.name for file in copy.iterdir()) == [
            "copy.json",
            "keys",
            "vault.age",
            "vault.db",
        ]
        (copy / "keys" / key.name).write_bytes(kept_key)
        with pytest.raises(UserError):
            open_vault(copy, PER)
        (copy / "keys" / key.name).unlink()
        for passphrase in (KARI, OLA):
            vault = open_vault(copy, passphrase)
            check_data(vault)
            assert not person(vault, "Per").active
            vault.close()
    vault = open_vault(kept, PER)  # nobody can take back what was taken along
    vault.close()


def test_a_rekeyed_copy_is_whole_by_its_own_word(shared, tmp_path):
    near, _stick = made_copies(shared, tmp_path)
    remove(shared)
    with shared.opened() as vault:
        vault.colleagues.renew_copies([near.parent])
        material = raw.keyring(vault).material

    check_in_place(near, material, read_manifest(near))


def test_a_rekeyed_copy_opens_for_those_who_work_here_now(shared, tmp_path):
    near, _stick = made_copies(shared, tmp_path)
    with shared.opened() as vault:
        vault.colleagues.add(Counsellor(name="Mari", roles=ADMIN), lock("mari sin frase"))
        vault.colleagues.renew(person(vault, "Ola"), lock(NEW))
        vault.colleagues.remove(person(vault, "Per"), KARI)
        vault.colleagues.renew_copies([near.parent])

    for passphrase, name in ((NEW, "Ola"), ("mari sin frase", "Mari")):
        vault = open_vault(near, passphrase)
        assert vault.counsellor.name == name
        check_data(vault)
        vault.close()
    with pytest.raises(WrongPassphrase):
        open_vault(near, OLA)


def test_a_copy_that_was_away_gets_the_key_when_it_turns_up_also_two_keys_later(shared, tmp_path):
    _near, stick = made_copies(shared, tmp_path)
    (tmp_path / "stick").rename(tmp_path / "drawer")
    remove(shared)
    with shared.opened() as vault:
        vault.colleagues.renew_copies([tmp_path / "stick"])
        vault.colleagues.remove(person(vault, "Ola"), KARI)
    (tmp_path / "drawer").rename(tmp_path / "stick")

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([tmp_path / "stick"])

    assert [copy.path for copy in removal.rekeyed] == [stick]
    vault = open_vault(stick, KARI)
    check_data(vault)
    vault.close()
    for passphrase in (PER, OLA):
        with pytest.raises(WrongPassphrase):
            open_vault(stick, passphrase)


def test_what_cannot_get_the_key_is_told_and_left_as_it_is(shared, tmp_path):
    near, stick = made_copies(shared, tmp_path)
    content = bytearray((near / DATABASE).read_bytes())
    content[5000] ^= 1
    (near / DATABASE).write_bytes(content)
    os.truncate(stick / DATABASE, 10_000)
    remove(shared)

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([near.parent, stick.parent])

    assert removal.rekeyed == ()
    assert {each.place for each in removal.still_open} == {near, stick}
    assert all(each.why and each.made_at for each in removal.still_open)
    assert (near / DATABASE).read_bytes() == bytes(content)


@pytest.mark.parametrize("spoilt", ["vault.age", "copy.json"])
def test_a_copy_that_is_not_as_it_was_made_is_left_alone(shared, tmp_path, spoilt):
    near, _stick = made_copies(shared, tmp_path)
    with (near / spoilt).open("ab") as file:
        file.write(b"more")
    content = (near / DATABASE).read_bytes()
    remove(shared)

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([near.parent])

    assert [each.place for each in removal.still_open] == [near]
    assert (near / DATABASE).read_bytes() == content


def test_another_vaults_copies_in_the_same_place_are_none_of_ours(shared, tmp_path):
    other = make_shared(tmp_path / "other")
    with other.opened() as vault:
        foreign = vault.copy(tmp_path / "stick")
    remove(shared)

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([tmp_path / "stick"])

    assert (removal.rekeyed, removal.still_open) == ((), ())
    open_vault(foreign.path, PER).close()


def test_stopped_in_between_the_rest_is_told(shared, tmp_path):
    near, stick = made_copies(shared, tmp_path)
    remove(shared)
    told = []

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies(
            [near.parent, stick.parent], lambda done: told.append(done) or len(told) < 2
        )

    assert told == [0.0, 0.5]
    assert [copy.path for copy in removal.rekeyed] == [near]
    assert [each.place for each in removal.still_open] == [stick]


def test_what_was_set_aside_by_a_restore_gets_the_key_too(shared):
    aside = shared.folder.with_name(f"{shared.folder.name}{SET_ASIDE}2026")
    shutil.copytree(shared.folder, aside)
    remove(shared)

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([])

    assert [copy.path for copy in removal.rekeyed] == [aside]
    with pytest.raises(WrongPassphrase):
        open_vault(aside, PER)
    open_vault(aside, OLA).close()


# --- the county's keys


def test_the_countys_keys_change_with_the_policy_and_the_printed_one_stays(shared):
    (old, old_public), (new, new_public) = new_recovery_identity(), new_recovery_identity()
    with shared.opened() as vault:
        printed = vault.recovery_keys
        assert vault.use_county_keys([old_public])
        assert not vault.use_county_keys([old_public])
        assert open_with_recovery(shared.folder, old).generation == 1
        assert vault.use_county_keys([new_public])
        assert vault.recovery_keys == (*printed, new_public)
        assert codes(vault).count(("COUNTY_KEYS_CHANGED", "")) == 2
        vault.copy()

    for secret in (shared.recovery, new):
        assert open_with_recovery(shared.folder, secret).generation == 1
    with pytest.raises(VaultDamaged, match="recovery key does not open"):
        open_with_recovery(shared.folder, old)
    remove(shared)
    assert open_with_recovery(shared.folder, new).generation == 3


def test_a_county_key_that_was_taken_back_opens_nothing_with_a_vault_age_from_before(shared):
    (old, old_public), (new, new_public) = new_recovery_identity(), new_recovery_identity()
    with shared.opened() as vault:
        vault.use_county_keys([old_public])
        former = open_with_recovery(shared.folder, old)
        vault.use_county_keys([old_public, new_public])
    with shared.opened():
        pass
    assert opens(shared.folder / DATABASE, former), "none was taken back"
    with shared.opened() as vault:
        vault.use_county_keys([new_public])
    with shared.opened(OLA):
        pass
    assert opens(shared.folder / DATABASE, former), "it takes an administrator"

    with shared.opened() as vault:
        check_data(vault)
    assert not opens(shared.folder / DATABASE, former)
    assert open_with_recovery(shared.folder, new).generation == 2


def test_the_county_takes_back_its_key_but_never_the_last_one(shared):
    _secret, public = new_recovery_identity()
    with shared.opened() as vault:
        vault.use_county_keys([public, *vault.recovery_keys])
        with raw.database(vault).transaction() as connection:
            connection.exec_driver_sql(
                "UPDATE meta SET value = ? WHERE key = 'county'", (" ".join(vault.recovery_keys),)
            )
        with pytest.raises(UserError, match="needs a recovery key"):
            vault.use_county_keys([])


def test_only_a_vault_administrator_changes_the_countys_keys(shared):
    with shared.opened(OLA) as vault, pytest.raises(NotAllowed):
        vault.use_county_keys([new_recovery_identity()[1]])
