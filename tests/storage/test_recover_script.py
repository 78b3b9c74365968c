"""The documented way in without Leia: pyrage, sqlcipher3, PyNaCl and hashlib only."""

import json

import pyrage
import pytest

from app.domain.clients import Client
from app.storage.keys.sealing import new_recovery_identity, open_with_recovery
from tests import raw
from tests.recover_script import read_back, recovered


def test_the_script_outside_the_program_writes_the_vault_as_sql(made, tmp_path):
    vault = made.open()
    with vault.work() as work:
        work.save(Client(name="Áilu Sárá"))
    vault.close()
    grouped = " ".join(made.recovery[n : n + 4] for n in range(0, len(made.recovery), 4)).lower()

    said = recovered(made.folder, grouped, tmp_path / "all.sql")

    assert (said.returncode, said.stderr) == (0, "")
    with read_back(tmp_path / "all.sql") as plain:
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


def test_it_says_how_much_it_wrote_and_who_sealed_it(made, tmp_path):
    vault = made.open()
    with vault.work() as work:
        gone = Client(name="Borte Bang")
        for each in (gone, Client(name="Liv Hansen")):
            work.save(each)
        work.remove(gone)
    by = vault.counsellor.name
    vault.close()

    said = recovered(made.folder, made.recovery, tmp_path / "all.sql")

    with read_back(tmp_path / "all.sql") as plain:
        (changes,) = plain.execute("SELECT count(*) FROM change").fetchone()
    assert f"1 people and {changes} changes" in said.stdout
    assert f"Sealed by {by}." in said.stdout


@pytest.mark.parametrize("name", ["hva?", "a#b", "a%20b", "to ord", "Bodø Ådland Æ", "c:d"])
def test_any_folder_name_will_do(made, tmp_path, name):
    folder = made.folder.rename(tmp_path / name)

    said = recovered(folder, made.recovery, tmp_path / f"{name}.sql")

    assert (said.returncode, said.stderr) == (0, "")
    with read_back(tmp_path / f"{name}.sql") as plain:
        assert plain.execute("SELECT count(*) FROM counsellor").fetchone()


def test_what_is_there_already_is_left_alone(made, tmp_path):
    (tmp_path / "all.sql").write_text("mine", encoding="utf-8")

    said = recovered(made.folder, made.recovery, tmp_path / "all.sql")

    assert said.returncode == 1
    assert (tmp_path / "all.sql").read_text(encoding="utf-8") == "mine"


def test_a_seal_that_was_changed_is_not_believed(made, tmp_path):
    said = json.loads(pyrage.decrypt((made.folder / "vault.age").read_bytes(), [identity(made)]))
    for changed in ({"signer": "0" * 64}, {"commitment": "0" * 64}, {"generation": 7}):
        sealed = pyrage.encrypt(json.dumps(said | changed).encode(), [identity(made).to_public()])
        (made.folder / "vault.age").write_bytes(sealed)

        ended = recovered(made.folder, made.recovery, tmp_path / "all.sql")

        assert (ended.returncode, ended.stdout) == (1, "")
        assert not (tmp_path / "all.sql").exists()


def test_a_damaged_vault_leaves_no_half_file(made, tmp_path):
    vault = made.open()
    with vault.work() as work:
        for number in range(300):
            work.save(Client(name=f"Person {number}", phone="9" * 400))
    vault.close()
    file = made.folder / "vault.db"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)

    said = recovered(made.folder, made.recovery, tmp_path / "all.sql")

    assert said.returncode == 1
    assert "Nothing was written" in said.stderr
    assert "Traceback" not in said.stderr
    assert [each for each in tmp_path.iterdir() if "sql" in each.name] == []


def identity(made):
    return pyrage.x25519.Identity.from_str(made.recovery)
