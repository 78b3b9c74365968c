"""Cut off anywhere, by a kill or a full disk, it is the old vault or the new."""

import shutil
import subprocess
import sys

import pytest

from app.domain.clients import Client
from app.storage import files, restoring
from app.storage.copies.looking import look_with_passphrase
from tests.storage.damaging import ends_killed, state_of
from tests.storage.put_back import copy_of, everything, put_back


@pytest.fixture
def copy(made):
    return copy_of(made)


@pytest.fixture
def contents(made, copy):
    return look_with_passphrase(copy, made.passphrase)


STEPS = (
    "make_folder",
    "copy_file",
    "sync_file",
    "sync_folder",
    "put_folder",
    "write_whole",
    "forget_cached",
)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX processes")
def test_killed_at_every_step_it_is_the_old_vault_or_the_new(made, copy, tmp_path):
    """Before all is verified the old one, afterwards the new one; the old one is never lost."""
    vault = made.open()
    with vault.work() as work:
        work.save(Client(name="Since then"))
    vault.close()
    old, place = state_of(made.folder), tmp_path / "place"
    contents = look_with_passphrase(copy, made.passphrase)
    found, step, is_killed = [], 0, True
    while is_killed:
        step += 1
        shutil.copytree(made.folder, place / "vault")
        is_killed = ends_killed(lambda: put_back(contents, place / "vault"), files, STEPS, step)

        restoring.finish(place / "vault")

        names = sorted(path.name for path in place.iterdir())
        found.append(len(names) == 2)
        if found[-1]:
            assert state_of(place / names[1]) == old
            assert step % 4 or len(everything(place / "vault", made.passphrase)["client"]) == 12
        else:
            assert names == ["vault"]
            assert state_of(place / "vault") == old
        shutil.rmtree(place)
    assert found == sorted(found)
    assert step > 20


def test_where_nothing_was_cut_off_nothing_is_done(made):
    before = state_of(made.folder)

    restoring.finish(made.folder)
    restoring.finish(made.folder.parent / "nowhere" / "vault")

    assert state_of(made.folder) == before


def test_a_restore_that_cannot_be_completed_is_given_up(made, monkeypatch):
    """Somebody may go on working in the present vault, so it is not pushed aside days later."""
    ready = made.folder.with_name("vault.restored")
    shutil.copytree(made.folder, ready)
    before = state_of(made.folder)
    really = files.put_folder

    def refusing(old, new):
        if new == made.folder or "set-aside" in new.name:
            raise OSError("refused")
        really(old, new)

    monkeypatch.setattr(files, "put_folder", refusing)
    restoring.finish(made.folder)

    assert state_of(made.folder) == before
    assert not ready.exists()


FULL = """
import json, resource, sys
from pathlib import Path
from app.i18n import use_language
from app.errors import NotSaved
from app.storage import restoring
from app.storage.copies.finding import find_copies
from app.storage.copies.looking import look_with_passphrase
use_language("en")
copy, folder, passphrase, room = sys.argv[1:]
(found,) = find_copies(Path(copy))
contents = look_with_passphrase(found, passphrase)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), hard))
try:
    restoring.restore(contents, Path(folder), lambda _b: (contents.opened, contents.material))
    print("restored")
except NotSaved as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
@pytest.mark.parametrize("part", [0.0, 0.4, 0.99, 1.0, 3.0])
def test_a_full_disk_at_any_point_leaves_the_present_vault(made, copy, part):
    before = state_of(made.folder)
    room = int((copy.path / "vault.db").stat().st_size * part)
    arguments = [str(copy.path), str(made.folder), made.passphrase, str(room)]

    said = subprocess.run(
        [sys.executable, "-c", FULL, *arguments], capture_output=True, text=True, check=True
    ).stdout

    if said == "restored\n":
        assert part >= 1
        assert everything(made.folder, made.passphrase)
    else:
        assert "disk" in said
        assert state_of(made.folder) == before
        assert [path.name for path in made.folder.parent.iterdir()] == ["vault"]
