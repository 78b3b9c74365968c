"""What a person is told, as large as the screen, and the key that keeps that it was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.i18n import _
from app.services.printing import language_of
from app.services.told import ON_SCREEN, told_on, told_texts
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import column, holding, row, scrolled
from ui.widgets.speaking import Role, speak_as
from ui.windows.screens import screen_for_all

if TYPE_CHECKING:
    from app.services.told import ToldText
    from ui.workspace import Workspace

_OUTSIDE_PX = 72
_STEP = 0.85


class ToldWindow(QDialog):
    """Turned towards the person: their language, large letters, nothing about anybody."""

    print_wanted = Signal()

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        offer_help(self, "told")
        self._workspace = workspace
        case = workspace.desk.case
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("What is told"))
        self.setModal(True)
        texts = told_texts(language_of(case), has_nav=case.intake.has_nav)
        lines = [line for text in texts for line in _lines(text)]
        layout = column(*lines, None, spacing=6)
        self._page = scrolled(holding(layout, (_OUTSIDE_PX, 48, _OUTSIDE_PX, 32)))
        speak_as(self._page, Role.Document)
        self._page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page.setAccessibleName(_("What is told"))
        self.told = KeyButton(_("Told today"), "Return", "primary")
        self.print = KeyButton(_("Print"), "Ctrl+P")
        self.back = KeyButton(_("Close"), "Esc")
        foot = holding(row(None, self.back, self.print, self.told, spacing=12), (24, 10, 24, 12))
        self.setLayout(column(self._page, Rule(), foot, spacing=0))
        self._ring = FocusRing(self)
        self.told.clicked.connect(self._keep)
        self.print.clicked.connect(self._print)
        self.back.clicked.connect(self.reject)
        QShortcut(QKeySequence("F9"), self, self.reject)
        QShortcut(QKeySequence("Ctrl+P"), self, self._print)
        self.finished.connect(self.deleteLater)

    def open_whole(self) -> None:
        """Open on the whole screen that others see best, ready to be scrolled by keys."""
        chosen = self._workspace.settings.stage_screen
        if (screen := screen_for_all(self.parentWidget() or self, chosen)) is not None:
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
        self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        self.open()
        self._page.setFocus()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        bar = self._page.verticalScrollBar()
        steps = {
            Qt.Key.Key_Space: bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if arg__1.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._keep()
        elif arg__1.key() in steps:
            bar.setValue(bar.value() + round(steps[Qt.Key(arg__1.key())] * _STEP))
        else:
            super().keyPressEvent(arg__1)

    @Slot()
    def _keep(self) -> None:
        """Keep that the person was told today, on the screen."""
        intake = self._workspace.desk.case.intake
        if self._workspace.desk.change([told_on(intake, self._workspace.today(), ON_SCREEN)]):
            self._workspace.tell(_("Told today, and the day is kept."))
        self.accept()

    @Slot()
    def _print(self) -> None:
        self.reject()
        self.print_wanted.emit()


def _lines(text: ToldText) -> list[QWidget | int]:
    """Return a text as labels, its title first."""
    lines: list[QWidget | int] = [Label(text.title, "stage-goal", wrap=True), 8]
    for heading, words in text.parts:
        lines += [14, Label(heading, "stage-when", wrap=True), Label(words, "stage", wrap=True)]
    return [*lines, 36]
