"""The composition root: the only place that builds the program, in order."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from app.errors import UserError
from app.paths import RESOURCES
from app.policy import load_policy
from ui.arguments import parse
from ui.errors import ErrorReporter
from ui.garbage import GarbageCollector
from ui.locking import forbid_core_dumps, program_command, replace_process
from ui.preferences import Preferences
from ui.program import Program

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOCKED = 64
"""What the event loop ends with when a fresh process is to follow."""


def main(written: Sequence[str] | None = None) -> int:
    """Run Leia; returns the exit code, or never when the process is replaced to lock it."""
    arguments = parse(written)
    forbid_core_dumps()
    app = _new_application()
    preferences = Preferences(app, arguments.settings_file, arguments.language)
    reporter = ErrorReporter()
    reporter.install()
    try:
        policy = load_policy()
    except UserError as error:
        reporter.show_error(error)
        app.exec()
        return 1
    program = Program(arguments, preferences, policy)
    program.tasks.failed.connect(reporter.show_error)
    return run(app, program)


def run(app: QApplication, program: Program) -> int:
    """Show the first window and stay until the program ends or locks."""
    collector = GarbageCollector()
    app.setQuitOnLastWindowClosed(False)
    app.commitDataRequest.connect(program.store)
    program.finished.connect(_leave)
    if not program.start():
        return 0
    code = app.exec()
    collector.deleteLater()
    if code == _LOCKED:
        replace_process(program_command(program.arguments.as_list()))
    return code


def _leave(restart: bool) -> None:  # noqa: FBT001 - a slot
    QApplication.exit(_LOCKED if restart else 0)


def _new_application() -> QApplication:
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Leia")
    app.setDesktopFileName("leia")
    app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "leia.svg")))
    return app
