"""The drill: the laptop is gone, a copy is there, and one key to it."""

import json
import shutil
from contextlib import closing

import pytest

from app.domain.staff import Counsellor
from app.errors import Cancelled, NotFinished, UserError, VaultDamaged, WrongPassphrase
from app.policy.policy import Policy
from app.services.program.practice import fill
from app.services.vault.founding import NewVault, make_vault, new_recovery_key
from app.services.vault.health import check_state, remember_state
from app.services.vault.restoring import (
    NewPassphrase,
    Passphrase,
    RecoverySecret,
    find_copies,
    needs_present_key,
    open_copy,
    places_to_look,
    restore,
    set_aside,
)
from app.services.vault.unlocking import Door
from app.services.vault.vault_folder import finish_interrupted_restore, holds_vault
from app.settings import Settings
from app.storage.keys.keyfiles import FLOOR
from app.storage.vault import open_vault
from tests.builders import PASSPHRASE, TODAY, Centre
from tests.storage.damaging import dump, flip, state_of
from tests.storage.shared_vault import KARI, OLA, PER, make_shared, person

NEW = "torsk lampe fjord sykkel måne eple"


class Drill:
    """A vault that was copied to a stick and is gone since."""

    def __init__(self, folder, stick):
        key = new_recovery_key()
        who = Counsellor(name="Kari Øving", phone="990 00 012")
        centre = Centre(name="Karriere Øvingsdal", county="18")
        new = NewVault(centre=centre, counsellor=who, passphrase=PASSPHRASE, recovery=(key.public,))
        vault = make_vault(folder, new, cost=FLOOR)
        fill(vault, TODAY)
        self.before = dump(vault)
        self.recovery, self.vault_id, self.counsellor = key.secret, vault.vault_id, who.id
        self.folder = folder
        vault.copy()
        vault.upkeep.take_copy(vault.last_copy(), stick)
        vault.close()


@pytest.fixture(scope="module")
def drilled(tmp_path_factory):
    place = tmp_path_factory.mktemp("drill")
    (place / "stick").mkdir()
    return Drill(place / "old computer" / "vault", place / "stick"), place / "stick"


@pytest.fixture
def drill(drilled):
    return drilled[0]


@pytest.fixture
def found(drilled, tmp_path):
    """The copy on the stick, as a new computer sees it."""
    stick = tmp_path / "stick"
    shutil.copytree(drilled[1], stick)
    (found,) = find_copies(stick)
    return found


@pytest.fixture
def new_place(tmp_path):
    return tmp_path / "new computer" / "Leia" / "vault"


def test_with_only_the_passphrase_everything_is_back_on_a_new_computer(drill, found, new_place):
    untouched = state_of(found.path)
    contents = open_copy(found, Passphrase(PASSPHRASE))
    assert contents.clients == 10
    assert contents.last_change is not None
    assert [each.name for each in contents.counsellors] == ["Kari Øving"]

    restored = restore(contents, new_place)

    assert restored.set_aside is None
    assert holds_vault(new_place)
    with closing(Door(new_place).unlock(PASSPHRASE, TODAY)) as vault:
        assert dump(vault) == drill.before
        assert vault.vault_id == drill.vault_id
        assert vault.verify_chain().ok
        vault.full_check()
    assert state_of(found.path) == untouched


def test_with_only_the_recovery_key_everything_is_back_on_a_new_computer(drill, found, new_place):
    contents = open_copy(found, RecoverySecret(drill.recovery))
    assert contents.clients == 10
    (who,) = contents.counsellors

    restore(contents, new_place, NewPassphrase(who.id, NEW, FLOOR))

    with closing(open_vault(new_place, NEW)) as vault:
        after = dump(vault)
        changed = {name for name in after if after[name] != drill.before[name]}
        assert changed <= {"counsellor", "change"}  # the new key, and that it was given
        assert set(drill.before["change"]) <= set(after["change"])
        assert vault.counsellor.id == drill.counsellor
        assert vault.verify_chain().ok
        vault.full_check()
    with pytest.raises(UserError):
        open_vault(new_place, PASSPHRASE)


def test_the_copies_of_a_restored_vault_are_good_again(drill, found, new_place):
    contents = open_copy(found, RecoverySecret(drill.recovery))
    restore(contents, new_place, NewPassphrase(contents.counsellors[0].id, NEW, FLOOR))

    with closing(open_vault(new_place, NEW)) as vault:
        vault.copy()

    (again,) = find_copies(new_place / "backups")
    assert open_copy(again, Passphrase(NEW)).clients == 10


