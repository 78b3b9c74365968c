"""One piece of work in the vault: a transaction with everything a service may do in it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.storage import meta
from app.storage.access import AccessLog
from app.storage.bin import Bin
from app.storage.day_lists import DayLists
from app.storage.drafts import DraftStore
from app.storage.entities import EntityStore
from app.storage.finished import check_kept
from app.storage.history import ChainCheck, History
from app.storage.journal import Journal
from app.storage.lists import Lists
from app.storage.memory import NOBODY, Memory
from app.storage.narrowing import Unasked, narrow
from app.storage.standings import Standings
from app.storage.visibility import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from app.domain.cases import Case
    from app.domain.entities import Entity
    from app.domain.register import Register
    from app.storage.columns import E
    from app.storage.journal import Author, Head
    from app.storage.values.changes import ChainReport, Changed
    from app.storage.values.rights import Rights

_PRACTICE = "practice"


class Work:
    """All or nothing: kept if the block ends well, undone if it raises.

    What belongs to a case is there only for somebody who works with cases and from whom that
    case is not hidden: else it is not found, and writing it is refused.
    """

    def __init__(self, connection: Connection, author: Author, head: Head) -> None:
        self._connection = connection
        self.counsellor_id = author.counsellor_id
        self._device_id = author.device_id
        self._journal = Journal(connection, author, head)
        self.visibility = visibility = Visibility(connection, author.counsellor_id)
        self._entities = EntityStore(connection, self._journal, visibility)
        self.changes = History(connection, visibility)
        self.access = AccessLog(connection, self._journal, visibility)
        self.drafts = DraftStore(connection, visibility)
        self.memory = Memory(connection, author.counsellor_id)
        self.vault_memory = Memory(connection, NOBODY)
        self.lists = Lists(connection, visibility)
        self.standings = Standings(connection, visibility)
        self.bin = Bin(connection, visibility)
        self.day = DayLists(connection, visibility)
        self._spoilt = False

    @property
    def head(self) -> str:
        """Hash of the newest entry so far, hexadecimal: an anchor to print or keep elsewhere."""
        return self._journal.head.hash.hex()

    @property
    def is_practice(self) -> bool:
        """Whether the vault was founded for practice: all the people in it are invented."""
        return bool(meta.get(self._connection, _PRACTICE))

    def mark_practice(self) -> None:
        """Let the vault know that it is for practice; its copies know it too."""
        meta.put(self._connection, _PRACTICE, "1")

    def save(self, entity: Entity, *, note: str = "") -> None:
        """Insert or update any entity, with its entries in the journal.

        A value equal to the stored one writes nothing; saving a removed entity brings it back.
        Raises NotAllowed or LookupError for what they may not write or do not see, also where only
        the stored thing is hidden, and ValueError for one of another case. What was finished
        before this piece of work stays as it was: else its end raises ValueError.
        """
        self._entities.save(entity, note=note)

    def remove(self, entity: Entity, *, note: str = "") -> None:
        """Take an entity away; `restore` and its history can bring it back. Raises as `save`."""
        self._entities.remove(entity, note=note)

    def restore(self, entity: Entity, *, note: str = "") -> None:
        """Bring a removed entity back, as this value."""
        self.save(entity, note=note)

    def get(self, kind: type[E], entity_id: str) -> E:
        """Return an entity; a missing or removed one is a bug, so it raises LookupError."""
        found = self.find(kind, entity_id)
        if found is None:
            raise LookupError(f"no {kind.__name__} {entity_id}")
        return found

    def find(self, kind: type[E], entity_id: str) -> E | None:
        """Return an entity, or nothing when there is none or it was removed."""
        found = self._entities.find(kind, entity_id)
        return found if found is not None and self.visibility.shows(found) else None

    def all(self, kind: type[E], **equals: Any) -> tuple[E, ...]:
        """Return every entity of a kind whose fields equal these, oldest first."""
        return tuple(filter(self.visibility.shows, self._entities.all(kind, **equals)))

    def case(self, client_id: str) -> Case:
        """Return everything about one person; a missing or hidden one raises LookupError.

        Raises NotAllowed for somebody who works with no cases.
        """
        self.visibility.check_case(client_id)
        case = self._entities.case(client_id)
        seen = {each: e for each, e in case.entities.items() if self.visibility.shows(e)}
        return case.holding(seen)

    def folder(self, owner_id: str) -> Case | Register:
        """Return one person's case, or the centre's own folder where no person is named."""
        return self.case(owner_id) if owner_id else self.register()

    def register(self) -> Register:
        """Return the centre's own folder as whoever unlocked the vault sees it."""
        register = self._entities.register(self.counsellor_id)
        seen = {each: e for each, e in register.entities.items() if self.visibility.shows(e)}
        return register.holding(seen)

    def verify_chain(self) -> ChainReport:
        """Check the whole journal at one go; `Vault.verify_chain` lets saves come in between."""
        check = ChainCheck(self._device_id, self._journal.head)
        while check.step(self._connection):
            pass
        return check.report()

    def keep_within(self, rights: Rights) -> None:
        """Let nobody do or see more than they may in another vault too; asks no role for it."""
        unasked = Unasked(self._connection, self.counsellor_id)
        store = EntityStore(self._connection, self._journal, unasked)
        narrow(store, self.access, rights)
        store.flush()
        self._entities.touched |= store.touched

    @contextmanager
    def inner(self) -> Iterator[None]:
        """Run a piece of work inside this one; if it fails, this one can no longer be kept."""
        try:
            yield
        except BaseException:
            self._spoilt = True
            raise

    def finish(self) -> tuple[Head, Changed]:
        """Write what waits for the end; return the journal's new end and what was touched.

        Raises ValueError when what was finished before has changed; nothing is kept then.
        """
        if self._spoilt:
            raise RuntimeError("a piece of work inside this one failed")
        check_kept(self._entities)
        self._entities.flush()
        return self._journal.finish(), frozenset(self._entities.touched)
