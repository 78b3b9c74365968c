"""What the Help menu does besides showing the help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.windows.about_dialog import show_about
from ui.windows.diagnostics_dialog import show_diagnostics
from ui.windows.keys_sheet import show_keys
from ui.windows.news_dialog import show_all_news

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.windows.help_beside import HelpBeside
    from ui.workspace import Workspace


def help_deeds(
    window: QWidget, workspace: Workspace, beside: HelpBeside
) -> dict[str, Callable[[], object]]:
    """Return the deeds under the names of their commands."""
    return {
        "help_here": beside.toggle,
        "keys": lambda: show_keys(window, beside.topic),
        "news": partial(show_all_news, window),
        "diagnostics": partial(show_diagnostics, window, workspace),
        "about": partial(show_about, window),
    }
