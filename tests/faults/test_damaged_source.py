"""R8: a vault with a damaged page is copied: either no copy, or a good one, never a bad "ok"."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.errors import UserError
from app.services.vault.restoring import find_copies
from app.storage.connection import PAGE_SIZE
from app.storage.copies.making import COPIES
from app.storage.files import DATABASE
from tests.faults.counts import spread
from tests.faults.samples import Key, Sample, dump, open_with
from tests.faults.spoiling import flipped
from tests.faults.verdicts import Verdict


@pytest.mark.fault(id="R8", what="copy of a vault with one damaged page")
def test_a_damaged_vault_gives_no_copy_or_a_good_one(many, quick, tally, counts, dice):
    with closing(many.copied_to(quick / "sound").open()) as vault:
        rows = dump(vault)
    whole = (many.folder / DATABASE).read_bytes()

    for page in spread(len(whole) // PAGE_SIZE, counts["damaged-sources"]):
        trial = many.copied_to(quick / "source")
        place = page * PAGE_SIZE + dice.randrange(PAGE_SIZE)
        (trial.folder / DATABASE).write_bytes(flipped(whole, place, dice.randrange(8)))
        tally.add(_judge(trial, rows, f"page {page + 1}"))

    tally.check()


@pytest.mark.fault(id="control", what="copy that is not what its vault holds")
def test_a_copy_with_other_rows_would_be_noticed(few, quick, tally):
    trial = few.copied_to(quick / "other")

    found = _judge(trial, {"client": "something else"}, "control")

    tally.trials, tally.caught = 1, found.undetected
    assert found.undetected == 1


def _judge(sample: Sample, rows: dict[str, str], where: str) -> Verdict:
    found = Verdict(trials=1)
    try:
        with closing(sample.open()) as vault:
            vault.copy()
    except UserError:
        made = find_copies(sample.folder / COPIES)
        if made:
            found.blame(f"{where}: refused, and yet there is a copy", undetected=1)
        return found
    (copy,) = find_copies(sample.folder / COPIES)
    if not copy.is_whole or _rows(copy.path, sample.key) != rows:
        found.blame(f"{where}: a bad copy was called good", undetected=1)
    return found


def _rows(folder: Path, key: Key) -> dict[str, str] | None:
    try:
        with closing(open_with(folder, key)) as vault:
            return dump(vault)
    except UserError:
        return None
