"""The head of a conversation: whose it is, who is there, and what can be done with it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.choices import MeetingState
from app.i18n import _
from app.services.case import conversing
from ui.forms.people_row import PeopleRow
from ui.widgets.buttons import Button
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, row

if TYPE_CHECKING:
    from app.domain.cases import Case
    from app.domain.meetings import Meeting


class TalkHead(QWidget):
    """A planned meeting can be started, one under way finished, a blank one set back."""

    start_wanted = Signal()
    set_back_wanted = Signal()
    share_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = Label("", "title")
        self._people = PeopleRow()
        self._share = KeyButton(_("Show to all"), "F9")
        self.set_back = Button(_("Set back"))
        self.set_back.setAccessibleName(_("Set back to planned"))
        self.set_back.setToolTip(_("Set back to planned"))
        self.start = Button(_("Start the meeting"), "primary")
        self.finish = Button(_("Finish …"), "primary")
        layout = row(
            *(self._name, self._people, None, self.set_back, self._share),
            *(self.start, self.finish),
            spacing=8,
        )
        layout.setContentsMargins(EDGE_PX, 16, EDGE_PX, 4)
        self.setLayout(layout)
        self.start.clicked.connect(self.start_wanted)
        self.set_back.clicked.connect(self.set_back_wanted)
        self._share.clicked.connect(self.share_wanted)
        self.finish.clicked.connect(self.finish_wanted)

    def show_shared(self, *, is_shared: bool) -> None:
        """Say on the button whether all see it now, on a screen of their own."""
        self._share.setText(_("Stop showing") if is_shared else _("Show to all"))

    def show_meeting(self, case: Case, meeting: Meeting) -> None:
        """Show whose meeting it is, and offer what fits how far it has come."""
        planned = meeting.state == MeetingState.PLANNED
        self._name.setText(case.client.name)
        self._people.show_people(case.participants(meeting.id))
        self.start.setVisible(planned)
        self.finish.setVisible(meeting.state == MeetingState.STARTED)
        self.set_back.setVisible(conversing.may_set_back(case, meeting))
