"""The window of a locked vault. It names nobody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget
from typing_extensions import override

from app.errors import UserError, VaultDamaged, WrongPassphrase
from app.i18n import _
from app.services.vault.unlocking import load_storage
from app.services.vault.vault_folder import vault_folder_in
from ui.front.front import (
    FRONT_SIZE,
    Side,
    front_layout,
    no_vault,
    page,
    side_text,
    standing,
    with_pause,
)
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.widgets.buttons import Button
from ui.widgets.enter_key import enter_presses
from ui.widgets.folder_dialog import ask_for_folder
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, row
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.services.vault.unlocking import Door
    from app.storage.vault import Vault
    from ui.system.tasks import Tasks


class UnlockWindow(QWidget):
    """Asks for the passphrase, and for nothing else."""

    trying = Signal()
    unlocked = Signal(object)
    other_wanted = Signal(object)
    forgotten = Signal()
    restore_wanted = Signal()
    closed = Signal()

    def __init__(
        self, door: Door, tasks: Tasks, today: Callable[[], date], *, practice: bool = False
    ) -> None:
        super().__init__()
        offer_help(self, "unlock")
        self.setObjectName("ground")
        self.setWindowTitle(_("Leia – locked"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.door = door
        self._tasks = tasks
        self._today = today
        self.is_trying = False
        self.field = PassphraseField(_("Passphrase"))
        self.row = Row(_("Passphrase"), self.field, beside=self.field.eye)
        self.caps = Label(_("Caps lock is on."), "problem")
        self._open = Button(_("Open the vault"), "primary")
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._forgotten = Button(_("Forgotten the passphrase …"), "link")
        self._restore = Button(_("Restore from a copy …"), "link")
        self._other = Button(_("Open another vault …"), "link")
        self.notice = NoticeBar()
        side = _side()
        self.setLayout(front_layout(side, page(self._content(practice=practice), 460)))
        if practice:
            side.show_practice()
            self.setWindowTitle(_("Leia – Practice, locked"))
        self.resize(FRONT_SIZE)
        self._ring = FocusRing(self)
        self._connect()
        tasks.run(load_storage, _nothing, self)

    @Slot()
    def try_to_open(self) -> None:
        """Try the typed passphrase beside the window; after many tries there is a pause first."""
        if self.is_trying:
            return
        if not self.field.text():
            self.row.say(_("Type the passphrase first."))
            self._keep_focus()
            return
        self._wait(trying=True)
        QTimer.singleShot(self.door.pause_s * 1000, self, self._derive)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event, self.try_to_open):
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keep_focus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._keep_focus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _content(self, *, practice: bool) -> QWidget:
        self.caps.hide()
        self._busy.hide()
        self._busy.setAccessibleName(_("Opening the vault"))
        card = Card(column(self.row, self.caps, 4, self._open, self._busy, spacing=8), 24)
        said = Label("", "quiet", wrap=True)
        said.setVisible(practice)
        if practice:
            from app.services.program.practice_vault import PRACTICE_PASSPHRASE

            said.setText(
                _("Practice vault: the passphrase is “{phrase}”.").format(
                    phrase=PRACTICE_PASSPHRASE
                )
            )
        title = Label(_("Locked"), "title")
        ways = [row(way, None) for way in self._other_ways]
        for way in self._other_ways:
            way.setVisible(not practice)
        below = column(*ways, spacing=2)
        return standing(None, title, said, self.notice, card, below, None, None)

    @property
    def _other_ways(self) -> tuple[Button, ...]:
        return self._forgotten, self._restore, self._other

    def _connect(self) -> None:
        self.field.edited.connect(self._hear)
        self.field.caps_lock_seen.connect(self.caps.setVisible)
        self._open.clicked.connect(self.try_to_open)
        self._other.clicked.connect(self._ask)
        self._forgotten.clicked.connect(self.forgotten)
        self._restore.clicked.connect(self.restore_wanted)

    @Slot()
    def _derive(self) -> None:
        door, passphrase, today = self.door, self.field.text(), self._today()
        self._tasks.run(
            lambda: door.unlock(passphrase, today), self._enter, self, otherwise=self._refuse
        )
        self.trying.emit()

    def _enter(self, vault: Vault) -> None:
        self.field.clear()
        self.unlocked.emit(vault)
        self._wait(trying=False)

    def _refuse(self, error: BaseException) -> None:
        self._wait(trying=False)
        if isinstance(error, WrongPassphrase):
            self._say_wrong(str(error))
        elif isinstance(error, VaultDamaged):
            restore = _("Restore from a copy …")
            self.notice.say(str(error), "red", restore, self.restore_wanted.emit)
        elif isinstance(error, UserError):
            self.notice.say(str(error), "red")
        else:
            self._tasks.failed.emit(error)
        self.field.selectAll()
        self._keep_focus()

    def _say_wrong(self, sentence: str) -> None:
        self.notice.hide()
        self.row.alert(with_pause(sentence, self.door.pause_s))

    @Slot(str)
    def _hear(self, text: str) -> None:
        del text
        self.row.say("")

    def _wait(self, *, trying: bool) -> None:
        self.is_trying = trying
        self._busy.setVisible(trying)
        self._open.setEnabled(not trying)
        for way in self._other_ways:
            way.setEnabled(not trying)
        self.field.setReadOnly(trying)

    @Slot()
    def _ask(self) -> None:
        dialog = ask_for_folder(self, _("Choose the folder of the vault"))
        dialog.fileSelected.connect(self._choose)

    @Slot(str)
    def _choose(self, folder: str) -> None:
        found = vault_folder_in(Path(folder))
        if found is None:
            self.notice.say(no_vault(folder))
        else:
            self.other_wanted.emit(found)

    def _keep_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)


def _side() -> Side:
    return Side(
        side_text(_("Nothing is shown and nothing is open."), "side-heading"),
        side_text(_("Everything you wrote is stored, and you come back to where you were.")),
    )


def _nothing(_result: object) -> None:
    """Nobody waits for it."""
