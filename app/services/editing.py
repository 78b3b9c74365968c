"""One person's case while it is edited: what is on screen, what is kept, what can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import fields
from app.domain.cases import CASE_KINDS, kind_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity
    from app.storage.vault import Vault, Work

    Listener = Callable[[frozenset[str]], None]


@dataclass(frozen=True)
class FieldKey:
    """A field of one entity."""

    entity_id: str
    name: str


@dataclass
class _Step:
    """One thing to undo: the entities as they were and as they became, and raw text."""

    before: dict[str, CaseEntity | None]
    after: dict[str, CaseEntity | None]
    key: FieldKey | None = None
    raw_before: str | None = None
    raw_after: str | None = None


class Editing:
    """Edits one case. Typing is kept as drafts; leaving a field turns drafts into state.

    A draft is text in the vault that history does not see. `keep` writes drafts, `settle`
    turns them into state with one row of history for each field, and what cannot be read as
    a value stays a draft, on screen as it was typed.
    """

    def __init__(self, vault: Vault, client_id: str, today: date) -> None:
        self._vault = vault
        self._today = today
        self._raw: dict[FieldKey, str] = {}
        self._unkept: set[FieldKey] = set()
        self._unsettled: set[FieldKey] = set()
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._burst_open = False
        self._listeners: list[Listener] = []
        with vault.work() as work:
            self.case: Case = work.case(client_id)
            drafts = work.drafts.of(client_id)
        for draft in drafts:
            self._take_up(FieldKey(draft.entity_id, draft.field), draft.raw)

    @property
    def client_id(self) -> str:
        """Whose case this is."""
        return self.case.client.id

    @property
    def is_settled(self) -> bool:
        """Whether everything on screen that is a value is stored as state."""
        return not self._readable_keys()

    @property
    def has_unkept(self) -> bool:
        """Whether something typed is not in the vault yet, not even as a draft."""
        return bool(self._unkept)

    def listen(self, listener: Listener) -> None:
        """Call `listener` with the ids of changed entities, after each edit."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Stop calling `listener`; a window that is gone hears nothing."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def shown(self, key: FieldKey) -> str:
        """Return a field's text as it stands on screen."""
        if key in self._raw:
            return self._raw[key]
        return fields.shown(self.case.entities[key.entity_id], key.name)

    def problem(self, key: FieldKey) -> str:
        """Return why a field's text is no value; empty where it is one."""
        raw = self._raw.get(key)
        if raw is None or key.entity_id not in self.case.entities:
            return ""
        try:
            fields.read(self.case.entities[key.entity_id], key.name, raw, self._today)
        except fields.Unreadable as unreadable:
            return str(unreadable)
        return ""

    def may_edit(self, key: FieldKey) -> bool:
        """Whether the field may change; finished notes and plans never do."""
        return self.case.may_edit(self.case.entities[key.entity_id], key.name)

    def enter(self, key: FieldKey, text: str) -> None:
        """Take what the user typed or chose."""
        if text == self.shown(key) or not self.may_edit(key):
            return
        before, raw_before = self.case.entities[key.entity_id], self._raw.get(key)
        self._take(key, text)
        self._remember(key, before, raw_before)
        self._announce({key.entity_id})

    def change(self, *entities: CaseEntity, removed: Sequence[CaseEntity] = ()) -> None:
        """Add, replace or remove whole entities in one undoable step, stored at once."""
        after: dict[str, CaseEntity | None] = {entity.id: entity for entity in entities}
        after.update({entity.id: None for entity in removed})
        before = {entity_id: self.case.entities.get(entity_id) for entity_id in after}
        self._store(after)
        self._push(_Step(before, after))
        self._announce(after)

    def finish(self, *entities: CaseEntity) -> None:
        """Store a deed that is not undone but corrected by a later version."""
        self.settle()
        self._store({entity.id: entity for entity in entities})
        self._done.clear()
        self._undone.clear()
        self._announce(entity.id for entity in entities)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to bring back."""
        return bool(self._undone)

    def undo(self) -> FieldKey | None:
        """Take the last edit back; returns its field, so the screen can go there."""
        if not self._done:
            return None
        step = self._done[-1]
        self._return_to(step.before, step.key, step.raw_before)
        self._undone.append(self._done.pop())
        return step.key

    def redo(self) -> FieldKey | None:
        """Bring back the last edit taken back."""
        if not self._undone:
            return None
        step = self._undone[-1]
        self._return_to(step.after, step.key, step.raw_after)
        self._done.append(self._undone.pop())
        return step.key

    def keep(self) -> None:
        """Write what was typed as drafts: safe from a crash, not yet history."""
        self._burst_open = False
        if not self._unkept:
            return
        with self._vault.work() as work:
            for key in self._unkept:
                self._keep_draft(work, key)
        self._unkept.clear()

    def settle(self) -> None:
        """Turn drafts into state; what is no value yet stays a draft, as typed."""
        self._burst_open = False
        ready = self._readable_keys()
        waiting = self._unkept - ready
        if not ready and not waiting:
            return
        with self._vault.work() as work:
            for entity_id in dict.fromkeys(key.entity_id for key in ready):
                if entity := self.case.entities.get(entity_id):
                    work.save(entity)
            for key in ready:
                work.drafts.drop(self._kind(key), key.entity_id, key.name)
            for key in waiting:
                self._keep_draft(work, key)
        self._unsettled -= ready
        self._unkept.clear()
        for key in ready:
            self._raw.pop(key, None)

    def _keep_draft(self, work: Work, key: FieldKey) -> None:
        if key.entity_id in self.case.entities:
            work.drafts.keep(
                self._kind(key), key.entity_id, self.client_id, key.name, self.shown(key)
            )

    def _kind(self, key: FieldKey) -> str:
        entity = self.case.entities.get(key.entity_id)
        return kind_name(entity) if entity else ""

    def _readable_keys(self) -> set[FieldKey]:
        return {key for key in self._unsettled if not self.problem(key)}

    def _take_up(self, key: FieldKey, raw: str) -> None:
        """Put a draft from an earlier day back on screen."""
        if key.entity_id in self.case.entities and self.may_edit(key):
            self._take(key, raw)
            self._unkept.discard(key)

    def _take(self, key: FieldKey, text: str) -> None:
        entity = self.case.entities[key.entity_id]
        self._raw[key] = text
        self._unkept.add(key)
        self._unsettled.add(key)
        try:
            self.case = self.case.with_(fields.read(entity, key.name, text, self._today))
        except fields.Unreadable:
            return

    def _remember(self, key: FieldKey, before: CaseEntity, raw_before: str | None) -> None:
        after, raw_after = self.case.entities[key.entity_id], self._raw.get(key)
        last = self._done[-1] if self._done else None
        if last and last.key == key and self._burst_open:
            last.after, last.raw_after = {key.entity_id: after}, raw_after
            self._undone.clear()
            return
        self._push(_Step({key.entity_id: before}, {key.entity_id: after}, key, raw_before, raw_after))
        self._burst_open = True

    def _push(self, step: _Step) -> None:
        self._burst_open = False
        self._done.append(step)
        self._undone.clear()

    def _return_to(
        self, entities: dict[str, CaseEntity | None], key: FieldKey | None, raw: str | None
    ) -> None:
        self._burst_open = False
        self._store(entities, dropped=key)
        if key is not None:
            self._unsettled.discard(key)
            self._unkept.discard(key)
            self._raw.pop(key, None)
            if raw is not None:
                self._take(key, raw)
        self._announce(entities)

    def _store(
        self, entities: dict[str, CaseEntity | None], dropped: FieldKey | None = None
    ) -> None:
        case = self.case
        with self._vault.work() as work:
            for entity_id, entity in entities.items():
                if entity is not None:
                    work.save(entity)
                    case = case.with_(entity)
                elif entity_id in case.entities:
                    work.remove(case.entities[entity_id])
                    case = case.without(entity_id)
            if dropped is not None:
                work.drafts.drop(self._kind(dropped), dropped.entity_id, dropped.name)
        self.case = case

    def _announce(self, entity_ids: Iterable[str]) -> None:
        changed = frozenset(entity_ids)
        for listener in tuple(self._listeners):
            listener(changed)


def settle_left_drafts(vault: Vault, today: date) -> int:
    """Turn drafts left by a crash or a power cut into state; returns how many were found."""
    with vault.work() as work:
        drafts = [draft for draft in work.drafts.all() if draft.kind in CASE_KINDS]
    for client_id in dict.fromkeys(draft.client_id for draft in drafts):
        Editing(vault, client_id, today).settle()
    return len(drafts)
