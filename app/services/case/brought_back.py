"""What was brought back after a crash or a power cut: told until somebody has seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain.clients import Client, DocumentItem
from app.domain.kinds import KINDS
from app.domain.labels import field_label
from app.domain.meetings import Meeting, NoteSection, Participant
from app.domain.plans import CareerPlan, PlanActivity
from app.i18n import _, ngettext
from app.services.templates.finding import section_titles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.folders import Folder
    from app.storage.values.drafts import Draft
    from app.storage.vault import Vault, Work

_KEY = "brought_back"
_MOST = 50
_PAGES = {
    NoteSection: "talk",
    Meeting: "meetings",
    Participant: "meetings",
    CareerPlan: "plan",
    PlanActivity: "plan",
    DocumentItem: "papers",
}
"""Where on a person's page a thing is dealt with; all else is preparation."""


class BroughtBack(msgspec.Struct, kw_only=True, frozen=True):
    """A field whose words were only a draft when Leia was cut off."""

    client_id: str
    """Whose case it is in; empty for the centre's own."""
    kind: str
    entity_id: str
    field: str
    is_overtaken: bool = False
    """Whether another value had been written meanwhile, so that the words went to history."""


class Place(msgspec.Struct, kw_only=True, frozen=True):
    """What to tell of it, and where it leads."""

    sentence: str
    page: str
    client_id: str = ""
    meeting_id: str = ""
    field: str = ""
    """The name of the field on screen; empty where it is to be read in the history."""


def remember(work: Work, drafts: Iterable[Draft], overtaken: frozenset[Draft]) -> None:
    """Keep which words were brought back until their owner has seen it; the words are not."""
    found = [
        BroughtBack(
            client_id=draft.client_id,
            kind=draft.kind,
            entity_id=draft.entity_id,
            field=draft.field,
            is_overtaken=draft in overtaken,
        )
        for draft in sorted(drafts, key=lambda each: each.kept_at, reverse=True)
    ]
    if found:
        all_told = [*dict.fromkeys((*found, *_kept(work)))]
        work.memory.put(_KEY, msgspec.json.encode(all_told[:_MOST]).decode())


def brought_back(vault: Vault) -> Place | None:
    """Return what to tell of the newest words that were brought back, and where they are."""
    with vault.work() as work:
        kept = [each for each in _kept(work) if not each.client_id or _is_there(work, each)]
        if not kept:
            return None
        first = kept[0]
        folder, register = work.folder(first.client_id), work.register()
        return _place(first, folder, _field_words(first, folder, register), len(kept) - 1)


def forget_brought_back(vault: Vault) -> None:
    """Tell of it no more: it has been seen."""
    with vault.work() as work:
        work.memory.put(_KEY, "")


def _kept(work: Work) -> list[BroughtBack]:
    text = work.memory.get(_KEY)
    try:
        return msgspec.json.decode(text, type=list[BroughtBack]) if text else []
    except msgspec.DecodeError:
        return []


def _is_there(work: Work, back: BroughtBack) -> bool:
    return work.find(Client, back.client_id) is not None and back.kind in KINDS


def _place(back: BroughtBack, folder: Folder, field: str, more: int) -> Place:
    thing = folder.entities.get(back.entity_id)
    page = next((page for kind, page in _PAGES.items() if isinstance(thing, kind)), "intake")
    if not back.client_id:
        page = "settings"
    elif back.is_overtaken:
        page = "history"
    meeting_id = ""
    if isinstance(thing, NoteSection | Participant):
        meeting_id = thing.meeting_id
    elif isinstance(thing, Meeting):
        meeting_id = thing.id
    return Place(
        sentence=_sentence(back, folder, field, more),
        page=page,
        client_id=back.client_id,
        meeting_id=meeting_id if page in {"talk", "meetings"} else "",
        field="" if back.is_overtaken else f"{back.entity_id}.{back.field}",
    )


def _sentence(back: BroughtBack, folder: Folder, field: str, more: int) -> str:
    client = folder.entities.get(back.client_id)
    name = client.name or _("(no name yet)") if isinstance(client, Client) else ""
    said = _text(back).format(name=name, field=field)
    also = ngettext("So has {n} more place.", "So have {n} more places.", more).format(n=more)
    return f"{said} {also}" if more else said


def _text(back: BroughtBack) -> str:
    if not back.client_id:
        return _("Leia was cut off. What you wrote in Settings, {field}, has been kept.")
    if back.is_overtaken:
        return _(
            "Leia was cut off. What you wrote for {name}, {field}, is kept in the history; "
            "something else has been written there since."
        )
    return _("Leia was cut off. What you wrote for {name}, {field}, has been kept.")


def _field_words(back: BroughtBack, folder: Folder, register: Folder) -> str:
    """Return what the field is called on screen; a part of a note by its heading."""
    section = folder.entities.get(back.entity_id)
    meeting = folder.entities.get(section.meeting_id) if isinstance(section, NoteSection) else None
    if isinstance(section, NoteSection) and isinstance(meeting, Meeting):
        return section_titles(meeting, register).get(section.key, "")
    return field_label(back.kind, back.field)
