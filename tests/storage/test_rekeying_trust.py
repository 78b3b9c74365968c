"""Whose word for a new key is believed: an administrator's, and nobody's who left."""

import shutil
from contextlib import closing
from dataclasses import replace

import msgspec
import pytest
from nacl.signing import SigningKey

from app.domain.permissions import Role, Roles
from app.domain.staff import Centre, Counsellor
from app.errors import UserError, VaultDamaged
from app.storage.files import DATABASE
from app.storage.keys.endorsing import COLLEAGUE, KEEPER, MADE, endorse
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import SEALED, new_recovery_identity, seal
from app.storage.keys.unlocking import unlock
from app.storage.vault import create_vault, open_vault
from tests import raw
from tests.storage.shared_vault import (
    ADMIN,
    KARI,
    OLA,
    PER,
    SharedVault,
    lock,
    person,
    remove,
)

pytestmark = pytest.mark.usefixtures("quickly")


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
