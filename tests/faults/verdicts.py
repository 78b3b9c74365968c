"""What must hold after a fault, and what was lost or went unnoticed if it does not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.clients import Client
from app.domain.periods import Intake
from app.errors import UserError
from app.services.vault import health
from app.services.vault.restoring import find_copies
from app.storage.connection import connect
from app.storage.copies.making import COPIES
from app.storage.files import DATABASE
from app.storage.migrations import SCHEMA_VERSION
from app.storage.vault import Vault
from tests.faults.samples import OLD, TODAY, Key, open_with

MANY = 10
"""Explanations that are kept; more of them would say the same."""


@dataclass
class Verdict:
    """What was found in one state, or in many together."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    undetected: int = 0
    repaired: int = 0
    why: list[str] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    """What else happened, and how often."""

    def add(self, other: Verdict, where: str) -> None:
        """Count one state among others."""
        self.join(replace(other, trials=1, why=[f"{where}: {why}" for why in other.why]))

    def join(self, other: Verdict) -> None:
        """Count what another lane found."""
        self.trials += other.trials
        self.acknowledged += other.acknowledged
        self.lost += other.lost
        self.undetected += other.undetected
        self.repaired += other.repaired
        for what, count in other.counted.items():
            self.counted[what] = self.counted.get(what, 0) + count
        self.why += other.why
        del self.why[MANY:]

    def with_(self, other: Verdict) -> Verdict:
        """Return what this and a further look at the same state found."""
        self.join(other)
        return self

    def blame(self, why: str, *, lost: int = 0, undetected: int = 0) -> None:
        self.lost += lost
        self.undetected += undetected
        self.why.append(why)


def promises(lines: Iterable[str], name: str) -> list:
    """Return what was acknowledged under a name."""
    told = [json.loads(line) for line in lines]
    return [each[name] for each in told if name in each]


def judge_edits(folder: Path, key: Key, lines: list[str]) -> Verdict:
    """Hold a vault against the edits its program acknowledged."""
    edits = promises(lines, "edit")
    verdict = Verdict(acknowledged=len(edits))
    try:
        with closing(open_with(folder, key)) as vault:
            judge_open(vault, edits, verdict)
    except UserError as error:
        verdict.blame(f"cannot be used: {error}", lost=len(edits), undetected=not edits)
    return verdict


def judge_open(vault: Vault, edits: list[int], verdict: Verdict) -> None:
    """Look through an open vault: whole, every edit there, and the chain unbroken."""
    found = health.check_now(vault, TODAY)
    verdict.repaired += found.repaired
    if found.needs_restore:
        verdict.blame(f"damaged: {found.sentence}", lost=len(edits), undetected=not edits)
        return
    if found.contradicted:
        verdict.blame(f"contradicted: {found.sentence}", undetected=1)
    missing = set(edits) - kept(vault, edits)
    if missing:
        verdict.blame(f"edits {sorted(missing)} are gone", lost=len(missing))
    if not vault.verify_chain().ok:
        verdict.blame("the chain is broken", undetected=1)


def kept(vault: Vault, edits: list[int]) -> set[int]:
    """Return which of the edits that `deeds.edit` made are there, or were overwritten by later."""
    with vault.work() as work:
        names = {client.name for client in work.all(Client)}
        purpose = work.all(Intake)[0].purpose
        drafts = work.drafts.all()
    newest = {0: max((_number(draft.raw) for draft in drafts), default=-1), 1: _number(purpose)}
    return {
        each
        for each in edits
        if (f"{each:06d}" in names if each % 3 == 2 else each <= newest[each % 3])
    }


def _number(words: str) -> int:
    return int(words[:6]) if words[:6].isdigit() else -1


def judge_copying(folder: Path, key: Key, lines: list[str]) -> Verdict:
    """Hold a vault and its copies against what its program acknowledged."""
    verdict = judge_edits(folder, key, lines)
    copies = judge_copies(folder, key, promises(lines, "copy"))
    return verdict.with_(copies)


def judge_copies(folder: Path, key: Key, promised: list[str]) -> Verdict:
    """Look at every finished copy, and for those that were acknowledged."""
    verdict = Verdict(acknowledged=len(promised))
    finished = find_copies(folder / COPIES)
    for copy in finished:
        found = judge_edits(copy.path, key, [])
        if found.why or found.repaired or not copy.is_whole:
            verdict.blame(f"a bad copy ({copy.is_whole}, {found})", undetected=1)
    newest = max((copy.path.name for copy in finished), default="")
    if promised and newest < promised[-1]:  # an earlier one may have been thinned out since
        verdict.blame(f"the copy {promised[-1]} is gone", lost=1)
    return verdict


def judge_upgrade(folder: Path, key: Key, lines: list[str]) -> Verdict:
    """Tell whether a vault of an earlier release is of that release still, or of this one."""
    version, changes = _read_raw(folder, key)
    before = _changes_of_old()
    verdict = Verdict(acknowledged=len(before), lost=len(before - changes))
    if promises(lines, "migrated") and version != SCHEMA_VERSION:
        verdict.blame("the upgrade is gone", lost=1)
    copies = find_copies(folder / COPIES)
    if version == SCHEMA_VERSION and not copies:
        verdict.blame("upgraded without a copy", undetected=1)
    for copy in copies:
        held = _read_raw(copy.path, key)[1]  # one made after has what the upgrade told besides
        if not copy.is_whole or not before <= held or (copy.before_update and held != before):
            verdict.blame(f"a bad copy: {copy}", undetected=1)
    return verdict.with_(judge_edits(folder, key, []))


def _read_raw(folder: Path, key: Key) -> tuple[int, set[bytes]]:
    """Return the schema and the journal of a vault, past the code that would upgrade it."""
    with closing(connect(folder / DATABASE, key[1])) as raw:
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        return version, {row[0] for row in raw.execute("SELECT hash FROM change")}


@cache
def _changes_of_old() -> set[bytes]:
    with TemporaryDirectory() as place:
        old = OLD.copied_to(Path(place))
        return _read_raw(old.folder, old.key)[1]
