"""Forarbeid: the preparation of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.forms.contacts_form import ContactsForm
from ui.forms.intake_form import IntakeForm
from ui.forms.likely_form import ASKED, LikelyForm
from ui.forms.period_choice import PeriodChoice
from ui.forms.reminders_form import RemindersForm
from ui.widgets.key_button import KeyButton
from ui.widgets.labelled import AskingLabel
from ui.widgets.labels import Rule
from ui.widgets.layouts import BAR_PX, EDGE_PX, Card, column, holding, row, scrolled

if TYPE_CHECKING:
    from ui.workspace import Workspace

_INSET = 20


class IntakePage(QWidget):
    """One sheet: the preparation scrolls in it, and at its foot stands what is left to ask."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._tell = workspace.tell
        self.likely = LikelyForm(workspace)
        self.form = IntakeForm(workspace, self.likely)
        self._desk = workspace.desk
        self.period = PeriodChoice()
        self.period.chosen.connect(self.form.show_case)
        workspace.desk.watch(self.form, ASKED, self.likely.look_soon)
        self.reminders = RemindersForm(workspace)
        self.contacts = ContactsForm(workspace)
        self.left = AskingLabel("", "quiet")
        self.left.ask(worth=True)
        self.next = KeyButton(_("Next"), "Ctrl+Down", "quiet-link")
        body = holding(
            column(self.period, self.form, self.contacts, Rule(), self.reminders, None, spacing=20),
            (_INSET, 16, _INSET - BAR_PX, 20),
        )
        foot = holding(row(self.left, None, self.next), (_INSET, 6, _INSET - BAR_PX, 6))
        self._foot = holding(column(Rule(), foot, spacing=0))
        self._sheet = scrolled(body, keeps_room=True)
        sheet = column(self._sheet, self._foot, spacing=0)
        sheet.setStretch(0, 1)
        around = column(Card(sheet, margin=0))
        around.setContentsMargins(EDGE_PX, 16, EDGE_PX, 20)
        self.setLayout(around)
        self.form.asked.connect(self._say_left)
        self.next.clicked.connect(self.next_question)

    def show_case(self) -> None:
        """Show the case on the desk."""
        self.period.show_case(self._desk.case)
        self.form.show_case()
        self.likely.show_case()
        self.reminders.show_case()
        self.contacts.show_case()

    def show_row(self, reminder_id: str) -> None:
        """Go to one of one's own reminders."""
        self.reminders.focus_on(reminder_id)

    def focus_start(self) -> None:
        """Put the caret where preparation begins, with its heading in sight."""
        self.form.focus_start()
        self._sheet.verticalScrollBar().setValue(0)

    @Slot()
    def next_question(self) -> None:
        """Go to the next field that is worth asking about, or say that there is none."""
        if not self.form.next_question():
            self._tell(_("Everything that is worth asking is answered."))

    @Slot()
    def _say_left(self) -> None:
        text = self.form.left
        self.left.setText(text)
        self._foot.setVisible(bool(text))
