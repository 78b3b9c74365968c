"""Runs the real program in a process of its own: unlocks, types, waits for the word, and locks.

Reads one line of JSON (data_dir, passphrase, words) from standard input, writes "typed" when the
words stand in fields, and locks when the next line comes. What follows is the program itself.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

import ui  # noqa: E402, F401 - keeps Python 3.11 alive under PySide6
from app.domain.clients import Client  # noqa: E402
from app.domain.periods import Intake  # noqa: E402
from app.policy.policy import PolicyReport  # noqa: E402
from ui.application import new_application  # noqa: E402
from ui.arguments import Arguments  # noqa: E402
from ui.main import run  # noqa: E402
from ui.preferences import Preferences  # noqa: E402
from ui.program import Program  # noqa: E402

TICK_MS = 50


class Driver(QObject):
    """Does what hands would do."""

    def __init__(self, program: Program, told: dict) -> None:
        super().__init__()
        self._program = program
        self._told = told
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()
        self._steps = iter((self._unlock, self._type))
        self._next = next(self._steps)

    def _step(self) -> None:
        if self._next():
            self._next = next(self._steps, self._wait)

    def _unlock(self) -> bool:
        window = self._program.front.window
        if window is None or not window.isVisible():
            return False
        QTest.keyClicks(window.field, self._told["passphrase"])
        QTest.keyClick(window.field, Qt.Key.Key_Return)
        return True

    def _type(self) -> bool:
        session = self._program.session
        if session is None:
            return False
        with session.workspace.vault.work() as work:
            client, intake = work.all(Client)[0], work.all(Intake)[0]
        session.window.open_client(client.id, "intake")
        fields = (f"{client.id}.name", f"{intake.id}.purpose")
        for name, word in zip(fields, self._told["words"], strict=True):
            field = session.window.findChild(QWidget, name)
            field.setFocus()
            QTest.keyClicks(field, f" {word}")
        self._listener = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._listener.activated.connect(self._lock)
        sys.stdout.write("typed\n")
        sys.stdout.flush()
        return True

    def _lock(self) -> None:
        self._listener.setEnabled(False)
        self._program.session.lock()

    def _wait(self) -> bool:
        self._timer.stop()
        return False


def main() -> int:
    told = json.loads(sys.stdin.buffer.raw.readline())
    arguments = Arguments(data_dir=Path(told["data_dir"]), language="en")
    app = new_application()
    preferences = Preferences(app, arguments.settings_file, arguments.language)
    program = Program(arguments, preferences, PolicyReport())
    driver = Driver(program, told)
    code = run(app, program)
    driver.deleteLater()
    return code


if __name__ == "__main__":
    sys.exit(main())
