"""Texts about an appointment, ready to be sent as an SMS or a letter, in the person's language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.choices import MeetingState
from app.domain.templates import worded
from app.formats import clock, first_name, weekday_day_month
from app.i18n import speaking
from app.paths import RESOURCES
from app.services.printing import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.cases import Case
    from app.domain.meetings import Meeting
    from app.domain.staff import Centre, Counsellor

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_NAMED = re.compile(r"\{(\w+)\}")
PLACEHOLDERS = frozenset({"first_name", "day", "time", "place", "counsellor", "phone"})


class AppointmentText(msgspec.Struct, frozen=True, kw_only=True):
    """One text, and for which states of a meeting it is of use; texts by language."""

    key: str
    states: tuple[MeetingState, ...]
    label: dict[str, str]
    text: dict[str, str]

    @property
    def name(self) -> str:
        """What it is called in the language of the screen."""
        return worded(self.label)


class _Texts(msgspec.Struct, frozen=True):
    texts: tuple[AppointmentText, ...]


@cache
def appointment_texts() -> tuple[AppointmentText, ...]:
    """Return every text there is."""
    file = RESOURCES / "phrases" / "appointments.json"
    return msgspec.json.decode(file.read_bytes(), type=_Texts).texts


def texts_for(meeting: Meeting) -> tuple[AppointmentText, ...]:
    """Return the texts that fit a meeting; none without a day, or once it is begun."""
    if meeting.day is None:
        return ()
    return tuple(each for each in appointment_texts() if meeting.state in each.states)


def written(
    text: AppointmentText, case: Case, meeting: Meeting, counsellor: Counsellor, centre: Centre
) -> str:
    """Return a text with everything in its place, in the person's language form."""
    with speaking(language_of(case)):
        known = {
            "first_name": first_name(case.client.name),
            "day": weekday_day_month(meeting.day) if meeting.day else "",
            "time": clock(meeting.at) if meeting.at else "",
            "place": meeting.place.strip(),
            "counsellor": counsellor.name,
            "phone": counsellor.phone.strip() or centre.phone.strip(),
        }
        return filled(worded(text.text), known)


def filled(text: str, known: Mapping[str, str]) -> str:
    """Return a text with what is known put in; a part in brackets goes where something is not."""

    def part(found: re.Match[str]) -> str:
        return found[1] if all(known[name] for name in _NAMED.findall(found[1])) else ""

    return _NAMED.sub(lambda found: known[found[1]], _OPTIONAL.sub(part, text))
