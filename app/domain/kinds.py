"""Every kind of stored thing: one line for each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from app.domain import (
    centre_templates,
    clients,
    meetings,
    own_words,
    partners,
    periods,
    phrases,
    plans,
    questions,
    reminders,
    sharing,
    slips,
    staff,
    taken_lines,
)
from app.domain.entities import CaseEntity
from app.domain.says import Eyes, Said, said_of
from app.i18n import said

if TYPE_CHECKING:
    from app.domain.entities import Entity, Kind

ALL: tuple[Kind[Any], ...] = (
    clients.CLIENT,
    periods.INTAKE,
    periods.CRITERION,
    periods.CONTACT,
    clients.DOCUMENT,
    meetings.MEETING,
    meetings.PARTICIPANT,
    meetings.NOTE_SECTION,
    meetings.ADDENDUM,
    plans.PLAN,
    plans.ACTIVITY,
    taken_lines.TAKEN_LINE,
    questions.QUESTION,
    slips.SLIP,
    sharing.SHARING,
    sharing.DISCLOSURE,
    reminders.REMINDER,
    clients.OWNER,
    clients.RECUSAL,
    staff.CENTRE,
    staff.COUNSELLOR,
    staff.SUBSTITUTION,
    partners.PARTNER,
    partners.PARTNER_CONTACT,
    phrases.PHRASE,
    phrases.OWN_PHRASE,
    own_words.OWN_WORD,
    centre_templates.TEMPLATE_VERSION,
    centre_templates.TEMPLATE_PART,
    centre_templates.TEMPLATE_QUESTION,
    centre_templates.TEMPLATE_SUGGESTION,
)

KINDS: dict[str, type[Entity]] = {kind.name: kind.type for kind in ALL}
"""Every type under the name it has in tables and in history."""
CASE_KINDS: dict[str, type[CaseEntity]] = {
    name: kind for name, kind in KINDS.items() if issubclass(kind, CaseEntity)
}
PRIVATE_KINDS = tuple(kind.name for kind in ALL if kind.private_to)
"""What is one counsellor's own, wherever it lies."""
CENTRE_KINDS = {name: kind for name, kind in KINDS.items() if name not in CASE_KINDS}
_BY_NAME = {kind.name: kind for kind in ALL}
_BY_TYPE = {kind.type: kind for kind in ALL}


def kind_named(name: str) -> Kind[Any]:
    """Return a kind by its name in tables."""
    return _BY_NAME[name]


def kind_of(entity: Entity | type[Entity]) -> Kind[Any]:
    """Return the kind of a thing."""
    return _BY_TYPE[entity if isinstance(entity, type) else type(entity)]


def kind_name(entity: Entity | type[Entity]) -> str:
    """Return the name of a thing's kind."""
    return kind_of(entity).name


def kind_label(name: str) -> str:
    """Return what a kind of thing is called."""
    return said(_BY_NAME[name].words)


def field_said(kind: str, name: str) -> Said:
    """Return what a field says of itself; of one of another Leia at most its words."""
    former = kind_named(kind).former.get(name)
    told = Said(label=former[0], eyes=Eyes.SECRET) if former else _UNKNOWN
    return said_of(KINDS[kind]).get(name) or told


@cache
def link_named_in(kind: str, name: str) -> str:
    """Return the link whose thing a text names; empty where the text names none."""
    says = said_of(KINDS[kind])
    return next((link for link, each in says.items() if each.named_in == name), "")


def is_known(kind: str, name: str) -> bool:
    """Whether this Leia has a field that history tells of, or the thing's coming and going."""
    if kind not in KINDS:
        return False
    return (
        name in _WHOLE
        or name in KINDS[kind].__dataclass_fields__
        or name in kind_named(kind).joined
        or name in kind_named(kind).former
    )


def eyes_of(kind: str, name: str) -> Eyes:
    """Return whose eyes a field is for."""
    return field_said(kind, name).eyes


_WHOLE = frozenset({"*", "deleted"})
"""What history calls a thing's coming and going."""
_UNKNOWN = Said(eyes=Eyes.SECRET)
