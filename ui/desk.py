"""The folders on the desk: who is being worked with, and whether what was typed is safe."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import NotFinished, NotSaved, UserError
from app.services.case.case_access import CaseAccess
from app.services.case.editing import Editing, FieldKey
from app.services.case.jottings import jot, jotted
from ui.clocks import Clocks
from ui.open_folders import OpenFolders
from ui.watching import Change, Watching

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from app.domain.cases import Case
    from app.domain.entities import Entity
    from app.domain.permissions import Reason
    from app.storage.vault import Vault


class Saved(Enum):
    """What the status line may truthfully say."""

    NOTHING = "nothing"
    WAITING = "waiting"
    SAVED = "saved"
    FAILED = "failed"


class Desk(QObject):
    """Holds folders while they are edited and keeps what is typed. It never asks."""

    opened = Signal()
    keeping = Signal()
    """Whoever holds text outside the case's fields keeps it now."""
    settling = Signal()
    """Whoever holds text outside the case's fields stores it now."""
    settled = Signal()
    saved_changed = Signal()
    told = Signal(str)
    """What was just done, in one sentence."""

    def __init__(
        self, vault: Vault, today: Callable[[], date], now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._vault = vault
        self.today = today
        self._now = now
        self.access = CaseAccess(vault, today)
        self.folders = OpenFolders(self._opened_folder, self._register_changed)
        self._watching = Watching()
        self.watch, self.bind = self._watching.watch, self._watching.bind
        self._typed: FieldKey | None = None
        self.just_binned = ""
        """Who was on the desk and went into the bin, until somebody else lies on it."""
        self.just_noted = ""
        """The contact that was just written down, from the list or the case."""
        self.saved = Saved.NOTHING
        self.saved_at: datetime | None = None
        self.failure = ""
        self._held: set[FieldKey] = set()
        self.clocks = Clocks(self, self.keep, self.settle, self.try_again)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def case(self) -> Case:
        """The case on the desk; asking with an empty desk is a bug."""
        if self.editing is None:
            raise RuntimeError("no case on the desk")
        return self.editing.case

    @property
    def editing(self) -> Editing | None:
        """The case; beside it lies the centre's own folder."""
        return self.folders.case

    @editing.setter
    def editing(self, editing: Editing | None) -> None:
        self.folders.case = editing

    @property
    def register(self) -> Editing:
        """The centre's own folder."""
        return self.folders.register

    def may_edit(self, entity: Entity, name: str) -> bool:
        """Whether a field may change."""
        editing = self.folders.of(entity)
        return editing is not None and editing.folder.may_edit(entity, name)

    def open(self, client_id: str, reason: Reason | None = None) -> None:
        """Put a case on the desk; the one before is stored first.

        Raises ReasonNeeded where it is a colleague's and no reason was given in this session.
        """
        if self.editing is not None and self.editing.client_id == client_id:
            return
        self.settle()
        if self.has_unkept:
            raise NotSaved(self.failure)  # what was typed is nowhere but on the desk
        self.access.open_case(client_id, reason)
        editing = self._opened_folder(client_id)
        if self.editing is not None:
            self.editing.forget(self._case_changed)
        self.editing = self.folders.front = editing
        self.editing.listen(self._case_changed)
        self.just_binned = ""
        self._watching.forget_gone()
        self.opened.emit()

    def _opened_folder(self, owner_id: str) -> Editing:
        return Editing(self._vault, owner_id, self.today())

    @Slot()
    def turn_day(self) -> None:
        """Go on in another day; what shows dates of what lies here shows them again."""
        for editing in self.folders.all():
            editing.today = self.today()
        self._watching.turn_day()

    def put_away(self) -> None:
        """Clear the desk; what was on it is stored first."""
        self.settle()
        if self.has_unkept:
            raise NotSaved(self.failure)
        if self.editing is not None:
            self.editing.forget(self._case_changed)
            self.editing = None

    def type_into(self, key: FieldKey, text: str, along: Sequence[Entity] = ()) -> None:
        """Take a keystroke or a choice, and what comes along with it."""
        editing = self.folders.of(along[0] if along else key.entity_id)
        if editing is None:
            return
        self.folders.front = editing
        editing.today = self.today()  # a case may lie open past midnight
        self._typed = key
        try:
            editing.type_into(key, text, along)
        finally:
            self._typed = None
        if editing.has_unkept:
            self.wait()

    def wait(self) -> None:
        """Say that something typed is not kept yet, and keep it soon."""
        self.clocks.typed()
        if self.saved != Saved.FAILED:
            self._say(Saved.WAITING)

    def change(
        self, entities: Sequence[Entity], removed: Sequence[Entity] = (), mark: str = ""
    ) -> bool:
        """Add, replace or remove whole things in one undoable step; say whether it is stored.

        The mark says of what is removed how it went.
        """
        first = next(iter((*entities, *removed)), None)
        editing = self.folders.of(first) if first is not None else None
        if editing is None:
            return True
        self.folders.front = editing

        def change() -> None:
            editing.settle()
            editing.change(*entities, removed=removed, mark=mark)

        return self.write(change)

    def finish(self, *entities: Entity) -> bool:
        """Store a deed with weight: a finished note or plan; say whether it is stored."""
        editing = self.editing
        return editing is None or self.write(lambda: editing.finish(*entities))

    def jot(self, client_id: str, about: FieldKey, text: str) -> bool:
        """Keep a text that belongs to no field yet; what could not be written is held until it is.

        Says whether it is stored.
        """
        self._held.discard(about)
        if self.write(lambda: jot(self._vault, client_id, about, text)):
            return True
        self._held.add(about)
        return False

    def jotted(self, about: FieldKey) -> str:
        """Return what was jotted down about a thing of the case."""
        return jotted(self._vault, about)

    @property
    def has_unkept(self) -> bool:
        """Whether something that was typed is nowhere but on the screen."""
        return bool(self._held) or self.folders.has_unkept

    def write(self, deed: Callable[[], object]) -> bool:
        """Do something that writes; a failure stays on screen and is tried again."""
        try:
            deed()
        except NotFinished:
            raise  # nothing failed: something is missing
        except UserError as error:
            self.failure = str(error)
            self._say(Saved.FAILED)
            self.clocks.retry.start()
            return False
        self.clocks.retry.stop()
        self.saved_at = self._now()
        if self._held:
            self.clocks.retry.start()
        state = Saved.WAITING if self.has_unkept else Saved.SAVED
        self._say(Saved.FAILED if self._held else state)
        return True

    @Slot()
    def undo(self) -> FieldKey | None:
        """Take the last edit back; returns its field, so the screen can go there."""
        front = self.folders.front
        return self._step(front.undo) if front is not None else None

    @Slot()
    def redo(self) -> FieldKey | None:
        """Bring back the last edit taken back."""
        front = self.folders.front
        return self._step(front.redo) if front is not None else None

    @Slot()
    def keep(self) -> None:
        """Write what was typed as drafts."""
        self.clocks.kept()
        self.keeping.emit()
        if self.folders.has_unkept:
            self.write(self.folders.keep)

    @Slot()
    def settle(self) -> None:
        """Turn drafts into state."""
        self.clocks.settled()
        self.settling.emit()
        if self.folders.waits:
            self.write(self.folders.settle)
            self.settled.emit()

    @Slot()
    def try_again(self) -> None:
        """Write once more what could not be written."""
        self.settle()
        if self.saved == Saved.FAILED and not self.folders.waits and not self._held:
            self._say(Saved.NOTHING)

    def close(self) -> None:
        """Store everything and clear the desk."""
        self.settle()
        self.clocks.stop()

    def give_up(self) -> None:
        """Clear the desk without what could not be stored, after its owner said so."""
        self.clocks.stop()
        self.folders.clear()
        self._held.clear()

    def _step(self, deed: Callable[[], FieldKey | None]) -> FieldKey | None:
        keys: list[FieldKey | None] = []
        self.write(lambda: keys.append(deed()))
        if self.folders.has_unkept:
            self.clocks.pause.start()  # text that is no value came back: a draft again
        return keys[0] if keys else None

    def _say(self, saved: Saved) -> None:
        if saved == self.saved == Saved.WAITING:
            return  # said already
        self.saved = saved
        self.saved_changed.emit()

    def _case_changed(self, entity_ids: frozenset[str]) -> None:
        if self.editing is not None:
            self._ring(self.editing, entity_ids)

    def _register_changed(self, entity_ids: frozenset[str]) -> None:
        self._ring(self.register, entity_ids)

    def _ring(self, editing: Editing, entity_ids: frozenset[str]) -> None:
        self._watching.ring(Change(entity_ids, editing.types_of(entity_ids), self._typed))

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not now:
            self.settle()
