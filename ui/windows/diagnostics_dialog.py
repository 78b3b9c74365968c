"""The diagnostic file: read first, saved afterwards, where the user wants it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QSize, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.i18n import _
from app.services.case.leaving import check_may_leave
from app.services.program.diagnostics import (
    FILE_NAME,
    Situation,
    check_diagnostics_allowed,
    diagnostic_text,
    log_diagnostics,
)
from ui.forms.spelling import spelling
from ui.printing import write_whole
from ui.widgets.buttons import Button
from ui.windows.text_dialog import TextDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace

_SIZE = QSize(860, 620)


class DiagnosticsDialog(TextDialog):
    """Shows the whole text as it will lie in the file; nothing is saved unseen."""

    def __init__(self, parent: QWidget, text: str, workspace: Workspace) -> None:
        self._save = Button(_("Save …"), "primary")
        super().__init__(parent, _("Diagnostic file for support"), self._save)
        self._content = text
        self._workspace = workspace
        self.text.setPlainText(text)
        self.resize(_SIZE.boundedTo(parent.size()))
        self._save.clicked.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        check_may_leave(self._workspace.vault)
        dialog = QFileDialog(self, _("Save as"), str(Path.home() / FILE_NAME), "TXT (*.txt)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self._write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _write(self, path: str) -> None:
        log_diagnostics(self._workspace.vault)
        write_whole(Path(path), self._content.encode())
        self._workspace.tell(_("The diagnostic file is saved. Give it to IT."))
        self.accept()


def show_diagnostics(window: QWidget, workspace: Workspace) -> None:
    """Gather the diagnostic file beside the window, then show it; refused where county IT says."""
    check_diagnostics_allowed(workspace.policy_report)
    situation = Situation(
        settings=workspace.settings,
        policy_report=workspace.policy_report,
        now=workspace.now(),
        window_system=(
            f"qt {qVersion()} pyside {pyside_version}",
            f"platform {QGuiApplication.platformName()}",
            f"screen {window.devicePixelRatioF():g}",
        ),
        dictionaries=tuple(spelling(workspace.desk).loaded.values()),
    )
    workspace.tasks.run(
        lambda: diagnostic_text(workspace.vault, situation),
        lambda text: DiagnosticsDialog(window, text, workspace).open(),
        window,
    )
