import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import StaticPool

from app.domain.clients import CaseOwner, Client
from app.domain.permissions import FOUNDER
from app.storage import vault as vault_module
from app.storage.connection import make_engine
from app.storage.copies.making import copies_in
from app.storage.keys.unlocking import unlock
from app.storage.migrations import SCHEMA_VERSION, STEPS, upgrade
from app.storage.rows import METADATA
from app.storage.vault import open_vault
from tests import raw
from tests.storage.conftest import PASSPHRASE

VAULTS = Path(__file__).resolve().parents[1] / "vaults"
NEXT_STEP = '''
"""A step of a later release, heavy enough to be killed in."""

from alembic import op

revision = "9999"
down_revision = "NEWEST"


def upgrade() -> None:
    for number in range(60):
        op.execute(f"CREATE TABLE extra_{number} (x TEXT)")
        op.execute(f"INSERT INTO extra_{number} SELECT hex(randomblob(20000)) FROM client")
    op.execute("ALTER TABLE client ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")
'''


LATER = SCHEMA_VERSION + 1


@pytest.fixture
def later(tmp_path):
    """The script folder of a later release, with one step more."""
    folder = tmp_path / "migrations"
    shutil.copytree(STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    step = NEXT_STEP.replace("NEWEST", f"{SCHEMA_VERSION:04}")
    (folder / "versions" / "v9999_next.py").write_text(step)
    return folder


def described(engine):
    found = inspect(engine)
    tables = sorted(set(found.get_table_names()) - {"alembic_version"})
    return {
        table: {
            "columns": {
                (c["name"], str(c["type"]), c["nullable"], c["primary_key"])
                for c in found.get_columns(table)
            },
            "indexes": sorted((i["name"], i["column_names"]) for i in found.get_indexes(table)),
            "keys": [
                (k["constrained_columns"], k["options"]) for k in found.get_foreign_keys(table)
            ],
            "primary": found.get_pk_constraint(table),
        }
        for table in tables
    }


def test_all_steps_together_make_the_tables_the_program_uses(vault):
    plain = create_engine("sqlite://", poolclass=StaticPool)
    METADATA.create_all(plain)

    assert described(raw.engine(vault)) == described(plain)
    plain.dispose()


def test_the_steps_are_numbered_without_a_gap():
    numbers = sorted(file.name[1:5] for file in (STEPS / "versions").glob("v*.py"))

    assert numbers == [f"{number:04}" for number in range(1, SCHEMA_VERSION + 1)]
    assert SCHEMA_VERSION >= 2  # the folder was there to be counted


def test_a_start_with_nothing_to_do_never_imports_alembic(made):
    script = (
        "import sys; from pathlib import Path; from app.storage.vault import open_vault;"
        "open_vault(Path(sys.argv[1]), sys.argv[2]).close();"
        "print('alembic' in sys.modules)"
    )
    arguments = [sys.executable, "-c", script, str(made.folder), made.passphrase]

    said = subprocess.run(arguments, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


def test_an_older_vault_is_copied_and_then_upgraded(made, later, monkeypatch):
    vault = made.open()
    with vault.work() as work:
        work.save(Client(name="Kari"))
    vault.close()
    monkeypatch.setattr(vault_module, "SCHEMA_VERSION", LATER)
    monkeypatch.setattr("app.storage.connection.SCHEMA_VERSION", LATER)
    monkeypatch.setattr(vault_module, "upgrade", lambda c: upgrade(c, later, LATER))

    upgraded = made.open()

    assert raw.database(upgraded).version == LATER
    assert len(copies_in(made.folder / "backups" / f"before-{LATER}")) == 1
    with upgraded.work() as work:
        assert [c.name for c in work.all(Client)] == ["Kari"]
        work.save(Client(name="Ola"))
    upgraded.close()


UPGRADE = """
import sys
from pathlib import Path
from app.storage.connection import make_engine
from app.storage.migrations import upgrade
from app.storage.keys.unlocking import unlock
folder, passphrase, steps, version = sys.argv[1:]
_opened, material = unlock(Path(folder), passphrase)
engine = make_engine(Path(folder) / "vault.db", material)
with engine.begin() as connection:
    print("begun", flush=True)
    upgrade(connection, Path(steps), int(version))
    print("done", flush=True)
print("kept", flush=True)
"""


@pytest.mark.parametrize("lines_seen", [1, 2, 3])
def test_a_killed_upgrade_leaves_the_old_vault_or_the_new(made, later, lines_seen):
    vault = made.open()
    with vault.work() as work:
        for number in range(20):
            work.save(Client(name=f"Person {number}"))
    vault.close()
    given = [str(made.folder), made.passphrase, str(later), str(LATER)]
    arguments = [sys.executable, "-c", UPGRADE, *given]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(lines_seen):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)

    _opened, material = unlock(made.folder, made.passphrase)
    engine = make_engine(made.folder / "vault.db", material)
    with engine.begin() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        tables = set(inspect(connection).get_table_names())
        people = connection.exec_driver_sql("SELECT count(*) FROM client").scalar_one()
        check = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    engine.dispose()

    assert people == 20
    assert check == "ok"
    assert version == (LATER if "extra_59" in tables else SCHEMA_VERSION)
    assert len([t for t in tables if t.startswith("extra_")]) == (60 if version == LATER else 0)


@pytest.fixture
def oldest(tmp_path):
    """A vault as the first release wrote it."""
    folder = tmp_path / "vault"
    shutil.copytree(VAULTS / "schema-1", folder)
    return folder


def test_a_vault_of_the_first_release_still_opens_and_its_founder_may_everything(oldest):
    vault = open_vault(oldest, PASSPHRASE)

    assert raw.database(vault).version == SCHEMA_VERSION
    assert set(vault.counsellor.roles) == set(FOUNDER)
    with vault.work() as work:
        assert len(work.all(Client)) == 10
        assert all(work.all(CaseOwner, client_id=each.id) for each in work.all(Client))
    assert vault.verify_chain().ok
    vault.full_check()
    vault.close()

    open_vault(oldest, PASSPHRASE).close()
