"""Later remarks to a finished note: each is a row of its own, and none is ever changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.formats import clock, joined, long_date
from app.i18n import _
from app.services.case import conversing
from app.services.case.editing import FieldKey
from ui.forms.expanding import expanding
from ui.forms.jotting import Jotting
from ui.forms.number_watch import NumberWatch
from ui.forms.rows import Rows
from ui.widgets.buttons import Button
from ui.widgets.labelled import ProblemLine
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, holding, row
from ui.widgets.notes_field import NotesField

if TYPE_CHECKING:
    from app.domain.meetings import Addendum, Meeting
    from ui.workspace import Workspace


class AddendumForm(QWidget):
    """Shows the remarks, and takes a new one."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self._meeting: Meeting | None = None
        self.text = NotesField(2)
        self._jotting = Jotting(self._desk, self.text)
        self.text.setAccessibleName(_("Addendum"))
        expanding(self._desk).attend(self.text)
        self._numbers, self._problem = NumberWatch(), ProblemLine()
        self.add = Button(_("Add to the note"))
        self._rows = Rows(self._desk, _remark)
        hint = Label(
            _("The note is finished and stays as it is. What you add is kept with name and time."),
            "quiet",
            wrap=True,
        )
        self.setLayout(
            column(
                Card(
                    column(
                        Label(_("Addendum"), "heading"),
                        hint,
                        self._rows,
                        self.text,
                        self._problem,
                        row(self.add, None),
                    )
                )
            )
        )
        self.add.clicked.connect(self._store)
        self.text.edited.connect(self._look_for_numbers)

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show a finished meeting's remarks; None hides everything."""
        is_other = (meeting and meeting.id) != (self._meeting and self._meeting.id)
        self._meeting = meeting
        self._jotting.show(FieldKey(meeting.id, "addendum") if meeting else None)
        if is_other:
            self._begin()
        self.setVisible(meeting is not None)
        self._rows.show_rows(self._desk.case.addenda(meeting.id) if meeting else ())

    def _begin(self) -> None:
        self._numbers.begin(self._jotting.text)
        self._problem.say(self.text, "")

    @Slot(str)
    def _look_for_numbers(self, text: str) -> None:
        if self._numbers.look(self.text.touched(), text):
            self._problem.say(self.text, self._numbers.warning)

    @Slot()
    def _store(self) -> None:
        if self._meeting is None or not self.text.text.strip():
            return
        vault = self._workspace.vault
        remark = conversing.addendum(
            self._meeting, self.text.text, vault.counsellor, self._workspace.now()
        )
        if self._desk.change([remark]):
            self._jotting.clear()
            self._begin()


def _remark(remark: Addendum) -> QWidget:
    when = remark.written_at
    head = joined([remark.written_by, f"{long_date(when)} {clock(when)}" if when else ""])
    return holding(column(Label(head, "small"), Label(remark.text, wrap=True), spacing=0))
