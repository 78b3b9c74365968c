"""Runs a whole working session in a process of its own, with words that must not get out.

Reads where it may work and the words from its first line of standard input, as JSON. Everything
it writes to standard output is searched for the words like everything else: the titles of all
windows, the names of the files it made, and what went wrong on purpose.
"""

import json
import logging
import os
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from tests import raw

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import ui  # noqa: F401, I001 - before Qt
from PySide6.QtCore import Qt, QTimer, qWarning
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPlainTextEdit
from sqlalchemy import text

from app.domain.choices import Party
from app.policy.policy import PolicyReport
from tests.ui.faults import a_full_disk
from tests.ui.hands import ALT, CTRL, SHIFT, button, choose_path, type_here
from ui.arguments import Arguments
from ui.desk import Saved
from ui.errors import ErrorReporter
from ui.application import new_application
from ui.main import begin_log
from ui.preferences import Preferences
from ui.program import Program
from ui.system.qt_messages import hear_qt
from ui.windows.diagnostics_dialog import DiagnosticsDialog


class Day:
    """One day's work, step by step, in the event loop of the real program."""

    def __init__(self, program: Program, told: dict[str, str]) -> None:
        self._program = program
        self._told = told
        self._steps = self._all()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    @property
    def _window(self):
        return self._program.session.window

    @property
    def _desk(self):
        return self._program.session.workspace.desk

    def _step(self) -> None:
        """Go on until the next yield; the day ends where the program does."""
        self._say_titles()
        try:
            if next(self._steps, "over") == "over":
                self._timer.stop()
        except Exception:  # the program would show it and go on
            traceback.print_exc()
            QApplication.exit(1)

    def _say_titles(self) -> None:
        for widget in QApplication.topLevelWidgets():
            self._say(f"{widget.windowTitle()} {widget.objectName()} {widget.windowFilePath()}")

    def _say(self, words: str) -> None:
        sys.stdout.write(words + "\n")
        sys.stdout.flush()

    def _all(self) -> Iterator[None]:
        for part in (
            self._unlock,
            self._prepare,
            self._talk,
            self._plan,
            self._fill_everything,
            self._print,
            self._support,
            self._fail,
            self._babble,
        ):
            yield from part()
            self._say(f"done {part.__name__}")
        self._window.lock_wanted.emit()

    def _unlock(self) -> Iterator[None]:
        window = self._program.front.window
        while not window.isVisible():
            yield
        for passphrase in (self._told["wrong"], self._told["passphrase"]):
            window.activateWindow()
            yield
            window.field.setFocus()
            window.field.selectAll()
            QTest.keyClicks(window.field, passphrase)
            QTest.keyClick(window.field, Qt.Key.Key_Return)
            while window.is_trying:
                yield
        while self._program.session is None or not self._window.isVisible():
            yield

    def _prepare(self) -> Iterator[None]:
        yield from self._active()
        QTest.keyClick(self._window, Qt.Key.Key_N, CTRL)
        form = self._window.person.page("intake").form
        form.name.setFocus()
        yield
        type_here(self._told["name"])
        for name, word in (("purpose", "note"), ("motivation", "note"), ("nav_contact", "name")):
            form.field("intake", name).setFocus()
            type_here(self._told[word])
        phone = form.field("client", "phone")
        phone.setFocus()
        type_here(self._told["phone"])
        phone.selectAll()
        phone.copy()
        yield from self._kept()
        QTest.keyClick(self._window, Qt.Key.Key_K, CTRL)
        type_here(self._told["name"].split()[0])
        yield
        QTest.keyClick(self._window.clients.search, Qt.Key.Key_Return)
        while self._window.page_name != "person":
            yield

    def _active(self) -> Iterator[None]:
        while not self._window.isActiveWindow():
            self._window.activateWindow()
            yield

    def _kept(self) -> Iterator[None]:
        while self._desk.saved not in {Saved.SAVED, Saved.NOTHING}:
            yield

    def _talk(self) -> Iterator[None]:
        QTest.keyClick(self._window, Qt.Key.Key_2, ALT)
        self._window.person.page("meetings").new.menu().actions()[0].trigger()
        type_here("+0")
        button(self._window, "Start the meeting").click()
        for number in range(3):
            self._window.talk.go_to(number)
            type_here(self._told["note"])
            yield
        type_here("\n" + self._told["activity"])
        QTest.keyClick(self._window.talk.here.note, Qt.Key.Key_Return, CTRL)
        QTest.keyClick(self._window, Qt.Key.Key_F9)
        yield
        QTest.keyClick(self._window, Qt.Key.Key_F9)
        yield from self._kept()

    def _plan(self) -> Iterator[None]:
        self._window.open_client(self._desk.case.client.id, "plan")
        page = self._window.person.page("plan")
        page.form.goal.setFocus()
        type_here(self._told["goal"])
        party = page.form.row_form.party
        party.setCurrentIndex(party.findData(Party.NAV.value))
        while not page.paper.page_count or page.is_behind:
            yield
        self._window.open_client(self._desk.case.client.id, "history")
        yield

    def _print(self) -> Iterator[None]:
        QTest.keyClick(self._window, Qt.Key.Key_P, CTRL)
        while not self._window.findChildren(QPrintDialog):
            yield
        self._say(self._window.findChildren(QPrintDialog)[0].printer().docName())
        self._window.findChildren(QPrintDialog)[0].reject()
        QTest.keyClick(self._window, Qt.Key.Key_P, CTRL | SHIFT)
        while not self._window.findChildren(QFileDialog):
            yield
        dialog = self._window.findChildren(QFileDialog)[0]
        self._say(dialog.selectedFiles()[0])
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        name.setText(str(Path(self._told["chosen"]) / Path(dialog.selectedFiles()[0]).name))
        dialog.accept()
        yield

    def _fill_everything(self) -> Iterator[None]:
        """Type a word of its own into every field that takes words."""
        words = iter(self._told["more"])
        used = 0
        for page in ("intake", "plan"):
            self._window.open_client(self._desk.case.client.id, page)
            for binding in self._window.person.page(page).form.bindings():
                field = binding.field
                if isinstance(field, QLineEdit | QPlainTextEdit) and not _content(field):
                    field.setFocus()
                    type_here(next(words))
                    used += 1
                    yield
        yield from self._kept()
        self._say(f"typed {used} more")

    def _support(self) -> Iterator[None]:
        """Read the diagnostic file, and save it."""
        self._window.actions_by_name["diagnostics"].trigger()
        while not self._window.findChildren(DiagnosticsDialog):
            yield
        dialog = self._window.findChildren(DiagnosticsDialog)[0]
        self._say(dialog.text.toPlainText())
        button(dialog, "Save …").click()
        yield
        choose_path(dialog, Path(self._told["given"]) / "diagnostics.txt")
        yield

    def _fail(self) -> Iterator[None]:
        QTimer.singleShot(0, self._fail_with_parameters)
        QTimer.singleShot(0, self._fail_with_words)
        while sum(isinstance(w, QMessageBox) for w in QApplication.topLevelWidgets()) < 2:
            yield
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox):
                self._say(box.text())
                self._copy_details(box)
                box.accept()
        yield from self._active()
        self._window.open_client(self._desk.case.client.id, "intake")
        purpose = self._window.person.page("intake").form.field("intake", "purpose")
        with a_full_disk():
            purpose.setFocus()
            type_here(self._told["note"])
            self._desk.keep()
        self._say(self._desk.failure)
        self._desk.try_again()
        yield from self._kept()

    def _copy_details(self, box: QMessageBox) -> None:
        for offered in box.buttons():
            if offered.text() == "Copy details":
                offered.click()
                self._say(QApplication.clipboard().text())

    def _babble(self) -> Iterator[None]:
        """Say words wherever something careless could say them."""
        word = self._told["note"]
        logging.getLogger("sqlalchemy.engine").error("%s", word)
        logging.getLogger(word).warning(word)
        try:
            {}[word]
        except LookupError:
            logging.getLogger("app.storage").exception(word)
        warnings.warn(word, UserWarning, stacklevel=1)
        qWarning(word)
        Thread(target=self._fail_with_words).start()
        yield

    def _fail_with_parameters(self) -> None:
        with self._program.session.workspace.vault.work() as work:
            raw.connection(work).execute(
                text("INSERT INTO client (id, name) VALUES (:id, :name)"),
                {"id": None, "name": self._told["name"]},
            )

    def _fail_with_words(self) -> None:
        raise ValueError(self._told["note"])


def _content(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def main() -> None:
    """Work through a day, then lock."""
    told = json.loads(sys.stdin.readline())
    application = new_application()
    application.setQuitOnLastWindowClosed(False)
    arguments = Arguments(data_dir=Path(told["data_dir"]), language="en")
    preferences = Preferences(application, arguments.settings_file, arguments.language)
    begin_log(arguments.log_folder)
    hear_qt()
    reporter = ErrorReporter()
    reporter.install()
    program = Program(arguments, preferences, PolicyReport())
    program.tasks.failed.connect(reporter.show_error)
    program.finished.connect(lambda restart: application.exit(3 if restart else 0))
    program.start()
    _day = Day(program, told)
    sys.exit(application.exec())


if __name__ == "__main__":
    main()
