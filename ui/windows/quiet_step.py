"""The step before a person's text leaves the house: printed, saved, or sent in any other way.

Whoever sends something asks `leave` to go on; it does at once where there is nothing to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.kinds import kind_label, kind_name
from app.domain.labels import field_label
from app.domain.meetings import NoteSection
from app.domain.plans import PlanActivity
from app.i18n import _
from app.services.quiet.gone_on import let_go, not_seen
from app.services.quiet.outgoing import may_be_named
from app.services.quiet.quiet_check import findings, without
from ui.windows.bookmark import Bookmark
from ui.windows.dialogs import whose
from ui.windows.quiet_sheet import QuietSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.quiet.outgoing import Outgoing
    from app.services.quiet.quiet_check import Finding
    from ui.workspace import Workspace

    Texts = Callable[[], Sequence[Outgoing]]

_PAGES = {"plan": "plan", "activity": "plan", "document": "papers", "meeting": "meetings"}
"""The page of a case where each kind is written; all else in the preparation."""


class QuietStep(QObject):
    """Looks through what leaves the case on the desk, and shows what it finds, once."""

    def __init__(self, window: QWidget, workspace: Workspace, go_to: Callable[[str], None]) -> None:
        """Remember the window, and its way to a place that is written as a bookmark."""
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._desk = workspace.desk
        self._go_to = go_to
        self._texts: Texts = tuple
        self._then: Callable[[], object] = tuple
        self._sheet: QuietSheet | None = None
        self._taken = 0
        """How often words were taken out while the sheet is open: only that is undone in it."""

    def leave(self, texts: Texts, then: Callable[[], object], verbs: tuple[str, str]) -> None:
        """Go on with `then`: now, or when somebody who has looked says so.

        The texts are gathered anew when some words were taken out, and `then` gathers its own.
        The verbs are what going on is called while something is left to look at, and after.
        """
        self._texts, self._then = texts, then
        found = self._found()
        if not found:
            then()
            return
        about = whose(self._desk.case)
        sheet = QuietSheet(self._window, about, self._place, self._may_take_out, verbs)
        sheet.go_wanted.connect(self._go)
        sheet.take_out_wanted.connect(self._take_out)
        sheet.undo_wanted.connect(self._undo)
        sheet.gone_on.connect(self._go_on)
        self._sheet, self._taken = sheet, 0
        sheet.finished.connect(self._forget)
        sheet.show_findings(found)
        sheet.open()

    def _found(self) -> tuple[Finding, ...]:
        """Return what nobody has seen yet in what leaves; nothing where no case is on the desk."""
        if self._desk.editing is None:
            return ()
        case, vault = self._desk.case, self._workspace.vault
        found = findings(self._texts(), may_be_named(case, self._desk.register.folder))
        return not_seen(vault, case.client, found) if found else ()

    @Slot()
    def _go_on(self) -> None:
        let_go(self._workspace.vault, self._desk.case.client, self._found())
        self._then()

    @Slot(object)
    def _take_out(self, found: Finding) -> None:
        editing = self._desk.editing
        if editing is None or self._sheet is None:
            return
        self._desk.type_into(found.key, without(found, editing.shown(found.key)))
        self._desk.settle()
        self._taken += 1
        self._workspace.tell(_("The words are taken out. Ctrl+Z brings them back."))
        self._sheet.show_findings(self._found())

    @Slot()
    def _undo(self) -> None:
        if self._sheet is not None and self._taken:
            self._taken -= 1
            self._desk.undo()
            self._sheet.show_findings(self._found())

    @Slot()
    def _forget(self) -> None:
        self._sheet = None

    @Slot(object)
    def _go(self, found: Finding) -> None:
        """Go to the field, with the words marked: what is typed there takes their place."""
        case = self._desk.case
        thing = case.entities[found.key.entity_id]
        in_talk = isinstance(thing, NoteSection)
        name = f"{found.key.entity_id}.{found.key.name}"
        there = Bookmark(
            page="person",
            client_id=case.client.id,
            tab="meetings" if in_talk else _PAGES.get(kind_name(thing), "intake"),
            meeting_id=thing.meeting_id if isinstance(thing, NoteSection) else "",
            field=name,
        )
        self._go_to(there.written())
        field = self._window.focusWidget()
        if field is not None and field.objectName() == name:
            _mark(field, found)

    def _place(self, found: Finding) -> str:
        """Return what the field is called in which the words stand."""
        case = self._desk.case
        thing = case.entities[found.key.entity_id]
        if isinstance(thing, PlanActivity):
            rows = [each.id for each in case.activities(thing.plan_id)]
            return _("Activity {n}").format(n=rows.index(thing.id) + 1)
        label = field_label(kind_name(thing), found.key.name)
        return kind_label("document") if kind_name(thing) == "document" else label

    def _may_take_out(self, found: Finding) -> bool:
        editing = self._desk.editing
        return editing is not None and editing.may_edit(found.key)


def _mark(field: QWidget, found: Finding) -> None:
    """Select the words; Qt counts in units of two bytes, of which a rare sign has two."""
    text = found.text[: found.start]
    start, length = found.at + _units(text), _units(found.words)
    if isinstance(field, QLineEdit):
        field.setSelection(start, length)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, cursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