def test_a_recovery_key_needs_a_new_passphrase_for_somebody(drill, found, new_place):
    contents = open_copy(found, RecoverySecret(drill.recovery))

    with pytest.raises(NotFinished):
        restore(contents, new_place)
    with pytest.raises(UserError):
        restore(contents, new_place, NewPassphrase(contents.counsellors[0].id, "kort", FLOOR))

    assert not new_place.exists()
    assert list(new_place.parent.iterdir()) == []


def test_a_wrong_key_opens_nothing(found):
    with pytest.raises(WrongPassphrase):
        open_copy(found, Passphrase("noe helt annet"))
    with pytest.raises(VaultDamaged):
        open_copy(found, RecoverySecret(new_recovery_key().secret))


def test_no_key_is_shown_by_accident(found, drill):
    shown = repr([Passphrase(PASSPHRASE), RecoverySecret(drill.recovery)])
    shown += repr(NewPassphrase("who", NEW))

    assert PASSPHRASE not in shown
    assert drill.recovery not in shown
    assert NEW not in shown


def test_a_stopped_restore_leaves_the_present_vault(drill, found, tmp_path):
    here = tmp_path / "here" / "vault"
    shutil.copytree(drill.folder, here)
    before = state_of(here)
    contents = open_copy(found, Passphrase(PASSPHRASE))

    with pytest.raises(Cancelled):
        restore(contents, here, progress=lambda done: done < 0.6)

    assert state_of(here) == before
    assert set_aside(here) == ()


def test_the_vault_set_aside_is_a_place_to_look_for_copies(drill, found, tmp_path):
    here = tmp_path / "here" / "vault"
    shutil.copytree(drill.folder, here)

    restored = restore(open_copy(found, Passphrase(PASSPHRASE)), here)

    assert set_aside(here) == (restored.set_aside,)
    settings = Settings(copy_folders=(str(tmp_path / "stick"),))
    looked = places_to_look(here, Policy(), settings)
    assert looked == (here / "backups", tmp_path / "stick", restored.set_aside)
    copies = [each for place in looked for each in find_copies(place)]
    assert found.path in {each.path for each in copies}
    assert any(each.path.is_relative_to(restored.set_aside / "backups") for each in copies)


def test_a_restore_cut_off_after_all_was_verified_is_completed_at_start(drill, tmp_path):
    here = tmp_path / "here" / "vault"
    shutil.copytree(drill.folder, here)
    shutil.copytree(drill.folder, here.with_name("vault.restored"))
    (here / "keys" / "mark").write_text("the one that was here")

    finish_interrupted_restore(here)

    (aside,) = set_aside(here)
    assert (aside / "keys" / "mark").exists()
    assert not (here / "keys" / "mark").exists()
    assert not here.with_name("vault.restored").exists()


def test_a_restore_cut_off_before_that_is_cleared_away_at_start(drill, tmp_path):
    here = tmp_path / "here" / "vault"
    shutil.copytree(drill.folder, here)
    shutil.copytree(drill.folder, here.with_name("vault.restoring-1a2b3c4d"))
    before = state_of(here)

    finish_interrupted_restore(here)
    finish_interrupted_restore(tmp_path / "nowhere" / "vault")

    assert state_of(here) == before
    assert [path.name for path in here.parent.iterdir()] == ["vault"]


