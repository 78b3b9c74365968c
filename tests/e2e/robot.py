"""A program of its own that types into a case until it is killed.

Each time the window says that everything is saved, it tells its parent what stood in every field
it has typed in. Texts only ever grow, so the parent can tell a kept text from a lost one.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import ui  # noqa: F401, I001 - before Qt
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.policy import PolicyReport
from app.services.starting import Door
from tests.building import PASSPHRASE, TODAY, Clients
from ui.desk import Saved
from ui.preferences import Preferences
from ui.session import Session
from ui.tasks import Tasks

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå  "


class Robot:
    """Types in a session, letter by letter, and reports what was called saved."""

    def __init__(self, session: Session, seed: int) -> None:
        self._session = session
        self._random = random.Random(seed)  # noqa: S311 - a test that can be repeated
        self._desk = session.workspace.desk
        self._typed: dict[str, str] = {}
        self._desk._pause.setInterval(12)
        self._desk._at_latest.setInterval(30)
        self._desk.saved_changed.connect(self._report)
        self._deeds = self._work()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(lambda: next(self._deeds))

    def begin(self) -> None:
        """Open the case and begin to type."""
        self._session.window.open_client(Clients(self._session.workspace.vault).named("Liv"))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        self._timer.start()

    def _report(self) -> None:
        if self._desk.saved == Saved.SAVED and self._typed:
            sys.stdout.write(json.dumps(self._typed) + "\n")
            sys.stdout.flush()

    def _work(self) -> Iterator[None]:
        """Go from place to place for ever; every step is one key or one pause."""
        while True:
            place = self._random.choice((self._prepare, self._plan, self._talk))
            for field in place():
                yield from self._type(field)

    def _prepare(self) -> Iterator[QWidget]:
        self._session.window.open_client(self._desk.editing.client_id, "intake")
        form = self._session.window.person.page("intake").form
        names = ("purpose", "motivation", "nav_contact")
        yield form._bindings["intake", self._random.choice(names)]._field

    def _plan(self) -> Iterator[QWidget]:
        self._session.window.open_client(self._desk.editing.client_id, "plan")
        page = self._session.window.person.page("plan")
        if self._desk.case.plan is None:
            page._begin.click()
        yield page.form.goal
        page.form.add_activity()
        yield page.form.row_form.what

    def _talk(self) -> Iterator[QWidget]:
        if not self._desk.case.meetings:
            self._session.window.open_client(self._desk.editing.client_id, "meetings")
            self._session.window.person.page("meetings")._new.menu().actions()[0].trigger()
        self._session.window.open_talk(self._desk.case.meetings[0].id)
        talk = self._session.window.talk
        talk.go_to(self._random.randrange(len(talk.sections)))
        yield talk.here.note
        talk.line_to_activity()

    def _type(self, field: QWidget) -> Iterator[None]:
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.end(False)
        if isinstance(field, QPlainTextEdit):
            field.set_caret(len(field.toPlainText()))
        for _each in range(self._random.randrange(3, 25)):
            QTest.keyClicks(field, self._random.choice(LETTERS))
            shown = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
            self._typed[field.objectName()] = shown
            yield
        for _each in range(self._random.choice((0, 0, 20))):
            yield  # a pause, in which what was typed is kept


def main() -> None:
    """Unlock the vault in a folder and type until somebody kills this process."""
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    application = QApplication([])
    preferences = Preferences(application, folder.parent / "settings.json", "nb")
    vault = Door(folder).unlock(PASSPHRASE, TODAY)
    session = Session(vault, Tasks(), preferences, PolicyReport(), practice=True)
    session.begin()
    robot = Robot(session, seed)
    robot.begin()
    application.exec()


if __name__ == "__main__":
    main()
