"""What a county's policy means for keys: which ones to show, and what a guess must cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.permissions import Deed
from app.i18n import _
from app.logs import Event, log_event
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


def seal_to_county(vault: Vault, report: PolicyReport) -> str:
    """Seal the vault to the recovery keys the policy names now; says so, or nothing.

    Only when a vault administrator has unlocked it, and only for keys the county has signed. A
    policy that names none, or one that is none, takes nobody's key away.
    """
    keys = report.policy.recovery_recipients
    faulty = {finding.name for finding in report.findings}
    if not keys or "recovery_recipients" in faulty or vault.read_only:
        return ""
    if not vault.may(Deed.KEEP_COLLEAGUES) or not vault.use_county_keys(keys):
        return ""
    log_event(Event.POLICY, count=len(keys))
    return _("The county has new recovery keys, and this vault now opens with them.")
