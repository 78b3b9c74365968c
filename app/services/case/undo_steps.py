"""What can be undone: each edit as the two sides of a step, a burst of typing as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.entities import Entity


@dataclass(frozen=True)
class FieldKey:
    """A field of one entity."""

    entity_id: str
    name: str


@dataclass(frozen=True)
class Side:
    """One side of an edit: some entities, and the texts in them that are no value yet."""

    entities: Mapping[str, Entity | None]
    texts: Mapping[FieldKey, str] = field(default_factory=dict)
    mark: str = ""
    """How what is gone went."""


@dataclass(frozen=True)
class Step:
    """One edit: what was before, what came after, and its field where it was typing."""

    before: Side
    after: Side
    key: FieldKey | None = None


class Steps:
    """The edits that can be taken back, and those that were."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._burst_open = False

    def push(self, step: Step) -> None:
        """Add an edit; what was taken back before it cannot be brought back any more."""
        self._burst_open = False
        self.undone.clear()
        if step.after != step.before:
            self.done.append(step)

    def type(self, key: FieldKey, before: Side, after: Side) -> None:
        """Add typing to the burst in its field; one that came to nothing is no step."""
        if self._burst_open and self.done and self.done[-1].key == key:
            before = self.done.pop().before
        self.push(Step(before, after, key))
        self._burst_open = after != before

    def end_burst(self) -> None:
        """Let the next typing be a step of its own."""
        self._burst_open = False

    def clear(self) -> None:
        """Forget every edit."""
        self.done.clear()
        self.undone.clear()
        self._burst_open = False
