"""A line for each device: it moves with the journal, tells on it, and never stands in its place."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.clients import Client
from app.services.vault.health import check_now, check_state, remember_state
from app.storage import meta
from app.storage.connection import make_engine
from app.storage.copies.finding import find_copies
from app.storage.copies.looking import look_with_passphrase
from app.storage.files import DATABASE
from app.storage.keys.unlocking import unlock
from app.storage.restoring import restore
from app.storage.vault import open_vault
from tests import raw
from tests.staffed import TODAY
from tests.storage.conftest import PASSPHRASE

VAULTS = Path(__file__).resolve().parents[1] / "vaults"
KEPT = sorted(VAULTS.glob("schema-*"))
JOURNAL = (
    "(SELECT device_id, device_seq, hash, hlc FROM change "
    "UNION ALL SELECT device_id, device_seq, hash, hlc FROM access_log)"
)
FALSE = "how far a computer had come"


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


def lines(vault):
    rows = raw.driver(vault).execute("SELECT id, kind, last FROM device ORDER BY id")
    return {device: (kind, last) for device, kind, last in rows.fetchall()}


def is_true(vault):
    """Whether the lines are what the journal tells, by a question of its own."""
    told = raw.driver(vault).execute("SELECT id, last, hash, hlc FROM device ORDER BY id")
    ends = raw.driver(vault).execute(
        f"SELECT device_id, max(device_seq), hash, hlc FROM {JOURNAL} "  # noqa: S608
        "GROUP BY device_id ORDER BY device_id"
    )
    return told.fetchall() == ends.fetchall() and vault.compare_state() == {}


def save(vault, *names):
    for name in names:
        with vault.work() as work:
            work.save(Client(name=name))
            work.access.log("OPENED")


def save_half(vault):
    with vault.work() as work:
        work.save(Client(name="Liv Hansen"))
        work.get(Client, "nobody")


def change_closed(folder, *statements):
    """Change a closed vault with its key, past the program."""
    _opened, material = unlock(folder, PASSPHRASE)
    engine = make_engine(folder / DATABASE, material)
    with engine.begin() as connection:
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount >= 1
    engine.dispose()


CUT = tuple(
    f"DELETE FROM {table} WHERE device_seq > (SELECT max(device_seq) - 2 FROM {JOURNAL})"  # noqa: S608
    for table in ("access_log", "change")
)
"""Take the two newest entries away: a person, and that somebody opened the case."""
FITTED = (
    f"UPDATE device SET last = (SELECT max(device_seq) FROM {JOURNAL}), "  # noqa: S608
    f"hash = (SELECT hash FROM {JOURNAL} ORDER BY device_seq DESC LIMIT 1)"
)
"""Let the line say that the chain never was longer."""


def restored(copied, folder, passphrase=PASSPHRASE):
    (found,) = find_copies(copied)
    contents = look_with_passphrase(found, passphrase)
    restore(contents, folder, lambda _building: (contents.opened, contents.material))


def test_a_new_vault_has_one_line_that_moves_with_every_entry(vault):
    assert lines(vault) == {raw.device(vault): ("OWN", 2)}

    save(vault, "Liv Hansen", "Ida")

    assert lines(vault) == {raw.device(vault): ("OWN", 6)}
    assert is_true(vault)


def test_work_that_is_not_kept_moves_nothing(vault):
    before = lines(vault)
    with pytest.raises(LookupError):
        save_half(vault)

    assert lines(vault) == before
    save(vault, "Ida")
    assert is_true(vault)


@pytest.mark.parametrize("kept", KEPT, ids=lambda folder: folder.name)
def test_an_older_vault_gets_its_lines_from_the_journal(kept, tmp_path):
    shutil.copytree(kept, tmp_path / "vault")

    with closing(open_vault(tmp_path / "vault", PASSPHRASE)) as vault:
        assert lines(vault)[raw.device(vault)][0] == "OWN"
        assert is_true(vault)
        save(vault, "Liv Hansen")
        assert is_true(vault)


def test_whoever_wrote_before_a_copy_was_restored_is_a_mate(made, tmp_path):
    with closing(made.open()) as vault:
        save(vault, "Liv Hansen")
        before, copied = raw.device(vault), vault.copy()

    restored(copied.path, tmp_path / "new")

    with closing(open_vault(tmp_path / "new", PASSPHRASE)) as vault:
        assert lines(vault) == {before: ("MATE", 4), raw.device(vault): ("OWN", 1)}
        save(vault, "Ida")
        assert is_true(vault)


@pytest.mark.parametrize("kept", KEPT, ids=lambda folder: folder.name)
def test_a_restored_copy_of_an_older_vault_gets_all_its_lines(kept, tmp_path):
    shutil.copytree(kept, tmp_path / "copy")

    restored(tmp_path / "copy", tmp_path / "new")

    with closing(open_vault(tmp_path / "new", PASSPHRASE)) as vault:
        assert sorted(kind for kind, _last in lines(vault).values()) == ["MATE", "OWN"]
        assert is_true(vault)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE device SET last = last - 1",
        "UPDATE device SET last = last + 1",
        "UPDATE device SET hash = zeroblob(32)",
        "UPDATE device SET hlc = ''",
        "UPDATE device SET kind = 'MATE'",
        "DELETE FROM device",
        "INSERT INTO device SELECT 'z', kind, '', state, 5, hash, '', NULL, NULL, NULL FROM device",
    ],
)
def test_a_line_that_lies_is_found_and_never_believed(made, statement):
    with closing(made.open()) as vault:
        save(vault, "Liv Hansen")
    change_closed(made.folder, statement)

    with closing(made.open()) as vault:
        health = check_now(vault, TODAY)
        assert f"{FALSE} (1)" in health.sentence
        assert health.contradicted
        save(vault, "Ida")
        assert vault.verify_chain().ok
        assert vault.upkeep.chain_end().seq == 6


def test_a_chain_that_was_cut_is_told_by_its_line_however_it_goes_on(made):
    with closing(made.open()) as vault:
        save(vault, "Liv Hansen", "Ida")
    change_closed(made.folder, "DELETE FROM client WHERE name = 'Ida'", *CUT)

    with closing(made.open()) as vault:
        assert vault.compare_state() == {"device": 1}
        save(vault, "Per", "Siri", "Ola")
        assert vault.verify_chain().ok
        assert vault.compare_state() == {"device": 1}


def test_no_line_hides_from_the_witness_that_a_chain_was_cut(made, state):
    with closing(made.open()) as vault:
        save(vault, "Liv Hansen", "Ida")
        remember_state(vault, state)
    change_closed(made.folder, "DELETE FROM client WHERE name = 'Ida'", *CUT, FITTED)

    with closing(made.open()) as vault:
        assert vault.verify_chain().ok
        assert check_state(vault, state).rollback is not None


def test_no_line_makes_the_witness_forget_how_far_it_was(made, state):
    """First the line says less than there is, so that this is remembered; then the chain is cut."""
    with closing(made.open()) as vault:
        save(vault, "Liv Hansen", "Ida")
        remember_state(vault, state)
    shorter = JOURNAL.replace("FROM change", "FROM change WHERE device_seq < 4")
    change_closed(
        made.folder,
        f"UPDATE device SET last = 3, hash = (SELECT hash FROM {shorter} WHERE device_seq = 3)",  # noqa: S608
    )
    with closing(made.open()) as vault:
        remember_state(vault, state)
    change_closed(made.folder, "DELETE FROM client WHERE name = 'Ida'", *CUT)

    with closing(made.open()) as vault:
        assert check_state(vault, state).rollback is not None


def test_a_check_tells_the_end_of_this_computers_own_chain(made, tmp_path):
    with closing(made.open()) as vault:
        save(vault, "Liv Hansen")
        copied = vault.copy()
    restored(copied.path, tmp_path / "new")

    with closing(open_vault(tmp_path / "new", PASSPHRASE)) as vault, vault.work() as work:
        assert vault.verify_chain().head == work.head
        assert meta.get(raw.connection(work), "device_id") == raw.device(vault)
