"""The centre's own folder: the centre, those who work there, who stands in for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from typing_extensions import override

from app.domain.folders import Folder
from app.domain.kinds import kind_of
from app.domain.staff import Centre, Counsellor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.entities import Entity

_OWN = frozenset({"name", "phone"})
"""What everybody may say of themselves."""


@dataclass(frozen=True)
class Register(Folder):
    """What belongs to no person's case, as one counsellor sees it."""

    me: Counsellor
    entities: Mapping[str, Entity] = field(default_factory=dict)

    @property
    @override
    def owner_id(self) -> str:
        """Nobody's case."""
        return ""

    @override
    def holding(self, entities: Mapping[str, Entity]) -> Register:
        """Return a register like this one that holds these."""
        me = entities.get(self.me.id)
        return Register(me if isinstance(me, Counsellor) else self.me, entities)

    @override
    def may_edit(self, entity: Entity, field_name: str) -> bool:
        """Whether whoever unlocked may change a field at the desk; keys and roles never."""
        if entity.id == self.me.id:
            return field_name in _OWN
        needs = kind_of(entity).needs
        allowed = needs is not None and self.me.roles.may(needs)
        return allowed and super().may_edit(entity, field_name)

    @property
    def centre(self) -> Centre:
        """The career centre; there is one in a vault."""
        return self.all(Centre)[0]
