"""The composition root: the only place that builds the program, in order."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.crashes import watch_crashes
from app.errors import PlaceRefused
from app.i18n import _, use_language
from app.logs import Event, log_event, log_start, start_logging
from app.policy.trust import load_policy
from app.private_files import claim_folder
from app.settings import Settings
from ui.application import new_application
from ui.arguments import parse
from ui.errors import ErrorReporter
from ui.preferences import Preferences
from ui.program import Program
from ui.refusal import refuse_start, say
from ui.system.dialog_history import forget_folders
from ui.system.garbage import GarbageCollector
from ui.system.hygiene import keep_memory_private
from ui.system.locking import program_command, replace_process
from ui.system.qt_messages import hear_qt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.arguments import Arguments

_LOCKED = 64
"""What the event loop ends with when a fresh process is to follow."""


def main(written: Sequence[str] | None = None) -> int:
    """Run Leia; returns the exit code, or never when the process is replaced to lock it."""
    arguments = parse(written)
    if arguments.self_test_in is not None:
        from ui.self_checks import run_trial

        return run_trial(arguments.self_test_in)
    if arguments.self_test is not None:
        from ui.self_test import run_self_test

        return run_self_test(arguments.self_test)
    if arguments.show_policy:
        from ui.show_policy import show_policy

        return show_policy(arguments)
    keep_memory_private()
    try:
        claim_folders(arguments)
    except PlaceRefused as error:
        return refuse_start(new_application(), str(error))
    begin_log(arguments.log_folder)
    policy = load_policy(arguments.pin_folder)
    if not policy.is_clean:
        log_event(Event.POLICY, verdict=policy.verdict, count=len(policy.findings))
    app = new_application()
    hear_qt()
    preferences = Preferences(
        app, arguments.settings_file, arguments.language, policy.policy.languages
    )
    reporter = ErrorReporter()
    reporter.install()
    program = Program(arguments, preferences, policy)
    program.tasks.failed.connect(reporter.show_error)
    return run(app, program)


def run(app: QApplication, program: Program) -> int:
    """Show the first window and stay until the program ends or locks."""
    collector = GarbageCollector()
    app.setQuitOnLastWindowClosed(False)
    app.commitDataRequest.connect(program.store)
    program.finished.connect(_leave)
    try:
        if not program.start():
            say(_("Leia is open for this vault already, and its window was asked to come forward."))
            return 0
    except PlaceRefused as error:
        return refuse_start(app, str(error))
    code = app.exec()
    collector.deleteLater()
    if code == _LOCKED:
        replace_process(program_command(program.arguments.once_more().as_list()))
    return code


def claim_folders(arguments: Arguments) -> None:
    """See to it that nobody else has a say in the folders Leia writes to before unlocking.

    Raises PlaceRefused for a folder of another user. One that cannot be made keeps nobody out
    here: there is no log then, and whatever else needs it says so itself.
    """
    use_language(arguments.language or Settings().language)
    for folder in (arguments.data_dir, arguments.log_folder, arguments.state_folder):
        if folder is not None:
            with suppress(OSError):
                claim_folder(folder)


def begin_log(folder: Path) -> None:
    """Write to the log in a folder from now on."""
    start_logging(folder)
    watch_crashes(folder)
    log_start()


def _leave(restart: bool) -> None:  # noqa: FBT001 - a slot
    forget_folders()
    QApplication.exit(_LOCKED if restart else 0)
