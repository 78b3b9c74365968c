"""The record of a paper that leaves: to whom, which parts, and the digest of its very bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.domain.code_sets import Codes
from app.domain.sharing import Disclosure, GivenHow

if TYPE_CHECKING:
    from datetime import datetime

    from app.prints.copy_sheet import CopySheet
    from app.prints.plan_sheet import PlanSheet


def of_copy(sheet: CopySheet, content: bytes, how: GivenHow, now: datetime) -> Disclosure:
    """Return the record of a copy for somebody else."""
    plan = sheet.sheet.plan
    return Disclosure(
        client_id=plan.client_id,
        decision_id=sheet.decision_id,
        plan_id=plan.id,
        parts=Codes() if sheet.is_whole else Codes(sheet.parts),
        recipient=sheet.recipient,
        given_how=how,
        given_at=now,
        digest=_digest(content),
    )


def of_own(sheet: PlanSheet, content: bytes, how: GivenHow, now: datetime) -> Disclosure:
    """Return the record of the person's own copy, which is theirs without asking."""
    return Disclosure(
        client_id=sheet.plan.client_id,
        plan_id=sheet.plan.id,
        recipient=sheet.client_name,
        given_how=how,
        given_at=now,
        digest=_digest(content),
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
