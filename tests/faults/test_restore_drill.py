"""R7: the drill: work, copy, damage the vault; then back again on a machine that knows nothing.

Once with only somebody's passphrase and once with only the recovery key, from the folder of copies
alone; what is there afterwards is what was there when the copy was made, row by row.
"""

from __future__ import annotations

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
from app.storage.vault import open_vault
from tests.faults.edits import edit
from tests.faults.key_deeds import NEW_PASSPHRASE
from tests.faults.samples import PASSPHRASE, QUICK, Sample, dump
from tests.faults.verdicts import Verdict


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


_OWN_KEYS = {with_recovery_key: {Counsellor.__name__.lower(), "change"}}
"""A new passphrase means new keys for its counsellor, and a line about it in the journal."""


def _damage(file: Path, dice) -> None:
    content = bytearray(file.read_bytes())
    for _each in range(50):
        content[dice.randrange(len(content))] ^= 0xFF
    file.write_bytes(content)
