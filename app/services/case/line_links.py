"""What has really gone from the lines of a note to the plan, as it stands now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from app.domain.plans import CareerPlan, PlanActivity
from app.domain.taken_lines import TakenLine
from app.domain.voices import Voice, voice_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity

BULLETS = " \t-–•*"
"""What people put before a line of their own accord."""
_STILL_THE_SAME = 70
"""How alike, of 100, an agreed line that was written in is to the one that became an activity."""


def bare(line: str) -> str:
    """Return the words of a line: without its sign, and without what people put before it."""
    return words_of(line).strip(BULLETS)


class NoteLinks:
    """What went from a meeting's note, looked for once for all of its sections."""

    def __init__(self, case: Case, meeting_id: str) -> None:
        self._case = case
        self._taken = [t for t in case.all(TakenLine) if t.meeting_id == meeting_id]
        born = [a for a in case.all(PlanActivity) if a.meeting_id == meeting_id]
        self._made = sorted(_in_newest(case, born), key=lambda a: a.position)

    def of(self, key: str) -> SectionLinks:
        """Return what went from one section."""
        taken = [t for t in self._taken if t.section_key == key]
        return SectionLinks(self._case, taken, [a for a in self._made if a.section_key == key])


class SectionLinks:
    """What went from one section of a meeting's note, and where it stands."""

    def __init__(
        self, case: Case, taken: Sequence[TakenLine], made: Sequence[PlanActivity]
    ) -> None:
        """Hold what was taken from here; what was taken out of the plan again has not gone."""
        self.activities = {a.id: a for a in made}
        """What became of lines here, by id, in the order of the plan."""
        self.texts = tuple(t for t in taken if t.plan_field and _stands(case, t))
        """What went to texts of the plan and still stands there."""
        self._lines = {t.activity_id: t.line for t in taken if t.activity_id in self.activities}

    @property
    def count(self) -> int:
        """How much of this section is in the plan."""
        return len(self.activities) + len(self.texts)

    def of_lines(self, text: str) -> dict[int, PlanActivity]:
        """Return which activity each line of the note became, by the line's number from 0.

        A line that was written in since is known again as long as it is marked as agreed and still
        much the same; two lines are never the same activity.
        """
        lines = text.split("\n")
        left = dict(self.activities)
        found: dict[int, PlanActivity] = {}
        if not left:
            return found
        for number, line in enumerate(lines):
            words = bare(line)
            same = (a for a in left.values() if words and words in self._known_as(a))
            if (activity := next(same, None)) is not None:
                found[number] = left.pop(activity.id)
        for number, line in enumerate(lines):
            if left and number not in found and voice_of(line) is Voice.AGREED:
                likest = max(left.values(), key=lambda a: self._likeness(a, line))
                if self._likeness(likest, line) >= _STILL_THE_SAME:
                    found[number] = left.pop(likest.id)
        return found

    def _known_as(self, activity: PlanActivity) -> tuple[str, ...]:
        return (self._lines.get(activity.id, activity.what), activity.what)

    def _likeness(self, activity: PlanActivity, line: str) -> float:
        return max(fuzz.ratio(bare(line), known) for known in self._known_as(activity))


def taken_back(case: Case, taken: TakenLine) -> tuple[CaseEntity, ...]:
    """Return the plan without the words that went there from a note."""
    plan = case.get(CareerPlan, taken.plan_id)
    lines = getattr(plan, taken.plan_field).split("\n")
    lines.remove(taken.words)
    changed: dict[str, str] = {taken.plan_field: "\n".join(lines)}
    return (replace(plan, **changed),)  # type: ignore[arg-type]  # a text of the plan by its name


def _in_newest(case: Case, activities: list[PlanActivity]) -> list[PlanActivity]:
    """Keep those of the newest version of the plan: a new version copies the rows of the old."""
    numbers = {plan.id: plan.number for plan in case.all(CareerPlan)}
    newest = max((numbers.get(a.plan_id, 0) for a in activities), default=0)
    return [a for a in activities if numbers.get(a.plan_id, 0) == newest]


def _stands(case: Case, taken: TakenLine) -> bool:
    plan = case.entities.get(taken.plan_id)
    return isinstance(plan, CareerPlan) and taken.words in _lines_of(plan, taken.plan_field)


def _lines_of(plan: CareerPlan, name: str) -> Iterable[str]:
    text: str = getattr(plan, name, "")
    return text.split("\n")
