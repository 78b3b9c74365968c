"""Taking away a person made by mistake, and bringing back what lies in the bin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.domain.change_marks import BINNED
from app.domain.clients import Client
from app.domain.meetings import Meeting
from app.domain.taking_away import days_left, is_in_bin, why_person_stays
from app.errors import NotAllowed
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from app.storage.values.lines import BinLine
    from app.storage.vault import Vault, Work


@dataclass(frozen=True, kw_only=True)
class Binned:
    """What lies in the bin: a person, or one of somebody's meetings."""

    id: str
    client_id: str
    name: str
    """The person's."""
    meeting: Meeting | None
    """Nothing where it is the person."""
    who: str
    """The name of whoever took it away."""
    at: datetime
    days_left: int
    """For how many days more it can be brought back."""


def bin_person(vault: Vault, client_id: str) -> None:
    """Put a person in the bin, with all that is written about them; it is logged.

    Raises NotAllowed with the reason where a finished note or plan stays.
    """
    with vault.work() as work:
        case = work.case(client_id)
        if why := why_person_stays(case):
            raise NotAllowed(why)
        work.remove(case.client, note=BINNED)
        work.access.log(Action.BINNED, client_id=client_id)


def bin_content(vault: Vault, today: date) -> tuple[Binned, ...]:
    """Return what can be brought back of one's own cases, what was taken away last first."""
    with vault.work() as work:
        names = work.lists.counsellor_names()
        lines = tuple(_lines(work, today))
    return tuple(
        Binned(
            id=line.thing.id,
            client_id=line.thing.client_id,
            name=line.client_name,
            meeting=line.thing if isinstance(line.thing, Meeting) else None,
            who=names.get(line.counsellor_id, ""),
            at=line.at,
            days_left=days_left(line.at.astimezone().date(), today),
        )
        for line in lines
    )


def bring_back(vault: Vault, thing_id: str, today: date) -> None:
    """Bring a person or a meeting back as it was, with what was taken away with it.

    Raises NotAllowed where it does not lie in the bin any more.
    """
    with vault.work() as work:
        line = next((each for each in _lines(work, today) if each.thing.id == thing_id), None)
        if line is None:
            raise NotAllowed(_("This is not in the bin any more. Nothing was changed."))
        parts = work.bin.parts_of(line.thing) if isinstance(line.thing, Meeting) else ()
        for each in (line.thing, *parts):
            work.restore(each)
        if isinstance(line.thing, Client):
            work.access.log(Action.BROUGHT_BACK, client_id=line.thing.id)


def _lines(work: Work, today: date) -> Iterator[BinLine]:
    lines = work.bin.lines(today)
    return (line for line in lines if is_in_bin(line.at.astimezone().date(), today))
