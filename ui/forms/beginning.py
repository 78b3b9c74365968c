"""How a planned meeting begins: by a deed, or with the first letter of its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.meetings import Meeting
from app.i18n import _
from app.services.case import conversing

if TYPE_CHECKING:
    from app.domain.entities import CaseEntity
    from app.domain.templates import ConversationTemplate
    from ui.desk import Desk


class Beginning:
    """Of the meeting that is shown; looking at it begins nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._meeting_id = ""
        self._form: ConversationTemplate | None = None
        self._is_whole = True

    def show(self, meeting: Meeting, form: ConversationTemplate | None) -> None:
        """Be about this meeting, whose note follows a template."""
        self._meeting_id, self._form = meeting.id, form
        self._is_whole = form is None or not conversing.begin(self._desk.case, meeting, form)

    def along(self) -> tuple[CaseEntity, ...]:
        """Return what the first letter brings along: the meeting under way, and its sections."""
        if self._form is None or self._is_whole or not self._is_there():
            return ()  # asked at every key
        return conversing.begin(self._desk.case, self._meeting(), self._form)

    def start(self) -> bool:
        """Begin the meeting; say whether that is stored."""
        brought = self.along()
        is_stored = self._desk.change(brought)
        if is_stored and brought:
            self._desk.told.emit(_("The conversation has begun"))
        return is_stored

    def set_back(self) -> None:
        """Make the meeting planned again; raises NotFinished where something is written in it."""
        self._desk.settle()
        meeting, blank = conversing.set_back(self._desk.case, self._meeting())
        self._desk.change([meeting], removed=blank)

    def _is_there(self) -> bool:
        """Whether the meeting lies on the desk: its fields outlive it, and whose it is."""
        editing = self._desk.editing
        return editing is not None and self._meeting_id in editing.folder.entities

    def _meeting(self) -> Meeting:
        return self._desk.case.get(Meeting, self._meeting_id)
