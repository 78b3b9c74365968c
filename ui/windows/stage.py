"""What all may see, on the whole of a screen: another one where there is one, else our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from app.i18n import _
from ui.widgets.layouts import NO_LIMIT
from ui.widgets.status_line import StatusLine
from ui.windows.screens import next_choice, other_screens, screen_for_all, screen_words
from ui.windows.stage_beside import StageBeside

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QMainWindow

    from ui.pages.talk_page import TalkPage
    from ui.workspace import Workspace


class Stage(QObject):
    """Follows the conversation.

    On our own screen nothing of the program is left, and the keys are the stage's. On another the
    note is written on, and the stage goes with the note, the screen, or a lock.
    """

    settings_changed = Signal(object)

    def __init__(self, window: QMainWindow, workspace: Workspace, talk: TalkPage) -> None:
        super().__init__(window)
        self._window, self._workspace, self._talk = window, workspace, talk
        self._before: Qt.WindowState | None = None
        self._beside: StageBeside | None = None
        self._is_watching = False
        talk.turned.connect(self.follow)
        talk.share_wanted.connect(self.toggle)
        talk.installEventFilter(self)
        workspace.desk.opened.connect(self.take_away)

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return the deeds under the names of their commands."""
        return {"share": self.toggle, "share_where": self.choose_screen}

    @property
    def is_beside(self) -> bool:
        """Whether it stands on another screen than the note."""
        return self._beside is not None and self._beside.isVisible()

    @property
    def screen_for_all(self) -> QScreen | None:
        """The other screen, where there is one and it is to be used."""
        return screen_for_all(self._window, self._workspace.settings.stage_screen)

    @Slot()
    def toggle(self) -> None:
        """Show what all may see, or take it away."""
        screen = self.screen_for_all
        if self.is_beside:
            self.take_away()
            self._workspace.tell(_("It is not shown to all any more."))
        elif self._talk.is_shared or screen is None:
            self._talk.toggle_shared()
        else:
            self._show_on(screen)
            self._workspace.tell(_("Shown to all on the other screen. F9 takes it away."))

    @Slot()
    def choose_screen(self) -> None:
        """Use the next screen from now on, also for what is shown at this moment."""
        if not other_screens(self._window):
            self._workspace.tell(_("There is no other screen here to show it on."))
            return
        chosen = next_choice(self._window, self._workspace.settings.stage_screen)
        was_shown = self.is_beside or self._talk.is_shared
        self._workspace.settings = replace(self._workspace.settings, stage_screen=chosen)
        self.settings_changed.emit(self._workspace.settings)
        self._workspace.tell(self._where_words())
        if was_shown:
            self._move()

    @Slot()
    def take_away(self) -> None:
        """Clear the other screen."""
        if self._beside is not None:
            self._beside.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the screen back where a key has led away: another page has its menus."""
        if event.type() == QEvent.Type.Hide:
            self.follow()
            if self._talk.isHidden() or self._window.isHidden():
                self.take_away()
        return super().eventFilter(watched, event)

    @Slot()
    def follow(self) -> None:
        """Clear our screen of the program, or bring it back as it was."""
        shared = self._talk.is_shared and not self._talk.isHidden()
        if shared == (self._before is not None):
            return
        # Kept in sight, of no height: the keys of a menu bar that is hidden do nothing.
        self._window.menuBar().setMaximumHeight(0 if shared else NO_LIMIT)
        for status in self._window.findChildren(StatusLine):
            status.setVisible(not shared)
        if self._before is None:
            self._before = self._window.windowState()
            self._window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
        else:
            self._window.setWindowState(self._before)
            self._before = None

    def _show_on(self, screen: QScreen) -> None:
        self._workspace.desk.settle()
        if self._beside is None:
            self._beside = StageBeside(self._window, self._workspace, self._talk)
            self._beside.gone.connect(self._say_gone)
        self._watch_screens()
        self._beside.show_on(screen)
        self._talk.head.show_shared(is_shared=True)

    def _move(self) -> None:
        """Bring what is shown to the screen that was chosen."""
        screen = self.screen_for_all
        if self._talk.is_shared:
            self._talk.toggle_shared()
        if screen is not None:
            self._show_on(screen)
        else:
            self.take_away()
            self._talk.toggle_shared()

    def _where_words(self) -> str:
        screen = self.screen_for_all
        if screen is None:
            return _("From now on it is shown to all on this screen.")
        if len(other_screens(self._window)) == 1:
            return _("From now on it is shown to all on the other screen.")
        words = _("From now on it is shown to all on the screen {name}.")
        return words.format(name=screen_words(screen))

    def _watch_screens(self) -> None:
        """Hear of screens that go, or come to show the same picture, and of our window moving."""
        application, handle = QGuiApplication.instance(), self._window.windowHandle()
        if self._is_watching or not isinstance(application, QGuiApplication):
            return
        self._is_watching = True
        application.screenRemoved.connect(self._lose_screen)
        application.screenAdded.connect(self._watch_screen)
        handle.screenChanged.connect(self._stay_apart)
        for screen in application.screens():
            self._watch_screen(screen)

    @Slot("QScreen*")
    def _watch_screen(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._stay_apart)

    @Slot()
    def _lose_screen(self) -> None:
        """Go with a screen that is unplugged, before the system moves the stage over the note."""
        beside = self._beside
        if beside is not None and self.is_beside and not _is_there(beside.screen()):
            self._lose()

    @Slot()
    def _stay_apart(self) -> None:
        """Leave the screen on which the note is now."""
        beside = self._beside
        if beside is None or not self.is_beside:
            return
        if beside.screen() not in other_screens(self._window):
            screen = self.screen_for_all
            if screen is None:
                self._lose()
            else:
                self._show_on(screen)

    def _lose(self) -> None:
        self.take_away()
        self._workspace.tell(_("The other screen is gone, and nothing is shown to all now."))

    @Slot()
    def _say_gone(self) -> None:
        self._talk.head.show_shared(is_shared=False)


def _is_there(screen: QScreen) -> bool:
    return screen in QGuiApplication.screens()
