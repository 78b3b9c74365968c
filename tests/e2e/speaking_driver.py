"""Shows every window in a process of its own, or does a day's deeds, and waits at each to be read.

Takes what to do (scenes or deeds), a folder of its own and a language; writes a line of JSON for
each, and goes on when a line comes. Meanwhile the event loop runs, so that the bus is answered.
"""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from PySide6.QtCore import QEventLoop, QSocketNotifier, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

import ui  # noqa: E402, F401 - keeps Python 3.11 alive under PySide6
from app.errors import NotSaved  # noqa: E402
from app.i18n import _, use_language  # noqa: E402
from tests.building import a_workspace, dress, make_vault, opened_copy  # noqa: E402
from tests.ui.hands import ALT, CTRL, SHIFT, type_here  # noqa: E402
from tests.ui.scenes import all_scenes, make_people  # noqa: E402
from ui.application import new_application  # noqa: E402
from ui.widgets.notices import Notice  # noqa: E402
from ui.windows.main_window import MainWindow  # noqa: E402
from ui.workspace import Workspace  # noqa: E402

NO_KEY = Qt.KeyboardModifier.NoModifier


def scenes(folder: Path) -> Iterator[str]:
    """Show every window, page and dialog; give what each is called."""
    make_vault(folder / "template", practice=False)
    vault = opened_copy(folder / "template", folder / "vault")
    workspace = a_workspace(vault)
    for scene in all_scenes(workspace, make_people(vault), folder / "vault"):
        scene.widget.activateWindow()
        yield scene.name
    workspace.close()


def deeds(folder: Path) -> Iterator[str]:
    """Work for a while by keys, on a person of the ten invented; give what was done."""
    make_vault(folder / "template", practice=True)
    workspace = a_workspace(opened_copy(folder / "template", folder / "vault"))
    window = MainWindow(workspace)
    window.show()
    yield "open the program"
    # under assistive technology Qt hands on a letter only when that has let it pass, but a
    # shortcut at once; so each deed is one of the two
    for name, deed in a_day(window, workspace):
        window.activateWindow()
        deed()
        yield name
    workspace.close()


def a_day(window: MainWindow, workspace: Workspace) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give each deed and what it is called; every one is done with keys, but for failures."""
    desk, key = workspace.desk, partial(QTest.keyClick, window)
    yield "go to the people", lambda: key(Qt.Key.Key_2, CTRL)
    yield "search", lambda: type_here("meron")
    yield "find nobody", lambda: type_here("qq")
    yield "search for another", lambda: write_anew("camilla")
    yield "open who was found", lambda: press(Qt.Key.Key_Return)
    yield "go to the intake", lambda: key(Qt.Key.Key_1, ALT)
    yield "a year that is none", lambda: fill(window, "client", "birth_year", "nitten")
    yield "a day in words", lambda: fill(window, "intake", "first_contact", "i går")
    yield "go to the plan", lambda: key(Qt.Key.Key_3, ALT)
    view = window.person.page("plan").form.view
    yield "move an activity down", lambda: (view.setFocus(), press(Qt.Key.Key_Down, ALT))
    yield "tick it", lambda: press(Qt.Key.Key_Space)
    yield "take it out", lambda: press(Qt.Key.Key_Delete)
    yield "undo", lambda: key(Qt.Key.Key_Z, CTRL)
    yield "redo", lambda: key(Qt.Key.Key_Z, CTRL | SHIFT)
    yield "a new meeting", lambda: new_meeting(window)
    yield "write a line", lambda: type_here("Nav finner en praksisplass")
    yield "a line becomes an activity", lambda: press(Qt.Key.Key_Return, CTRL)
    yield "back to the case", lambda: press(Qt.Key.Key_Escape)
    yield "the disk is full", lambda: (desk.write(refuse), desk.clocks.retry.stop())
    yield "try again", desk.try_again
    yield "a notice", lambda: workspace.notices.tell(Notice(_("No backup yet"), "red"))
    yield "a new person", lambda: key(Qt.Key.Key_N, CTRL)
    yield "settings", lambda: key(Qt.Key.Key_Comma, CTRL)
    yield "print where nobody is", lambda: key(Qt.Key.Key_P, CTRL)
    yield "today", lambda: key(Qt.Key.Key_1, CTRL)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press a key where the caret is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write_anew(text: str) -> None:
    """Write over what stands where the caret is."""
    press(Qt.Key.Key_A, CTRL)
    type_here(text)


def fill(window: MainWindow, kind: str, name: str, text: str) -> None:
    """Write in a field of the intake and leave it."""
    window.person.page("intake").form.field(kind, name).setFocus()
    write_anew(text)
    press(Qt.Key.Key_Tab)


def new_meeting(window: MainWindow) -> None:
    """Make a meeting of the first kind, and start it."""
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    window.person.page("meetings").new.menu().actions()[0].trigger()
    QTest.keyClick(window, Qt.Key.Key_M, CTRL | SHIFT)


def refuse() -> NoReturn:
    """Fail as a full disk does."""
    raise NotSaved(_("The disk is full. Free some space."))


def tell(line: object) -> None:
    """Write a line, and let the event loop run until one comes back."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
    loop = QEventLoop()
    listener = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    listener.activated.connect(loop.quit)
    loop.exec()
    listener.setEnabled(False)
    sys.stdin.buffer.raw.readline()


def main(what: str, folder: Path, language: str) -> None:
    app = new_application()
    dress(app)
    use_language(language)
    for line in {"scenes": scenes, "deeds": deeds}[what](folder):
        tell(line)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
