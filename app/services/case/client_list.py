"""The list of clients: one's own or everybody's, as it was chosen last."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.permissions import Deed
from app.domain.staff import Counsellor
from app.errors import UserError

if TYPE_CHECKING:
    from datetime import date

    from app.storage.values.lines import ClientLine
    from app.storage.vault import Vault, Work

_WHOSE = "clients.whose"


class Whose(StrEnum):
    """Which cases are listed."""

    MINE = "MINE"
    ALL = "ALL"


@dataclass(frozen=True, kw_only=True)
class ClientList:
    """The clients asked for, and whose cases they are."""

    lines: tuple[ClientLine, ...]
    whose: Whose
    is_shared: bool
    """Whether several people work with cases here, so that it matters whose they are."""


def list_clients(vault: Vault, words: str, today: date) -> ClientList:
    """Return the clients whose name holds every word: one's own, unless all were chosen."""
    with vault.work() as work:
        shared = _is_shared(work)
        chosen = Whose.ALL if work.memory.get(_WHOSE) == Whose.ALL else Whose.MINE
        whose = chosen if shared else Whose.ALL
        lines = work.lists.clients(words, mine=whose == Whose.MINE, today=today)
    return ClientList(lines=lines, whose=whose, is_shared=shared)


def choose_whose(vault: Vault, whose: Whose) -> None:
    """List these from now on; where nothing can be stored, the list stays as it was."""
    with suppress(UserError), vault.work() as work:
        work.memory.put(_WHOSE, whose)


def _is_shared(work: Work) -> bool:
    here = work.all(Counsellor, active=True)
    return sum(1 for each in here if each.roles.may(Deed.WORK_WITH_CASES)) > 1
