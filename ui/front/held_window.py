"""What is on screen when Leia hides everything but the last words are in no file yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.errors import WrongPassphrase
from app.i18n import _
from ui.front.front import FRONT_SIZE, Side, front_layout, page, side_text, standing, with_pause
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.widgets.buttons import Button
from ui.widgets.callout import Callout
from ui.widgets.enter_key import enter_presses
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from app.services.vault.coming_back import WayBack
    from ui.system.tasks import Tasks


class HeldWindow(QWidget):
    """Names nobody, and cannot be closed: behind it are words that are nowhere else."""

    store_wanted = Signal()
    came_back = Signal()

    def __init__(self, way: WayBack, tasks: Tasks, failure: str) -> None:
        super().__init__()
        offer_help(self, "held")
        self.setObjectName("ground")
        self.setWindowTitle(_("Leia – locked"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._way, self._tasks = way, tasks
        self._is_trying = False
        self.field = PassphraseField(_("Passphrase"))
        self.row = Row(_("Passphrase"), self.field, beside=self.field.eye)
        self.caps = Label(_("Caps lock is on."), "problem")
        self.back = Button(_("Back to what I wrote"), "primary")
        self.store = Button(_("Try to save now"))
        self.notice = NoticeBar()
        side = Side(side_text(_("Nothing is shown."), "side-heading"))
        self.setLayout(front_layout(side, page(self._content(failure), 520)))
        self.resize(FRONT_SIZE)
        self._ring = FocusRing(self)
        self.field.edited.connect(self._hear)
        self.field.caps_lock_seen.connect(self.caps.setVisible)
        self.back.clicked.connect(self.try_to_come_back)
        self.store.clicked.connect(self.store_wanted)

    def wait_in(self, window: QWidget) -> None:
        """Come in a window's place."""
        self.setGeometry(window.geometry())
        self.setWindowState(window.windowState())
        self.show()

    def leave(self) -> None:
        """Go, for good."""
        self.field.clear()
        self.hide()
        self.deleteLater()

    def say_not_saved(self, failure: str) -> None:
        """Tell that it was tried once more, in vain."""
        self.notice.say(_("Still not saved. {why}").format(why=failure), "red")

    @Slot()
    def try_to_come_back(self) -> None:
        """Try the typed passphrase beside the window; after many tries there is a pause first."""
        if self._is_trying:
            return
        if not self.field.text():
            self.row.say(_("Type the passphrase first."))
            self.field.setFocus()
            return
        self._wait(trying=True)
        QTimer.singleShot(self._way.pause_s * 1000, self, self._derive)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event, self.try_to_come_back):
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.store_wanted.emit()

    def _content(self, failure: str) -> QWidget:
        self.caps.hide()
        heading = _("Hidden, but not everything is saved")
        text = _(
            "{failure} What you wrote last is kept in the memory of this computer, and Leia "
            "tries again every five seconds. As soon as it is saved, Leia locks altogether. "
            "Until then, do not turn the computer off."
        ).format(failure=failure)
        told = Callout(text, heading=heading)
        self.field.setAccessibleDescription(f"{heading}. {text}")  # the focus begins there
        ways = column(self.row, self.caps, 4, self.back, self.store, spacing=8)
        title = Label(_("Locked"), "title")
        return standing(None, title, told, self.notice, Card(ways, 24), None, None)

    @Slot()
    def _derive(self) -> None:
        way, passphrase = self._way, self.field.text()
        self._tasks.run(
            lambda: way.prove(passphrase),
            lambda _done: self.came_back.emit(),
            self,
            otherwise=self._refuse,
        )

    def _refuse(self, error: BaseException) -> None:
        self._wait(trying=False)
        if isinstance(error, WrongPassphrase):
            self.row.alert(with_pause(str(error), self._way.pause_s))
        else:
            self._tasks.failed.emit(error)
        self.field.selectAll()
        self.field.setFocus()

    @Slot(str)
    def _hear(self, text: str) -> None:
        del text
        self.row.say("")

    def _wait(self, *, trying: bool) -> None:
        self._is_trying = trying
        self.back.setEnabled(not trying)
        self.field.setReadOnly(trying)
