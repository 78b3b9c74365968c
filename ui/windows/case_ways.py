"""Every way to a case leads through here, so that a colleague's is always asked about first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.services.case.case_access import ReasonNeeded
from app.services.case.preparing import blank_case, is_client
from ui.windows.bookmark import Bookmark, caret_of, find_field
from ui.windows.reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from app.domain.permissions import Reason
    from ui.pages.day_rows import Going
    from ui.pages.person_page import PersonPage
    from ui.pages.talk_page import TalkPage
    from ui.windows.case_deeds import CaseDeeds
    from ui.workspace import Workspace


@dataclass(frozen=True)
class CaseViews:
    """Where a case is shown, and the two ways to show it."""

    person: PersonPage
    talk: TalkPage
    show_case: Callable[[str], None]
    """Show a page of the case on the desk."""
    open_talk: Callable[[str], None]
    """Open the workspace of one of its meetings."""
    start_talk: Callable[[str], None]
    """Open it, and let the meeting begin."""


class CaseWays(QObject):
    """Opens people, their meetings and rows; where a reason is missing, asks for it first."""

    def __init__(
        self, window: QMainWindow, workspace: Workspace, deeds: CaseDeeds, views: CaseViews
    ) -> None:
        super().__init__(window)
        self._deeds = deeds
        self._views = views
        self._window = window
        self._workspace = workspace
        self._desk = workspace.desk
        views.person.same_wanted.connect(self.be_the_same)

    def open(self, client_id: str, page: str = "", then: Callable[[], None] | None = None) -> None:
        """Put a person on the desk, show a page of the case, and go on; perhaps after a dialog."""
        try:
            self._enter(client_id, page, then)
        except ReasonNeeded:
            foreign = self._desk.access.foreign(client_id)
            enter = partial(self._enter, client_id, page, then)
            ReasonDialog(self._window, foreign, enter).open()

    @Slot(object)
    def follow(self, going: Going) -> None:
        """Go where a row of the day leads."""
        page = "meetings" if going.page == "talk" else going.page
        self.open(going.client_id, page, partial(self._arrive, going))

    @Slot(str, bool)
    def be_the_same(self, known_id: str, may_put_aside: bool) -> None:  # noqa: FBT001 - a signal
        """Open the file that was there; the one just begun goes to the bin with what it holds."""
        new = self._desk.case.client
        self.open(known_id, "", partial(self._deeds.bin.put_aside, new, really=may_put_aside))

    @Slot()
    def begin(self) -> None:
        """Begin a case; its first field has the caret."""
        self._desk.settle()
        self.open(blank_case(self._workspace.vault), "intake")

    def turn_to(self, page: str) -> None:
        """Show another page of the case on the desk."""
        if self._desk.editing is not None:
            self.open(self._desk.editing.client_id, page)

    @Slot()
    def leave_talk(self) -> None:
        """Go from the conversation to its meeting; first out of what all may see."""
        talk = self._views.talk
        if talk.is_shared:
            talk.toggle_shared()
            return
        self.open(self._desk.case.client.id, "meetings")
        self._views.person.page("meetings").show_meeting(talk.meeting_id)

    def step_back(self) -> None:
        """Take away what is shown to all on a screen of its own, or leave the conversation."""
        if self._deeds.stage.is_beside:
            self._deeds.stage.toggle()
        else:
            self.leave_talk()

    def here(self, page: str) -> Bookmark:
        """Return where somebody is on a page: person, meeting, field, caret."""
        editing = self._desk.editing
        focus = self._window.focusWidget()
        return Bookmark(
            page=page,
            client_id=editing.client_id if editing else "",
            tab=self._views.person.page_name,
            meeting_id=self._views.talk.meeting_id if page == "talk" else "",
            field=focus.objectName() if focus is not None else "",
            caret=caret_of(focus),
        )

    def return_to(self, there: Bookmark) -> None:
        """Go back to a case where somebody was; nowhere if it is not there for them."""
        if is_client(self._workspace.vault, there.client_id):
            self.open(there.client_id, there.tab, partial(self._settle_in, there))

    def find(self, there: Bookmark) -> None:
        """Put the focus on the field where somebody was, if it is on screen."""
        if self._desk.editing is not None:
            self._deeds.reveal(there.field.partition(".")[0])
        find_field(self._window, there)

    def _enter(
        self,
        client_id: str,
        page: str,
        then: Callable[[], None] | None,
        reason: Reason | None = None,
    ) -> None:
        self._desk.open(client_id, reason)
        self._views.show_case(page)
        if then is not None:
            then()

    def _arrive(self, going: Going) -> None:
        person = self._views.person
        if going.page == "talk":
            views = self._views
            (views.start_talk if going.starts else views.open_talk)(going.meeting_id)
        elif going.meeting_id:
            person.page("meetings").show_meeting(going.meeting_id)
        elif going.entity_id:
            person.page(going.page).show_row(going.entity_id)

    def _settle_in(self, there: Bookmark) -> None:
        if there.meeting_id in self._desk.case.entities:
            self._views.open_talk(there.meeting_id)
        self.find(there)
