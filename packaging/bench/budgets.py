"""What each figure may be at the most: the one table that the bench holds its figures against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """A limit on one figure."""

    what: str
    """The figure, as its measure calls it."""
    limit: float
    of: str = "ratio"
    """What is held against it: `ratio` to the stand-in, `median`, `p95` or `worst`."""


MEASURES: dict[str, tuple[Budget, ...]] = {
    "start": (Budget("start to the unlock window", 1.6),),
    "unlock": (Budget("unlock to a usable list, key derivation apart", 400, "median"),),
    "today": (),
    "list": (),
    "search": (Budget("search as you type", 50, "p95"),),
    "open": (Budget("open a person", 80, "p95"),),
    "save": (Budget("save acknowledged", 3),),
    "pdf": (
        Budget("plan as PDF, tagged", 80, "median"),
        Budget("a quiet look through a plan", 20, "p95"),
    ),
    "preview": (Budget("preview follows the typing", 200, "median"),),
    "key": (
        Budget("a key in a note of 200 characters", 8),
        Budget("a key in a note of 20,000 characters", 4),
        Budget("a key in plan.why", 10),
        Budget("a key in plan.end_goal", 10),
        Budget("a key in intake.purpose", 10),
        Budget("a key in client.name", 10),
        Budget("a key in centre.phone", 10),
        Budget("a key in an addendum", 10),
        Budget("a key in a note of 20,000 words, with spelling", 16, "p95"),
    ),
    "print": (Budget("a plan to the printer, its dialog apart", 50, "worst"),),
    "day": (Budget("longest stall in a scripted day", 50, "worst"),),
    "memory": (Budget("memory after a scripted day", 250, "median"),),
    "growth": (Budget("one year of one counsellor's work", 60, "median"),),
}
"""The names one can ask for, each with the budgets of its figures. Others are told without one."""
