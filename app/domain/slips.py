"""Who gets what all agreed on in a meeting, on paper, and that the client said yes to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import says
from app.domain.entities import CaseEntity, Kind
from app.domain.says import Eyes
from app.i18n import later


@dataclass(frozen=True, kw_only=True)
class AgreedSlip(CaseEntity, once=("slip", "meeting_id")):
    """The slip of one meeting. Without a day on which the client said yes, nobody gets it."""

    meeting_id: str = says.link("meeting")
    read_on: date | None = says.day(Eyes.WORK, later("What was agreed was read aloud"))
    yes_on: date | None = says.day(Eyes.WORK, later("The client said yes to the copies"))
    to_client: bool = says.tick(Eyes.WORK, later("A copy for the client"))
    to_nav: bool = says.tick(Eyes.WORK, later("A copy for Nav"))
    to_others: bool = says.tick(Eyes.WORK, later("A copy for the others"))


SLIP = Kind("slip", AgreedSlip, later("what was agreed, on paper"))
