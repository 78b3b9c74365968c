"""What somebody types to open a copy, or a vault that they are asked about."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Passphrase:
    """The passphrase of anybody who could open it on its day."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class RecoverySecret:
    """A recovery key from the printed sheet, or the county's."""

    text: str = field(repr=False)
