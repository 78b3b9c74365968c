"""With the recovery key alone: a new passphrase, whatever became of the key files."""

import shutil
from dataclasses import replace

import pytest
from nacl.signing import SigningKey

from app.domain.clients import Client
from app.errors import UserError, VaultDamaged, VaultInUse, WrongPassphrase
from app.storage.copies.making import copies_in
from app.storage.keys import keyfiles
from app.storage.keys.sealing import new_recovery_identity, seal
from app.storage.keys.unlocking import unlock
from app.storage.migrations import SCHEMA_VERSION
from app.storage.recovering import open_recovery
from app.storage.vault import open_vault
from tests import raw
from tests.storage.conftest import PASSPHRASE
from tests.storage.shared_vault import (
    KARI,
    NEW,
    OLA,
    PER,
    check_data,
    lock,
    make_shared,
    person,
)
from tests.storage.test_migrations import VAULTS

pytestmark = pytest.mark.usefixtures("quickly")

DERIVE = keyfiles.derive


def recover(shared, name="Kari", passphrase=NEW):
    recovery = open_recovery(shared.folder, shared.recovery)
    try:
        recovery.set_passphrase(shared.ids[name], lock(passphrase))
    finally:
        recovery.close()


def codes(vault):
    with raw.database(vault).transaction() as connection:
        query = "SELECT action, detail FROM access_log ORDER BY hlc"
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_it_says_who_works_here_and_sets_a_passphrase(shared):
    recovery = open_recovery(shared.folder, shared.recovery)
    assert [each.name for each in recovery.counsellors()] == ["Kari", "Ola", "Per"]
    recovery.set_passphrase(shared.ids["Kari"], lock(NEW))
    recovery.close()
    recovery.close()

    with shared.opened(NEW) as vault:
        assert vault.counsellor.name == "Kari"
        check_data(vault)
        assert codes(vault)[-1] == ("RECOVERED", shared.ids["Kari"])
        assert vault.verify_chain().unvouched == 1
        with vault.work() as work:
            work.save(Client(name="Etterpå"))
        assert vault.verify_chain().ok
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, KARI)
    with shared.opened(OLA) as vault:
        check_data(vault)


def test_the_old_key_file_opens_nothing_afterwards(shared):
    kept = (shared.folder / "keys" / f"{shared.ids['Kari']}.key").read_bytes()
    recover(shared)

    (shared.folder / "keys" / "kept.key").write_bytes(kept)

    with pytest.raises(VaultDamaged, match="got a new passphrase"):
        open_vault(shared.folder, KARI)


@pytest.mark.parametrize("also", [None, "keys"])
def test_no_key_file_is_needed(shared, also):
    shutil.rmtree(shared.folder / "keys")
    if also:
        (shared.folder / "keys").mkdir()

    recover(shared)

    with shared.opened(NEW) as vault:
        check_data(vault)
        assert vault.colleagues.key_holders() == {shared.ids["Kari"]}
        vault.colleagues.renew(person(vault, "Ola"), lock("olas nye frase"))
    with shared.opened("olas nye frase") as vault:
        assert vault.counsellor.name == "Ola"


def test_another_key_is_told_and_so_is_what_is_no_key(shared):
    secret, _public = new_recovery_identity()

    with pytest.raises(VaultDamaged, match="recovery key does not open this vault"):
        open_recovery(shared.folder, secret)
    with pytest.raises(UserError, match="AGE-SECRET-KEY-1"):
        open_recovery(shared.folder, "AGE-SECRET-KEY-1TYPO")


def test_a_vault_in_use_is_left_alone(shared):
    with shared.opened(), pytest.raises(VaultInUse):
        open_recovery(shared.folder, shared.recovery)

    recovery = open_recovery(shared.folder, shared.recovery)
    with pytest.raises(VaultInUse):
        open_vault(shared.folder, KARI)
    recovery.close()


