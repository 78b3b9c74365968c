"""Every deed around keys, killed before every step: whoever should get in does, nobody else."""

import os
import shutil
from contextlib import suppress
from functools import partial
from itertools import count, cycle, islice

import pytest
from sqlcipher3 import dbapi2

from app.domain.clients import Client
from app.domain.staff import Counsellor
from app.errors import NotSaved, UserError
from app.storage import database
from app.storage.connection import connect
from app.storage.copies.copy_checks import check_in_place
from app.storage.copies.manifest import read_manifest
from app.storage.files import DATABASE
from app.storage.keys.keyfiles import FLOOR, KdfCost
from app.storage.keys.sealing import NEXT, SEALED, new_recovery_identity, open_with_recovery
from app.storage.keys.unlocking import unlock
from app.storage.recovering import open_recovery
from app.storage.values.sheets import Sheet
from app.storage.vault import open_vault
from tests import raw
from tests.storage.shared_vault import (
    ADMIN,
    KARI,
    NEW,
    OLA,
    PER,
    SharedVault,
    check_data,
    lock,
    person,
)
from tests.storage.stepping import killed_after, killed_at

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children it forks")


@pytest.fixture
def thorough(request):
    """Whether to take the time for every step, as `tasks.py faults` does; else for every third."""
    return request.config.getoption("--faults") == "full"


@pytest.fixture
def each_step(tmp_path, thorough):
    """Kill a deed at step after step, and give each vault that is left."""
    return partial(_each_step, tmp_path, 1 if thorough else 3)


def _each_step(tmp_path, stride, shared, deed, passphrase=KARI):
    for step in count(1, stride):
        trial = shared.copied_to(tmp_path / str(step) / "vault")

        def prepare(folder=trial.folder):
            return open_vault(folder, passphrase) if passphrase else None

        was_killed = killed_at(step, prepare, lambda vault, trial=trial: deed(vault, trial))
        yield trial
        shutil.rmtree(trial.folder.parent)
        if not was_killed:
            assert step > 10
            break


def enters(shared, passphrase, check=check_data):
    """Say whose vault it opens as; everything in it is whole then."""
    try:
        vault = open_vault(shared.folder, passphrase)
    except UserError:
        return ""
    try:
        check(vault)
        return vault.counsellor.name
    finally:
        vault.close()


def look(vault):
    """Check nothing but that it is open, where everything is checked by another's eyes."""
    assert vault.centre


def is_tidy(shared, files=3):
    left = sorted(file.name for file in shared.folder.iterdir())
    assert set(left) <= {"vault.db", "vault.db-journal", "vault.age", "keys", "backups"}
    assert len(list((shared.folder / "keys").iterdir())) == files


def test_letting_somebody_in(shared_template, each_step):
    def add(vault, _trial=None):
        vault.colleagues.add(Counsellor(name="Mari", roles=ADMIN), lock(NEW))

    seen = set()
    for trial in each_step(shared_template, add):
        newcomer = enters(trial, NEW)
        seen.add(newcomer)
        assert [enters(trial, each) for each in (OLA, PER, KARI)] == ["Ola", "Per", "Kari"]
        assert enters(trial, NEW) == newcomer
        is_tidy(trial, 4 if newcomer else 3)
        if not newcomer:
            with trial.opened() as vault:
                add(vault)
        assert enters(trial, NEW) == "Mari"
        is_tidy(trial, 4)
    assert seen == {"", "Mari"}


def test_changing_ones_passphrase(shared_template, each_step):
    def change(vault, _trial=None):
        vault.colleagues.change_passphrase(PER, lock(NEW), [])

    key, seen = kept_key(shared_template), set()
    for trial in each_step(shared_template, change, PER):
        new, old = enters(trial, NEW), enters(trial, PER)
        seen.add((new, old))
        assert {new, old} == {"Per", ""}
        assert per_comes_back(trial, key) == old
        assert [enters(trial, each) for each in (OLA, KARI)] == ["Ola", "Kari"]
        if old:
            with trial.opened(PER) as vault:
                change(vault)
        assert not per_comes_back(trial, key)
        assert (enters(trial, NEW), enters(trial, PER)) == ("Per", "")
        is_tidy(trial)
    assert len(seen) == 2


def test_locking_a_key_file_anew_because_guessing_it_was_too_little_work(
    shared_template, each_step
):
    def open_dearer(_vault, trial):
        open_vault(trial.folder, PER, KdfCost(FLOOR.memory_kib, 4)).close()

    key = kept_key(shared_template)
    for trial in each_step(shared_template, open_dearer, passphrase=None):
        assert [enters(trial, each) for each in (PER, OLA, KARI)] == ["Per", "Ola", "Kari"]
        open_dearer(None, trial)
        assert enters(trial, PER) == "Per"
        is_tidy(trial)
        (own,) = (trial.folder / "keys").glob(f"{trial.ids['Per']}.key")
        own.unlink()
        assert not per_comes_back(trial, key), "the lock that was too easy no longer counts"


