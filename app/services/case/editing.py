"""A folder while it is edited: what is on screen, what is kept, what can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain import fields
from app.domain.cases import Case
from app.domain.change_marks import BINNED
from app.domain.kinds import KINDS, kind_name, kind_of
from app.domain.labels import field_label
from app.errors import NotFinished
from app.services.case.heard import Heard
from app.services.case.storing import keep_draft, store_entities
from app.services.case.undo_steps import FieldKey, Side, Step, Steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from app.domain.entities import Entity
    from app.domain.folders import Folder
    from app.storage.vault import Vault, Work

__all__ = ["Editing", "FieldKey"]


class Editing(Heard):
    """Edits one folder: typing is kept as drafts, leaving a field turns drafts into state.

    A draft is text that history does not see. `keep` writes drafts, `settle` makes state of them;
    what is no value stays a draft. Whatever a write raises, everything typed waits to be written.
    """

    def __init__(self, vault: Vault, owner_id: str, today: date) -> None:
        self._vault = vault
        self.today = today
        self._texts: dict[FieldKey, str] = {}
        self._unreadable: set[FieldKey] = set()
        self._unkept: set[FieldKey] = set()
        self._came_along = False
        self._steps = Steps()
        self.folder: Folder
        self._stored: Folder
        with vault.work() as work:
            self._stored = self.folder = work.folder(owner_id)
            drafts = work.drafts.of(owner_id)
        super().__init__(self.folder.entities)
        for draft in (each for each in drafts if each.kind in KINDS):
            # Read as on the day it was typed: "+14" counts from then.
            key = FieldKey(draft.entity_id, draft.field)
            self._take_up(key, draft.raw, draft.kept_at.astimezone().date())

    @property
    def case(self) -> Case:
        """The folder, where it is a person's; asking it of another is a bug."""
        if not isinstance(self.folder, Case):
            raise TypeError("this folder is no case")
        return self.folder

    @property
    def client_id(self) -> str:
        """Whose case this is; empty for the centre's own folder."""
        return self.folder.owner_id

    @property
    def is_settled(self) -> bool:
        """Whether everything on screen that is a value is stored as state."""
        return len(self._texts) == len(self._unreadable)

    @property
    def has_unkept(self) -> bool:
        """Whether something typed is not in the vault yet, not even as a draft."""
        return bool(self._unkept)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._steps.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to bring back."""
        return bool(self._steps.undone)

    def shown(self, key: FieldKey) -> str:
        """Return a field's text as it stands on screen."""
        if key in self._texts:
            return self._texts[key]
        return fields.shown(self.folder.entities[key.entity_id], key.name)

    def problem(self, key: FieldKey) -> str:
        """Return why a field's text is no value; empty where it is one."""
        if key not in self._unreadable:
            return ""
        try:
            fields.read(self.folder.entities[key.entity_id], key.name, self._texts[key], self.today)
        except fields.Unreadable as unreadable:
            return str(unreadable)
        return ""

    def may_edit(self, key: FieldKey) -> bool:
        """Whether the field is there and may change; finished notes and plans never do."""
        entity = self.folder.entities.get(key.entity_id)
        return entity is not None and self.folder.may_edit(entity, key.name)

    def type_into(self, key: FieldKey, text: str, along: Sequence[Entity] = ()) -> None:
        """Take what the user typed or chose.

        What comes `along` with it is a step of its own before it, and stored with it.
        """
        self._take_along({entity.id: entity for entity in along})
        if not self.may_edit(key) or text == self.shown(key):
            return
        before = self._side([key.entity_id])
        self._take(key, text, self.today)
        self._steps.type(key, before, self._side([key.entity_id]))
        self._announce([key.entity_id, *(entity.id for entity in along)])

    def end_burst(self) -> None:
        """Let the next typing be a step of its own."""
        self._steps.end_burst()

    def change(self, *entities: Entity, removed: Sequence[Entity] = (), mark: str = "") -> None:
        """Add, replace or remove whole entities in one undoable step, stored at once.

        The mark says of what is removed how it went. What is added for good is not taken back, and
        nothing from before it.
        """
        wanted: dict[str, Entity | None] = {entity.id: entity for entity in entities}
        wanted.update({entity.id: None for entity in removed})
        before = self._side(wanted)
        self._store(replace(self._wished(wanted), mark=mark))
        if any(kind_of(entity).for_good for entity in entities):
            self._steps.clear()
        else:
            self._steps.push(Step(before, replace(self._side(wanted), mark=mark)))
        self._announce(wanted)

    def finish(self, *entities: Entity) -> None:
        """Store a deed that is not undone but corrected by a later version.

        Raises NotFinished where a field that would be shut holds what is no value yet.
        """
        side = self._wished({entity.id: entity for entity in entities})
        self._check_all_read(side)
        self._store(side)
        self._steps.clear()
        self._announce(side.entities)

    def undo(self) -> FieldKey | None:
        """Take the last edit back; returns its field, so the screen can go there."""
        if not self._steps.done:
            return None
        step = self._steps.done[-1]
        self._store(step.before)
        self._steps.undone.append(self._steps.done.pop())
        self._announce(step.before.entities)
        return step.key

    def redo(self) -> FieldKey | None:
        """Bring back the last edit taken back."""
        if not self._steps.undone:
            return None
        step = self._steps.undone[-1]
        self._store(step.after)
        self._steps.done.append(self._steps.undone.pop())
        self._announce(step.after.entities)
        return step.key

    def keep(self) -> None:
        """Write what was typed as drafts: safe from a crash, not yet history."""
        self._steps.end_burst()
        if self._came_along:
            self._store(Side({}))  # a draft needs the thing it is in
        if not self._unkept:
            return
        with self._vault.work() as work:
            for key in self._unkept:
                keep_draft(work, self._stored, key, self._texts[key])
        self._unkept.clear()

    def settle(self) -> None:
        """Turn drafts into state; what is no value yet stays a draft, as typed."""
        self._steps.end_burst()
        if self._unkept or not self.is_settled:
            self._store(Side({}))

    def read_again(self, *kinds: type[Entity]) -> None:
        """Take over what was changed beside the desk: things of kinds nobody edits here."""
        with self._vault.work() as work:
            found = work.folder(self.client_id)
        self.folder = self.folder.renewed(found, *kinds)
        self._stored = self._stored.renewed(found, *kinds)

    def take_back(self, *kinds: type[Entity]) -> None:
        """Take over what came back from the bin beside the desk, in a step that can be undone."""
        before = self.folder.entities.keys()
        self.read_again(*kinds)
        back = self.folder.entities.keys() - before
        self._steps.push(Step(Side(dict.fromkeys(back), mark=BINNED), self._side(back)))
        self._announce(back)

    def renew(self) -> None:
        """Read everything again, unless something is on its way into it."""
        if not self._texts:
            with self._vault.work() as work:
                self._stored = self.folder = work.folder(self.client_id)

    def _take_up(self, key: FieldKey, text: str, day: date) -> None:
        """Put a draft from an earlier time back on screen, where its field is still there."""
        entity = self.folder.entities.get(key.entity_id)
        if entity and fields.is_edited(kind_name(entity), key.name) and self.may_edit(key):
            self._take(key, text, day)
            self._unkept.discard(key)

    def _take(self, key: FieldKey, text: str, today: date) -> None:
        """Put a text on screen; while it is no value, the field keeps its stored one."""
        entity = self.folder.entities[key.entity_id]
        try:
            entity = fields.read(entity, key.name, text, today)
            self._unreadable.discard(key)
        except fields.Unreadable:
            stored = getattr(self._stored.entities[key.entity_id], key.name)
            entity = replace(entity, **{key.name: stored})
            self._unreadable.add(key)
        entity = kind_of(entity).typed(self._stored.entities.get(entity.id), entity, today)
        self._texts[key] = text
        self._unkept.add(key)
        self.folder = self.folder.with_(entity)

    def _take_along(self, entities: Mapping[str, Entity]) -> None:
        """Put whole things on screen; they are stored with what is typed."""
        if entities:
            before = self._side(entities)
            self.folder, self._came_along = self.folder.changed(entities), True
            self._steps.push(Step(before, self._side(entities)))

    def _side(self, entity_ids: Iterable[str]) -> Side:
        """Return some entities as they stand on screen."""
        entities = {entity_id: self.folder.entities.get(entity_id) for entity_id in entity_ids}
        return Side(entities, self._unread_in(entities))

    def _wished(self, entities: Mapping[str, Entity | None]) -> Side:
        """Return what a deed leads to: a text goes where its field got another value."""
        if not self.folder.allows(entities):
            raise ValueError("what is finished never changes")
        texts = {
            key: text
            for key, text in self._unread_in(entities).items()
            if (new := entities[key.entity_id]) is not None
            and getattr(new, key.name) == getattr(self.folder.entities[new.id], key.name)
        }
        return Side(entities, texts)

    def _unread_in(self, entities: Mapping[str, Entity | None]) -> dict[FieldKey, str]:
        return {key: self._texts[key] for key in self._unreadable if key.entity_id in entities}

    def _check_all_read(self, side: Side) -> None:
        folder, texts = self._reached(side)
        problems = [
            f"{field_label(kind_name(entity), key.name)}: {self.problem(key)}"
            for key in texts
            if not folder.may_edit(entity := folder.entities[key.entity_id], key.name)
        ]
        if problems:
            raise NotFinished(" ".join(problems))

    def _reached(self, side: Side) -> tuple[Folder, dict[FieldKey, str]]:
        """Return the folder with one side of an edit, and every text that is no value then."""
        elsewhere = [key for key in self._unreadable if key.entity_id not in side.entities]
        texts = {**{key: self._texts[key] for key in elsewhere}, **side.texts}
        return self.folder.changed(side.entities), texts

    def _store(self, side: Side) -> None:
        """Write all that was typed, and one side of an edit, in one transaction or not at all."""
        self._steps.end_burst()
        folder, texts = self._reached(side)
        with self._vault.work() as work:
            folder = store_entities(work, self._stored, self.folder, folder, side.mark)
            self._store_drafts(work, folder, texts, may_come_back=bool(side.mark))
        self.folder = self._stored = folder
        self._texts, self._unreadable, self._unkept = texts, set(texts), set()
        self._came_along = False

    def _store_drafts(
        self, work: Work, folder: Folder, texts: Mapping[FieldKey, str], *, may_come_back: bool
    ) -> None:
        for key in self._texts.keys() - texts.keys():
            if may_come_back and key.entity_id not in folder.entities:
                continue  # what is no value yet waits in the bin too
            kind = kind_name(self.folder.entities[key.entity_id])
            work.drafts.drop(kind, key.entity_id, key.name)
        for key, text in texts.items():
            if key in self._unkept or self._texts.get(key) != text:
                keep_draft(work, folder, key, text)

    def _announce(self, entity_ids: Iterable[str]) -> None:
        self.tell(entity_ids, self.folder.entities)
