"""What all may see, on a screen of its own, while the note is written on at ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.clients import Client
from app.domain.meetings import Meeting, Participant
from app.domain.plans import CareerPlan, PlanActivity
from app.i18n import _
from ui.pages.shared_view import SharedView
from ui.widgets.layouts import column

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

    from ui.pages.talk_page import TalkPage
    from ui.workspace import Workspace

_PAUSE_MS = 200
"""What is typed comes on it in pauses: it is drawn large, and no key waits for it."""


class StageBeside(QWidget):
    """Takes no keys, shows one meeting and no other, and follows what is done in its plan."""

    gone = Signal()
    """It is off the screen, by whatever took it there."""

    def __init__(self, window: QWidget, workspace: Workspace, talk: TalkPage) -> None:
        super().__init__(
            window,
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(_("Show to all"))
        self._desk, self._talk, self._meeting_id = workspace.desk, talk, ""
        self.view = SharedView(workspace)
        self.view.list.keeps_mark = True
        self.view.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(self.view))
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.view.bring_into_sight)  # once it has its height
        self.view.closed.connect(self.hide)
        talk.aside.spoken_changed.connect(self._wait)
        kinds = (Client, Meeting, Participant, CareerPlan, PlanActivity)
        self._desk.watch(self, kinds, self._wait)

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen with the meeting whose note is in sight; the keys stay where they are."""
        self._meeting_id = self._talk.meeting_id
        self._fill()
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()
        self._talk.window().activateWindow()  # where a system gives the keys to what is new

    @Slot()
    def refresh(self) -> None:
        """Show the plan as it stands; whoever looks at another meeting shows nothing here."""
        is_same = self._desk.editing is not None and self._meeting_id in self._desk.case.entities
        if is_same and self._meeting_id == self._talk.meeting_id:
            self._fill()
        else:
            self.hide()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._soon.stop()
            self.gone.emit()

    @Slot()
    def _wait(self) -> None:
        if self.isVisible():
            self._soon.start()

    def _fill(self) -> None:
        self.view.show_case(self._desk.case, self._meeting_id, self._talk.aside.spoken_of)
        self._later.start()
