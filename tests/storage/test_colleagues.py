"""Several counsellors in one vault: let in, given new passphrases, known to each other."""

import gc
from dataclasses import replace
from types import FunctionType, ModuleType

import pytest

from app.domain.clients import Client
from app.domain.staff import Counsellor
from app.errors import NotAllowed, NotFinished, UserError, VaultDamaged, WrongPassphrase
from app.storage.keys.keyfiles import FLOOR, KdfCost, read_header, read_key_file
from app.storage.keys.unlocking import key_files
from app.storage.vault import open_vault
from tests import raw
from tests.storage.shared_vault import (
    ADMIN,
    KARI,
    NEW,
    OLA,
    PER,
    check_data,
    lock,
    make_shared,
    person,
)

pytestmark = pytest.mark.usefixtures("quickly")


def codes(vault):
    with raw.database(vault).transaction() as connection:
        query = "SELECT action, detail FROM access_log ORDER BY hlc"
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def key_file(shared, name):
    return shared.folder / "keys" / f"{shared.ids[name]}.key"


@pytest.mark.parametrize(("passphrase", "name"), [(KARI, "Kari"), (PER, "Per"), (OLA, "Ola")])
def test_each_opens_the_vault_with_their_own_passphrase(shared, passphrase, name):
    with shared.opened(passphrase) as vault:
        assert vault.counsellor.name == name
        check_data(vault)


def test_whoever_was_let_in_is_vouched_for_and_logged_by_id(shared):
    with shared.opened() as vault:
        kari, per = person(vault, "Kari"), person(vault, "Per")

        assert per.endorsed_by == kari.signing_key
        assert ("COLLEAGUE_ADDED", per.id) in codes(vault)
        assert vault.colleagues.key_holders() == set(shared.ids.values())


def test_a_passphrase_that_is_in_use_is_refused_and_nothing_changes(shared):
    with shared.opened() as vault:
        before = sorted((shared.folder / "keys").iterdir())

        with pytest.raises(NotFinished):
            vault.colleagues.add(Counsellor(name="Mari", roles=ADMIN), lock(PER))

        assert sorted((shared.folder / "keys").iterdir()) == before
        assert "Mari" not in {each.name for each in raw.keyring(vault).staff()}


def test_a_newcomer_who_could_not_be_saved_leaves_no_key_behind(shared, monkeypatch):
    with shared.opened() as vault:

        def fail(*_arguments, **_named):
            raise ZeroDivisionError

        monkeypatch.setattr("app.storage.access.AccessLog.log", fail)
        with pytest.raises(ZeroDivisionError):
            vault.colleagues.add(Counsellor(name="Mari"), lock(NEW))
        monkeypatch.undo()

    assert len(list((shared.folder / "keys").iterdir())) == 3
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, NEW)


def test_what_a_key_remembers_is_renewed_at_the_next_good_unlock_and_then_left_alone(shared):
    kari = person_key(shared, "Kari", KARI)
    assert len(kari.secrets.pins.signers) == 1

    with shared.opened():
        pass

    after = key_file(shared, "Kari").read_bytes()
    assert len(person_key(shared, "Kari", KARI).secrets.pins.signers) == 3
    with shared.opened():
        pass
    assert key_file(shared, "Kari").read_bytes() == after


def person_key(shared, name, passphrase):
    return read_key_file(key_file(shared, name), passphrase)


def test_neither_passphrase_nor_its_key_is_kept_once_the_vault_is_open(shared):
    secret = person_key(shared, "Kari", KARI).lock.kek
    with shared.opened() as vault:
        assert vault.vault_id in within(vault)
        assert raw.keyring(vault).material.vmk in within(vault)
        assert secret not in within(vault)
        assert KARI not in within(vault)


def within(thing):
    """Return the texts and bytes that can be reached from a thing, leaving out the program."""
    found, seen, waiting = set(), set(), [thing]
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, ModuleType | type | FunctionType):
            continue
        seen.add(id(each))
        if isinstance(each, str | bytes):
            found.add(each)
        waiting += gc.get_referents(each)
    return found


# --- changing one's own passphrase


def test_the_new_passphrase_opens_the_vault_and_the_old_one_no_longer(shared):
    with shared.opened(PER) as vault:
        vault.colleagues.change_passphrase(PER, lock(NEW), [])
        assert ("PASSPHRASE_CHANGED", shared.ids["Per"]) in codes(vault)

    with shared.opened(NEW) as vault:
        assert vault.counsellor.name == "Per"
        check_data(vault)
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)


@pytest.mark.parametrize("tried", ["feil", KARI])
def test_changing_needs_the_own_old_passphrase(shared, tried):
    with shared.opened(PER) as vault:
        before = key_file(shared, "Per").read_bytes()
        with pytest.raises(WrongPassphrase):
            vault.colleagues.change_passphrase(tried, lock(NEW), [])

        assert key_file(shared, "Per").read_bytes() == before


def test_another_file_with_the_old_passphrase_goes_too(shared):
    key_file(shared, "Per").with_name("other.key").write_bytes(key_file(shared, "Per").read_bytes())
    with shared.opened(PER) as vault:
        vault.colleagues.change_passphrase(PER, lock(NEW), [])

    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)