def test_giving_a_colleague_a_new_passphrase(shared_template, each_step):
    def renew(vault, _trial=None):
        vault.colleagues.renew(person(vault, "Per"), lock(NEW))

    seen = set()
    for trial in each_step(shared_template, renew):
        copied = trial.copied_to(trial.folder.with_name("again"))
        new, old = enters(trial, NEW), enters(trial, PER)
        seen.add((new, old))
        assert {new, old} == {"Per", ""}
        assert [enters(trial, each) for each in (OLA, KARI)] == ["Ola", "Kari"]
        is_tidy(trial)
        # in whichever order they come
        assert [enters(copied, each) for each in (OLA, PER, NEW)] == ["Ola", old, new]
        with copied.opened() as vault:
            with suppress(UserError):  # the same passphrase may be in place already
                renew(vault)
            vault.colleagues.renew(person(vault, "Per"), lock("en tredje frase"))
        assert [enters(copied, each) for each in ("en tredje frase", PER, NEW)] == ["Per", "", ""]
        is_tidy(copied)
    assert len(seen) == 2


def test_recovering_with_the_printed_key(shared_template, each_step):
    def recover(_vault, trial):
        recovery = open_recovery(trial.folder, shared_template.recovery)
        recovery.set_passphrase(shared_template.ids["Kari"], lock(NEW))
        recovery.close()

    seen = set()
    for trial in each_step(shared_template, recover, passphrase=None):
        new, old = enters(trial, NEW), enters(trial, KARI)
        seen.add((new, old))
        assert {new, old} == {"Kari", ""}
        assert [enters(trial, each) for each in (OLA, PER)] == ["Ola", "Per"]
        is_tidy(trial)
        if not new:
            recover(None, trial)
        assert [enters(trial, each) for each in (NEW, KARI, OLA)] == ["Kari", "", "Ola"]
    assert len(seen) == 2


def kept_key(trial):
    return (trial.folder / "keys" / f"{trial.ids['Per']}.key").read_bytes()


def per_comes_back(trial, key):
    """Say whether the one who left gets in with the key file they kept."""
    put = trial.folder / "keys" / "kept.key"
    put.write_bytes(key)
    found = enters(trial, PER, look)
    put.unlink()
    return found


def remove(vault, _trial=None):
    vault.colleagues.remove(person(vault, "Per"), KARI)


def test_taking_somebody_out(shared_template, each_step, thorough):
    key, generations, comers = kept_key(shared_template), set(), cycle((OLA, KARI, PER))
    for trial in each_step(shared_template, remove):
        for first in islice(comers, 3 if thorough else 1):
            copied = trial.copied_to(trial.folder.with_name(f"first {first}"))
            leaver = per_comes_back(copied, key)
            enters(copied, first, look)
            assert (enters(copied, OLA), enters(copied, KARI, look)) == ("Ola", "Kari")
            assert per_comes_back(copied, key) == leaver, "who was out stays out"
            generation = unlock(copied.folder, OLA)[1].generation
            generations.add((leaver, generation))
            assert not (copied.folder / NEXT).exists()
            is_tidy(copied, 3 if leaver else 2)
            if leaver:
                with copied.opened() as vault:
                    remove(vault)
            assert not per_comes_back(copied, key)
            assert (enters(copied, OLA), enters(copied, KARI, look)) == ("Ola", "Kari")
            is_tidy(copied, 2)
    assert generations == {("Per", 1), ("", 2)}


def reads_today(trial, material):
    """Say whether a key of the vault opens what is written now."""
    try:
        connect(trial.folder / DATABASE, material).close()
    except dbapi2.DatabaseError:
        return False
    return True


def recovers(trial, secret):
    """Say whether a recovery key sets a new passphrase."""
    try:
        open_recovery(trial.folder, secret).close()
    except UserError:
        return False
    return True


def comes_back_with_all(trial, passphrase, sealed, kept):
    """Say who gets in with an old vault.age and an old key file, in place of those of today."""
    copied = trial.copied_to(trial.folder.with_name("put back"))
    (copied.folder / SEALED).write_bytes(sealed)
    (copied.folder / "keys" / kept.name).write_bytes(kept.read_bytes())
    try:
        return enters(copied, passphrase, look)
    finally:
        shutil.rmtree(copied.folder)


