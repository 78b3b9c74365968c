"""What the page of templates does with files; what it takes is loaded when it is first done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.pages.templates_page import TemplatesPage
    from ui.windows.template_files import TemplateFiles
    from ui.workspace import Workspace


class TemplateFileDeeds(QObject):
    """Takes from the page which template it is about, and goes back there."""

    def __init__(self, window: QWidget, workspace: Workspace, page: TemplatesPage) -> None:
        super().__init__(window)
        self._window, self._workspace, self._page = window, workspace, page
        self._made: TemplateFiles | None = None

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return the deeds under the names of their commands."""
        return {
            "template_in": self.take_in,
            "template_out": partial(self.give_out, suggestions=False),
            "suggestions_out": partial(self.give_out, suggestions=True),
        }

    @Slot()
    def take_in(self) -> None:
        """Ask which file to look at."""
        self._files.take_in()

    def give_out(self, *, suggestions: bool) -> None:
        """Save the template in sight as a file, with what is suggested for it or without."""
        shown = self._page.inside.shown_id
        if shown:
            self._files.give_out(shown, suggestions=suggestions)

    @property
    def _files(self) -> TemplateFiles:
        from ui.windows.template_files import TemplateFiles

        if self._made is None:
            self._made = TemplateFiles(self._window, self._workspace)
            self._made.taken_in.connect(self._page.inside.stand_at)
        return self._made
