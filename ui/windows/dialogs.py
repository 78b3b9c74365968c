"""The few dialogs: short, non-blocking, with verbs on the buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.domain.labels import field_label
from app.errors import NotFinished
from app.i18n import _
from ui.forms.form import Form
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.fields import CheckField, TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from app.domain.meetings import Meeting
    from ui.desk import Desk

_WIDEST = 900


class Dialog(QDialog):
    """A heading, a body, and two verbs; Esc goes back without losing anything.

    The title is the verb: `then` does it, and may raise NotFinished.
    """

    def __init__(self, parent: QWidget, title: str, then: Callable[[], None]) -> None:
        super().__init__(parent)
        self._then = then
        self.setWindowTitle(title)
        self.setModal(True)
        self.problem = Label("", "problem", wrap=True)
        self.problem.hide()
        self.act = Button(title, "primary")
        self.act.setDefault(True)
        self.back = Button(_("Back"))
        self.act.clicked.connect(self.do)
        self.back.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._title = Label(title, "heading")
        self.ring = FocusRing(self)

    def fill(self, *items: QWidget | QLayout | int) -> None:
        """Lay out the body between heading and verbs."""
        layout = column(
            self._title, *items, self.problem, row(None, self.back, self.act), spacing=14
        )
        layout.setContentsMargins(24, 20, 24, 20)
        self.setLayout(layout)
        self.setMinimumWidth(min(theme.px(480), _WIDEST))

    def say(self, text: str) -> None:
        """Show what is missing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._grow()
        return handled

    @Slot()
    def do(self) -> None:
        """Do what the verb says; what is missing keeps the dialog open and is said."""
        try:
            self._then()
        except NotFinished as error:
            self.say(str(error))
            return
        self.accept()

    def _grow(self) -> None:
        """Give a sentence that came along the lines it needs."""
        layout = self.layout()
        need = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if need > self.height():
            self.resize(self.width(), need)


class FinishMeetingDialog(Dialog):
    """Ending a meeting asks for the next date, or that none is agreed (BR13)."""

    def __init__(
        self, parent: QWidget, desk: Desk, meeting: Meeting, then: Callable[[], None]
    ) -> None:
        super().__init__(parent, _("Finish the note"), then)
        self._form = Form(desk)
        self.day, self.none = TextField(), CheckField(field_label("meeting", "none_agreed"))
        self.day.setPlaceholderText(_("12.3, +14, Friday"))
        self._form.setLayout(
            column(self._form.labelled("meeting", "next_meeting", self.day), self.none, spacing=10)
        )
        self._form.bind("meeting", "none_agreed", self.none)
        self._form.show_entity(meeting)
        self.fill(
            Label(
                _(
                    "A finished note stays as it is; later remarks become addenda. "
                    "When do you meet again?"
                ),
                "quiet",
                wrap=True,
            ),
            self._form,
        )
        self.day.setFocus()


class FinishPlanDialog(Dialog):
    """Finishing a plan says what it does."""

    def __init__(self, parent: QWidget, then: Callable[[], None]) -> None:
        super().__init__(parent, _("Finish the plan"), then)
        self.fill(
            Label(
                _(
                    "When the plan is finished, it can no longer be changed. A new goal "
                    "makes a new version. DRAFT disappears from the paper. The plan is "
                    "shared with nobody."
                ),
                wrap=True,
            )
        )
