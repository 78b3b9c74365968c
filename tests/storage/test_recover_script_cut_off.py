"""The worst day: the way in without Leia, into what a kill or a power cut left behind."""

import os
import shutil

import pytest

from app.domain.clients import Client
from app.storage.vault import open_vault
from tests import raw
from tests.recover_script import read_back, recovered
from tests.storage.shared_vault import KARI, make_shared, person
from tests.storage.stepping import killed_after, killed_at

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children it forks")


def names_recovered(folder, key, place):
    """Return the people that the script wrote from a folder, which is as it was afterwards."""
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    target = place / "all.sql"
    said = recovered(folder, key, target)
    assert (said.returncode, said.stderr) == (0, "")
    with read_back(target) as plain:
        names = {name for (name,) in plain.execute("SELECT name FROM client")}
    target.unlink()
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    return names


def write_and_die(vault):
    """Change a name and much else, and end in the middle with part of it on the disk."""
    driver = raw.driver(vault)
    driver.execute("PRAGMA cache_size = 1")
    driver.execute("BEGIN IMMEDIATE")
    driver.execute("UPDATE client SET name = 'Halvskrevet'")
    driver.execute("CREATE TABLE filler (x)")
    for _row in range(200):
        driver.execute("INSERT INTO filler VALUES (hex(randomblob(2000)))")
    os._exit(0)


def test_a_vault_cut_off_while_saving(shared_template, tmp_path):
    trial = shared_template.copied_to(tmp_path / "vault")
    killed_at(1_000_000, lambda: open_vault(trial.folder, KARI), write_and_die)
    assert (trial.folder / "vault.db-journal").stat().st_size > 0

    assert names_recovered(trial.folder, trial.recovery, tmp_path) == {"Liv Hansen"}


def test_a_vault_cut_off_at_any_step_of_its_new_key(shared_template, tmp_path, strides):
    def remove(vault):
        vault.colleagues.remove(person(vault, "Per"), KARI)

    for step in strides:
        trial = shared_template.copied_to(tmp_path / str(step) / "vault")
        was_killed = killed_at(step, lambda folder=trial.folder: open_vault(folder, KARI), remove)
        assert names_recovered(trial.folder, trial.recovery, tmp_path) == {"Liv Hansen"}
        shutil.rmtree(trial.folder.parent)
        if not was_killed:
            break


def test_a_vault_cut_off_while_its_file_gets_the_new_key(shared_template, tmp_path):
    """Caught with the file half written under two keys: the journal must be played back first."""
    big = shared_template.copied_to(tmp_path / "big")
    with big.opened() as vault, vault.work() as work:
        for number in range(30):
            work.save(Client(name="Liv Hansen", phone=f"{number}" * 50_000))

    def remove(vault):
        vault.colleagues.remove(person(vault, "Per"), KARI)

    whole = big.copied_to(tmp_path / "whole")
    longest_s = killed_after(60, lambda: open_vault(whole.folder, KARI), remove)
    journals = 0
    for number in range(10):
        trial = big.copied_to(tmp_path / str(number) / "vault")
        killed_after(
            longest_s * (5 + number) / 20,
            lambda folder=trial.folder: open_vault(folder, KARI),
            remove,
        )
        journals += (trial.folder / "vault.db-journal").stat().st_size > 0
        assert names_recovered(trial.folder, trial.recovery, tmp_path) == {"Liv Hansen"}
    assert journals, "the disk was caught half written"


def test_a_copy_cut_off_at_any_step_of_its_new_key(shared_template, tmp_path, strides):
    begun = shared_template.copied_to(tmp_path / "begun")
    with begun.opened() as vault:
        vault.copy(begun.folder / "backups")
        vault.colleagues.remove(person(vault, "Per"), KARI)

    for step in strides:
        trial = begun.copied_to(tmp_path / str(step) / "vault")

        def renew(vault, copies=trial.folder / "backups"):
            vault.colleagues.renew_copies([copies])

        was_killed = killed_at(step, lambda folder=trial.folder: open_vault(folder, KARI), renew)
        for copy in (trial.folder / "backups").iterdir():
            assert names_recovered(copy, trial.recovery, tmp_path) == {"Liv Hansen"}
        shutil.rmtree(trial.folder.parent)
        if not was_killed:
            break


def test_a_database_of_another_vault_is_not_believed(shared, tmp_path):
    other = make_shared(tmp_path / "other")
    (shared.folder / "vault.db").write_bytes((other.folder / "vault.db").read_bytes())

    said = recovered(shared.folder, shared.recovery, tmp_path / "all.sql")

    assert said.returncode == 1
    assert "another vault's" in said.stderr
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == []


@pytest.fixture
def strides(request):
    """Give every step, as `tasks.py faults` does; else every third."""
    return range(1, 10_000, 1 if request.config.getoption("--faults") == "full" else 3)