def test_a_vault_of_the_first_release_is_upgraded_and_copied_first(tmp_path, monkeypatch):
    monkeypatch.setattr(keyfiles, "derive", DERIVE)
    folder = tmp_path / "vault"
    shutil.copytree(VAULTS / "schema-1", folder)
    opened, material = unlock(folder, PASSPHRASE)
    secret, public = new_recovery_identity()
    signing = SigningKey(bytes.fromhex(opened.secrets.signing_seed))
    seal(folder, material, [public], signing)

    recovery = open_recovery(folder, secret)
    (founder,) = recovery.counsellors()
    recovery.set_passphrase(founder.id, lock(NEW))
    recovery.close()

    vault = open_vault(folder, NEW)
    assert vault.counsellor == replace(founder, **vars_of_keys(vault.counsellor))
    assert vault.verify_chain().ok
    vault.close()
    assert len(copies_in(folder / "backups" / f"before-{SCHEMA_VERSION}")) == 1


def vars_of_keys(counsellor):
    names = ("signing_key", "sealing_key", "former_keys")
    return {name: getattr(counsellor, name) for name in names}


# --- R10: every combination of what may have become of a key file and of vault.age


def with_key(shared, other, before, state):
    """Put Kari's key file into a state; her passphrase is the same in all of them."""
    file = shared.folder / "keys" / f"{shared.ids['Kari']}.key"
    for each in (shared.folder / "keys").iterdir():
        if each != file:
            each.unlink()
    match state:
        case "absent":
            file.unlink()
        case "damaged":
            content = bytearray(file.read_bytes())
            content[len(content) // 2] ^= 4
            file.write_bytes(content)
        case "foreign":
            file.write_bytes((other.folder / "keys" / f"{other.ids['Kari']}.key").read_bytes())
        case "older":
            file.write_bytes((before.folder / "keys" / file.name).read_bytes())


def with_seal(shared, other, before, state):
    file = shared.folder / "vault.age"
    match state:
        case "absent":
            file.unlink()
        case "damaged":
            content = bytearray(file.read_bytes())
            content[-20] ^= 4
            file.write_bytes(content)
        case "foreign":
            file.write_bytes((other.folder / "vault.age").read_bytes())
        case "older":
            file.write_bytes((before.folder / "vault.age").read_bytes())


KEY_SAID = {
    "absent": "key files are missing",
    "damaged": "key file of the vault is damaged",
    "wrong": "passphrase does not open",
}
SEAL_SAID = {
    "absent": "vault.age is damaged or missing",
    "damaged": "vault.age is damaged or missing",
    "foreign": "no longer get in",
    "older": "replaced by an older one",
}
OTHERS = {
    ("foreign", "right"): "no longer get in",
    ("foreign", "older"): "no longer get in",
    ("foreign", "damaged"): "no longer get in",
    ("foreign", "foreign"): "vault.db is damaged",
    ("older", "older"): "vault.db is damaged",
}
RECOVERY_SAID = {
    "absent": "vault.age is damaged or missing",
    "damaged": "vault.age is damaged or missing",
    "foreign": "recovery key does not open this vault",
    "older": "vault.db is damaged",
}


@pytest.fixture(scope="module")
def changed(shared_template, tmp_path_factory):
    """A vault whose key was changed, and another vault that Kari works with."""
    place = tmp_path_factory.mktemp("changed")
    after = shared_template.copied_to(place / "after")
    with after.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI)
    return after, make_shared(place / "other"), shared_template


@pytest.mark.parametrize("seal", ["right", *SEAL_SAID])
@pytest.mark.parametrize("key", ["right", "absent", "damaged", "foreign", "older", "wrong"])
def test_every_combination_is_told_for_what_it_is_and_recovery_helps(changed, tmp_path, key, seal):
    after, other, before = changed
    shared = after.copied_to(tmp_path / "vault")
    with_key(shared, other, before, key)
    with_seal(shared, other, before, seal)
    said = KEY_SAID.get(key) or OTHERS.get((key, seal)) or SEAL_SAID.get(seal)
    content = {file: file.read_bytes() for file in shared.folder.rglob("*.key")}

    if said is None:
        with shared.opened() as vault:
            check_data(vault)
    else:
        with pytest.raises(UserError, match=said):
            open_vault(shared.folder, "feil" if key == "wrong" else KARI)
        assert {file: file.read_bytes() for file in content} == content
    if seal in RECOVERY_SAID:
        with pytest.raises(VaultDamaged, match=RECOVERY_SAID[seal]):
            recover(shared)
        return
    recover(shared)
    with shared.opened(NEW) as vault:
        assert vault.counsellor.name == "Kari"
        check_data(vault)
    with pytest.raises(UserError):
        open_vault(shared.folder, PER)
