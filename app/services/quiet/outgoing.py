"""What is about to leave the house: the texts of a person's in it, and who may be named there."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from app.domain.entities import Entity
from app.domain.fields import is_edited, type_of
from app.domain.kinds import field_said, kind_name, kind_of
from app.domain.meetings import Participant
from app.domain.partners import Partner, PartnerContact
from app.domain.plans import PlanActivity
from app.domain.staff import Centre, Counsellor
from app.services.case.undo_steps import FieldKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.cases import Case
    from app.domain.folders import Folder

_NEVER_ON_PAPER = frozenset({("plan", "reason")})
"""Why there is a new version is told to the centre alone."""


@dataclass(frozen=True)
class Outgoing:
    """A text that is about to leave, and the field it was written in."""

    key: FieldKey
    text: str
    at: int = 0
    """Where in the field it begins, for a sender that takes only some lines of it."""


def texts_of(sheet: object) -> tuple[Outgoing, ...]:
    """Return what was written by hand in the things a sheet shows, in the sheet's order."""
    return tuple(found for each in _things(sheet) for found in _written(each))


def may_be_named(case: Case, register: Folder) -> tuple[str, ...]:
    """Return the names that may stand in a person's paper.

    Those who take part, the centre and whom it works with; and whoever the plan itself names as
    help or as the one who does something: those fields are there for it.
    """
    told = (period.told_of_nav() for period in case.periods)
    plans = case.plans
    return tuple(
        name
        for name in (
            case.client.name,
            *(each.name for each in case.all(Participant)),
            *(name for nav in told for name in (nav.nav_contact, nav.nav_office)),
            *(line for plan in plans for line in plan.support.splitlines()),
            *(each.who for each in case.all(PlanActivity)),
            *names_of_centre(register),
        )
        if name.strip()
    )


def names_of_centre(register: Folder) -> tuple[str, ...]:
    """Return the names of the centre, of who works there, and of whom it works with."""
    return tuple(each.name for kind in _OF_CENTRE for each in register.all(kind))


_OF_CENTRE: tuple[Any, ...] = (Centre, Counsellor, Partner, PartnerContact)


def _things(value: Any) -> Iterator[Entity]:
    """Yield every stored thing in a value, however deep."""
    if isinstance(value, Entity):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _things(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _things(getattr(value, each.name))


def _written(thing: Entity) -> Iterator[Outgoing]:
    kind = kind_name(thing)
    for each in fields(thing):
        text = getattr(thing, each.name)
        if isinstance(text, str) and text.strip() and _is_words(kind, each.name):
            yield Outgoing(FieldKey(thing.id, _edited_as(thing, each.name)), text)


def _is_words(kind: str, name: str) -> bool:
    said_here = (kind, name) not in _NEVER_ON_PAPER and not field_said(kind, name).listed
    return said_here and is_edited(kind, name) and type_of(kind, name) is str


def _edited_as(thing: Entity, name: str) -> str:
    """Return the field one writes it in: a deadline's words and its day are one."""
    joined = kind_of(thing).joined
    return next((field for field, parts in joined.items() if name in parts), name)
