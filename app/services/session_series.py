"""Series of sessions that a centre holds with everybody of a kind: templates of meetings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from app.domain.choices import MeetingKind
from app.domain.templates import worded
from app.paths import RESOURCES
from app.services.case.preparing import new_meeting
from app.services.templates.finding import template_for

if TYPE_CHECKING:
    from app.domain.cases import Case
    from app.domain.entities import CaseEntity
    from app.domain.folders import Folder
    from app.domain.staff import Counsellor


class SessionOfSeries(msgspec.Struct, frozen=True, kw_only=True):
    """One session: its kind, and what it is about, by language."""

    kind: MeetingKind
    about: dict[str, str]


class SessionSeries(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions in the order they are held."""

    id: str
    title: dict[str, str]
    source: str
    verified: bool
    meetings: tuple[SessionOfSeries, ...]

    @property
    def label(self) -> str:
        """What it is called in the language of the moment."""
        return worded(self.title)


@cache
def session_series() -> tuple[SessionSeries, ...]:
    """Return every series there is."""
    files = sorted((RESOURCES / "templates" / "series").glob("*.json"))
    return tuple(msgspec.json.decode(file.read_bytes(), type=SessionSeries) for file in files)


def series_meetings(
    case: Case, series: SessionSeries, counsellor: Counsellor, register: Folder
) -> tuple[CaseEntity, ...]:
    """Return the meetings of a series with those expected; no day is agreed for them yet.

    Where Nav takes no part its meeting is a guidance session like the others.
    """
    made: list[CaseEntity] = []
    for each in series.meetings:
        with_nav = each.kind != MeetingKind.THREE_PARTY or case.intake.has_nav
        kind = each.kind if with_nav else MeetingKind.GUIDANCE
        made += new_meeting(case, kind, template_for(kind, register), counsellor)
    return tuple(made)
