"""Who may do and see what in a vault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.permissions import Roles


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What the people of a vault may do and see in it, when it was read."""

    roles: Mapping[str, Roles] = field(default_factory=dict)
    """Of everybody who ever worked there, by their id."""
    left: frozenset[str] = frozenset()
    """Those who do not work there any more."""
    hidden: frozenset[tuple[str, str]] = frozenset()
    """From whom a case is hidden: the client's id, and the colleague's."""
    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Whose each case is; a case that is not there is nobody's."""
