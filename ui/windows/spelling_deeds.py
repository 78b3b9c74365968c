"""F4: what was meant by a misspelt word, and on to the next; Shift+F4: one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from app.i18n import _
from ui.forms.spelling import spelling
from ui.forms.spelling_picker import SpellingPicker
from ui.windows.own_words_dialog import OwnWordsDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.forms.spelled_field import Wrong
    from ui.workspace import Workspace


class SpellingDeeds(QObject):
    """F4 works in the texts of the case; elsewhere it is said what is missing."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        later = Qt.ConnectionType.QueuedConnection  # when the menu has given the focus back
        spelling(workspace.desk).asked.connect(self._open, later)
        spelling(workspace.desk).own_words_wanted.connect(self.show_own_words)

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return the deeds under the names of their commands."""
        return {"check_spelling": self.check, "own_words": self.show_own_words}

    @Slot()
    def show_own_words(self) -> None:
        """Show the words one has found right."""
        if self._window.isVisible():
            OwnWordsDialog(self._window, self._workspace).open()

    @Slot()
    def check(self) -> None:
        """Open what was meant by the word at the caret, or by the next misspelt one."""
        picker = next((e for e in self._window.findChildren(SpellingPicker) if e.isVisible()), None)
        if picker is not None:
            picker.go_on()
        else:
            spelling(self._workspace.desk).when_known(self._check)

    def _check(self) -> None:
        known = spelling(self._workspace.desk)
        wrong = known.here() or known.after(None)
        if wrong is not None:
            self._open(wrong)
        else:
            self._workspace.tell(self._why_none())

    @Slot(object)
    def _open(self, wrong: Wrong) -> None:
        if self._window.isVisible():
            SpellingPicker(self._window, self._workspace, wrong).open()

    def _why_none(self) -> str:
        known = spelling(self._workspace.desk)
        if known.is_on:
            return _("No words here are misspelt.")
        if not self._workspace.settings.spelling:
            return _("Misspelt words are not marked. Settings turns it on.")
        loaded = known.loaded.get(known.language)
        return loaded.sentence if loaded else _("The dictionary is not read yet.")
