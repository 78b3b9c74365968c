"""Who may be the same person as somebody who is taken in, while name or telephone is typed.

Nothing is told of anybody that the list of people does not tell: no case is opened for it, and one
that is hidden from whoever is asking is not there. What was said to be another stays another, for
that pair and whoever said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.taking_away import is_just_begun
from app.storage.values.lines import PersonLine

if TYPE_CHECKING:
    from app.domain.cases import Case
    from app.domain.clients import Client
    from app.services.case.likeness import Likenesses, Reason
    from app.storage.values.lines import ClientLine
    from app.storage.vault import Vault, Work

_OTHERS = "others."
"""Under this and a person's id is remembered who is another."""
MOST = 3


@dataclass(frozen=True, kw_only=True)
class Likely:
    """Somebody who may be the same person."""

    line: ClientLine
    reason: Reason


class LikelyPeople:
    """Looks through everybody, beside the window; what it made of names serves the next look."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._words: dict[str, tuple[str, ...]] = {}
        self._people: tuple[PersonLine, ...] = ()
        self._known: Likenesses | None = None

    def like(self, client: Client) -> tuple[Likely, ...]:
        """Return who may be the same person, the most alike first; beside, for it is slow."""
        with self._vault.work() as work:
            people, others = work.lists.people(), _others(work, client.id)
        known = self._compared_with(tuple(each for each in people if each.id != client.id))
        asked = PersonLine(
            id=client.id, name=client.name, phone=client.phone, birth_year=client.birth_year
        )
        alike = [each for each in known.of(asked, MOST + len(others)) if each.id not in others]
        with self._vault.work() as work:
            ids = tuple(each.id for each in alike[:MOST])
            lines = {line.id: line for line in work.lists.clients(ids=ids)} if ids else {}
        return tuple(
            Likely(line=lines[each.id], reason=each.reason) for each in alike if each.id in lines
        )

    def _compared_with(self, people: tuple[PersonLine, ...]) -> Likenesses:
        """Return what compares with these people; made anew only where they changed."""
        from app.services.case.likeness import Likenesses  # what compares loads when it is needed

        if self._known is None or people != self._people:
            self._people, self._known = people, Likenesses(people, self._words)
        return self._known


def is_another(vault: Vault, client_id: str, other_id: str) -> None:
    """Remember that two are not the same person."""
    with vault.work() as work:
        for one, two in ((client_id, other_id), (other_id, client_id)):
            work.memory.put(_OTHERS + one, " ".join(sorted(_others(work, one) | {two})))


def may_put_aside(vault: Vault, case: Case) -> bool:
    """Whether a file holds nothing yet but a person and a preparation, and is one's own."""
    with vault.work() as work:
        return is_just_begun(case, work.counsellor_id)


def _others(work: Work, client_id: str) -> frozenset[str]:
    return frozenset((work.memory.get(_OTHERS + client_id) or "").split())
