"""Figures: what a measure saw, and what becomes of it over several rounds."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bench.budgets import MEASURES, Budget

_HEADS = ("what", "vault", "stand-in", "median", "95 %", "worst", "×", "budget", "held")
_RULE = "|---|---|---:|---:|---:|---:|---:|---:|---|"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What one process saw of one thing."""

    what: str
    values: list[float]
    stand_in: list[float] = field(default_factory=list)
    """The same, done by something bare, in turns."""
    unit: str = "ms"

    def written(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Result:
    """One figure over all rounds on one vault."""

    name: str
    vault: str
    what: str
    unit: str
    values: list[float]
    stand_in: list[float]
    ratios: list[float]
    """One for each round: the median of its values by that of its stand-in."""

    def figure(self, of: str) -> float | None:
        """Return its `ratio`, `median`, `p95` or `worst`; nothing where there is no stand-in."""
        if of == "ratio":
            return statistics.median(self.ratios) if self.ratios else None
        ordered = sorted(self.values)
        at = {"median": 0.5, "p95": 0.95, "worst": 1.0}[of]
        return ordered[min(round(at * (len(ordered) - 1)), len(ordered) - 1)]

    @property
    def budget(self) -> Budget | None:
        """The limit it is held against, if there is one."""
        return next((each for each in MEASURES[self.name] if each.what == self.what), None)

    @property
    def is_held(self) -> bool:
        """Whether it keeps to its budget; one without a budget does."""
        budget = self.budget
        found = self.figure(budget.of) if budget else None
        return budget is None or (found is not None and found <= budget.limit)


def gathered(name: str, vault: str, rounds: Iterable[Sequence[Figure]]) -> list[Result]:
    """Return the results of one measure over its rounds."""
    found: dict[str, list[Figure]] = {}
    for seen in rounds:
        for figure in seen:
            found.setdefault(figure.what, []).append(figure)
    return [
        Result(
            name=name,
            vault=vault,
            what=what,
            unit=figures[0].unit,
            values=[value for each in figures for value in each.values],
            stand_in=[value for each in figures for value in each.stand_in],
            ratios=[_ratio(each) for each in figures if each.stand_in],
        )
        for what, figures in found.items()
    ]


def table(results: Iterable[Result]) -> str:
    """Return the results as Markdown."""
    rows = [f"| {' | '.join(_cells(result))} |" for result in results]
    return "\n".join((f"| {' | '.join(_HEADS)} |", _RULE, *rows))


def exit_code(results: Iterable[Result]) -> int:
    """Return 1 where a budget is missed."""
    return 0 if all(result.is_held for result in results) else 1


def _ratio(figure: Figure) -> float:
    return statistics.median(figure.values) / statistics.median(figure.stand_in)


def _cells(result: Result) -> tuple[str, ...]:
    budget, ratio = result.budget, result.figure("ratio")
    bare = statistics.median(result.stand_in) if result.stand_in else None
    limit = ""
    if budget:
        limit = f"{budget.limit:g} ×" if budget.of == "ratio" else f"{budget.limit:g} {result.unit}"
        limit += {"p95": " (95 %)", "worst": " (worst)"}.get(budget.of, "")
    return (
        result.what,
        result.vault,
        _number(bare, result.unit),
        *(_number(result.figure(of), result.unit) for of in ("median", "p95", "worst")),
        f"{ratio:.1f}" if ratio is not None else "",
        limit,
        ("yes" if result.is_held else "**no**") if budget else "",
    )


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    exact = 2 if abs(value) < 10 else 0  # noqa: PLR2004 - two figures are enough
    return f"{value:,.{exact}f} {unit}"
