"""The words one has found right for the spelling; any of them can be taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from typing_extensions import override

from app.domain.own_words import OwnWord
from app.i18n import _, ngettext
from app.services.spelling.words_here import own_words
from ui.style.theme import theme
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.windows.dialogs import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.workspace import Workspace

_HIGH_PX = 280


class OwnWordsDialog(Dialog):
    """Typing letters goes to a word, Del takes it out, and Ctrl+Z brings it back."""

    topic = "spelling"

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent, _("Words of your own"))
        self._workspace, self._desk = workspace, workspace.desk
        self._taken = 0
        """How many were taken out here: only that is undone here."""
        self._count = Label("", wrap=True)
        self.list = LineListView(_("Words of your own"))
        self.list.keeps_mark = True  # the button works on the row that is marked
        room = self.screen().availableSize().height() // 3
        self.list.setMinimumHeight(min(theme.px(_HIGH_PX), room))
        self._card = Card(column(self.list), margin=1)
        self.take_out = KeyButton(_("Take the word out"), "Del")
        self.take_out.setAutoDefault(False)
        self.act.setText(_("Close"))
        self.back.hide()
        told = _("They are right for the spelling. They stay in the vault; nobody else sees them.")
        deeds = row(self.take_out, None)
        self.fill(self._count, self._card, deeds, Label(told, "quiet", wrap=True))
        self.take_out.clicked.connect(self._take_out)
        self.list.opened.connect(self.accept)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._undo)
        self._show()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Delete:
            self._take_out()
        else:
            super().keyPressEvent(arg__1)

    def _show(self) -> None:
        """Show the words there are."""
        words = own_words(self._desk.register.folder)
        self.list.show_lines(tuple(Line(title=each.word, target=each) for each in words))
        for each in (self._card, self.take_out):
            each.setVisible(bool(words))
        count = ngettext("{n} word", "{n} words", len(words)).format(n=len(words))
        none = _("None yet. F4 on a misspelt word adds it.")
        self._count.setText(count if words else none)
        (self.list if words else self.act).setFocus()

    @Slot()
    def _take_out(self) -> None:
        word = self._here()
        if word is not None and self._desk.change([], removed=[word]):
            self._taken += 1
            told = _("“{word}” is taken out. Ctrl+Z brings it back.")
            self._workspace.tell(told.format(word=word.word))
            self._show()

    @Slot()
    def _undo(self) -> None:
        if self._taken:
            self._taken -= 1
            self._desk.undo()
            self._show()

    def _here(self) -> OwnWord | None:
        line = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        found = line.target if line is not None else None
        return found if isinstance(found, OwnWord) else None