def test_making_a_new_recovery_sheet(shared_template, each_step, thorough):
    secret, public = new_recovery_identity()
    former = open_with_recovery(shared_template.folder, shared_template.recovery)
    sealed = (shared_template.folder / SEALED).read_bytes()

    def replace(vault, _trial=None):
        vault.colleagues.replace_sheet(KARI, Sheet(public, None))

    seen, comers = set(), cycle((OLA, KARI, PER))
    for trial in each_step(shared_template, replace):
        new, old = recovers(trial, secret), recovers(trial, shared_template.recovery)
        assert new != old, "one sheet, as far as it came"
        for first in islice(comers, 3 if thorough else 1):
            copied = trial.copied_to(trial.folder.with_name(f"first {first}"))
            assert enters(copied, first)
            new, old = recovers(copied, secret), recovers(copied, shared_template.recovery)
            seen.add((new, old))
            assert new != old
            assert [enters(copied, each) for each in (OLA, PER, KARI)] == ["Ola", "Per", "Kari"]
            assert not (copied.folder / NEXT).exists()
            is_tidy(copied)
            if old:
                with copied.opened() as vault:
                    replace(vault)
            assert (recovers(copied, secret), recovers(copied, copied.recovery)) == (True, False)
            assert not reads_today(copied, former)
            (copied.folder / SEALED).write_bytes(sealed)
            assert not recovers(copied, copied.recovery)
    assert seen == {(True, False), (False, True)}


def test_new_keys_because_somebody_may_know_the_passphrase(
    shared_template, tmp_path, each_step, thorough
):
    sealed = (shared_template.folder / SEALED).read_bytes()
    kept = tmp_path / f"{shared_template.ids['Kari']}.key"
    shutil.copyfile(shared_template.folder / "keys" / kept.name, kept)
    former = unlock(shared_template.folder, KARI)[1]

    def replace(vault, _trial=None):
        vault.colleagues.replace_own_keys(KARI, lock(NEW), now=True)

    seen, comers = set(), cycle((OLA, KARI, NEW, PER))
    for trial in each_step(shared_template, replace):
        for first in islice(comers, 4 if thorough else 1):
            copied = trial.copied_to(trial.folder.with_name(f"first {first}"))
            enters(copied, first)
            new, old = enters(copied, NEW), enters(copied, KARI)
            seen.add((new, old))
            assert {new, old} == {"Kari", ""}
            assert comes_back_with_all(copied, KARI, sealed, kept) == old
            assert [enters(copied, each) for each in (OLA, PER)] == ["Ola", "Per"]
            assert not (copied.folder / NEXT).exists()
            is_tidy(copied)
            if old:
                with copied.opened() as vault:
                    replace(vault)
            assert [enters(copied, each) for each in (NEW, KARI, OLA)] == ["Kari", "", "Ola"]
            assert not comes_back_with_all(copied, KARI, sealed, kept)
            assert not reads_today(copied, former)
            is_tidy(copied)
    assert seen == {("Kari", ""), ("", "Kari")}


def test_new_keys_that_leave_the_vaults_own_to_an_administrator(shared_template, each_step):
    former = unlock(shared_template.folder, OLA)[1]

    def replace(vault, _trial=None):
        vault.colleagues.replace_own_keys(OLA, lock(NEW), now=False)

    def come(_vault, trial):
        open_vault(trial.folder, PER).close()

    for trial in each_step(shared_template, replace, OLA):
        new, old = enters(trial, NEW), enters(trial, OLA)
        assert {new, old} == {"Ola", ""}
        if old:
            with trial.opened(OLA) as vault:
                replace(vault)
        assert [enters(trial, each) for each in (NEW, OLA, PER)] == ["Ola", "", "Per"]
        assert not reads_today(trial, former)
        is_tidy(trial)

    begun = shared_template.copied_to(shared_template.folder.with_name("owing"))
    with begun.opened(OLA) as vault:
        replace(vault)
    for trial in each_step(begun, come, passphrase=None):
        assert [enters(trial, each) for each in (NEW, OLA, PER)] == ["Ola", "", "Per"]
        assert not reads_today(trial, former)
        is_tidy(trial)
    shutil.rmtree(begun.folder)


def test_taking_somebody_out_with_a_new_recovery_sheet(shared_template, each_step):
    secret, public = new_recovery_identity()
    key = kept_key(shared_template)

    def remove_with_sheet(vault, _trial=None):
        vault.colleagues.remove(person(vault, "Per"), KARI, Sheet(public, None))

    for trial in each_step(shared_template, remove_with_sheet):
        assert enters(trial, OLA) == "Ola"
        leaver, old = per_comes_back(trial, key), recovers(trial, trial.recovery)
        assert bool(leaver) == old == (not recovers(trial, secret)), "both or neither"
        if leaver:
            with trial.opened() as vault:
                remove_with_sheet(vault)
        assert (recovers(trial, secret), recovers(trial, trial.recovery)) == (True, False)
        assert not per_comes_back(trial, key)
        assert [enters(trial, each) for each in (OLA, KARI)] == ["Ola", "Kari"]
        is_tidy(trial, 2)


