"""One person's case while it is edited: what is on screen, what is kept, what can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.domain import fields
from app.domain.kinds import kind_name
from app.domain.labels import field_label
from app.errors import NotFinished
from app.services.steps import FieldKey, Side, Step, Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity
    from app.storage.vault import Vault, Work

    Listener = Callable[[frozenset[str]], None]


__all__ = ["Editing", "FieldKey"]


class Editing:
    """Edits one case. Typing is kept as drafts; leaving a field turns drafts into state.

    A draft is text in the vault that history does not see. `keep` writes drafts, `settle`
    turns them into state with one row of history for each field, and what cannot be read as
    a value stays a draft, on screen as it was typed. Whatever a write raises, everything
    typed is still here and still waits to be written.
    """

    def __init__(self, vault: Vault, client_id: str, today: date) -> None:
        self._vault = vault
        self.today = today
        self._texts: dict[FieldKey, str] = {}
        self._unreadable: set[FieldKey] = set()
        self._unkept: set[FieldKey] = set()
        self._steps = Steps()
        self._listeners: list[Listener] = []
        with vault.work() as work:
            self._stored = self.case = work.case(client_id)
            drafts = work.drafts.of(client_id)
        for draft in drafts:
            # Read as on the day it was typed: "+14" counts from then.
            key = FieldKey(draft.entity_id, draft.field)
            self._take_up(key, draft.raw, draft.kept_at.astimezone().date())

    @property
    def client_id(self) -> str:
        """Whose case this is."""
        return self.case.client.id

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

    def listen(self, listener: Listener) -> None:
        """Call `listener` with the ids of changed entities, after each edit."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Stop calling `listener`; a window that is gone hears nothing."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def shown(self, key: FieldKey) -> str:
        """Return a field's text as it stands on screen."""
        if key in self._texts:
            return self._texts[key]
        return fields.shown(self.case.entities[key.entity_id], key.name)

    def problem(self, key: FieldKey) -> str:
        """Return why a field's text is no value; empty where it is one."""
        if key not in self._unreadable:
            return ""
        try:
            fields.read(self.case.entities[key.entity_id], key.name, self._texts[key], self.today)
        except fields.Unreadable as unreadable:
            return str(unreadable)
        return ""

    def may_edit(self, key: FieldKey) -> bool:
        """Whether the field is there and may change; finished notes and plans never do."""
        entity = self.case.entities.get(key.entity_id)
        return entity is not None and self.case.may_edit(entity, key.name)

    def enter(self, key: FieldKey, text: str) -> None:
        """Take what the user typed or chose."""
        if not self.may_edit(key) or text == self.shown(key):
            return
        before = self._side([key.entity_id])
        self._take(key, text, self.today)
        self._steps.type(key, before, self._side([key.entity_id]))
        self._announce([key.entity_id])

    def change(self, *entities: CaseEntity, removed: Sequence[CaseEntity] = ()) -> None:
        """Add, replace or remove whole entities in one undoable step, stored at once."""
        wanted: dict[str, CaseEntity | None] = {entity.id: entity for entity in entities}
        wanted.update({entity.id: None for entity in removed})
        before = self._side(wanted)
        self._store(self._wished(wanted))
        self._steps.push(Step(before, self._side(wanted)))
        self._announce(wanted)

    def finish(self, *entities: CaseEntity) -> None:
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
        if not self._unkept:
            return
        with self._vault.work() as work:
            for key in self._unkept:
                _keep_draft(work, self.case, key, self._texts[key])
        self._unkept.clear()

    def settle(self) -> None:
        """Turn drafts into state; what is no value yet stays a draft, as typed."""
        self._steps.end_burst()
        if self._unkept or not self.is_settled:
            self._store(Side({}))

    def read_again(self, kind: type[CaseEntity]) -> None:
        """Take over what was changed beside the desk: things of a kind nobody edits here."""
        with self._vault.work() as work:
            new: Mapping[str, CaseEntity | None]
            new = {each.id: each for each in work.case(self.client_id).all(kind)}

        def renewed(case: Case) -> Case:
            gone: dict[str, CaseEntity | None] = {each.id: None for each in case.all(kind)}
            return case.changed({**gone, **new})

        self.case, self._stored = renewed(self.case), renewed(self._stored)

    def _take_up(self, key: FieldKey, text: str, day: date) -> None:
        """Put a draft from an earlier time back on screen, where its field is still there."""
        entity = self.case.entities.get(key.entity_id)
        if entity and fields.is_edited(kind_name(entity), key.name) and self.may_edit(key):
            self._take(key, text, day)
            self._unkept.discard(key)

    def _take(self, key: FieldKey, text: str, today: date) -> None:
        """Put a text on screen; while it is no value, the field keeps its stored one."""
        entity = self.case.entities[key.entity_id]
        try:
            entity = fields.read(entity, key.name, text, today)
            self._unreadable.discard(key)
        except fields.Unreadable:
            stored = getattr(self._stored.entities[key.entity_id], key.name)
            changes: dict[str, Any] = {key.name: stored}
            entity = replace(entity, **changes)
            self._unreadable.add(key)
        self._texts[key] = text
        self._unkept.add(key)
        self.case = self.case.with_(entity)

    def _side(self, entity_ids: Iterable[str]) -> Side:
        """Return some entities as they stand on screen."""
        entities = {entity_id: self.case.entities.get(entity_id) for entity_id in entity_ids}
        return Side(entities, self._unread_in(entities))

    def _wished(self, entities: Mapping[str, CaseEntity | None]) -> Side:
        """Return what a deed leads to: a text goes where its field got another value."""
        if not self.case.allows(entities):
            raise ValueError("what is finished never changes")
        texts = {
            key: text
            for key, text in self._unread_in(entities).items()
            if (new := entities[key.entity_id]) is not None
            and getattr(new, key.name) == getattr(self.case.entities[new.id], key.name)
        }
        return Side(entities, texts)

    def _unread_in(self, entities: Mapping[str, CaseEntity | None]) -> dict[FieldKey, str]:
        return {key: self._texts[key] for key in self._unreadable if key.entity_id in entities}

    def _check_all_read(self, side: Side) -> None:
        case, texts = self._reached(side)
        problems = [
            f"{field_label(kind_name(entity), key.name)}: {self.problem(key)}"
            for key in texts
            if not case.may_edit(entity := case.entities[key.entity_id], key.name)
        ]
        if problems:
            raise NotFinished(" ".join(problems))

    def _reached(self, side: Side) -> tuple[Case, dict[FieldKey, str]]:
        """Return the case with one side of an edit, and every text that is no value then."""
        elsewhere = [key for key in self._unreadable if key.entity_id not in side.entities]
        texts = {**{key: self._texts[key] for key in elsewhere}, **side.texts}
        return self.case.changed(side.entities), texts

    def _store(self, side: Side) -> None:
        """Write all that was typed, and one side of an edit, in one transaction or not at all."""
        self._steps.end_burst()
        case, texts = self._reached(side)
        with self._vault.work() as work:
            self._store_entities(work, case)
            self._store_drafts(work, case, texts)
        self.case = self._stored = case
        self._texts, self._unreadable, self._unkept = texts, set(texts), set()

    def _store_entities(self, work: Work, case: Case) -> None:
        for entity in self.case.entities.values():
            if entity.id not in case.entities:
                work.save(entity)  # history knows its last words
                work.remove(entity)
        for entity in case.entities.values():
            if self._stored.entities.get(entity.id) is not entity:
                work.save(entity)

    def _store_drafts(self, work: Work, case: Case, texts: Mapping[FieldKey, str]) -> None:
        for key in self._texts.keys() - texts.keys():
            kind = kind_name(self.case.entities[key.entity_id])
            work.drafts.drop(kind, key.entity_id, key.name)
        for key, text in texts.items():
            if key in self._unkept or self._texts.get(key) != text:
                _keep_draft(work, case, key, text)

    def _announce(self, entity_ids: Iterable[str]) -> None:
        changed = frozenset(entity_ids)
        for listener in tuple(self._listeners):
            listener(changed)


def _keep_draft(work: Work, case: Case, key: FieldKey, text: str) -> None:
    kind = kind_name(case.entities[key.entity_id])
    work.drafts.keep(kind, key.entity_id, case.client.id, key.name, text)
