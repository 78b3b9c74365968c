"""R7: the drill: work, copy, damage the vault; then back again on a machine that knows nothing.

Once with only somebody's passphrase and once with only the recovery key, from the folder of copies
alone; what is there afterwards is what was there when the copy was made, row by row. And a third
time without Leia, by the script alone, in every state that the worst day may leave.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.staff import Counsellor
from app.services.vault.restoring import (
    NewPassphrase,
    Passphrase,
    RecoverySecret,
    find_copies,
    open_copy,
    restore,
)
from app.storage.copies.making import COPIES
from app.storage.files import DATABASE
from app.storage.keys.unlocking import unlock
from app.storage.vault import open_vault
from tests import raw
from tests.faults.edits import edit
from tests.faults.key_deeds import NEW_PASSPHRASE, colleague
from tests.faults.samples import PASSPHRASE, QUICK, Sample, digests, dump, open_with
from tests.faults.verdicts import Verdict
from tests.recover_script import read_back, recovered
from tests.storage.stepping import killed_at


@pytest.mark.fault(id="R7", what="restored on a new profile with only a passphrase")
def test_back_with_only_a_passphrase(many, tmp_path, tally, counts, dice):
    for number in range(counts["drills"]):
        tally.add(_drill(many, tmp_path / str(number), dice, with_passphrase))

    tally.check()


@pytest.mark.fault(id="R7", what="restored on a new profile with only a recovery key")
def test_back_with_only_the_recovery_key(many, tmp_path, tally, counts, dice):
    for number in range(counts["drills"]):
        tally.add(_drill(many, tmp_path / str(number), dice, with_recovery_key))

    tally.check()


def with_passphrase(copies: Path, folder: Path, _secret: str) -> str:
    """Restore the newest copy with the passphrase; return what opens it now."""
    found = find_copies(copies)[0]
    restore(open_copy(found, Passphrase(PASSPHRASE)), folder)
    return PASSPHRASE


def with_recovery_key(copies: Path, folder: Path, secret: str) -> str:
    """Restore the newest copy with the recovery key and a new passphrase."""
    contents = open_copy(find_copies(copies)[0], RecoverySecret(secret))
    (who,) = contents.counsellors
    restore(contents, folder, NewPassphrase(who.id, NEW_PASSPHRASE, QUICK))
    return NEW_PASSPHRASE


def _drill(sample: Sample, place: Path, dice, way_back) -> Verdict:
    first = dice.randrange(1, 1000)
    here = sample.copied_to(place / "here")
    with closing(here.open()) as vault:
        for number in range(first, first + 5):
            edit(vault, number)
        vault.copy()
        rows = dump(vault)
        own = vault.counsellor
        edit(vault, first + 9)  # not in the copy
    stick = place / "stick"
    shutil.move(here.folder / COPIES, stick)
    _damage(here.folder / DATABASE, dice)

    passphrase = way_back(stick, place / "new" / "vault", sample.recovery)

    found = Verdict(trials=1, acknowledged=5)
    with closing(open_vault(place / "new" / "vault", passphrase)) as vault:
        restored = dump(vault)
        if not vault.verify_chain().ok:
            found.blame("the chain is broken", undetected=1)
        if vault.counsellor.name != own.name:
            found.blame("somebody else", undetected=1)
    differ = {name for name in rows if rows[name] != restored[name]}
    if differ - _OWN_KEYS.get(way_back, set()):
        found.blame(f"other rows in {sorted(differ)}", lost=5)
    shutil.rmtree(place)
    return found


@pytest.mark.fault(id="R7", what="written as SQL by the script alone, cut off or not")
def test_out_with_the_script_alone(staffed, tmp_path, tally, counts, dice):
    for number in range(counts["drills"]):
        for state in (whole_copy, while_saving, while_its_key_changed, copy_while_its_key_changed):
            tally.add(
                _written(staffed, tmp_path / f"{number} {state.__name__} ?#%20æ", dice, state)
            )

    tally.check()


def whole_copy(here: Sample, _dice) -> Path:
    """Return the copy that lies in the vault."""
    return find_copies(here.folder / COPIES)[0].path


def while_saving(here: Sample, _dice) -> Path:
    """Die in the middle of a big change, with half of it on the disk."""

    def write(vault):
        driver = raw.driver(vault)
        driver.execute("PRAGMA cache_size = 1")
        driver.execute("BEGIN IMMEDIATE")
        driver.execute("UPDATE client SET name = 'half written'")
        driver.execute("CREATE TABLE filler (x)")
        for _row in range(200):
            driver.execute("INSERT INTO filler VALUES (hex(randomblob(2000)))")
        os._exit(0)

    killed_at(1_000_000, here.open, write)
    assert (here.folder / f"{DATABASE}-journal").stat().st_size
    return here.folder


def while_its_key_changed(here: Sample, dice) -> Path:
    """Die while a colleague is taken out."""
    killed_at(dice.randrange(20, 120), here.open, _take_out)
    return here.folder


def copy_while_its_key_changed(here: Sample, dice) -> Path:
    """Die while the copy is given the key that the vault got."""
    with closing(here.open()) as vault:
        vault.colleagues.remove(colleague(vault), PASSPHRASE)
    copies = here.folder / COPIES
    opened = unlock(here.folder, PASSPHRASE)
    killed_at(
        dice.randrange(1, 60),
        lambda: open_with(here.folder, opened),
        lambda vault: vault.colleagues.renew_copies([copies]),
    )
    return find_copies(copies)[0].path


_STATES = (whole_copy, while_saving, while_its_key_changed, copy_while_its_key_changed)


def _take_out(vault):
    vault.colleagues.remove(colleague(vault), PASSPHRASE)


def _written(sample: Sample, place: Path, dice, state) -> Verdict:
    here = sample.copied_to(place)
    with closing(here.open()) as vault:
        rows = dump(vault)
    folder = state(here, dice)

    said = recovered(folder, sample.recovery, place / "all?.sql")

    found = Verdict(trials=1, acknowledged=1)
    if said.returncode:
        found.blame(f"{state.__name__}: {said.stderr}", lost=1)
        return found
    with read_back(place / "all?.sql") as plain:
        written = digests(plain)
    differ = {name for name in rows if rows[name] != written.get(name)} - _OF_REMOVALS
    if differ:
        found.blame(f"{state.__name__}: other rows in {sorted(differ)}", lost=1)
    shutil.rmtree(place)
    return found


_OF_REMOVALS = {Counsellor.__name__.lower(), "change"}
"""What taking somebody out writes itself."""
_OWN_KEYS = {with_recovery_key: {Counsellor.__name__.lower(), "change"}}
"""A new passphrase means new keys for its counsellor, and a line about it in the journal."""


def _damage(file: Path, dice) -> None:
    content = bytearray(file.read_bytes())
    for _each in range(50):
        content[dice.randrange(len(content))] ^= 0xFF
    file.write_bytes(content)
