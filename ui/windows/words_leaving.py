"""Words that are about to leave the house: those of the case on the desk, or copies of some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.domain.kinds import kind_label, kind_name
from app.domain.labels import field_label
from app.domain.meetings import NoteSection
from app.domain.plans import PlanActivity
from app.i18n import _
from app.services.quiet.copies import let_copies_go, taken_out_of, worth_a_look
from app.services.quiet.gone_on import let_go, not_seen
from app.services.quiet.outgoing import may_be_named
from app.services.quiet.quiet_check import findings, without
from ui.windows.bookmark import Bookmark
from ui.windows.dialogs import whose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.quiet.copies import Copied
    from app.services.quiet.outgoing import Outgoing
    from app.services.quiet.quiet_check import Finding
    from ui.widgets.labels import Label
    from ui.workspace import Workspace

_PAGES = {"plan": "plan", "activity": "plan", "document": "papers", "meeting": "meetings"}
"""The page of a case where each kind is written; all else in the preparation."""


class WordsLeaving(Protocol):
    """What is worth a second look in them, and what can be done about it."""

    def about(self) -> Label:
        """Return whom they are about."""

    def found(self) -> tuple[Finding, ...]:
        """Return what nobody has seen yet in them as they are now."""

    def let_go(self) -> None:
        """Remember what is found now as seen."""

    def place(self, found: Finding) -> str:
        """Return what the place is called where the words stand."""

    def may_take_out(self, found: Finding) -> bool:
        """Whether these words can be taken out."""

    def take_out(self, found: Finding) -> None:
        """Take words out."""

    def undo(self) -> None:
        """Bring back what was taken out last."""

    def go(self, found: Finding) -> None:
        """Go to the words, with the words marked: what is typed there takes their place."""


class CaseWords:
    """The words of the case on the desk, each in the field it was written in."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        go_to: Callable[[str], None],
        texts: Callable[[], Sequence[Outgoing]],
    ) -> None:
        """Remember the window, its way to a bookmark's place, and how the texts are gathered.

        They are gathered anew when some words were taken out.
        """
        self._window, self._workspace, self._go_to = window, workspace, go_to
        self._desk = workspace.desk
        self._texts = texts

    def about(self) -> Label:
        """Return whose case it is."""
        return whose(self._desk.case)

    def found(self) -> tuple[Finding, ...]:
        """Return what nobody has seen yet in what leaves; nothing where no case is on the desk."""
        if self._desk.editing is None:
            return ()
        case, vault = self._desk.case, self._workspace.vault
        found = findings(self._texts(), may_be_named(case, self._desk.register.folder))
        return not_seen(vault, case.client, found) if found else ()

    def let_go(self) -> None:
        """Remember it as seen."""
        let_go(self._workspace.vault, self._desk.case.client, self.found())

    def place(self, found: Finding) -> str:
        """Return what the field is called in which the words stand."""
        case = self._desk.case
        thing = case.entities[found.key.entity_id]
        if isinstance(thing, PlanActivity):
            rows = [each.id for each in case.activities(thing.plan_id)]
            return _("Activity {n}").format(n=rows.index(thing.id) + 1)
        label = field_label(kind_name(thing), found.key.name)
        return kind_label("document") if kind_name(thing) == "document" else label

    def may_take_out(self, found: Finding) -> bool:
        """Whether the field can be written in: a finished version keeps its words."""
        editing = self._desk.editing
        return editing is not None and editing.may_edit(found.key)

    def take_out(self, found: Finding) -> None:
        """Take words out of their field."""
        editing = self._desk.editing
        if editing is not None:
            self._desk.type_into(found.key, without(found, editing.shown(found.key)))
            self._desk.settle()

    def undo(self) -> None:
        """Bring back what was taken out last."""
        self._desk.undo()

    def go(self, found: Finding) -> None:
        """Go to the field."""
        thing = self._desk.case.entities[found.key.entity_id]
        in_talk = isinstance(thing, NoteSection)
        there = Bookmark(
            page="person",
            client_id=self._desk.case.client.id,
            tab="meetings" if in_talk else _PAGES.get(kind_name(thing), "intake"),
            meeting_id=thing.meeting_id if isinstance(thing, NoteSection) else "",
            field=_field_name(found),
        )
        go_to_words(self._window, self._go_to, there, found)


class CopiedWords:
    """Copies that leave: what is taken out of one stays where it was written."""

    def __init__(
        self,
        workspace: Workspace,
        copies: Sequence[Copied],
        about: Callable[[], Label],
        place: Callable[[Finding], str],
        go: Callable[[Finding], None],
    ) -> None:
        self.copies = tuple(copies)
        """As they are now."""
        self._before: list[tuple[Copied, ...]] = []
        self._vault = workspace.vault
        self.about, self.place, self.go = about, place, go

    def found(self) -> tuple[Finding, ...]:
        """Return what nobody has seen yet."""
        return worth_a_look(self._vault, self.copies)

    def let_go(self) -> None:
        """Remember it as seen."""
        let_copies_go(self._vault, self.copies)

    def may_take_out(self, found: Finding) -> bool:
        """Any words can be taken out of a copy."""
        del found
        return True

    def take_out(self, found: Finding) -> None:
        """Take words out of their copy."""
        self._before.append(self.copies)
        self.copies = taken_out_of(self.copies, found)

    def undo(self) -> None:
        """Bring back what was taken out last."""
        if self._before:
            self.copies = self._before.pop()


def go_to_words(
    window: QWidget, go_to: Callable[[str], None], there: Bookmark, found: Finding
) -> None:
    """Go to a field of the window, and mark the words where it is there."""
    go_to(there.written())
    field = window.focusWidget()
    if field is not None and field.objectName() == _field_name(found):
        mark_words(field, found)


def mark_words(field: QWidget, found: Finding) -> None:
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


def _field_name(found: Finding) -> str:
    return f"{found.key.entity_id}.{found.key.name}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
