import json
import shutil
import subprocess
import sys

import pytest

from app.domain.staff import Centre, Counsellor
from app.errors import NotSaved, PlaceRefused, UserError
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import create_vault, open_vault, vault_exists

CENTRE, COUNSELLOR = Centre(name="Salten"), Counsellor(name="Marit")


def create(folder, recovery=None):
    public = new_recovery_identity()[1]
    return create_vault(folder, "hemmelig", CENTRE, COUNSELLOR, recovery or [public], FLOOR)


def test_a_new_vault_is_private_and_has_nothing_but_its_parts(tmp_path):
    folder = tmp_path / "Leia" / "vault"

    vault = create(folder)

    assert {p.name for p in folder.iterdir()} <= {
        "vault.db",
        "vault.age",
        "keys",
        "vault.db-journal",
    }
    assert [p.name for p in (folder / "keys").iterdir()] == [f"{COUNSELLOR.id}.key"]
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0
    assert [p.name for p in folder.parent.iterdir()] == ["vault"]
    assert vault.counsellor.signing_key
    assert vault.verify_chain().count == 2
    vault.close()


def test_only_its_own_earlier_attempts_are_cleared_away(tmp_path):
    mine, other = tmp_path / ".new-1234-vault", tmp_path / ".new-1234-other"
    mine.mkdir()
    other.mkdir()

    create(tmp_path / "vault").close()

    assert not mine.exists()
    assert other.exists()


def test_an_empty_folder_may_become_a_vault(tmp_path):
    (tmp_path / "vault").mkdir()

    create(tmp_path / "vault").close()

    assert vault_exists(tmp_path / "vault")


def test_an_existing_vault_is_left_alone(made):
    before = (made.folder / "vault.age").read_bytes()

    with pytest.raises(PlaceRefused, match="already"):
        create(made.folder)

    assert (made.folder / "vault.age").read_bytes() == before


@pytest.mark.parametrize("kept", ["vault.db", "vault.age", "keys"])
def test_what_is_left_of_a_vault_is_never_built_over(made, kept):
    for part in ("vault.db", "vault.age"):
        if part != kept:
            (made.folder / part).unlink()
    if kept != "keys":
        shutil.rmtree(made.folder / "keys")

    with pytest.raises(PlaceRefused):
        create(made.folder)


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "brev.txt").write_text("x")

    with pytest.raises(PlaceRefused, match="other files"):
        create(tmp_path)


def test_without_a_recovery_key_there_is_no_vault(tmp_path):
    with pytest.raises(UserError, match="recovery key"):
        create_vault(tmp_path / "vault", "hemmelig", CENTRE, COUNSELLOR, [], FLOOR)

    assert list(tmp_path.iterdir()) == []


def test_a_spoilt_recovery_key_makes_no_vault(tmp_path):
    with pytest.raises(UserError, match="age1"):
        create(tmp_path / "vault", ["age1spoilt"])

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(NotSaved):
        create(tmp_path / "file" / "vault")


KILLED = """
import os, sys
from pathlib import Path
from app.storage import creation, files
step = sys.argv[2]
if step == "built":
    creation._put_in_place = lambda *_: os._exit(9)
elif step == "sealing":
    creation.sealing.seal = lambda *_: os._exit(9)
elif step == "filling":
    creation._fill = lambda *_: os._exit(9)
else:
    files.sync_folder = lambda *_: os._exit(9) if Path(sys.argv[1]).exists() else None
from app.domain.staff import Centre, Counsellor
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import create_vault
recovery = [new_recovery_identity()[1]]
create_vault(Path(sys.argv[1]), "hemmelig", Centre(), Counsellor(), recovery, FLOOR)
"""


@pytest.mark.parametrize("step", ["filling", "sealing", "built", "placed"])
def test_a_crash_leaves_a_whole_vault_or_none(tmp_path, step):
    folder = tmp_path / "vault"

    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder), step], check=False)

    assert ended.returncode == 9
    if step == "placed":
        open_vault(folder, "hemmelig").close()
        return
    assert not vault_exists(folder)
    create(folder).close()
    assert [p.name for p in tmp_path.iterdir()] == ["vault"]


def test_nothing_in_any_file_can_be_read_without_the_key(tmp_path):
    folder = tmp_path / "vault"
    vault = create(folder)
    marker = "Markeringsordet Blåbærsyltetøy"
    with vault.work() as work:
        work.save(Centre(name=marker))
        work.drafts.keep("centre", "c", "", "name", marker)
        work.memory.put(marker, marker)
        work.access.log("OPENED", detail=marker)
    vault.copy()
    vault.close()

    secrets = [marker, "hemmelig", "SQLite format", "CREATE TABLE", json.dumps(marker)]
    forms = [s.encode(code) for s in secrets for code in ("utf-8", "utf-16-le", "latin-1")]
    for file in (p for p in tmp_path.rglob("*") if p.is_file()):
        content = file.read_bytes()
        assert not any(form in content for form in forms), file.name
