"""What was made by mistake can be taken away, and lies in a bin for a time; what is finished never.

In the vault it has a tombstone from the moment it is taken away: it is in no list, search or count
any more. For as long as the bin holds it, it can be brought back as it was; after that Leia does
not bring it back, and what was written in it stays in the vault's history, as everything does.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.choices import PlanState
from app.domain.clients import CaseOwner, Client
from app.domain.meetings import Meeting, NoteSection, Participant, is_shut
from app.domain.periods import Intake
from app.domain.questions import OpenQuestion
from app.domain.slips import AgreedSlip
from app.domain.taken_lines import TakenLine
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity
    from app.domain.plans import CareerPlan

BIN_DAYS = 30
"""How many days what was taken away can be brought back."""
BINNED_KINDS = ("client", "meeting")
"""What can be taken away by itself; a meeting takes its note and who came along."""
MeetingPart = Participant | NoteSection | TakenLine | OpenQuestion | AgreedSlip
MEETING_PARTS: tuple[type[MeetingPart], ...] = (
    Participant,
    NoteSection,
    TakenLine,
    OpenQuestion,
    AgreedSlip,
)
"""What was written in a meeting or said of it; what went to the plan stays there."""


def is_in_bin(binned_on: date, today: date) -> bool:
    """Whether what was taken away on a day can still be brought back."""
    return days_left(binned_on, today) > 0


def days_left(binned_on: date, today: date) -> int:
    """Return for how many days more it can be brought back; a clock set back gives no more."""
    return min((binned_on + timedelta(days=BIN_DAYS) - today).days, BIN_DAYS)


def has_finished(meetings: Iterable[Meeting], plans: Iterable[CareerPlan]) -> bool:
    """Whether a note or a plan is finished, or in a newer Leia's state, which may be as final."""
    return any(map(is_shut, meetings)) or any(plan.state != PlanState.DRAFT for plan in plans)


def why_person_stays(case: Case) -> str:
    """Return in a sentence why somebody cannot be taken away; empty where they can."""
    if any(map(is_shut, case.meetings)):
        return _(
            "A note about this client is finished. A finished note is kept, so the client "
            "stays too."
        )
    if has_finished((), case.plans):
        return _(
            "This client has a finished plan. A finished plan is kept, so the client stays too."
        )
    return ""


def why_meeting_stays(meeting: Meeting) -> str:
    """Return in a sentence why a meeting cannot be taken away; empty where it can."""
    return _("A finished note is never taken away.") if is_shut(meeting) else ""


def meeting_with_parts(case: Case, meeting: Meeting) -> tuple[CaseEntity, ...]:
    """Return a meeting and all that comes and goes with it."""
    parts = (each for kind in MEETING_PARTS for each in case.all(kind))
    return (meeting, *(each for each in parts if each.meeting_id == meeting.id))


def is_just_begun(case: Case, counsellor_id: str) -> bool:
    """Whether a case holds nothing but a person and a preparation, and is one's own alone."""
    begun = all(isinstance(each, Client | Intake | CaseOwner) for each in case.entities.values())
    return begun and case.owners <= {counsellor_id}
