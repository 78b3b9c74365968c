"""Drags rows of a plan with the mouse; a program of its own.

The offscreen platform of the other tests cannot drag, the minimal one can.
"""

import json
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "minimal:enable_fonts"

import ui  # noqa: F401, I001 - before Qt
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from app.storage.vault import open_vault
from tests.building import PASSPHRASE, Clients, a_workspace, dress
from ui.windows.main_window import MainWindow

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def main() -> None:
    """Drag as told on the command line, and print the order of the rows after each drag."""
    folder, drags = Path(sys.argv[1]), json.loads(sys.argv[2])
    application = QApplication([])
    dress(application)
    vault = open_vault(folder, PASSPHRASE)
    workspace = a_workspace(vault)
    window = MainWindow(workspace)
    window.show()
    window.open_client(Clients(vault).named("Liv"), "plan")
    QTest.qWaitForWindowExposed(window)
    said = []
    for start, end in drags:
        drag(window.person.page("plan").form.view, start, end)
        case = workspace.desk.case
        said.append([row.what for row in case.activities(case.plan.id)])
    workspace.close()
    sys.stdout.write(json.dumps(said))


def drag(view: QTableView, start: int, end: int) -> None:
    """Carry a row just past another."""
    port, window = view.viewport(), view.window()
    rect = view.visualRect(view.model().index(end, 1))
    origin = view.visualRect(view.model().index(start, 1)).center()
    target = QPoint(origin.x() + 12, rect.bottom() - 1 if end > start else rect.top() + 1)

    def point(at: QPoint) -> QPoint:
        return port.mapTo(window, at)

    def drop() -> None:
        QTest.mouseMove(window.windowHandle(), point(target))
        QTest.mouseRelease(window.windowHandle(), LEFT, NO_KEY, point(target))

    QTest.mousePress(window.windowHandle(), LEFT, NO_KEY, point(origin))
    QTest.mouseMove(window.windowHandle(), point(origin + QPoint(4, 0)))
    QTimer.singleShot(0, drop)
    QTest.mouseMove(window.windowHandle(), point(origin + QPoint(40, 4)))  # drags until dropped
    QApplication.processEvents()


if __name__ == "__main__":
    main()
