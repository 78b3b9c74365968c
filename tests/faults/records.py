"""What became of a kind of fault, as it is written down for the table."""

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from tests.faults.verdicts import Verdict


@dataclass
class Tally:
    """One line of the table."""

    id: str
    what: str
    trials: int = 0
    acknowledged: int = 0
    """Edits that the program had called saved when the fault struck."""
    lost: int = 0
    """Of these, how many were gone."""
    undetected: int = 0
    """Damage, or a half-done deed, that nothing noticed."""
    repaired: int = 0
    """Harmless damage that Leia noticed and mended by itself, as it should."""
    not_tried: str = ""
    """Why this could not be tried here."""
    notes: list[str] = field(default_factory=list)
    caught: int = 0
    """Of a control: how often the sabotage was noticed."""
    seconds: float = 0.0
    failed: bool = False

    def __post_init__(self) -> None:
        self._begun = time.perf_counter()
        self.why: list[str] = []

    def skip(self, reason: str) -> NoReturn:
        """Say in the table why this could not be tried here, and leave the test."""
        self.not_tried = reason
        pytest.skip(reason)

    def add(self, found: Verdict) -> None:
        """Count what one lane or one state gave."""
        self.trials += found.trials
        self.acknowledged += found.acknowledged
        self.lost += found.lost
        self.undetected += found.undetected
        self.repaired += found.repaired
        self.why += found.why

    def blame(self, why: str) -> None:
        """Count one thing that went unnoticed."""
        self.undetected += 1
        self.why.append(why)

    def check(self) -> None:
        """Fail the test unless everything held."""
        assert self.trials
        assert (self.lost, self.undetected) == (0, 0), "\n".join(self.why)

    def write(self, folder: Path) -> None:
        """Keep this line for the table."""
        self.seconds = round(time.perf_counter() - self._begun, 1)
        folder.mkdir(parents=True, exist_ok=True)
        name = "-".join(self.what.replace(",", "").split())
        file = folder / f"{self.id}-{name}.json"
        file.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False), encoding="utf-8")
