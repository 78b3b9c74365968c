"""The one place where failures reach the user."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from app.errors import UserError
from app.i18n import _

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger("leia")


class ErrorReporter(QObject):
    """Owns `sys.excepthook`: a user's failure is shown as its sentence, a bug as a code."""

    _raised = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._boxes: set[QMessageBox] = set()
        self._raised.connect(self.show_error)  # hops to the GUI thread from any other

    def install(self) -> None:
        """Hear of every exception nobody caught."""
        sys.excepthook = self._hear

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Tell what happened, what is safe, and what to do."""
        box = QMessageBox(QApplication.activeWindow())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(_("Leia"))
        box.setText(_sentence(error))
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
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
            _log.error("bug %s at %s", kind.__name__, error_code(error))
        self._raised.emit(error)


def error_code(error: BaseException) -> str:
    """Return where a bug struck, as file and line; never what anybody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    if not own:
        return type(error).__name__
    place = own[-1].filename.replace("\\", "/").rsplit("/", 2)
    return f"{type(error).__name__}-{'/'.join(place[-2:])}:{own[-1].lineno}"


def _sentence(error: BaseException) -> str:
    if isinstance(error, UserError):
        return str(error)
    return _(
        "Something went wrong in Leia. What you have written is kept. "
        "Go on working; if it happens again, give IT this code: {code}"
    ).format(code=error_code(error))