def test_guessing_never_becomes_less_work(shared):
    with shared.opened(PER) as vault:
        dear = replace(lock(NEW), cost=KdfCost(FLOOR.memory_kib, 4))
        vault.colleagues.change_passphrase(PER, dear, [])
        vault.colleagues.change_passphrase(NEW, lock("enda en frase"), [])

    header = read_header(key_file(shared, "Per").read_bytes())
    assert (header.memory_kib, header.passes) == (FLOOR.memory_kib, 4)


def test_a_key_file_below_the_policy_is_locked_anew_at_the_next_good_unlock(shared):
    open_vault(shared.folder, PER, KdfCost(FLOOR.memory_kib, 4)).close()

    assert read_header(key_file(shared, "Per").read_bytes()).passes == 4
    assert read_header(key_file(shared, "Kari").read_bytes()).passes == 3
    with shared.opened(PER) as vault:
        check_data(vault)
    before = key_file(shared, "Per").read_bytes()
    open_vault(shared.folder, PER, KdfCost(FLOOR.memory_kib, 4)).close()
    assert key_file(shared, "Per").read_bytes() == before


def test_an_open_copy_gets_the_new_passphrase_too(shared, tmp_path):
    with shared.opened(PER) as vault:
        copy = vault.copy(tmp_path / "stick")
        vault.colleagues.change_passphrase(PER, lock(NEW), [tmp_path / "stick"])

    with pytest.raises(WrongPassphrase):
        open_vault(copy.path, PER)
    vault = open_vault(copy.path, NEW)
    assert vault.counsellor.name == "Per"
    vault.close()


# --- a colleague who forgot theirs


def test_a_new_passphrase_for_a_colleague_brings_new_keys_and_keeps_the_history_whole(shared):
    with shared.opened(PER) as vault, vault.work() as work:
        work.save(Client(name="Pers klient"))
    with shared.opened() as vault:
        before = person(vault, "Per")
        vault.colleagues.renew(before, lock(NEW))
        after = person(vault, "Per")
        assert after.signing_key != before.signing_key
        assert after.former_keys == before.signing_key
        assert after.endorsed_by == vault.counsellor.signing_key
        assert ("KEYS_RENEWED", after.id) in codes(vault)
        assert vault.verify_chain().ok

    with shared.opened(NEW) as vault:
        assert vault.counsellor.name == "Per"
        with vault.work() as work:
            assert {each.name for each in work.all(Client)} == {"Liv Hansen", "Pers klient"}
            work.save(Client(name="Enda en"))
        assert vault.verify_chain().ok
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)
    assert len(list((shared.folder / "keys").iterdir())) == 3


def test_the_old_key_file_put_back_opens_nothing(shared):
    kept = key_file(shared, "Per").read_bytes()
    with shared.opened() as vault:
        vault.colleagues.renew(person(vault, "Per"), lock(NEW))

    key_file(shared, "Per").with_name("kept.key").write_bytes(kept)

    with pytest.raises(VaultDamaged, match="no longer"):
        open_vault(shared.folder, PER)


def test_the_old_key_with_the_old_seal_is_told_that_there_is_a_new_passphrase(shared):
    kept = key_file(shared, "Per").read_bytes()
    sealed = (shared.folder / "vault.age").read_bytes()
    with shared.opened() as vault:
        vault.colleagues.renew(person(vault, "Per"), lock(NEW))

    key_file(shared, "Per").with_name("kept.key").write_bytes(kept)
    (shared.folder / "vault.age").write_bytes(sealed)

    with pytest.raises(NotAllowed, match="former passphrase"):
        open_vault(shared.folder, PER)


# --- key files that do not count


def test_a_key_of_somebody_who_was_never_let_in_opens_nothing_and_is_cleared_away(shared):
    with shared.opened() as vault:
        keyring = raw.keyring(vault)
        newcomer = vault.colleagues.add(Counsellor(name="Mari", roles=ADMIN), lock(NEW))
        with keyring.database.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM counsellor WHERE name = 'Mari'")
    stray = shared.folder / "keys" / f"{newcomer.id}.key"
    assert stray.exists()

    with pytest.raises(NotAllowed, match="give you access once more"):
        open_vault(shared.folder, NEW)
    assert stray.exists()

    with shared.opened(OLA):
        assert not stray.exists()
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, NEW)


def test_another_vaults_key_is_left_alone(shared, tmp_path):
    other = make_shared(tmp_path / "other")
    (foreign,) = (other.folder / "keys").glob(f"{other.ids['Ola']}.key")
    put = shared.folder / "keys" / foreign.name
    put.write_bytes(foreign.read_bytes())

    with shared.opened():
        assert put.exists()


def test_nobody_can_do_anything_with_keys_in_a_folder_that_may_only_be_read(shared, monkeypatch):
    with shared.opened() as vault:
        monkeypatch.setattr(raw.database(vault), "read_only", True)
        for deed in (
            lambda: vault.colleagues.add(Counsellor(name="Mari"), lock(NEW)),
            lambda: vault.colleagues.renew(person(vault, "Per"), lock(NEW)),
            lambda: vault.colleagues.change_passphrase(KARI, lock(NEW), []),
            lambda: vault.colleagues.remove(person(vault, "Per"), KARI),
        ):
            with pytest.raises(UserError, match="only be read"):
                deed()


def test_a_key_file_is_tried_first_once_it_was_used(shared):
    with shared.opened(OLA):
        pass

    assert key_files(shared.folder)[0] == key_file(shared, "Ola")
