"""What the access log's line of a restore tells: which copy it was, and what was in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A copy that became the vault.

    `seen` stands signed in the chain, so that a merge knows what had been seen here: whatever comes
    after it on another computer was written without knowing of what this one writes, and the
    other way round.
    """

    made_at: datetime
    """When the copy was made."""
    seen: Mapping[str, int] = field(default_factory=dict)
    """How far each device's journal had come: the number of its last entry."""

    def written(self) -> str:
        """Return it as the detail of a line: JSON, for machines."""
        at = self.made_at.astimezone(UTC).isoformat(timespec="seconds")
        return json.dumps({"made_at": at, "seen": self.seen}, sort_keys=True)

    @classmethod
    def read(cls, detail: str) -> Restored:
        """Return what a line tells; one of an earlier Leia tells when the copy was made, no more.

        Raises ValueError for what is no such detail.
        """
        if not detail.startswith("{"):
            return cls(made_at=datetime.fromisoformat(detail))
        told = json.loads(detail)
        try:
            made_at = datetime.fromisoformat(told["made_at"])
            return cls(made_at=made_at, seen={str(k): int(v) for k, v in told["seen"].items()})
        except (KeyError, TypeError, AttributeError):
            raise ValueError("no detail of a restore") from None
