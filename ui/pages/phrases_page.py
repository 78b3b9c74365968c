"""Standardtekster: the centre's phrases and one's own, written and taken in from examples."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui.pages.phrases_view import PhrasesView
from ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.workspace import Workspace

DEEDS = ("new_phrase", "take_out_phrase")


class PhrasesPage(QWidget):
    """Built when somebody first goes there: whoever unlocks does not wait for it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._built: PhrasesView | None = None
        self.setLayout(column())

    @property
    def inside(self) -> PhrasesView:
        """All that stands on the page."""
        if self._built is None:
            self._built = PhrasesView(self._workspace)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self._built)
                self._built.show()  # else it comes one turn of the window later
        return self._built

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu does here, under the names of its commands."""
        return {name: partial(self._do, name) for name in DEEDS}

    @Slot()
    def refresh(self) -> None:
        """Read the phrases again; what is being written stays as it is."""
        self.inside.refresh()

    def focus_start(self) -> None:
        """Put the caret in the search box."""
        self.inside.focus_start()

    def _do(self, name: str) -> None:
        self.inside.deeds()[name]()
