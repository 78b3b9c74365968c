"""Edit one meeting: when, for how long, where, how, and who is there."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.choices import MeetingState, Party
from app.domain.meetings import Meeting, Participant
from app.i18n import _
from app.services.appointment_rules import minutes_of, usual_minutes
from ui.forms.booking_line import BookingLine
from ui.forms.form import Form
from ui.forms.rows import RowForm, Rows, RowShape
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, holding, row
from ui.widgets.tab_order import follow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.entities import CaseEntity
    from ui.workspace import Workspace


class _Look(Enum):
    """What the row of a participant tells."""

    ASKED = "asked"
    CAME = "came"
    NAMED = "named"


class MeetingForm(Form):
    """When, where and with whom; of one that is held, who took part and how long it took."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.desk)
        self._meeting: Meeting | None = None
        self._shapes = {look: _shape(look) for look in _Look}
        self._shape = self._shapes[_Look.ASKED]
        self._people = Rows(self.desk, self._row)
        self.day, self._minutes, self._spent = TextField(), TextField(), TextField()
        self.add = Button(_("One more participant"))
        self.booking = BookingLine(workspace)
        when = folding(
            self.labelled("meeting", "day", self.day),
            self.labelled("meeting", "at"),
            self.labelled("meeting", "minutes_planned", self._minutes),
            self.labelled("meeting", "kind"),
            below=440,
            shares=(6, 3, 3, 6),
        )
        self._mode = self.labelled("meeting", "mode")
        self._took = holding(self.labelled("meeting", "minutes_spent", self._spent))
        where = folding(
            self.labelled("meeting", "place"),
            self._mode,
            self._took,
            below=440,
            shares=(9, 6, 3),
        )
        people = column(
            Label(_("Who is there"), "label"), self._people, row(self.add, None), spacing=8
        )
        self.setLayout(column(when, self.booking, where, 4, people, spacing=12))
        self.add.clicked.connect(self._add_participant)
        self._people.made.connect(self._order_tabs)
        self.desk.watch(self, (Meeting, Participant), self._refresh)

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Edit this meeting; None locks the form."""
        self._meeting = meeting
        self.show_entity(meeting, "meeting")
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if self.desk.editing is None:
            return
        meeting = self._meeting
        if meeting is not None:
            found = self.desk.case.entities.get(meeting.id)
            meeting = found if isinstance(found, Meeting) else meeting
            self._show_lengths(meeting)
        self.booking.show_meeting(meeting)
        self._refresh_people(meeting)

    def _show_lengths(self, meeting: Meeting) -> None:
        """Show how long it usually is where nobody said so; what is finished says what was said."""
        is_shut = meeting.state == MeetingState.FINISHED
        self._minutes.setPlaceholderText("" if is_shut else str(usual_minutes(meeting.kind)))
        self._spent.setPlaceholderText("" if is_shut else str(minutes_of(meeting)))
        is_told = meeting.state == MeetingState.STARTED or meeting.minutes_spent is not None
        self._took.setVisible(is_told)

    def _refresh_people(self, meeting: Meeting | None) -> None:
        people = self.desk.case.participants(meeting.id) if meeting else ()
        may_edit = meeting is not None and self.desk.case.may_edit(meeting, "day")
        self.add.setVisible(may_edit)
        self._shape = self._shapes[_look(meeting, people)]
        self._people.show_rows(people, self._shape)

    def _row(self, person: CaseEntity) -> RowForm:
        return RowForm(self.desk, person, self._shape)

    @Slot()
    def _order_tabs(self) -> None:
        follow(self._spent, *self._people.widgets(), self.add)

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


def _look(meeting: Meeting | None, people: Sequence[Participant]) -> _Look:
    """Return what is of use to know of those who come, or who came."""
    if meeting is None or meeting.state == MeetingState.PLANNED:
        return _Look.ASKED
    came = any(each.presence or each.observer or each.interpreter for each in people)
    return _Look.CAME if came or meeting.state == MeetingState.STARTED else _Look.NAMED


def _shape(look: _Look) -> RowShape:
    """Return what a participant's row holds."""
    shares = {"party": 0, "name": 5, "role": 4}
    return RowShape(
        shares={**shares, "reply": 0} if look == _Look.ASKED else shares,
        under=("presence", "observer", "interpreter") if look == _Look.CAME else (),
        hints={"role": _("Role")},
        take_out=_("Take this participant out"),
        take_named=_("Take out the participant {name}"),
        named_by="name",
        below=420,
    )