def test_going_on_with_what_was_cut_off(shared_template, tmp_path, each_step, monkeypatch):
    """The unlock that goes on is killed itself."""

    def fail(_connection, _material):
        raise dbapi2.OperationalError

    begun = shared_template.copied_to(tmp_path / "begun")
    with monkeypatch.context() as patched, begun.opened() as vault:
        patched.setattr(database, "change_key", fail)
        with pytest.raises(NotSaved):
            remove(vault)

    def go_on(_vault, trial):
        open_vault(trial.folder, OLA).close()

    key = kept_key(shared_template)
    for trial in each_step(begun, go_on, passphrase=None):
        assert not per_comes_back(trial, key)
        assert [enters(trial, each) for each in (KARI, OLA)] == ["Kari", "Ola"]
        assert not per_comes_back(trial, key)
        assert unlock(trial.folder, OLA)[1].generation == 2
        is_tidy(trial, 2)


def test_giving_copies_the_new_key(shared_template, tmp_path, each_step):
    begun = shared_template.copied_to(tmp_path / "begun")
    with begun.opened() as vault:
        vault.copy(begun.folder / "backups")
        vault.copy(begun.folder / "backups")
        remove(vault)

    def renew_copies(vault, trial):
        vault.colleagues.renew_copies([trial.folder / "backups"])

    key = kept_key(shared_template)
    for trial in each_step(begun, renew_copies):
        assert [enters(trial, each) for each in (KARI, OLA)] == ["Kari", "Ola"]
        with trial.opened() as vault:
            renew_copies(vault, trial)
            assert vault.colleagues.renew_copies([trial.folder / "backups"]).rekeyed == ()
        for folder in (trial.folder / "backups").iterdir():
            copy = SharedVault(folder, trial.recovery, trial.ids)
            assert sorted(each.name for each in folder.iterdir()) == [
                "copy.json",
                "keys",
                "vault.age",
                "vault.db",
            ]
            assert not per_comes_back(copy, key)
            assert [enters(copy, each) for each in (OLA, KARI)] == ["Ola", "Kari"]
            with copy.opened() as vault:
                assert not person(vault, "Per").active


def test_carrying_a_new_passphrase_into_copies(shared_template, tmp_path, each_step):
    begun = shared_template.copied_to(tmp_path / "begun")
    with begun.opened() as vault:
        vault.copy(begun.folder / "backups")

    def change(vault, trial):
        vault.colleagues.change_passphrase(KARI, lock(NEW), [trial.folder / "backups"])

    for trial in each_step(begun, change):
        with trial.opened(OLA) as vault:
            vault.colleagues.renew_copies([trial.folder / "backups"])
            material = raw.keyring(vault).material
        (folder,) = (trial.folder / "backups").iterdir()
        check_in_place(folder, material, read_manifest(folder))
        copy = SharedVault(folder, trial.recovery, trial.ids)
        assert sorted([enters(copy, NEW, look), enters(copy, KARI, look)]) == ["", "Kari"]
        assert [enters(copy, each) for each in (OLA, PER)] == ["Ola", "Per"]


def test_changing_the_countys_key(shared_template, each_step):
    secret, public = new_recovery_identity()

    def change(vault, _trial=None):
        vault.use_county_keys([public])

    for trial in each_step(shared_template, change):
        assert [enters(trial, each) for each in (OLA, PER, KARI)] == ["Ola", "Per", "Kari"]
        with trial.opened() as vault:
            change(vault)
        for each in (secret, shared_template.recovery):
            assert open_with_recovery(trial.folder, each).generation == 1


def test_the_key_of_a_bigger_vault_changes_wholly_or_not_at_all(
    shared_template, tmp_path, thorough
):
    """Killed at any moment, most of them while the whole file is written anew."""
    rounds = 300 if thorough else 20
    big = shared_template.copied_to(tmp_path / "big")
    with big.opened() as vault, vault.work() as work:
        for number in range(30):
            work.save(Client(name=f"Person {number}", phone="x" * 100_000))
    key, journals = kept_key(big), 0
    whole = big.copied_to(tmp_path / "whole")
    longest_s = killed_after(60, lambda: open_vault(whole.folder, KARI), remove)

    for number in range(rounds):
        trial = big.copied_to(tmp_path / str(number) / "vault")
        killed_after(
            longest_s * number / rounds,
            lambda folder=trial.folder: open_vault(folder, KARI),
            remove,
        )
        journals += (trial.folder / "vault.db-journal").stat().st_size > 0
        leaver = per_comes_back(trial, key)
        assert (enters(trial, OLA), enters(trial, KARI, look)) == ("Ola", "Kari")
        assert per_comes_back(trial, key) == leaver
        assert unlock(trial.folder, KARI)[1].generation == (1 if leaver else 2)
        shutil.rmtree(trial.folder.parent)
    assert journals > rounds // 6, "the disk was caught half written"
