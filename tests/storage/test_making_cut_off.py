"""Killed, or out of room, while copying: the vault and every earlier copy are as they were."""

import json
import subprocess
import sys

import pytest

from app.domain.clients import Client
from app.storage import files
from app.storage.copies.finding import is_intact
from app.storage.copies.making import copies_in, folder_at
from app.storage.keys.unlocking import unlock
from app.storage.vault import Vault
from tests.storage.damaging import ends_killed, state_of

STEPS = (
    "make_folder",
    "write_whole",
    "touch_private",
    "copy_file",
    "sync_file",
    "sync_folder",
    "put_folder",
    "remove_folder",
    "forget_cached",
)


@pytest.fixture
def copied(made):
    """A closed vault with people in it and one copy; its key, derived once."""
    vault = made.open()
    with vault.work() as work:
        for number in range(40):
            work.save(Client(name=f"Person {number}", phone="x" * 100))
    copy = vault.copy()
    vault.close()
    return copy, unlock(made.folder, made.passphrase)


def opened(made, key):
    return Vault(made.folder, key[1], key[0])


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX processes")
def test_killed_at_every_step_of_copying_there_is_a_whole_copy(made, copied):
    earlier, key = copied
    backups, step, is_killed = made.folder / "backups", 0, True
    before = (made.folder / "vault.db").read_bytes()
    while is_killed:
        step += 1
        is_killed = ends_killed(lambda: opened(made, key).copy(), files, STEPS, step)

        there = copies_in(backups)
        assert there
        assert all(is_intact(copy.path) for copy in there)
        assert earlier in there or there[0].made_at > earlier.made_at
        assert (made.folder / "vault.db").read_bytes() == before
    assert step > 10
    assert [path.name for path in backups.iterdir()] == [copies_in(backups)[0].path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX processes")
def test_killed_at_every_step_on_the_way_to_a_stick_nothing_half_made_is_found(
    made, copied, tmp_path
):
    copy, key = copied
    step, is_killed = 0, True
    stick = tmp_path / "stick"
    stick.mkdir()
    target = folder_at(stick, key[1].vault_id)
    while is_killed:
        step += 1
        take = lambda: opened(made, key).upkeep.take_copy(copy, stick)  # noqa: E731 - one deed
        is_killed = ends_killed(take, files, STEPS, step)

        assert all(is_intact(each.path) for each in copies_in(target))
        assert is_intact(copy.path)
    assert step > 10
    assert len(copies_in(target)) == 1


FULL = """
import json, resource, sys
from pathlib import Path
from app.domain.clients import Client
from app.errors import NotSaved
from app.i18n import use_language
from app.storage.vault import open_vault
use_language("en")
folder, passphrase, stick = sys.argv[1:]
vault = open_vault(Path(folder), passphrase)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
copy = vault.last_copy()
size, said = (copy.path / "vault.db").stat().st_size, []
for room in (0, 200, 400, 20_000, size // 2, size - 4096):
    for deed in (vault.copy, lambda: vault.upkeep.take_copy(copy, Path(stick))):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            deed()
        except NotSaved as error:
            said.append(str(error))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
with vault.work() as work:
    work.save(Client(name="Still works"))
vault.full_check()
vault.copy()
vault.close()
print(json.dumps(said))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_out_of_room_at_every_part_of_a_copy_is_said_and_harms_nothing(made, copied, tmp_path):
    copy, key = copied
    stick = tmp_path / "stick"
    stick.mkdir()
    arguments = [sys.executable, "-c", FULL, str(made.folder), made.passphrase, str(stick)]

    ended = subprocess.run(arguments, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr
    said = json.loads(ended.stdout)
    assert len(said) == 12
    assert all("safe" in sentence for sentence in said)
    assert copies_in(folder_at(stick, key[1].vault_id)) == []
    assert state_of(folder_at(stick, key[1].vault_id)) == {}
    (newest,) = copies_in(made.folder / "backups")
    assert newest.made_at > copy.made_at
    assert is_intact(newest.path)
