"""Somebody leaves: those who stay get a new key for the vault, and the one who left does not."""

import pytest

from app.domain.staff import Counsellor
from app.errors import VaultDamaged, VaultInUse, WrongPassphrase
from app.storage.files import DATABASE
from app.storage.keys.sealing import SEALED, open_with_recovery
from app.storage.keys.unlocking import unlock
from app.storage.vault import open_vault
from tests.recover_script import recovered
from tests.storage.shared_vault import (
    ADMIN,
    KARI,
    NEW,
    OLA,
    PER,
    check_data,
    codes,
    lock,
    opens,
    person,
    remove,
)

pytestmark = pytest.mark.usefixtures("quickly")


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


def test_the_printed_key_still_opens_it_in_the_program_and_outside(shared, tmp_path):
    remove(shared)

    assert open_with_recovery(shared.folder, shared.recovery).generation == 2
    said = recovered(shared.folder, shared.recovery, tmp_path / "all.sql")
    assert (said.returncode, said.stderr) == (0, "")
    assert "Liv Hansen" in (tmp_path / "all.sql").read_text(encoding="utf-8")
