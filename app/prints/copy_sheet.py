"""What may stand on a copy of a plan for somebody else: what the person said, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.prints.plan_sheet import PlanSheet


@dataclass(frozen=True, kw_only=True)
class CopySheet:
    """A plan that holds nothing but what is covered, and whom it is for."""

    sheet: PlanSheet
    recipient: str
    is_whole: bool
    until: date | None = None
    decision_id: str = ""
    parts: frozenset[str] = frozenset()
