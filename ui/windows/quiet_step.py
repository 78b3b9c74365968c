"""The step before a person's text leaves the house: printed, saved, copied, or sent in any way.

Whoever sends something asks `leave` to go on; it does at once where there is nothing to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.i18n import _
from ui.windows.quiet_sheet import QuietSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.services.quiet.quiet_check import Finding
    from ui.windows.words_leaving import WordsLeaving
    from ui.workspace import Workspace


class QuietStep(QObject):
    """Looks through what leaves, and shows what it finds, once."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._words: WordsLeaving | None = None
        self._then: Callable[[], object] = tuple
        self._sheet: QuietSheet | None = None
        self._taken = 0
        """How often words were taken out while the sheet is open: only that is undone in it."""

    def leave(
        self, words: WordsLeaving, then: Callable[[], object], verbs: tuple[str, str]
    ) -> None:
        """Go on with `then`: now, or when somebody who has looked says so.

        `then` gathers anew what leaves, since some words may have been taken out. The verbs are
        what going on is called while something is left to look at, and after.
        """
        self._words, self._then = words, then
        found = words.found()
        if not found:
            then()
            return
        sheet = QuietSheet(self._window, words.about(), words.place, words.may_take_out, verbs)
        sheet.go_wanted.connect(words.go)
        sheet.take_out_wanted.connect(self._take_out)
        sheet.undo_wanted.connect(self._undo)
        sheet.gone_on.connect(self._go_on)
        self._sheet, self._taken = sheet, 0
        sheet.finished.connect(self._forget)
        sheet.show_findings(found)
        sheet.open()

    @Slot()
    def _go_on(self) -> None:
        if self._words is not None:
            self._words.let_go()
            self._then()

    @Slot(object)
    def _take_out(self, found: Finding) -> None:
        if self._sheet is None or self._words is None:
            return
        self._words.take_out(found)
        self._taken += 1
        self._workspace.tell(_("The words are taken out. Ctrl+Z brings them back."))
        self._sheet.show_findings(self._words.found())

    @Slot()
    def _undo(self) -> None:
        if self._sheet is not None and self._words is not None and self._taken:
            self._taken -= 1
            self._words.undo()
            self._sheet.show_findings(self._words.found())

    @Slot()
    def _forget(self) -> None:
        self._sheet = None
