"""What is done before one parts for the last time: ticked, never written about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from app.domain.choices import MeetingKind, SurveyOffer
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.i18n import _
from ui.forms.field_lines import day_field, line, narrow
from ui.forms.form import Form, field_for
from ui.widgets.fields import TextField
from ui.widgets.layouts import Card, column, holding
from ui.widgets.section import Section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk

_TICKS = ("read_aloud", "sharing_decided", "way_back_told")
_COPIES_PX = 72
_OF_MEETING = (*_TICKS, "copies_handed_out")


class ClosingForm(Form):
    """Facts of the closing meeting, and whether the survey was offered in its period."""

    def __init__(self, desk: Desk) -> None:
        """Be there, and nothing more: whoever unlocks does not wait for its fields."""
        super().__init__(desk)
        self._meeting_id = ""
        self.section: Section | None = None
        """Its one part, from the first closing meeting on."""
        desk.watch(self, {Meeting: _OF_MEETING, Intake: ("survey",)}, self._follow)
        self.hide()

    def _lay_out(self) -> Section:
        copies = narrow(TextField(), _COPIES_PX)
        self._way = _around(self.labelled("intake", "survey_way"))
        self._why = _around(self.labelled("intake", "survey_why"))
        self._on = _around(self.labelled("intake", "survey_on", day_field()))
        body = column(
            column(*map(self._tick, _TICKS), spacing=6),
            line(
                self.labelled("meeting", "copies_handed_out", copies),
                self.labelled("intake", "survey"),
                None,
            ),
            line(self._way, self._on, None),
            self._why,
            spacing=12,
        )
        section = Section("closing", _("Before we part"), body)
        self.setLayout(column(Card(column(section))))
        return section

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the facts of a meeting that ends the guidance; of any other there are none."""
        is_last = meeting.kind == MeetingKind.CLOSING
        self._meeting_id = meeting.id if is_last else ""
        if is_last and self.section is None:
            self.section = self._lay_out()
        self.setVisible(is_last)
        if is_last:
            self.show_entity(meeting, "meeting")
            self.show_entity(self.desk.case.period_of(meeting), "intake")
            self._follow()

    def _tick(self, name: str) -> QWidget:
        field = field_for("meeting", name)
        self.bind("meeting", name, field)
        return holding(column(field))

    @Slot()
    def _follow(self) -> None:
        """Ask how the survey was offered, or why not, and count what is done."""
        meeting = self.desk.case.entities.get(self._meeting_id) if self.desk.editing else None
        if self.section is None or not isinstance(meeting, Meeting):
            return
        survey = self.desk.case.period_of(meeting).survey
        self._way.setVisible(survey in {SurveyOffer.OFFERED, SurveyOffer.DECLINED})
        self._on.setVisible(survey in {SurveyOffer.OFFERED, SurveyOffer.DECLINED})
        self._why.setVisible(survey == SurveyOffer.NOT_OFFERED)
        done = [bool(getattr(meeting, name)) for name in _TICKS]
        done += [meeting.copies_handed_out is not None, survey != SurveyOffer.OPEN]
        self.section.count(sum(done), len(done))


def _around(row: Any) -> QWidget:
    return holding(row)
