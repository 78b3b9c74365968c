"""A page that is built when somebody first goes there: whoever unlocks does not wait for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.workspace import Workspace


class LatePage(QWidget):
    """Holds what stands on the page, and gives its deeds before that is there."""

    def __init__(
        self, workspace: Workspace, build: Callable[[Workspace], Any], deeds: Sequence[str]
    ) -> None:
        super().__init__()
        self._workspace, self._build, self._names = workspace, build, deeds
        self._built: Any = None
        self.setLayout(column())

    @property
    def inside(self) -> Any:
        """All that stands on the page."""
        if self._built is None:
            self._built = self._build(self._workspace)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self._built)
                self._built.show()  # else it comes one turn of the window later
        return self._built

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu does here, under the names of its commands."""
        return {name: partial(self._do, name) for name in self._names}

    @Slot()
    def refresh(self) -> None:
        """Read what is there again; what is being written stays as it is."""
        self.inside.refresh()

    def focus_start(self) -> None:
        """Put the caret where one begins: in the search box."""
        self.inside.focus_start()

    def _do(self, name: str) -> None:
        self.inside.deeds()[name]()
