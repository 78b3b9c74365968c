"""Edit one meeting: when, where, how, and who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.choices import (
    Party,
)
from app.domain.meetings import Meeting, Participant
from app.i18n import _
from ui.forms.form import Form
from ui.forms.rows import RowForm, Rows, RowShape
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, row
from ui.widgets.tab_order import follow

if TYPE_CHECKING:
    from ui.desk import Desk


class MeetingForm(Form):
    """When, where and with whom."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._meeting: Meeting | None = None
        self.day = TextField()
        shape = RowShape(
            shares={"party": 0, "name": 5, "role": 4},
            hints={"role": _("Role")},
            take_out=_("Take this participant out"),
            take_named=_("Take out the participant {name}"),
            named_by="name",
            below=420,
        )
        self._people = Rows(desk, lambda person: RowForm(desk, person, shape))
        self.add = Button(_("One more participant"))
        when = folding(
            self.labelled("meeting", "day", self.day),
            self.labelled("meeting", "at"),
            self.labelled("meeting", "kind"),
            below=440,
            shares=(2, 1, 2),
        )
        self._mode = self.labelled("meeting", "mode")
        where = folding(
            self.labelled("meeting", "place"),
            self._mode,
            below=440,
            shares=(3, 2),
        )
        people = column(
            Label(_("Who is there"), "label"), self._people, row(self.add, None), spacing=8
        )
        self.setLayout(column(when, where, 4, people, spacing=12))
        self.add.clicked.connect(self._add_participant)
        self._people.made.connect(self._order_tabs)
        desk.watch(self, (Meeting, Participant), self._refresh_people)

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Edit this meeting; None locks the form."""
        self._meeting = meeting
        self.show_entity(meeting, "meeting")
        self._refresh_people()

    @Slot()
    def _refresh_people(self) -> None:
        if self.desk.editing is None:
            return
        meeting = self._meeting
        people = self.desk.case.participants(meeting.id) if meeting else ()
        may_edit = meeting is not None and self.desk.case.may_edit(meeting, "day")
        self.add.setVisible(may_edit)
        self._people.show_rows(people)

    @Slot()
    def _order_tabs(self) -> None:
        follow(self._mode.field, *self._people.widgets(), self.add)

    @Slot()
    def _add_participant(self) -> None:
        if self._meeting is None:
            return
        people = self.desk.case.participants(self._meeting.id)
        position = (people[-1].position if people else 0.0) + 1
        self.desk.change(
            [
                Participant(
                    client_id=self._meeting.client_id,
                    meeting_id=self._meeting.id,
                    position=position,
                    party=Party.NAV if self.desk.case.intake.has_nav else Party.OTHER,
                )
            ]
        )
