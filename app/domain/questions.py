"""What somebody must find out before a later meeting; it comes back until it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import says
from app.domain.entities import CaseEntity, Kind
from app.domain.says import Eyes
from app.i18n import later, plater


@dataclass(frozen=True, kw_only=True)
class OpenQuestion(CaseEntity):
    """A question of a conversation that nobody there could answer."""

    meeting_id: str = says.link("meeting")
    section_key: str = says.quiet(Eyes.WORK, "")
    text: str = says.words(Eyes.NOTE, plater("question", "What is to be checked"))
    asked_on: date | None = says.day(Eyes.NOTE, plater("question", "Asked"))
    answer: str = says.words(Eyes.NOTE, plater("question", "The answer"))
    answered_on: date | None = says.day(Eyes.NOTE, plater("question", "Answered"))

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.answered_on is None


QUESTION = Kind("question", OpenQuestion, later("a question to check"), known_by="text")
