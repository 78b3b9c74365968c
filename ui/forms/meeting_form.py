"""Edit one meeting: when, where, how, and who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.choices import (
    PARTY_SHAPES,
    MeetingKind,
    MeetingMode,
    Party,
)
from app.domain.meetings import Participant
from app.i18n import _
from ui.forms.form import Form
from ui.forms.intake_form import choices
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, row

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from ui.desk import Desk


class ParticipantForm(Form):
    """One person at a meeting: party, name, role."""

    def __init__(self, desk: Desk, participant: Participant) -> None:
        super().__init__(desk)
        self._participant_id = participant.id
        party = ChoiceField([(p.value, f"{PARTY_SHAPES[p]} {p.label}") for p in Party])
        name, role, remove = TextField(), TextField(), Button("×")
        remove.setAccessibleName(_("Take this participant out"))
        remove.setToolTip(_("Take this participant out"))
        role.setPlaceholderText(_("Role"))
        for field_name, field in (("party", party), ("name", name), ("role", role)):
            self.bind("participant", field_name, field)
        last = row(role, remove)
        last.setStretch(0, 1)
        self.setLayout(column(folding(party, name, last, below=420, spacing=8, shares=(0, 2, 1))))
        self.show_entity(participant)
        remove.setEnabled(desk.case.may_edit(participant, "name"))
        remove.clicked.connect(self._take_out)

    @Slot()
    def _take_out(self) -> None:
        self.desk.change([], removed=[self.desk.case.get(Participant, self._participant_id)])


class MeetingForm(Form):
    """When, where and with whom."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._meeting: Meeting | None = None
        self.day = TextField()
        self._people = QVBoxLayout()
        self._people.setSpacing(8)
        self._shown: tuple[str, ...] = ()
        self._add = Button(_("One more participant"))
        when = folding(
            self.labelled("meeting", "day", self.day),
            self.labelled("meeting", "at", TextField()),
            self.labelled("meeting", "kind", ChoiceField(choices(MeetingKind))),
            below=440,
            shares=(2, 1, 2),
        )
        where = folding(
            self.labelled("meeting", "place", TextField()),
            self.labelled("meeting", "mode", ChoiceField(choices(MeetingMode))),
            below=440,
            shares=(3, 2),
        )
        people = column(
            Label(_("Who is there"), "label"), self._people, row(self._add, None), spacing=8
        )
        self.setLayout(column(when, where, 4, people, spacing=12))
        self._add.clicked.connect(self._add_participant)
        desk.edited.connect(self._refresh_people)

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
        self._add.setVisible(may_edit)
        shown = (str(may_edit), *(person.id for person in people))
        if shown == self._shown:
            return
        self._shown = shown
        empty_layout(self._people)
        for person in people:
            self._people.addWidget(ParticipantForm(self.desk, person))

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
                    party=Party.NAV,
                )
            ]
        )


def empty_layout(layout: QBoxLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
