"""The one place where failures reach the user."""

from __future__ import annotations

import platform
import sys
import threading
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from app import __version__
from app.bugs import error_code, own_frames
from app.errors import UserError
from app.i18n import _
from app.logs import log_bug
from ui.system.clipboard import put_open_text

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget


class ErrorReporter(QObject):
    """Owns `sys.excepthook`: a user's failure is shown as its sentence, a bug as a code."""

    _raised = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._boxes: set[QMessageBox] = set()
        self._raised.connect(self.show_error)  # hops to the GUI thread from any other

    def install(self) -> None:
        """Hear of every exception nobody caught; Python itself would print its words."""
        sys.excepthook = self._hear
        threading.excepthook = _hear_thread
        sys.unraisablehook = _hear_unraisable

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Tell what happened, what is safe, and what to do."""
        box = warning_box(QApplication.activeWindow(), _sentence(error))
        if not isinstance(error, UserError):
            _offer_details(box, error_details(error))
        self._boxes.add(box)  # with no window active it has no parent to keep it
        box.finished.connect(self._close_boxes)
        box.open()

    @Slot()
    def _close_boxes(self) -> None:
        for box in [each for each in self._boxes if not (isValid(each) and each.isVisible())]:
            self._boxes.discard(box)
            if isValid(box):
                box.deleteLater()

    def _hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        del trace
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, UserError):
            log_bug(error)
        self._raised.emit(error)


def warning_box(parent: QWidget | None, sentence: str) -> QMessageBox:
    """Return a box that says a sentence, and can be closed."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_("Leia"))
    box.setText(sentence)
    close = box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    return box


def error_details(error: BaseException) -> str:
    """Return what helps to find a bug: versions, code, and our own lines; no words, no values."""
    lines = [
        f"Leia {__version__}: {error_code(error)}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {pyside_version}",
        *(frame.place for frame in own_frames(error)),
    ]
    return "\n".join(lines)


def _offer_details(box: QMessageBox, details: str) -> None:
    button = box.addButton(_("Copy details"), QMessageBox.ButtonRole.ActionRole)
    button.clicked.disconnect()  # it would close the box

    def copy() -> None:
        put_open_text(details)
        button.setText(_("Copied"))

    button.clicked.connect(copy)


def _hear_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        log_bug(told.exc_value)


def _hear_unraisable(told: sys.UnraisableHookArgs) -> None:
    if told.exc_value is not None:
        log_bug(told.exc_value)


def _sentence(error: BaseException) -> str:
    if isinstance(error, UserError):
        return str(error)
    return _(
        "Something went wrong in Leia. What you have written is kept. "
        "Go on working; if it happens again, give IT this code: {code}"
    ).format(code=error_code(error))
