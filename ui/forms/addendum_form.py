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
from ui.forms.spelling import spelling
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
        spelling(self._desk).attend(self.text)
        self._numbers, self._problem = NumberWatch(), ProblemLine()
        self.add = Button(_("Add to the note"))
        self._corrects, self._part = "", ""
        self._titles: dict[str, str] = {}
        self._heading = Label(_("Addendum"), "heading")
        self._hint = Label("", "quiet", wrap=True)
        self._rows = Rows(self._desk, self._remark)
        self.setLayout(
            column(
                Card(
                    column(
                        self._heading,
                        self._hint,
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
        if is_other:
            self._turn_to("", "")
        self.setVisible(meeting is not None)
        self._rows.show_rows(self._desk.case.addenda(meeting.id) if meeting else ())

    def name_parts(self, titles: dict[str, str]) -> None:
        """Say what the parts of the note are called, by their keys."""
        self._titles = titles

    def correct(self, key: str, words: str) -> None:
        """Write the right words of a part; what stands there stays readable beside them."""
        if self._meeting is None:
            return
        self._turn_to(key, self._titles.get(key, ""))
        if not self._jotting.text:
            self.text.show_text(words)
        self.text.setFocus()
        self.text.caret_to_end()

    def _turn_to(self, key: str, part: str) -> None:
        """Take a remark, or the correction of a part."""
        self._corrects, self._part = key, part
        name = f"correction.{key}" if key else "addendum"
        self._jotting.show(FieldKey(self._meeting.id, name) if self._meeting else None)
        title = _("Correction of {part}").format(part=part) if key else _("Addendum")
        self._heading.setText(title)
        self.text.setAccessibleName(title)
        self._hint.setText(_correcting() if key else _adding())
        self.add.setText(_("Keep the correction") if key else _("Add to the note"))
        self._begin()

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
        about = (self._meeting, self.text.text, vault.counsellor, self._workspace.now())
        if self._desk.change([conversing.addendum(*about, corrects=self._corrects)]):
            self._jotting.clear()
            self._turn_to("", "")

    def _remark(self, remark: Addendum) -> QWidget:
        part = self._titles.get(remark.corrects, remark.corrects)
        what = _("Correction of {part}").format(part=part) if remark.corrects else ""
        head = joined([what, *who_and_when(remark)])
        return holding(column(Label(head, "small"), Label(remark.text, wrap=True), spacing=0))


def who_and_when(remark: Addendum) -> tuple[str, str]:
    """Return who wrote a remark, and when."""
    when = remark.written_at
    return remark.written_by, f"{long_date(when)} {clock(when)}" if when else ""


def _adding() -> str:
    return _("The note is finished and stays as it is. What you add is kept with name and time.")


def _correcting() -> str:
    return _("What stands in the note stays readable; these words count from now on.")
