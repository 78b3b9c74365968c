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
    from collections.abc import Iterator, Mapping
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


def list_clients(vault: Vault, words: str, today: date) -> ClientList:
    """Return the clients whose name holds every word: one's own, unless all were chosen.

    The waiting list comes in the order of its rules, and those who waited longest first.
    """
    with vault.work() as work:
        whose, shared = _chosen_whose(work)
        shown = _chosen_shown(work)
        mine = whose == Whose.MINE
        if shown == Shown.ALL:
            lines = work.lists.clients(words, mine=mine, today=today)
        elif shown == Shown.WAITING:
            lines = _waiting(work, words, today, mine=mine)
        else:
            found = work.standings.all(today, mine=mine)
            ids = [each for each, standing in found.items() if shown in _groups(standing)]
            lines = work.lists.clients(words, mine=mine, ids=ids, today=today)
    return ClientList(lines=lines, whose=whose, shown=shown, is_shared=shared)


def count_shown(vault: Vault, today: date) -> Mapping[Shown, int]:
    """Return how many there are of each, among those whose cases are listed."""
    with vault.work() as work:
        whose, _shared = _chosen_whose(work)
        found = work.standings.all(today, mine=whose == Whose.MINE)
    counts = Counter(shown for standing in found.values() for shown in _groups(standing))
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


def _waiting(work: Work, words: str, today: date, *, mine: bool) -> tuple[ClientLine, ...]:
    found = work.standings.waiting(today, mine=mine)
    lines = work.lists.clients(words, mine=mine, ids=list(found), today=today)
    told = (
        replace(line, priority=found[line.id].priority, agreement=found[line.id].agreement)
        for line in lines
    )
    return tuple(sorted(told, key=_waiting_order))


def _waiting_order(line: ClientLine) -> tuple[int, str]:
    return priority_order(line.agreement, line.priority), str(line.waiting_since or "")


def _chosen_whose(work: Work) -> tuple[Whose, bool]:
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
