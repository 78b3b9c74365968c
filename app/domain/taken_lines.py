"""What went from a line of a note to the plan, and the way back from there."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import says
from app.domain.entities import CaseEntity, Kind
from app.domain.says import Eyes
from app.i18n import later


@dataclass(frozen=True, kw_only=True)
class TakenLine(CaseEntity):
    """A line that was taken along: as an activity, or as words of a text of the plan.

    The plan knows nothing of it, so that no paper can reach the note through it.
    """

    meeting_id: str = says.link("meeting")
    section_key: str = says.quiet(Eyes.WORK, "")
    line: str = says.words(Eyes.NOTE, later("The line in the note"))
    """The line as it stood when it had gone, without its sign."""
    plan_id: str = says.link("plan")
    activity_id: str = says.link("activity")
    """What it became; empty where it went to a text."""
    plan_field: str = says.quiet(Eyes.WORK, "")
    """The text of the plan it went to; empty where it became an activity."""
    words: str = says.words(Eyes.PLAN, later("The words that went to the plan"))
    """The words as they stand in that text."""


TAKEN_LINE = Kind("taken_line", TakenLine, later("a line taken along"), silent=True)
