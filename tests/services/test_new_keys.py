"""New keys as a deed: a recovery sheet or a passphrase that somebody may know is taken back."""

from contextlib import closing
from datetime import date

import pytest

from app.errors import NotAllowed, NotFinished, UserError, WrongPassphrase
from app.services.vault import new_keys as deeds
from app.services.vault.colleagues import remove_colleague
from app.services.vault.founding import new_recovery_key
from app.services.vault.recovering import RecoveryDoor
from app.storage.keys.keyfiles import FLOOR
from app.storage.vault import open_vault
from tests import raw
from tests.staffed import PHRASES

pytestmark = pytest.mark.usefixtures("quickly")

PHRASE = "gammel traktor synger under nordlyset"
DAY = date(2026, 11, 26)


def unlocked(quick, who):
    return closing(open_vault(quick.folder, PHRASES[who]))


def recovers(folder, key):
    door = RecoveryDoor(folder)
    try:
        door.open(key.secret)
    except UserError:
        return False
    finally:
        door.close()
    return True


def test_a_new_sheet_is_in_force_with_its_day_and_figures_also_in_the_copies(quick, tmp_path):
    key = new_recovery_key()
    with unlocked(quick, "Anne") as vault:
        copy = vault.copy(tmp_path / "stick")
        (before,) = deeds.sheets_in_force(vault)
        places = [tmp_path / "stick", tmp_path / "away"]
        sheet = deeds.new_sheet(key, DAY)
        removal = deeds.replace_sheet(vault, PHRASES["Anne"], sheet, places)
        assert deeds.sheets_in_force(vault) == (deeds.SheetInForce(key.fingerprint, DAY),)

    assert before.fingerprint != key.fingerprint
    assert [each.path for each in removal.rekeyed] == [copy.path]
    assert [each.place for each in removal.still_open] == [tmp_path / "away"]
    assert recovers(quick.folder, key)
    assert recovers(copy.path, key)


@pytest.mark.parametrize("who", ["Per", "Siri", "Ola"])
def test_only_a_vault_administrator_makes_a_new_sheet(quick, who):
    with unlocked(quick, who) as vault:
        sheet = deeds.new_sheet(new_recovery_key(), DAY)
        with pytest.raises(NotAllowed):
            deeds.replace_sheet(vault, PHRASES[who], sheet, [])


def test_whoever_leaves_may_have_seen_the_sheet(quick):
    key = new_recovery_key()
    with unlocked(quick, "Anne") as vault:
        sheet = deeds.new_sheet(key, DAY)
        remove_colleague(vault, quick.ids["Per"], PHRASES["Anne"], [], sheet=sheet)

    assert recovers(quick.folder, key)
    with pytest.raises(WrongPassphrase):
        open_vault(quick.folder, PHRASES["Per"])


@pytest.mark.parametrize(("who", "generation"), [("Anne", 2), ("Per", 1)])
def test_a_known_passphrase_opens_nothing_and_the_vaults_key_changes_as_soon_as_it_may(
    quick, who, generation
):
    with unlocked(quick, who) as vault:
        deeds.replace_known_passphrase(vault, PHRASES[who], PHRASE, FLOOR)
        assert raw.keyring(vault).material.generation == generation

    with pytest.raises(WrongPassphrase):
        open_vault(quick.folder, PHRASES[who])
    with unlocked(quick, "Kari") as vault:
        assert raw.keyring(vault).material.generation == 2
    open_vault(quick.folder, PHRASE).close()


def test_a_weak_new_passphrase_is_refused_before_anything_changes(quick):
    with unlocked(quick, "Anne") as vault:
        with pytest.raises(NotFinished):
            deeds.replace_known_passphrase(vault, PHRASES["Anne"], "kort", FLOOR)
        assert raw.keyring(vault).material.generation == 1
