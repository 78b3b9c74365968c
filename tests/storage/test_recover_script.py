"""The documented way in without Leia: pyrage, sqlcipher3 and hashlib only."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from app.domain.clients import Client
from app.storage.keys.sealing import new_recovery_identity, open_with_recovery
from tests import raw

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "recover.py"
ASKED = "import getpass, runpy, sys; getpass.getpass = lambda _words: sys.stdin.readline();"
ASKED += "runpy.run_path(sys.argv.pop(1), run_name='__main__')"


def recovered(folder, key, target):
    """Run the script as county IT does, with the key typed in."""
    command = [sys.executable, "-X", "utf8", "-I", "-c", ASKED]
    return subprocess.run(
        [*command, str(SCRIPT), str(folder), str(target)],
        input=key + "\n",
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_the_script_outside_the_program_writes_the_vault_as_sql(made, tmp_path):
    vault = made.open()
    with vault.work() as work:
        work.save(Client(name="Áilu Sárá"))
    vault.close()
    grouped = " ".join(made.recovery[n : n + 4] for n in range(0, len(made.recovery), 4)).lower()

    said = recovered(made.folder, grouped, tmp_path / "all.sql")

    assert (said.returncode, said.stderr) == (0, "")
    plain = sqlite3.connect(":memory:")
    plain.executescript((tmp_path / "all.sql").read_text(encoding="utf-8"))
    assert plain.execute("SELECT name FROM client").fetchall() == [("Áilu Sárá",)]
    assert (tmp_path / "all.sql").stat().st_mode & 0o077 == 0


def test_the_script_writes_nothing_for_another_key(made, tmp_path):
    foreign, _public = new_recovery_identity()

    said = recovered(made.folder, foreign, tmp_path / "all.sql")

    assert said.returncode == 1
    assert "does not open this vault" in said.stderr
    assert not (tmp_path / "all.sql").exists()


def test_the_recovery_key_gives_the_same_key_as_a_passphrase(made):
    vault = made.open()

    assert open_with_recovery(made.folder, made.recovery).dek == raw.material(vault).dek
    vault.close()


def test_a_key_typed_in_groups_as_on_the_sheet_is_the_same_key(made):
    grouped = " ".join(made.recovery[n : n + 4] for n in range(0, len(made.recovery), 4))

    plain = open_with_recovery(made.folder, made.recovery)

    assert open_with_recovery(made.folder, grouped.lower()).dek == plain.dek
