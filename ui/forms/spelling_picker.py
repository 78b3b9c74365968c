"""What may have been meant by a misspelt word: beside it, one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from typing_extensions import override

from app.i18n import _
from ui.forms.spelling import spelling
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.writing_place import put

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.forms.spelled_field import Wrong
    from ui.workspace import Workspace

_WIDE_PX, _ROW_PX = 400, 36
_FROM_WORD_PX, _FROM_EDGE_PX = 6, 12
_CARET = Qt.InputMethodQuery.ImCursorRectangle
_BACK_SOON = {
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
}
"""When another window has the keys for a while; a menu that closes does that too."""
_ADD, _NEXT = object(), object()
"""What the last rows do."""


class SpellingPicker(Card):
    """Lies over the window beside the word, and goes when the focus does.

    The list is empty until the suggestions are there: an early Enter chooses nothing.
    """

    def __init__(self, window: QWidget, workspace: Workspace, wrong: Wrong) -> None:
        self._window, self._workspace, self._wrong = window, workspace, wrong
        self._spelling = spelling(workspace.desk)
        self.said = Label("", "quiet", wrap=True)
        self.list = LineListView(_("Spelling of “{word}”").format(word=wrong.word))
        keys = Label(_("↑ ↓ choose · Enter takes it · F4 next word · Esc goes back"), "small")
        super().__init__(column(self.said, self.list, keys, spacing=8), margin=12)
        self.setParent(window)
        self.setAccessibleName(self.list.accessibleName())
        self.said.setText(_("Looking for what was meant …"))
        self.list.installEventFilter(self)
        self.list.clicked.connect(self._take)

    def open(self) -> None:
        """Come beside the word, and look for what was meant."""
        self._wrong.field.select(self._wrong)
        self._place()
        self.show()
        self.raise_()
        self.list.setFocus()
        word, speller = self._wrong.word, self._spelling.speller()
        self._workspace.tasks.run(lambda: speller.suggestions(word), self._show, self, quick=True)

    @Slot()
    def go_on(self) -> bool:
        """Leave this word as it is, and go to the next; say whether there is one."""
        found = self._spelling.after(self._wrong.field)
        if found is None or (found.word, found.start) == (self._wrong.word, self._wrong.start):
            self._wrong.field.field.setFocus()
            self._workspace.tell(_("No other words here are misspelt."))
            return False
        SpellingPicker(self._window, self._workspace, found).open()
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if event.lostFocus() and event.reason() not in _BACK_SOON:
                self._close()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take()
                return True
            if key in {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                self._wrong.field.field.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _show(self, found: tuple[str, ...]) -> None:
        """Show what may have been meant, and what else can be done."""
        deeds = (
            Line(title=_("Add to my words"), faded=True, target=_ADD),
            Line(title=_("Leave it, and go to the next"), faded=True, target=_NEXT),
        )
        told = (
            _("“{word}” is not in the dictionary.")
            if found
            else _("“{word}” is not in the dictionary, and nothing in it is like it.")
        )
        self.said.setText(told.format(word=self._wrong.word))
        words = tuple(Line(title=each, strong=True, target=each) for each in found)
        self.list.show_lines((*words, *deeds))
        self.list.setCurrentIndex(self.list.lines.index(0))
        self._place()
        first = self.list.lines.lines[0].spoken
        announce(self.list, f"{self.said.text()} {first}")

    @Slot()
    def _take(self) -> None:
        """Do what the row says."""
        row, wrong = self.list.currentIndex().row(), self._wrong
        if row < 0:
            return
        chosen = self.list.lines.lines[row].target
        if chosen is _NEXT:
            self.go_on()
            return
        wrong.field.select(wrong)
        if chosen is _ADD:
            if self._spelling.add(wrong.word):
                told = _("“{word}” is among your words. Nobody else sees them.")
                self._workspace.tell(told.format(word=wrong.word))
        elif isinstance(chosen, str):
            self._put(chosen)

    def _put(self, word: str) -> None:
        """Write a word in place of the misspelt one, in a step of its own."""
        field, editing = self._wrong.field.field, self._workspace.desk.editing
        if field.isReadOnly() or self._wrong.field.selected() != self._wrong.word:
            return
        if editing is not None:
            editing.end_burst()
        put(field, word)
        if editing is not None:
            editing.end_burst()
        announce(field, word)

    def _close(self) -> None:
        self.list.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        """Lie below the word where there is room, else above it, and within the window."""
        window, edge = self._window, theme.px(_FROM_EDGE_PX)
        rows = max(self.list.lines.rowCount(), 2)
        row = max(self.list.sizeHintForRow(0), theme.px(_ROW_PX))
        self.list.setFixedHeight(rows * row + 4)
        field = self._wrong.field.field
        line = QRectF(field.inputMethodQuery(_CARET)).toRect()
        caret = QRect(field.mapTo(window, line.topLeft()), line.size())
        wide = min(theme.px(_WIDE_PX), window.width() - 2 * edge)
        self.setFixedWidth(wide)
        high = min(self.sizeHint().height(), window.height() - 2 * edge)
        below = caret.bottom() + theme.px(_FROM_WORD_PX)
        above = caret.top() - theme.px(_FROM_WORD_PX) - high
        top = below if below + high + edge <= window.height() or above < edge else above
        left = min(max(caret.left(), edge), window.width() - wide - edge)
        top = min(max(top, edge), window.height() - high - edge)
        self.setGeometry(left, top, wide, high)
