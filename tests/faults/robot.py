"""The real program, worked by a robot that types until it is killed.

Each time the window says that everything is saved, it tells its parent what stood in every field
it has typed in. Texts only ever grow, so the parent can tell a kept text from a lost one. Beside
the typing it may copy, take colleagues in and out, or change its passphrase, over and over; or it
types a little and locks.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from secrets import token_hex

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import ui  # noqa: F401, I001 - before Qt
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.domain.choices import MeetingKind, MeetingState
from app.domain.reminders import Reminder
from app.domain.voices import Voice
from app.policy.policy import PolicyReport
from app.services.case.preparing import new_meeting
from app.services.templates.finding import newest_built_in
from app.services.vault.colleagues import (
    NewColleague,
    add_colleague,
    change_own_passphrase,
    colleagues,
    remove_colleague,
)
from app.services.vault.vault_folder import finish_interrupted_restore
from app.services.vault.unlocking import Door
from app.storage.copies.making import COPIES
from app.storage.vault import Vault
from tests.building import TODAY, Clients
from tests.faults.edits import edit, say
from tests.faults.key_deeds import HIS_PASSPHRASE, NEW_PASSPHRASE
from tests.faults.samples import PASSPHRASE, QUICK, STATE
from ui.desk import Saved
from ui.main import begin_log
from ui.preferences import Preferences
from ui.system.qt_messages import hear_qt
from ui.session import Session
from ui.system.tasks import Tasks
from ui.front.key_steps import Entrance
from ui.front.restore_steps import KeyStep
from ui.front.restore_window import RestoreWindow

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå  "
Step = Callable[[], object]


class Robot:
    """Types in a session, letter by letter, and reports what was called saved."""

    def __init__(self, session: Session, seed: int, deed: str, passphrase: str) -> None:
        self.passphrase = passphrase
        self._session = session
        self._random = random.Random(seed)  # noqa: S311 - a test that can be repeated
        self._desk = session.workspace.desk
        self._typed: dict[str, str] = {}
        self._desk.clocks.pause.setInterval(12)
        self._desk.clocks.at_latest.setInterval(30)
        self._desk.saved_changed.connect(self._report)
        self._deeds = self._work()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(lambda: next(self._deeds))
        self._busy = BUSY[deed](self)

    def lock(self) -> None:
        """Lock in the middle of a word, as a lid that is shut does."""
        say(locking=True)
        self._timer.stop()
        self._session.lock()

    def begin(self) -> None:
        """Open the case and begin to type."""
        self._session.window.open_client(Clients(self._session.workspace.vault).named("Liv"))
        say(ready=True)
        self._timer.start()
        self._work_beside()

    @property
    def vault(self) -> Vault:
        return self._session.workspace.vault

    def _report(self) -> None:
        if self._desk.saved == Saved.SAVED and self._typed:
            say(typed=self._typed)

    def _work(self) -> Iterator[None]:
        """Go from place to place for ever; every step is one key or one pause."""
        while True:
            places = (
                self._prepare,
                self._plan,
                self._talk,
                self._remark,
                self._settings,
                self._remind,
            )
            for field in self._random.choice(places)():
                yield from self._type(field)

    def _prepare(self) -> Iterator[QWidget]:
        self._session.window.open_client(self._desk.editing.client_id, "intake")
        names = ("purpose", "motivation", "nav_contact")
        yield self._field(self._desk.case.intake.id, self._random.choice(names))

    def _plan(self) -> Iterator[QWidget]:
        self._session.window.open_client(self._desk.editing.client_id, "plan")
        page = self._session.window.person.page("plan")
        if self._desk.case.plan is None:
            page.begin.click()
        yield page.form.goal
        page.form.add_activity()
        yield page.form.row_form.what
        yield page.form.row_form.due

    def _talk(self) -> Iterator[QWidget]:
        meetings = [m for m in self._desk.case.meetings if m.state != MeetingState.FINISHED]
        if not meetings:
            self._session.window.open_client(self._desk.editing.client_id, "meetings")
            self._session.window.person.page("meetings").new.menu().actions()[0].trigger()
            meetings = [m for m in self._desk.case.meetings if m.state != MeetingState.FINISHED]
        self._session.window.open_talk(meetings[0].id)
        talk = self._session.window.talk
        talk.go_to(self._random.randrange(len(talk.sections)))
        note, by_when = talk.here.note, talk.here.by_when.field
        yield note
        self._promise_no_more(note)  # from here on its lines get signs
        talk.lines.say_who(self._random.choice(tuple(Voice)))
        if self._random.random() < 0.3:
            talk.lines.leave_question()
        talk.here.ask_by_when()
        yield by_when
        self._promise_no_more(by_when)  # it goes with the activity
        talk.lines.line_to_activity()
        self._typed[note.objectName()] = note.toPlainText()

    def _promise_no_more(self, field: QWidget) -> None:
        """Take back what was told of a field before it changes other than by growing."""
        self._typed.pop(field.objectName(), None)
        say(typed=self._typed)

    def _remark(self) -> Iterator[QWidget]:
        """Begin an addendum to a finished note, and never come to its end."""
        held = [m for m in self._desk.case.meetings if m.state == MeetingState.FINISHED]
        if not held:
            form = newest_built_in("follow_up")
            kind, who = MeetingKind.GUIDANCE, self.vault.counsellor
            meeting, *people = new_meeting(self._desk.case, kind, form, who)
            self._desk.change([meeting, *people])
            held = [replace(meeting, state=MeetingState.FINISHED)]
            self._desk.finish(*held)
        self._session.window.open_client(self._desk.editing.client_id, "meetings")
        self._session.window.open_talk(held[0].id)
        yield self._session.window.talk.addendum.text

    def _remind(self) -> Iterator[QWidget]:
        if not self._desk.case.all(Reminder):
            own = {"client_id": self._desk.case.client.id}
            self._desk.change([Reminder(**own, counsellor_id=self.vault.counsellor.id)])
        self._session.window.open_client(self._desk.editing.client_id, "intake")
        yield self._field(self._desk.case.all(Reminder)[0].id, "text")

    def _settings(self) -> Iterator[QWidget]:
        self._session.window.go("settings")
        yield self._field(self.vault.centre.id, "phone")

    def _field(self, entity_id: str, name: str) -> QWidget:
        """Return the field on screen that shows something of a thing."""
        return self._session.window.findChild(QWidget, f"{entity_id}.{name}")

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

    def _work_beside(self, _done: object = None) -> None:
        """Do the next long deed in the worker thread, as the program's windows do."""
        step = next(self._busy, None)
        if step is not None:
            self._session.workspace.tasks.run(step, self._work_beside, self._timer)


