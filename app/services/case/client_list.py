"""The list of clients: one's own or everybody's, and which of them, as it was chosen last."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.choices import Party, PeriodState
from app.domain.permissions import Deed
from app.domain.staff import Counsellor
from app.errors import UserError
from app.services.case.waiting_list import priority_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from app.storage.values.lines import ClientLine, Standing
    from app.storage.vault import Vault, Work

_WHOSE = "clients.whose"
_SHOWN = "clients.shown"


class Whose(StrEnum):
    """Which cases are listed."""

    MINE = "MINE"
    ALL = "ALL"


class Shown(StrEnum):
    """Which of them: by where the period is, or by who has the next move (BR16)."""

    ALL = "ALL"
    OPEN = "OPEN"
    CENTRE = "CENTRE"
    CLIENT = "CLIENT"
    NAV = "NAV"
    WAITING = "WAITING"
    COMPLETED = "COMPLETED"
    ENDED = "ENDED_EARLY"


_MOVES = {Shown.CENTRE: Party.CENTRE, Shown.CLIENT: Party.CLIENT, Shown.NAV: Party.NAV}


@dataclass(frozen=True, kw_only=True)
class ClientList:
    """The clients asked for, and which were asked for."""

    lines: tuple[ClientLine, ...]
    whose: Whose
    shown: Shown
    is_shared: bool
    """Whether several people work with cases here, so that it matters whose they are."""
    among: Sequence[str] | None = None
    """The ids of all that were asked for, whatever their name; nothing where that is everybody."""
    is_mixed: bool = False
    """Whether some of all the cases here are not under way, so that a list of all says it."""


def list_clients(
    vault: Vault, words: str, today: date, among: Sequence[str] | None = None
) -> ClientList:
    """Return the clients whose name holds every word: one's own, unless all were chosen.

    The waiting list comes in the order of its rules, and those who waited longest first. Who
    searches on in a list gives its `among` along, so that no key has to ask where all stand.
    """
    with vault.work() as work:
        whose, shared = chosen_whose(work)
        shown = _chosen_shown(work)
        mine = whose == Whose.MINE
        if among is None:
            among = _among(work, shown, today, mine=mine)
        lines = work.lists.clients(words, mine=mine, ids=among, today=today)
        if shown == Shown.WAITING:
            lines = _waiting(work, lines, today, mine=mine)
        mixed = work.standings.are_mixed()
    return ClientList(
        lines=lines, whose=whose, shown=shown, is_shared=shared, among=among, is_mixed=mixed
    )


def count_shown(vault: Vault, today: date) -> Mapping[Shown, int]:
    """Return how many there are of each, among those whose cases are listed."""
    with vault.work() as work:
        whose, _shared = chosen_whose(work)
        found = work.standings.all(today, mine=whose == Whose.MINE)
    counts = Counter[Shown]()
    for standing, count in Counter(found.values()).items():
        counts.update(dict.fromkeys(_groups(standing), count))
    return {shown: counts[shown] for shown in Shown}


def choose_whose(vault: Vault, whose: Whose) -> None:
    """List these from now on; where nothing can be stored, the list stays as it was."""
    with suppress(UserError), vault.work() as work:
        work.memory.put(_WHOSE, whose)


def choose_shown(vault: Vault, shown: Shown) -> None:
    """List these from now on; where nothing can be stored, the list stays as it was."""
    with suppress(UserError), vault.work() as work:
        work.memory.put(_SHOWN, shown)


def _groups(standing: Standing) -> Iterator[Shown]:
    """Tell where a case is listed.

    Who waits for a place is waited for by nobody else; what was completed may still wait for Nav.
    """
    yield Shown.ALL
    yield from (shown for shown in _OF_STATES if shown.value == standing.state)
    if standing.state != PeriodState.WAITING:
        yield from (shown for shown, party in _MOVES.items() if party == standing.move)


_OF_STATES = (Shown.OPEN, Shown.WAITING, Shown.COMPLETED, Shown.ENDED)


def _among(work: Work, shown: Shown, today: date, *, mine: bool) -> Sequence[str] | None:
    """Return the ids of those who are listed; nothing where nobody has to be left out."""
    if shown == Shown.ALL:
        return None
    if shown == Shown.WAITING:
        return tuple(work.standings.waiting(today, mine=mine))
    found = work.standings.all(today, mine=mine)
    return tuple(each for each, standing in found.items() if shown in _groups(standing))


def _waiting(
    work: Work, lines: Sequence[ClientLine], today: date, *, mine: bool
) -> tuple[ClientLine, ...]:
    """Return the lines of those who wait, each with its rule, in the order of the rules."""
    found = work.standings.waiting(today, mine=mine)
    told = (
        replace(line, priority=found[line.id].priority, agreement=found[line.id].agreement)
        for line in lines
        if line.id in found
    )
    return tuple(sorted(told, key=_waiting_order))


def _waiting_order(line: ClientLine) -> tuple[tuple[int, int], str]:
    return priority_order(line.agreement, line.priority), str(line.waiting_since or "")


def chosen_whose(work: Work) -> tuple[Whose, bool]:
    """Return whose cases are listed, and whether there is a choice."""
    shared = _is_shared(work)
    chosen = Whose.ALL if work.memory.get(_WHOSE) == Whose.ALL else Whose.MINE
    return chosen if shared else Whose.ALL, shared


def _chosen_shown(work: Work) -> Shown:
    chosen = work.memory.get(_SHOWN)
    return Shown(chosen) if chosen in set(Shown) else Shown.ALL


def _is_shared(work: Work) -> bool:
    here = work.all(Counsellor, active=True)
    return sum(1 for each in here if each.roles.may(Deed.WORK_WITH_CASES)) > 1
