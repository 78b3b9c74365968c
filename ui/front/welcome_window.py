"""The first window of all: make a vault, open or restore one, or practise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget
from typing_extensions import override

from app.i18n import LANGUAGES, _
from app.services.vault.vault_folder import vault_folder_in
from ui.front.front import (
    FRONT_SIZE,
    ChoiceButton,
    LanguageSwitch,
    Side,
    front_layout,
    no_vault,
    page,
    side_text,
    standing,
)
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.widgets.folder_dialog import ask_for_folder
from ui.widgets.labels import Label
from ui.widgets.layouts import row
from ui.widgets.notice_bar import NoticeBar


class WelcomeWindow(QWidget):
    """Four big choices; nothing has been made yet."""

    new_wanted = Signal()
    open_wanted = Signal(object)
    restore_wanted = Signal()
    practice_wanted = Signal()
    language_chosen = Signal(str)
    closed = Signal()

    def __init__(self, languages: Sequence[str] = LANGUAGES) -> None:
        super().__init__()
        offer_help(self, "welcome")
        self.setObjectName("ground")
        self.setWindowTitle(_("Leia – welcome"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.switch = LanguageSwitch(languages)
        self.switch.chosen.connect(self.language_chosen)
        self.notice = NoticeBar()
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._busy.setAccessibleName(_("Working"))
        self._busy.hide()
        self._choices = self._make_choices()
        self.setLayout(front_layout(_side(), page(self._content())))
        self.resize(FRONT_SIZE)
        self._ring = FocusRing(self)
        self._choices[0].setFocus()

    def say(self, text: str) -> None:
        """Tell something above the choices."""
        self.notice.say(text)

    def wait(self) -> None:
        """Show that the choice is being carried out, and take no other."""
        self._busy.show()
        for choice in self._choices:
            choice.setEnabled(False)

    def stop_waiting(self) -> None:
        """Offer the choices again."""
        self._busy.hide()
        for choice in self._choices:
            choice.setEnabled(True)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for the folder of a vault."""
        ask_for_folder(self, _("Choose the folder of the vault")).fileSelected.connect(self._open)

    @Slot(str)
    def _open(self, folder: str) -> None:
        found = vault_folder_in(Path(folder))
        if found is None:
            self.say(no_vault(folder))
        else:
            self.open_wanted.emit(found)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _make_choices(self) -> tuple[ChoiceButton, ...]:
        new = ChoiceButton(
            _("New centre"),
            _("Makes an encrypted vault on this computer. Takes about five minutes."),
        )
        existing = ChoiceButton(
            _("Open a vault that exists …"),
            _("Choose the folder it is in, for instance after Leia was installed again."),
        )
        restore = ChoiceButton(
            _("Restore from a copy …"),
            _("When the computer is new, or the vault is damaged or lost."),
        )
        practice = ChoiceButton(
            _("Practise"),
            _("Opens a vault of invented people. Try anything; it is gone when you quit."),
        )
        new.clicked.connect(self.new_wanted)
        existing.clicked.connect(self.choose_folder)
        restore.clicked.connect(self.restore_wanted)
        practice.clicked.connect(self.practice_wanted)
        return new, existing, restore, practice

    def _content(self) -> QWidget:
        head = row(None, self.switch)
        title = Label(_("Welcome"), "title")
        lead = Label(_("What do you want to do?"), "quiet")
        return standing(
            head, 24, title, lead, 8, self.notice, *self._choices, self._busy, None, spacing=12
        )


def _side() -> Side:
    return Side(
        side_text(_("From a first question to a printed career plan."), "side-heading"),
        side_text(_("Works without the internet. Everything is encrypted on this computer.")),
    )
