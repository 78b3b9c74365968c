"""Shows every window in a process of its own, or does a day's deeds, and waits at each to be read.

Takes what to do (scenes or deeds), a folder of its own and a language; writes a line of JSON for
each, and goes on when a line comes. Meanwhile the event loop runs, so that the bus is answered.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from PySide6.QtCore import QEventLoop, QSocketNotifier  # noqa: E402

import ui  # noqa: E402, F401 - keeps Python 3.11 alive under PySide6
from app.i18n import use_language  # noqa: E402
from tests.building import a_workspace, dress, make_vault, opened_copy  # noqa: E402
from tests.ui.scenes import all_scenes, make_people  # noqa: E402
from ui.application import new_application  # noqa: E402


def scenes(folder: Path) -> Iterator[str]:
    """Show every window, page and dialog; give what each is called."""
    make_vault(folder / "template", practice=False)
    vault = opened_copy(folder / "template", folder / "vault")
    workspace = a_workspace(vault)
    for scene in all_scenes(workspace, make_people(vault), folder / "vault"):
        scene.widget.activateWindow()
        yield scene.name
    workspace.close()


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
    for line in {"scenes": scenes}[what](folder):
        tell(line)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
