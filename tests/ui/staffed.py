"""Main windows over a vault that several people work with, each in their own session."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from pytestqt.qtbot import QtBot

from tests.building import a_workspace, drop
from tests.staffed import Staffed
from ui.windows.main_window import MainWindow


@contextmanager
def window_of(
    staffed: Staffed, who: str, qtbot: QtBot | None = None, **changes: object
) -> Iterator[MainWindow]:
    """Show the main window of somebody who unlocked the vault; with `qtbot`, wait for the keys."""
    with staffed.unlocked(who) as vault:
        workspace = a_workspace(vault)
        for name, value in changes.items():
            setattr(workspace, name, value)
        window = MainWindow(workspace)
        with qtbot.waitActive(window) if qtbot else nullcontext():
            window.show()
        yield window
        drop(window)
        workspace.close()
