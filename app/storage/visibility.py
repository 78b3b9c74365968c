"""What whoever unlocked the vault may do and see in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.domain.entities import CaseEntity
from app.domain.kinds import kind_of
from app.domain.permissions import Deed, Roles
from app.domain.staff import Substitution
from app.errors import NotAllowed
from app.i18n import _
from app.storage.columns import from_plain
from app.storage.rows import TABLES

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from app.domain.entities import Entity

_OWN = text(
    "SELECT c.roles, (SELECT group_concat(r.client_id, ' ') FROM recusal r "
    "WHERE r.counsellor_id = c.id AND r.deleted = 0) FROM counsellor c WHERE c.id = :me"
)
_COLLEAGUES = text(
    "SELECT o.client_id FROM owner o WHERE o.deleted = 0 "
    "GROUP BY o.client_id HAVING NOT max(o.counsellor_id = :me)"
)


class Visibility:
    """Read once for each piece of work, when it is first asked for.

    A case hidden from somebody is not there for them, and none is for those without cases. In a
    vault that can only be read no log can be kept, so there a colleague's case is shut as well.
    """

    def __init__(self, connection: Connection, counsellor_id: str) -> None:
        self._connection = connection
        self.counsellor_id = counsellor_id

    @property
    def roles(self) -> Roles:
        """What they are in this vault."""
        return self._own[0]

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of the clients whose case is hidden from them."""
        return self._own[1]

    @cached_property
    def unlogged(self) -> frozenset[str]:
        """The ids of colleagues' clients, where opening their case could not be logged."""
        if not self._connection.get_execution_options().get("read_only"):
            return frozenset()
        rows = self._connection.execute(_COLLEAGUES, {"me": self.counsellor_id})
        return frozenset(row[0] for row in rows)

    @cached_property
    def has_cases(self) -> bool:
        """Whether they work with cases at all."""
        return self.may(Deed.WORK_WITH_CASES)

    def may(self, deed: Deed) -> bool:
        """Whether their roles allow a deed."""
        return self.roles.may(deed)

    def require(self, deed: Deed) -> None:
        """Raise NotAllowed unless their roles allow a deed."""
        if not self.may(deed):
            raise NotAllowed(
                _(
                    "Your role does not allow you to do this. Nothing was changed. The "
                    "vault keeper can give you another role."
                )
            )

    def reaches(self, client_id: str) -> bool:
        """Whether a person's case is there for them."""
        shut = client_id in self.hidden or client_id in self.unlogged
        return self.has_cases and not shut

    def shows(self, entity: Entity) -> bool:
        """Whether a stored thing is there for them; what belongs to no case is for everybody."""
        in_reach = not isinstance(entity, CaseEntity) or self.reaches(entity.client_id)
        return in_reach and self._is_theirs(entity)

    def check(self, entity: Entity) -> None:
        """Raise NotAllowed unless they may write a thing."""
        if isinstance(entity, CaseEntity):
            self.check_case(entity.client_id)
        elif (needs := kind_of(entity).needs) is not None:
            self.require(needs)
        if not self._is_theirs(entity):
            raise LookupError(f"no {kind_of(entity).name} {entity.id}")

    def check_case(self, client_id: str) -> None:
        """Raise LookupError for a case that is hidden.

        Raises NotAllowed without work with cases, and for a colleague's in a vault without a log.
        """
        self.require(Deed.WORK_WITH_CASES)
        if client_id in self.hidden:
            raise LookupError(f"no client {client_id}")
        if client_id in self.unlogged:
            raise NotAllowed(
                _(
                    "This is a colleague’s case. Leia may only read this vault, so it cannot log "
                    "that you open it, and the case stays closed. Everything is safe, and your "
                    "own cases open. Ask county IT to let you write in the vault’s folder, then "
                    "unlock Leia again."
                )
            )

    def own_ids(self, today: date) -> tuple[str, ...]:
        """Return whose cases open at once for them today: theirs, and those of an absent one."""
        if self.unlogged:
            return (self.counsellor_id,)
        table = TABLES["substitution"]
        theirs = (table.c.deleted == 0, table.c.substitute_id == self.counsellor_id)
        rows = self._connection.execute(table.select().where(*theirs))
        substitutions = (from_plain(Substitution, row) for row in rows)
        return (self.counsellor_id, *(s.owner_id for s in substitutions if s.holds_on(today)))

    def _is_theirs(self, entity: Entity) -> bool:
        """Whether a thing is not another counsellor's own."""
        field = kind_of(entity).private_to
        return not field or getattr(entity, field) == self.counsellor_id

    @cached_property
    def _own(self) -> tuple[Roles, frozenset[str]]:
        row = self._connection.execute(_OWN, {"me": self.counsellor_id}).first()
        if row is None:
            return Roles(), frozenset()
        return Roles.read(row[0]), frozenset((row[1] or "").split())
