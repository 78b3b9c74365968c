"""What a county's policy means for keys: which ones to show, and what a guess must cost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.permissions import Deed
from app.i18n import _
from app.logs import Event, log_event
from app.policy.policy import Verdict
from app.policy.trust import held_report
from app.services.vault.founding import fingerprint

if TYPE_CHECKING:
    from app.policy.policy import Policy, PolicyReport
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.vault import Vault


def county_fingerprints(policy: Policy) -> tuple[str, ...]:
    """Return the county's recovery keys as figures to compare; checks that they are keys."""
    if not policy.recovery_recipients:
        return ()
    from app.storage.keys.sealing import check_recipients

    check_recipients(policy.recovery_recipients)
    return tuple(fingerprint(each) for each in policy.recovery_recipients)


def county_key_fingerprint(policy: Policy) -> str:
    """Return the county's signing key as figures to compare; empty without one."""
    return fingerprint(policy.county_key) if policy.county_key else ""


def minimum_cost(policy: Policy) -> KdfCost:
    """Return the least a guess of a passphrase may cost here: never below Leia's own floor."""
    from app.storage.keys.keyfiles import FLOOR, KdfCost

    memory = max(policy.minimum_memory_kib, FLOOR.memory_kib)
    return KdfCost(memory, max(policy.minimum_passes, FLOOR.passes))


def key_cost(policy: Policy) -> KdfCost:
    """Return what a new passphrase shall cost to guess on this computer; takes a second or two."""
    from app.storage.keys.keyfiles import calibrate

    return calibrate(floor=minimum_cost(policy))


@dataclass(frozen=True)
class CountyMet:
    """What came of holding a machine's policy against what the vault remembers."""

    told: str = ""
    """What to tell; mostly nothing."""
    to_compare: str = ""
    """The figures of a county key that an administrator is to compare, before it counts."""


def policy_in_force(vault: Vault, report: PolicyReport) -> PolicyReport:
    """Return the machine's policy, or the vault's where it was used under a newer or another one.

    A computer without a policy, or with one of another county's or nobody's, does not loosen what
    the vault was used under.
    """
    held = held_report(vault.county.policy)
    if held is None or _follows(report, held, vault.county.key):
        return report
    return held


def meet_county(vault: Vault, report: PolicyReport) -> CountyMet:
    """Remember the machine's policy in the vault, and seal it to the county's keys of today.

    Only for whoever administers the vault, and only to keys under a signature that somebody has
    compared; else it is asked for.
    """
    if vault.read_only or not _is_countys(report):
        return CountyMet()
    is_believed = _is_believed(vault, report.policy)
    is_in_force = policy_in_force(vault, report) is report
    if is_in_force:
        if is_believed:
            vault.county.believe(report.policy.county_key)
        _hold(vault, report)
    if not report.policy.recovery_recipients or not vault.may(Deed.KEEP_COLLEAGUES):
        return CountyMet()
    if not is_believed:
        return CountyMet(to_compare=county_key_fingerprint(report.policy))
    return CountyMet(told=_seal(vault, report) if is_in_force else "")


def believe_county(vault: Vault, report: PolicyReport) -> str:
    """Take the key a policy is signed with for the county's: somebody has compared its figures.

    Returns what to tell. Raises NotAllowed for whoever does not administer the vault.
    """
    vault.require(Deed.KEEP_COLLEAGUES)
    vault.county.believe(report.policy.county_key)
    _hold(vault, report)
    told = _seal(vault, report)
    return told or _(
        "The county’s key is kept, and its policy is in force from the next unlock on."
    )


def _is_countys(report: PolicyReport) -> bool:
    return bool(report.raw) and report.verdict is not Verdict.OF_VAULT


def _follows(report: PolicyReport, held: PolicyReport, believed: str) -> bool:
    """Whether one policy may stand where another stood: the same county's, and no older.

    Two of one number that say different things: nobody knows which is the newer, so the one that
    held goes on holding.
    """
    found, before = report.policy, held.policy
    if not found.county_key:
        return False
    if found.county_key == before.county_key:
        return found.serial > before.serial or report.raw == held.raw
    return found.county_key in {before.next_county_key, believed}


def _is_believed(vault: Vault, policy: Policy) -> bool:
    county = vault.county
    if policy.county_key == county.key:
        return True
    if not county.key:  # the vault was made under this policy, whose figures were shown then
        return bool(county.recipients) and county.recipients == set(policy.recovery_recipients)
    held = held_report(county.policy)
    is_next = held is not None and held.policy.next_county_key == policy.county_key
    return is_next and held is not None and held.policy.county_key == county.key


def _hold(vault: Vault, report: PolicyReport) -> None:
    text = json.dumps(report.raw, sort_keys=True, ensure_ascii=False)
    if text != vault.county.policy:
        vault.county.hold(text, report.policy.serial)


def _seal(vault: Vault, report: PolicyReport) -> str:
    """Seal the vault to the recovery keys the policy names now; says so, or nothing.

    A policy that names none, or one that is none, takes nobody's key away.
    """
    keys = report.policy.recovery_recipients
    faulty = {finding.name for finding in report.findings}
    if not keys or "recovery_recipients" in faulty or not vault.use_county_keys(keys):
        return ""
    log_event(Event.POLICY, count=len(keys))
    return _("The county has new recovery keys, and this vault now opens with them.")
