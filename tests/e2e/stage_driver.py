"""Shows a conversation on a desk with as many screens as there are, and does what it is told.

Takes a folder of its own. Each line that comes is a deed: a key, words to type, or a lock; each is
answered with a line of JSON that says what stands on which screen.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Slot  # noqa: E402
from PySide6.QtGui import QGuiApplication  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QPlainTextEdit  # noqa: E402

import ui  # noqa: E402, F401 - keeps Python 3.11 alive under PySide6
from app.i18n import use_language  # noqa: E402
from tests.building import (  # noqa: E402
    Clients,
    a_workspace,
    dress,
    drop,
    make_vault,
    opened_copy,
)
from tests.ui.hands import CTRL, SHIFT, told, type_here  # noqa: E402
from ui.application import new_application  # noqa: E402
from ui.windows.main_window import MainWindow  # noqa: E402
from ui.windows.stage_beside import StageBeside  # noqa: E402
from ui.windows.told_window import ToldWindow  # noqa: E402

NO_KEY = Qt.KeyboardModifier.NoModifier
KEYS = {
    "F9": (Qt.Key.Key_F9, NO_KEY),
    "Shift+F9": (Qt.Key.Key_F9, SHIFT),
    "Ctrl+F9": (Qt.Key.Key_F9, CTRL),
    "Esc": (Qt.Key.Key_Escape, NO_KEY),
    "Ctrl+Enter": (Qt.Key.Key_Return, CTRL),
}


class Desk(QObject):
    """A window in the midst of a conversation with Jonas."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        make_vault(folder / "template", practice=True)
        vault = opened_copy(folder / "template", folder / "vault")
        self.workspace = a_workspace(vault)
        self.window = MainWindow(self.workspace)
        self.window.setGeometry(40, 40, 1200, 680)
        self.window.show()
        self.window.activateWindow()
        self.window.open_client(Clients(vault).named("Jonas"), "meetings")
        self.window.start_talk(self.workspace.desk.case.meetings[-1].id)
        self.window.talk.go_to(0)
        self._hears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._hears.activated.connect(self._hear)

    def end(self) -> None:
        """Put everything away, the window before what it shows."""
        self.workspace.desk.close()
        drop(self.window)
        self.workspace.close()

    @Slot()
    def _hear(self) -> None:
        what = sys.stdin.buffer.raw.readline().decode().strip()
        if not what:
            QApplication.exit()  # the window would not let it quit
            return
        here = QApplication.focusWidget() or self.window.focusWidget() or self.window
        if what in KEYS:
            QTest.keyClick(here, *KEYS[what])
        elif what == "lock":
            self.window.curtain.draw()
        elif what.startswith("move to "):
            self._move(what.removeprefix("move to "))
        elif what != "look":
            type_here(f"\n{what}")
        sys.stdout.write(json.dumps(self._state()) + "\n")
        sys.stdout.flush()

    def _move(self, name: str) -> None:
        screen = next(each for each in QGuiApplication.screens() if each.name() == name)
        self.window.move(screen.geometry().topLeft() + self.window.rect().topLeft())

    def _state(self) -> dict:
        window, focus = self.window, QApplication.focusWidget()
        beside = next((e for e in window.findChildren(StageBeside) if e.isVisible()), None)
        roles = next((e for e in window.findChildren(ToldWindow) if e.isVisible()), None)
        rows = beside.view.list.model() if beside else None
        return {
            "screens": sorted(each.name() for each in QGuiApplication.screens()),
            "note on": window.screen().name() if window.isVisible() else "",
            "shown on": beside.screen().name() if beside else "",
            "at": list(beside.geometry().getRect()) if beside else [],
            "roles on": roles.screen().name() if roles else "",
            "full": window.isFullScreen(),
            "writes": isinstance(focus, QPlainTextEdit) and focus.window() is window,
            "spoken of": str(beside.view.list.currentIndex().data() or "") if beside else "",
            "rows": [str(rows.index(n, 0).data()) for n in range(rows.rowCount())] if rows else [],
            "told": told(window),
            "page": window.page_name if window.isVisible() else "",
            "chosen": self.workspace.settings.stage_screen,
        }


def main() -> int:
    app = new_application()
    use_language("en")
    dress(app)
    desk = Desk(Path(sys.argv[1]))
    code = app.exec()
    desk.end()
    return code


if __name__ == "__main__":
    sys.exit(main())
