"""The real program, worked by a robot that talks through a meeting until it is killed or locks.

Every beat of its timer is the time of one key at 400 characters a minute; it tells its parent each.
"""

from __future__ import annotations

import os
import random
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import ui  # noqa: F401, I001 - before Qt
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from app.errors import UserError
from app.policy.policy import PolicyReport
from tests.faults.edits import say
from tests.faults.meeting_hands import Hands
from tests.faults.meeting_pace import KEY_MS, PACE
from tests.faults.meeting_script import PEOPLE, Said
from tests.faults.meeting_troubles import Troubles
from tests.faults.meeting_verdicts import AT_MOST
from tests.faults.samples import PASSPHRASE, QUICK
from ui.application import new_application
from ui.arguments import Arguments
from ui.main import begin_log
from ui.preferences import Preferences
from ui.program import Program
from ui.system.garbage import GarbageCollector
from ui.system.qt_messages import hear_qt

LOOKS_EVERY = 100
"""Keys between two looks at the calendar: it looks every 15 s."""
WAITS_FOR_WORST = 150
"""Keys after which one is killed in any case."""
STRIDE = 3
"""How far on in the script the next line stands, so that all kinds come soon."""


@dataclass(frozen=True, kw_only=True)
class Life:
    """From one unlocking to the next kill or lock."""

    person: int
    meeting_id: str
    seed: int
    begins_with: int
    """How many lines of the script are said already."""
    offset_s: float
    """How wrong the clock is."""
    happens: Sequence[tuple[int, str, float]]
    """What comes upon the robot: at which key, what, and how much of it."""


class Robot:
    """Unlocks, goes to the meeting and talks."""

    def __init__(self, program: Program, life: Life) -> None:
        self._program = program
        self._life = life
        self._person = PEOPLE[life.person]
        self._dice = random.Random(life.seed)  # noqa: S311 - a test that can be repeated
        self._troubles = Troubles(program.arguments.data_dir, life.offset_s)
        self._hands: Hands | None = None
        self._beat = 0
        self._waited = 0
        """For how many beats a key has waited to be kept."""
        self._ripens_from: int | None = None
        self._is_locking = False
        self._steps = self._live()
        self._due_s = time.monotonic()
        self._timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(1)
        program.finished.connect(self._end)
        program.tasks.failed.connect(self._hear_failure)

    def _go_on(self) -> None:
        try:
            if self._hands is not None:
                self._let_time_pass(self._hands)
            if not self._is_locking:
                next(self._steps)
            self._wait_for_next_beat()
        except BaseException:
            _die()

    def _wait_for_next_beat(self) -> None:
        """Keep the time, but let no beat be due before the one before it was over.

        So as many beats as fit into a clock of the program never come before it rings.
        """
        now = time.monotonic()
        self._due_s = max(self._due_s + KEY_MS / PACE / 1_000, now)
        self._timer.start(max(1, ceil((self._due_s - now) * 1_000)))

    def _live(self) -> Iterator[None]:
        while not (window := self._program.front.window) or not window.isVisible():
            yield
        QTest.keyClicks(window.field, PASSPHRASE)
        QTest.keyClick(window.field, Qt.Key.Key_Return)
        while not (session := self._program.session) or not session.window.isActiveWindow():
            yield
        self._hands = hands = Hands(session, self._life.meeting_id)
        yield
        lines = self._person.lines
        for number in count(self._life.begins_with):
            yield from self._write(hands, lines[number * STRIDE % len(lines)])
            yield from [None] * self._dice.choice((0, 0, 2, 4, 10))  # others talk, one listens
            if self._dice.random() < 0.12:
                yield from self._step_back(hands)
            if self._dice.random() < 0.15:
                hands.go(down=self._dice.random() < 0.6)
                yield

    def _write(self, hands: Hands, said: Said) -> Iterator[None]:
        """Write a line below the last one, and give it what belongs to it."""
        if hands.line:
            hands.new_line()
            yield
        day, turns = hands.today, self._troubles.turns
        yield from self._type(hands, said, said.words_on(day))
        is_still_so = turns == self._troubles.turns  # a day that was said may be long past now
        if said.promise and is_still_so and self._dice.random() < 0.8:
            hands.make(said.promise, day)
            yield
        if said.is_question:
            hands.ask(said.words)
            yield

    def _type(self, hands: Hands, said: Said, words: str) -> Iterator[None]:
        """Type words with a slip here and there; whose they are is said on the way, or after."""
        signs_at = self._dice.randrange(len(words)) if self._dice.random() < 0.4 else -1
        for at, letter in enumerate(words):
            if said.voice and at == signs_at:
                hands.sign(said.voice)
                yield
            if self._dice.random() < 0.02:
                hands.letter("x")
                yield
                hands.backspace()
                yield
            hands.letter(letter)
            yield
        if said.voice and signs_at < 0:
            hands.sign(said.voice)
            yield

    def _step_back(self, hands: Hands) -> Iterator[None]:
        """Take back a step or some, or one and bring it back again."""
        times, before = self._dice.randrange(1, 4), hands.state
        for _each in range(times):
            hands.undo()
            yield
        if times == 1 and hands.state != before and self._dice.random() < 0.6:
            hands.redo(before)
            yield

    def _let_time_pass(self, hands: Hands) -> None:
        """Count the beat, and meet what comes with it."""
        self._beat += 1
        say(n=self._beat)
        for at, what, much in self._life.happens:
            if at == self._beat:
                self._meet(hands, what, much)
        self._waited = self._waited + 1 if hands.has_unkept else 0
        if self._ripens_from is not None and self._is_worst_moment(self._ripens_from):
            self._ripens_from = None
            say(ripe=True)
        if self._beat % LOOKS_EVERY == 0 and not self._is_locking:
            self._program.session.workspace.calendar.look()
            say(at=time.monotonic())

    def _meet(self, hands: Hands, what: str, much: float) -> None:
        match what:
            case "ripe":
                say(ripe=True)  # one may be killed from now on
            case "ripen":
                self._ripens_from = self._beat
            case "lock":
                self._is_locking = True
                hands.lock()
            case _:
                self._troubles.come(what, much)

    def _is_worst_moment(self, since: int) -> bool:
        """Whether a key has waited to be kept for about as long as one may; none has to come."""
        return self._waited >= AT_MOST - 1 or self._beat - since > WAITS_FOR_WORST

    def _hear_failure(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            say(died=repr(error))

    def _end(self, _restart: bool) -> None:
        say(locked=True)
        os._exit(0)


def run(folder: Path, life: Life) -> None:
    """Start the program on a vault, and work in it until it is over."""
    sys.excepthook = lambda *_error: _die()
    arguments = Arguments(data_dir=folder.parent, language="nb")
    begin_log(arguments.log_folder)
    application = new_application()
    hear_qt()
    application.setQuitOnLastWindowClosed(False)
    collector = GarbageCollector()
    preferences = Preferences(application, arguments.settings_file, arguments.language)
    program = Program(arguments, preferences, PolicyReport(), cost=QUICK)
    robot = Robot(program, life)
    assert program.start(), "nobody else has this vault"
    application.exec()
    del robot, collector


def _die() -> None:
    say(died=traceback.format_exc())
    os._exit(1)
