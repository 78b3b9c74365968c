"""Whether a policy is believed: signed by the county, whose key is pinned at first start.

The last policy that was in order is kept, as it was received; one whose serial does not rise above
it is refused. Its county key is the pinned one;
a `next_county_key` in it lets the county change its key. The signature is Ed25519 over
`canonical_bytes`, so any tool can make and check one (packaging/sign_policy.py).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from app.foreign_files import read_foreign
from app.policy.policy import Finding, PolicyReport, Problem, Verdict
from app.policy.reading import read_values
from app.policy.source import (
    LONGEST,
    NotProtected,
    parse,
    place_of_policy,
    received_policy,
)
from app.private_files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.policy.source import Raw

KEPT = "policy.json"
_HEADER = b"leia policy 1\n"
_KEY = re.compile("[0-9a-f]{64}")
_SIGNATURE = re.compile("[0-9a-f]{128}")


def canonical_bytes(raw: Raw) -> bytes:
    """Return what the county signs: every value but the signature, in one way of writing."""
    values = {name: value for name, value in raw.items() if name != "signature"}
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return _HEADER + text.encode()


def load_policy(
    state_folder: Path, receive: Callable[[], Raw | None] = received_policy
) -> PolicyReport:
    """Return the policy that holds from now on, and what is wrong with the one that was found.

    Nothing is ever raised: a spoilt policy leaves the last good one, or the usual settings.
    """
    file = state_folder / KEPT
    kept, was_spoilt = _kept(file)
    try:
        received = receive()
        verdict = _judge(received, kept) if received is not None else _missed(kept, was_spoilt)
    except NotProtected:
        received, verdict = None, Verdict.NOT_PROTECTED
    except (OSError, ValueError, TypeError):
        received, verdict = None, Verdict.UNREADABLE
    if received is None or verdict is not Verdict.ACCEPTED:
        return _report(kept or {}, verdict)
    verdict = Verdict.FORGOTTEN if was_spoilt else verdict
    return _report(received, verdict, _keep(file, received, kept))


def held_report(policy: str) -> PolicyReport | None:
    """Return a policy that a vault held on to, as one in force; nothing if it is none."""
    try:
        raw = parse(policy.encode())
    except ValueError:
        return None
    return _report(raw, Verdict.OF_VAULT) if is_signed(raw) else None


def _judge(received: Raw, kept: Raw | None) -> Verdict:
    key = received.get("county_key")
    if not received.get("signature") or not isinstance(key, str):
        return Verdict.UNSIGNED
    if kept is not None and key not in {kept["county_key"], kept.get("next_county_key")}:
        return Verdict.OTHER_KEY
    if not is_signed(received):
        return Verdict.CHANGED
    if kept is not None and not _follows(received, kept):
        return Verdict.OLDER
    return Verdict.ACCEPTED


def _follows(received: Raw, kept: Raw) -> bool:
    """Whether a policy is newer than the one kept, or that one."""
    if _serial(received) != _serial(kept):
        return _serial(received) > _serial(kept)
    return canonical_bytes(received) == canonical_bytes(kept)


def _missed(kept: Raw | None, was_spoilt: bool) -> Verdict:  # noqa: FBT001 - one call
    return Verdict.VANISHED if kept is not None or was_spoilt else Verdict.NONE


def is_signed(raw: Raw) -> bool:
    """Whether a policy is signed, as it stands, with the county key that it names."""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    key, signature = str(raw.get("county_key")), str(raw.get("signature"))
    if not _KEY.fullmatch(key) or not _SIGNATURE.fullmatch(signature):
        return False  # there is one way of writing them, and no other
    try:
        VerifyKey(bytes.fromhex(key)).verify(canonical_bytes(raw), bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def _serial(raw: Raw) -> int:
    serial = raw.get("serial", 0)
    return serial if isinstance(serial, int) else 0


def _kept(file: Path) -> tuple[Raw | None, bool]:
    """Return the last good policy, and whether something lies there that is none."""
    try:
        raw = parse(read_foreign(file, LONGEST))
        if is_signed(raw):
            return raw, False
    except FileNotFoundError:
        return None, False
    except (OSError, ValueError, TypeError):
        pass
    return None, True


def _keep(file: Path, received: Raw, kept: Raw | None) -> tuple[Finding, ...]:
    if received == kept:
        return ()
    try:
        write_private(file, json.dumps(received, ensure_ascii=False, indent=1).encode())
    except OSError:
        return (Finding("county_key", Problem.NOT_KEPT),)
    return ()


def _report(raw: Raw, verdict: Verdict, more: tuple[Finding, ...] = ()) -> PolicyReport:
    policy, findings = read_values(raw)
    unusable = {each.name for each in findings if each.problem is Problem.UNUSABLE}
    return PolicyReport(
        policy=policy,
        verdict=verdict,
        place=place_of_policy(),
        decided=frozenset(raw) - unusable,
        findings=(*findings, *more),
        raw=raw,
    )
