"""Dialogs about an appointment: a text to copy, and a file for a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from app.domain.meetings import meeting_words
from app.formats import capital
from app.i18n import _
from app.services.appointment_texts import texts_for, written
from ui.widgets.fields import CheckField, ChoiceField
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.notes_field import NotesField
from ui.windows.dialogs import Dialog, whose
from ui.windows.words_leaving import mark_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.meetings import Meeting
    from app.services.quiet.quiet_check import Finding
    from ui.workspace import Workspace

_LINES = 5


class CopyTextDialog(Dialog):
    """Shows a text as it will be copied; it may be changed first, and is stored nowhere."""

    topic = "appointments"

    copy_wanted = Signal(str, str)
    """Which text it is, and its words as they are now."""

    def __init__(self, parent: QWidget, workspace: Workspace, meeting: Meeting) -> None:
        super().__init__(parent, _("Copy the text"))
        self._workspace, self._meeting = workspace, meeting
        self._texts = {each.key: each for each in texts_for(meeting)}
        self.which = ChoiceField([(each.key, each.name) for each in self._texts.values()])
        self.text = NotesField(_LINES)
        self.which.edited.connect(self._show)
        self.fill(
            whose(workspace.desk.case, capital(meeting_words(meeting))),
            Row(_("What it is about"), self.which, wrap=False),
            Row(_("The text"), self.text, wrap=False),
            Label(
                _("It is copied for half a minute. What you send is up to you."),
                "quiet",
                wrap=True,
            ),
        )
        self.accepted.connect(self._want_copy)
        self._show()
        self.which.setFocus()

    @Slot()
    def _show(self) -> None:
        vault, case = self._workspace.vault, self._workspace.desk.case
        text = self._texts[str(self.which.currentData())]
        self.text.show_text(written(text, case, self._meeting, vault.counsellor, vault.centre))

    def show_words(self, which: str, text: str, found: Finding) -> None:
        """Come back with the words that were to be copied, some of them marked."""
        self.which.show_text(which)
        self.text.show_text(text)
        self.text.setFocus()
        mark_words(self.text, found)

    @Slot()
    def _want_copy(self) -> None:
        self.copy_wanted.emit(str(self.which.currentData()), self.text.text)


class CalendarFileDialog(Dialog):
    """Asks which appointments go into a file, and whether a first name does; by default none."""

    topic = "appointments"

    def __init__(
        self,
        parent: QWidget,
        choices: Sequence[tuple[str, str]],
        then: Callable[[str, bool], None],
    ) -> None:
        super().__init__(
            parent,
            _("Save as a calendar file …"),
            lambda: then(str(self.which.currentData()), self.named.isChecked()),
        )
        self.which = ChoiceField(choices)
        self.named = CheckField(_("With the first name"))
        self.fill(
            Row(_("Which appointments"), self.which, wrap=False),
            self.named,
            Label(
                _(
                    "The file says when and where, and else only that it is an appointment. It is "
                    "not encrypted."
                ),
                "quiet",
                wrap=True,
            ),
        )
        self.which.setFocus()