def _nothing(_robot: Robot) -> Iterator[Step]:
    """Only type."""
    yield from ()


def _copy(robot: Robot) -> Iterator[Step]:
    while True:
        yield lambda: say(copy=robot.vault.copy().path.name)


def _take_in_and_out(robot: Robot) -> Iterator[Step]:
    while True:
        yield partial(_take_in_and_out_once, robot)


def _take_in_and_out_once(robot: Robot) -> None:
    """Let somebody new in and take out whoever is left, also of a life that was cut off.

    Each has a name and a passphrase nobody had before: a passphrase that is known is refused.
    """
    sign = token_hex(4)
    new = NewColleague(name=f"{SUBSTITUTE} {sign}", passphrase=f"{HIS_PASSPHRASE} {sign}")
    add_colleague(robot.vault, new, QUICK)
    for each in colleagues(robot.vault):
        if each.counsellor.active and each.counsellor.name.startswith(SUBSTITUTE):
            remove_colleague(robot.vault, each.counsellor.id, robot.passphrase, ())
            say(taken_out=robot.vault.key_change.number)


def _change_passphrase(robot: Robot) -> Iterator[Step]:
    while True:
        other = NEW_PASSPHRASE if robot.passphrase == PASSPHRASE else PASSPHRASE
        yield partial(change_own_passphrase, robot.vault, robot.passphrase, other, QUICK)
        robot.passphrase = other
        yield partial(say, passphrase=other)


SUBSTITUTE = "Vikar"
BUSY: dict[str, Callable[[Robot], Iterator[Step]]] = {
    "type": _nothing,
    "copy": _copy,
    "take out": _take_in_and_out,
    "change": _change_passphrase,
    "lock": _nothing,
}
LOCKS_AFTER_MS = (150, 600)


class Restorer:
    """Works and restores in turns, through the window that restores."""

    def __init__(self, folder: Path, tasks: Tasks) -> None:
        self._folder = folder
        self._tasks = tasks
        self._number = 3
        self._window: RestoreWindow | None = None
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._click)

    def begin(self) -> None:
        """Edit a little, then open the window; the timer's hands do the rest."""
        vault = self._unlock(PASSPHRASE)
        for _each in range(3):
            edit(vault, self._number)
            say(edit=self._number)
            self._number += 1
        vault.close()
        entrance = Entrance(self._unlock, lambda: QUICK, lambda _vault: None)
        places = (self._folder / COPIES,)
        self._window = RestoreWindow(self._folder, places, self._tasks, lambda: TODAY, entrance)
        self._window.restored.connect(self._done)
        self._window.show()
        self._timer.start()

    def _unlock(self, passphrase: str) -> Vault:
        return Door(self._folder).unlock(passphrase, TODAY)

    def _click(self) -> None:
        if self._window is None or self._window.is_working:
            return
        if isinstance(self._window.step, KeyStep) and not self._window.step.typed.text():
            QTest.keyClicks(self._window.step.typed, PASSPHRASE)
        self._window.forward.click()

    def _done(self, vault: Vault, _told: str) -> None:
        self._timer.stop()
        say(done="put back")
        vault.copy()
        vault.close()
        self._window.deleteLater()
        self._window = None
        self.begin()


def run(folder: Path, seed: int, deed: str, passphrase: str) -> None:
    """Unlock the vault in a folder and work until somebody kills this process."""
    begin_log(folder.parent / "log")
    hear_qt()
    application = QApplication([])
    finish_interrupted_restore(folder)
    if deed == "put back":
        restorer = Restorer(folder, Tasks())
        say(ready=True)
        restorer.begin()
    else:
        preferences = Preferences(application, folder.parent / "settings.json", "nb")
        vault = Door(folder).unlock(passphrase, TODAY)
        locks = deed == "lock"
        session = Session(vault, Tasks(), preferences, PolicyReport(), practice=not locks)
        session.begin("", folder.parent / STATE if locks else None)
        robot = Robot(session, seed, deed, passphrase)
        robot.begin()
        if locks:
            session.closed.connect(lambda _restart: say(locked=True))
            after_ms = random.Random(seed).randrange(*LOCKS_AFTER_MS)  # noqa: S311 - as above
            QTimer.singleShot(after_ms, robot.lock)
    application.exec()
