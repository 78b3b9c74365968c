"""What must hold after a fault in a deed with keys: whole or absent, and nobody locked out."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.errors import UserError
from app.services.vault.new_keys import renew_copies
from app.services.vault.restoring import (
    Passphrase,
    find_copies,
    open_copy,
    set_aside,
)
from app.services.vault.vault_folder import finish_interrupted_restore
from app.storage.copies.making import COPIES
from app.storage.keys.sealing import NEXT
from app.storage.values.copies import FoundCopy
from app.storage.vault import Vault, open_vault
from tests.faults.key_deeds import HIS_PASSPHRASE, NEW_PASSPHRASE, colleague
from tests.faults.samples import PASSPHRASE, Key
from tests.faults.verdicts import Verdict, judge_open, kept, promises

BEFORE = [2]
"""The edit that the copy holds."""


def judge_change(folder: Path, _key: Key, lines: list[str]) -> Verdict:
    """The old passphrase opens the vault or the new one, never neither and never both."""
    verdict = _judge(folder, lines, (NEW_PASSPHRASE, PASSPHRASE))
    opening = {each for each in (PASSPHRASE, NEW_PASSPHRASE) if opens(folder, each)}
    if len(opening) != 1:
        verdict.blame(f"{len(opening)} passphrases open the vault", undetected=1)
    if promises(lines, "done") and opening != {NEW_PASSPHRASE}:
        verdict.blame("the new passphrase is gone", lost=1)
    return verdict


def judge_new_keys(folder: Path, key: Key, lines: list[str]) -> Verdict:
    """As a change; and a copy that was cut off is whole again after what the next start does."""
    passphrases = (NEW_PASSPHRASE, PASSPHRASE)
    vault = next(filter(None, (_opened(folder, each) for each in passphrases)), None)
    if vault is not None:
        with closing(vault):
            renew_copies(vault, ())
    verdict = judge_change(folder, key, lines)
    if promises(lines, "done"):
        opening = [c for c in find_copies(folder / COPIES) if opens_copy(c, PASSPHRASE)]
        if len(opening) > promises(lines, "still_open")[0]:
            verdict.blame("a copy still opens with the passphrase of before", undetected=1)
    return verdict


def judge_let_in(folder: Path, _key: Key, lines: list[str]) -> Verdict:
    """Whoever was called let in is in; nobody else's key file lies about."""
    verdict = _judge(folder, lines, (PASSPHRASE,))
    if promises(lines, "done") and not opens(folder, NEW_PASSPHRASE):
        verdict.blame("the new colleague is not in", lost=1)
    if not opens(folder, HIS_PASSPHRASE):
        verdict.blame("another colleague is locked out", lost=1)
    return verdict


def judge_renew(folder: Path, _key: Key, lines: list[str]) -> Verdict:
    """The colleague's old passphrase opens the vault or the new one."""
    verdict = _judge(folder, lines, (PASSPHRASE,))
    opening = {each for each in (HIS_PASSPHRASE, NEW_PASSPHRASE) if opens(folder, each)}
    if len(opening) != 1:
        verdict.blame(f"{len(opening)} of the colleague's passphrases open it", undetected=1)
    if promises(lines, "done") and opening != {NEW_PASSPHRASE}:
        verdict.blame("the colleague's new passphrase is gone", lost=1)
    return verdict


def judge_take_out(folder: Path, _key: Key, lines: list[str]) -> Verdict:
    """Whoever was called taken out is out, of the copies too; whoever stays is in."""
    verdict = _judge(folder, lines, (PASSPHRASE,))
    still_works = opens(folder, PASSPHRASE) and _works(folder)
    if opens(folder, HIS_PASSPHRASE) != still_works:
        verdict.blame("somebody half taken out", undetected=1)
    if promises(lines, "done"):
        if still_works:
            verdict.blame("the colleague is in again", lost=1)
        opening = [c for c in find_copies(folder / COPIES) if opens_copy(c, HIS_PASSPHRASE)]
        if len(opening) > promises(lines, "still_open")[0]:
            verdict.blame("a copy still opens to who left", undetected=1)
    return verdict


def judge_recover(folder: Path, _key: Key, lines: list[str]) -> Verdict:
    """The old passphrase opens the vault or the new one, and the colleague's as before."""
    verdict = judge_change(folder, _key, lines)
    if not opens(folder, HIS_PASSPHRASE):
        verdict.blame("another colleague is locked out", lost=1)
    return verdict


def judge_put_back(folder: Path, _key: Key, lines: list[str]) -> Verdict:
    """The vault is wholly the one before or wholly the restored; the one before is kept."""
    finish_interrupted_restore(folder)
    edits = promises(lines, "edit")
    verdict = Verdict(acknowledged=len(edits))
    aside = set_aside(folder)
    lost = None
    for place in (folder, *aside):
        found = Verdict()
        try:
            with closing(open_vault(place, PASSPHRASE)) as vault:
                judge_open(vault, BEFORE, found)
                missing = set(edits) - kept(vault, edits)
        except UserError as error:
            found.blame(f"{place.name} does not open: {error}", lost=len(edits))
            missing = set(edits)
        verdict.with_(found)
        lost = missing if lost is None else lost & missing
    if lost:
        verdict.blame(f"edits {sorted(lost)} are neither here nor set aside", lost=len(lost))
    if promises(lines, "done") and not aside:
        verdict.blame("the restored vault is gone", lost=1)
    if leftovers := [each.name for each in folder.parent.iterdir() if ".rest" in each.name]:
        verdict.blame(f"{leftovers} lie about", undetected=1)
    return verdict


def _judge(folder: Path, lines: list[str], passphrases: tuple[str, ...]) -> Verdict:
    """Open the vault as the next start does, and look for every edit and every copy."""
    edits = promises(lines, "edit")
    verdict = Verdict(acknowledged=len(edits) + len(promises(lines, "done")))
    vault = next(filter(None, (_opened(folder, each) for each in passphrases)), None)
    if vault is None:
        verdict.blame("nobody can open the vault", lost=len(edits) or 1)
        return verdict
    with closing(vault):
        judge_open(vault, [*BEFORE, *edits], verdict)
    if (folder / NEXT).exists():
        verdict.blame(f"{NEXT} lies about", undetected=1)
    for copy in find_copies(folder / COPIES):
        if not any(opens_copy(copy, each) for each in (PASSPHRASE, NEW_PASSPHRASE)):
            verdict.blame(f"the copy {copy.path.name} opens to nobody", lost=1)
    return verdict


def opens(folder: Path, passphrase: str) -> bool:
    """Whether a passphrase opens a vault."""
    vault = _opened(folder, passphrase)
    if vault is not None:
        vault.close()
    return vault is not None


def _opened(folder: Path, passphrase: str) -> Vault | None:
    try:
        return open_vault(folder, passphrase)
    except UserError:
        return None


def opens_copy(copy: FoundCopy, passphrase: str) -> bool:
    """Whether a passphrase opens a copy."""
    try:
        open_copy(copy, Passphrase(passphrase))
    except UserError:
        return False
    return True


def _works(folder: Path) -> bool:
    with closing(open_vault(folder, PASSPHRASE)) as vault:
        return colleague(vault).active


KEY_JUDGES = {
    "change": judge_change,
    "new keys": judge_new_keys,
    "let in": judge_let_in,
    "renew": judge_renew,
    "take out": judge_take_out,
    "recover": judge_recover,
    "put back": judge_put_back,
}