def test_a_damaged_page_is_found_before_anything_is_put_in_place(found, new_place):
    contents = open_copy(found, Passphrase(PASSPHRASE))
    size = (found.path / "vault.db").stat().st_size
    for place in range(300, size, size // 7):
        flip(found.path / "vault.db", place)
        with pytest.raises(VaultDamaged):
            restore(contents, new_place)
        (again,) = find_copies(found.path)
        assert again.is_whole is False
        flip(found.path / "vault.db", place)

    assert not new_place.exists()


# --- in the place of a vault that opens


@pytest.fixture
def shared_copy(shared):
    """A copy on a stick from the time when Per worked here; he was taken out since."""
    with shared.opened() as vault:
        vault.copy(shared.folder.parent / "stick")
        vault.colleagues.remove(person(vault, "Per"), KARI)
    (found,) = find_copies(shared.folder.parent / "stick")
    return found


def test_whoever_left_cannot_have_the_vault_set_aside(shared, shared_copy):
    contents = open_copy(shared_copy, Passphrase(PER))
    assert needs_present_key(contents, shared.folder)
    before = state_of(shared.folder)

    with pytest.raises(NotFinished):
        restore(contents, shared.folder)
    for key in (Passphrase(PER), Passphrase("feil"), RecoverySecret(new_recovery_key().secret)):
        with pytest.raises(UserError):
            restore(contents, shared.folder, present_key=key)

    assert state_of(shared.folder) == before


def test_nor_with_the_key_file_they_kept(shared, shared_copy):
    contents = open_copy(shared_copy, Passphrase(PER))
    kept = shared_copy.path / "keys" / f"{shared.ids['Per']}.key"
    shutil.copyfile(kept, shared.folder / "keys" / "kept.key")

    with pytest.raises(UserError):
        restore(contents, shared.folder, present_key=Passphrase(PER))


def test_whoever_still_works_here_is_not_asked_again(shared, shared_copy):
    contents = open_copy(shared_copy, Passphrase(OLA))

    assert not needs_present_key(contents, shared.folder)
    assert restore(contents, shared.folder).by_somebody_of_it


def test_a_recovery_key_of_both_is_enough(shared, shared_copy):
    contents = open_copy(shared_copy, RecoverySecret(shared.recovery))
    assert not needs_present_key(contents, shared.folder)

    restored = restore(contents, shared.folder, NewPassphrase(shared.ids["Ola"], NEW, FLOOR))

    assert restored.by_somebody_of_it


@pytest.mark.parametrize("key", [Passphrase(OLA), "recovery"])
def test_somebody_of_the_vault_lets_another_restore(shared, shared_copy, key):
    key = RecoverySecret(shared.recovery) if key == "recovery" else key

    restored = restore(open_copy(shared_copy, Passphrase(PER)), shared.folder, present_key=key)

    assert restored.by_somebody_of_it
    with shared.opened(PER) as vault:
        assert vault.counsellor.name == "Per"


def test_another_centres_vault_is_not_replaced_by_ones_own(shared, shared_copy, tmp_path):
    other = make_shared(tmp_path / "other")

    with pytest.raises(NotFinished):
        restore(open_copy(shared_copy, Passphrase(KARI)), other.folder)


@pytest.mark.parametrize("spoilt", ["keys", "vault.age"])
def test_a_vault_whose_keys_are_spoilt_asks_nobody_and_this_computer_tells(
    shared, shared_copy, spoilt
):
    state = shared.folder.parent / "state"
    with shared.opened() as vault:
        remember_state(vault, state)
    if spoilt == "keys":
        for file in (shared.folder / "keys").iterdir():
            flip(file, 60)
    else:
        (shared.folder / spoilt).write_bytes(b"spoilt")

    restored = restore(open_copy(shared_copy, Passphrase(PER)), shared.folder)

    assert not restored.by_somebody_of_it
    for passphrase in (PER, KARI, OLA):
        with shared.opened(passphrase) as vault:
            assert check_state(vault, state).knows_newer_key
            remember_state(vault, state)


def test_while_somebody_is_being_taken_out_they_are_asked_for_nothing_more(shared, shared_copy):
    """The database cannot be read any more, and both seals lie there."""
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Ola"), KARI)
    shutil.copyfile(shared.folder / "vault.age", shared.folder / "vault.age.next")
    shutil.copyfile(shared_copy.path / "vault.age", shared.folder / "vault.age")
    (shared.folder / "vault.db").write_bytes(b"\0" * 8192)

    for left in (PER, OLA):
        with pytest.raises(UserError):
            restore(open_copy(shared_copy, Passphrase(left)), shared.folder)


# --- a copy dressed as another


def dressed(copy, **changed):
    """Write into a copy's description, as somebody without a key can."""
    said = json.loads((copy.path / "copy.json").read_text(encoding="utf-8"))
    (copy.path / "copy.json").write_text(json.dumps(said | changed), encoding="utf-8")
    (found,) = find_copies(copy.path.parent)
    return found


@pytest.mark.parametrize(
    "changed",
    [{"made_at": "2036-12-24T12:00:00Z"}, {"seq": 99999}, {"head": "0" * 64}, {"proof": "00"}],
)
def test_a_copy_that_looks_newer_than_it_is_is_told_before_it_is_restored(shared_copy, changed):
    before = open_copy(shared_copy, Passphrase(OLA))
    assert not before.is_misdescribed

    found = dressed(shared_copy, **changed)
    contents = open_copy(found, Passphrase(OLA))

    assert contents.is_misdescribed
    assert contents.made_at == before.last_change


def test_a_copy_that_got_the_vaults_new_key_says_what_is_true(shared, shared_copy):
    with shared.opened() as vault:
        vault.colleagues.renew_copies([shared_copy.path.parent])
    (found,) = find_copies(shared_copy.path.parent)

    assert not open_copy(found, Passphrase(OLA)).is_misdescribed
