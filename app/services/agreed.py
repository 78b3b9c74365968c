"""What all agreed on in a meeting: read aloud, and given to those the client says.

Made of the lines that are marked as agreed and of nothing else of the note.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.choices import Party
from app.domain.meetings import Meeting
from app.domain.slips import AgreedSlip
from app.domain.voices import SIGN_LENGTH, Voice, voice_of, words_of
from app.services.case.undo_steps import FieldKey
from app.services.quiet.outgoing import Outgoing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.cases import Case
    from app.domain.meetings import NoteSection
    from app.domain.staff import Centre, Counsellor
    from app.prints.agreed_sheet import AgreedSheet


@dataclass(frozen=True)
class AgreedLine:
    """One line that was marked as agreed, and where it stands in the note."""

    words: str
    note_id: str
    at: int


@dataclass(frozen=True)
class Receiver:
    """Somebody who may get a copy, with the field that says so."""

    field: str
    names: str


def agreed_in(case: Case, meeting_id: str) -> tuple[AgreedLine, ...]:
    """Return what was marked as agreed in a meeting's note, part by part."""
    return tuple(line for note in case.note(meeting_id).values() for line in _agreed(note))


def _agreed(note: NoteSection) -> Iterator[AgreedLine]:
    at = 0
    for line in note.text.split("\n"):
        words = words_of(line).strip()
        if voice_of(line) is Voice.AGREED and words:
            yield AgreedLine(words, note.id, at + SIGN_LENGTH)
        at += len(line) + 1


def slip_of(case: Case, meeting_id: str) -> AgreedSlip:
    """Return the slip of a meeting as it stands; nobody has a yes before it was said."""
    blank = AgreedSlip(client_id=case.client.id, meeting_id=meeting_id)
    found = case.entities.get(blank.id)
    return found if isinstance(found, AgreedSlip) else blank


def receivers(case: Case, meeting_id: str) -> tuple[Receiver, ...]:
    """Return who was there and may get a copy; Nav only where it takes part."""
    there = case.participants(meeting_id)
    period = case.period_of(case.get(Meeting, meeting_id))

    def names(*parties: Party) -> str:
        return ", ".join(each.name for each in there if each.party in parties and each.name.strip())

    found = [Receiver("to_client", case.client.name or names(Party.CLIENT))]
    if period.has_nav:
        found.append(Receiver("to_nav", names(Party.NAV)))
    if others := names(Party.OTHER):
        found.append(Receiver("to_others", others))
    return tuple(found)


def said_yes(slip: AgreedSlip, chosen: frozenset[str], today: date) -> AgreedSlip:
    """Return the slip with whom the client said may have it; nobody is no yes."""
    ticks = {name: name in chosen for name in ("to_client", "to_nav", "to_others")}
    day = (slip.yes_on or today) if chosen else None
    return replace(
        slip,
        to_client=ticks["to_client"],
        to_nav=ticks["to_nav"],
        to_others=ticks["to_others"],
        yes_on=day,
    )


def read_aloud(slip: AgreedSlip, today: date) -> AgreedSlip:
    """Return the slip as read aloud today; a day that stands stays."""
    return replace(slip, read_on=slip.read_on or today)


def agreed_sheet(
    case: Case, meeting_id: str, centre: Centre, counsellor: Counsellor, language: str
) -> AgreedSheet | None:
    """Return what may leave: the agreed lines, one page for each who may have it.

    Nothing where nothing was agreed on, or the client said yes to nobody.
    """
    from app.prints.agreed_sheet import AgreedSheet

    lines, slip = agreed_in(case, meeting_id), slip_of(case, meeting_id)
    to = tuple(r.names for r in receivers(case, meeting_id) if getattr(slip, r.field))
    if not lines or not to or slip.yes_on is None:
        return None
    meeting = case.get(Meeting, meeting_id)
    later = case.entities.get(meeting.next_meeting_id)
    return AgreedSheet(
        lines=tuple(line.words for line in lines),
        receivers=to,
        held_on=meeting.day,
        meets_on=later.day if isinstance(later, Meeting) else None,
        meets_at=later.at if isinstance(later, Meeting) else None,
        client_id=case.client.id,
        client_name=case.client.name,
        centre_name=centre.name,
        centre_phone=centre.phone,
        counsellor_name=counsellor.name,
        language=language,
        places=tuple((line.note_id, line.at) for line in lines),
    )


def outgoing(sheet: AgreedSheet) -> tuple[Outgoing, ...]:
    """Return each line with the place it was written in."""
    return tuple(
        Outgoing(FieldKey(note_id, "text"), words, at)
        for words, (note_id, at) in zip(sheet.lines, sheet.places, strict=True)
    )
