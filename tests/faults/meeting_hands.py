"""The hands of a robot in a conversation: keys, what they should lead to, and what stands there.

Everything is told to the parent: what a deed will lead to before its key is pressed, what stands
there after it, each letter, and whatever the screen says of saving.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.domain.clients import Client
from app.domain.voices import Voice, with_voice
from tests.faults.edits import say
from tests.faults.meeting_pace import PACE
from tests.faults.meeting_script import Promise
from tests.faults.meeting_verdicts import State, state_of
from ui.desk import Saved
from ui.session import Session

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SIGNS = {
    Voice.CLIENT: Qt.Key.Key_1,
    Voice.NAV: Qt.Key.Key_2,
    Voice.CENTRE: Qt.Key.Key_3,
    Voice.AGREED: Qt.Key.Key_5,
}


class Hands:
    """Write at the end of the part of the note that is open."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        """Come to the meeting, and let the program's clocks run as fast as the robot's."""
        self._window, self._desk = session.window, session.workspace.desk
        self._meeting_id = meeting_id
        self._is_locking = False
        self.has_unkept = False
        """Whether there is a key that nobody called saved."""
        clocks = self._desk.clocks
        for clock in (clocks.pause, clocks.at_latest, clocks.quiet, clocks.retry):
            clock.setInterval(clock.interval() // PACE)
        if self._window.page_name != "talk":
            with session.workspace.vault.work() as work:
                client = work.all(Client)[0]
            self._window.open_client(client.id, "meetings")
            self._window.open_talk(meeting_id)
        self.state, self._key, self.line = self._seen(), "", ""
        self._take_place()
        say(**{"is": self.state.tell()})
        self._desk.saved_changed.connect(self._hear_saved)

    @property
    def today(self) -> date:
        return self._desk.today()

    def letter(self, letter: str) -> None:
        """Type a letter."""
        QTest.keyClicks(self._focus, letter)
        self._typed(self.line + letter)

    def backspace(self) -> None:
        """Take the last letter away."""
        self._press(Qt.Key.Key_Backspace)
        self._typed(self.line[:-1])

    def sign(self, voice: Voice) -> None:
        """Say whose words the line is, while it is being written or after."""
        self._press(SIGNS[voice], CTRL | SHIFT)
        self._typed(with_voice(self.line, voice))

    def new_line(self) -> None:
        """Go on below."""
        self._press(Qt.Key.Key_Return)
        self.state = self.state.with_text(self._key, dict(self.state.texts)[self._key] + "\n")
        self.line, self.has_unkept = "", True
        say(**{"is": self.state.tell()})
        self._look()

    def make(self, promise: Promise, said_on: date) -> None:
        """Make the line an activity; it gets its sign, and the next one begins below."""
        day = said_on if promise.in_days else self.today
        before, line_break, _last = dict(self.state.texts)[self._key].rpartition("\n")
        line = with_voice(promise.stays, Voice.AGREED)
        wanted = self.state.with_text(self._key, f"{before}{line_break}{line}\n")
        made = (promise.title, str(promise.party), str(promise.due(day) or ""))
        wanted = replace(wanted, activities=(*wanted.activities, made))
        self._do(Qt.Key.Key_Return, CTRL, wanted)

    def ask(self, words: str) -> None:
        """Leave the line as something to check."""
        asked = tuple(sorted((*self.state.questions, words)))
        self._do(Qt.Key.Key_6, CTRL | SHIFT, replace(self.state, questions=asked))

    def undo(self) -> None:
        """Take a step back, wherever it leads."""
        say(may=None)
        self._press(Qt.Key.Key_Z, CTRL)
        self.state = self._seen()
        say(back=self.state.tell())
        self._stand_after_a_deed()

    def redo(self, before: State) -> None:
        """Bring back what was there before the last step back."""
        self._do(Qt.Key.Key_Z, CTRL | SHIFT, before)

    def go(self, *, down: bool) -> None:
        """Go to the part after or before."""
        self._press(Qt.Key.Key_Down if down else Qt.Key.Key_Up, CTRL)
        self._take_place()

    def lock(self) -> None:
        """Lock, in the middle of a word or not."""
        say(locking=True)
        self._is_locking = True
        self._press(Qt.Key.Key_L, CTRL)

    def _do(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, wanted: State) -> None:
        """Press a key that stores at once, or on a full disk does nothing and says so."""
        say(may=wanted.tell())
        self._press(key, modifiers)
        found = self._seen()
        was_refused = found == self.state and self._desk.saved == Saved.FAILED
        if found != wanted and not was_refused:
            say(fault=f"{key} led to {found} and not to {wanted}")
        self.state = found
        say(**{"is": found.tell()})
        self._stand_after_a_deed()

    def _stand_after_a_deed(self) -> None:
        self._take_place()
        if self._desk.saved == Saved.SAVED:
            self._say_saved()

    def _typed(self, line: str) -> None:
        self.line, self.state = line, self.state.with_line(self._key, line)
        self.has_unkept = True
        say(key=[self._key, line])
        self._look()

    def _press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._focus, key, modifiers)

    @property
    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _take_place(self) -> None:
        """Put the caret behind the last word of the part one is in."""
        here = self._window.talk.here
        if not here.note.hasFocus():
            here.note.setFocus()
        self._press(Qt.Key.Key_End, CTRL)
        self._key, self.line = here.key, here.note.text.rpartition("\n")[2]

    def _seen(self) -> State:
        """Return what the screen shows of the note, and what the case has of the rest."""
        of_case = state_of(self._desk.case, self._meeting_id)
        shown = {each.key: each.note.text for each in self._window.talk.sections}
        return State.of(shown, of_case.activities, of_case.questions)

    def _look(self) -> None:
        """Compare the part one writes in, letter for letter, with what was typed."""
        shown = self._window.talk.here.note.text
        if shown != dict(self.state.texts).get(self._key, ""):
            say(fault=f"the screen shows “{shown[-40:]}” and not “{self.line}”")
            self.state = self._seen()
            self._take_place()

    def _hear_saved(self) -> None:
        if self._desk.saved == Saved.FAILED:
            say(unsaved="behind the curtain" if self._is_locking else self._said_to_fail())
        elif self._desk.saved != Saved.WAITING:
            self._say_saved()

    def _say_saved(self) -> None:
        self.has_unkept = False
        say(saved=True)

    def _said_to_fail(self) -> str:
        labels = self._window.status.findChildren(QLabel)
        found = (e.text() for e in labels if e.property("state") == "failed" and e.isVisible())
        return next(found, "")
