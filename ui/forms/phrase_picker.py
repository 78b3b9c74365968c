"""Look for a phrase beside the caret: letters narrow the list, Enter puts one in, Esc goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from app.domain.phrases import OwnPhrase
from app.domain.register import Register
from app.i18n import _
from app.services.phrases import Known, PhraseSearch, filled_in
from ui.forms.expanding import expanding
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.speaking import describe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.phrases import AnyPhrase
    from ui.desk import Desk
    from ui.widgets.writing_place import WritingField

_WIDE_PX, _SHORTCUT_PX = 560, 110
_ROWS, _ROW_PX = 7, 36
"""How many phrases are in sight; the others are one letter away."""
_FROM_CARET_PX, _FROM_EDGE_PX = 6, 12
_CARET = Qt.InputMethodQuery.ImCursorRectangle
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class PhrasePicker(Card):
    """Lies over the window it was opened in, and goes when the focus does."""

    def __init__(self, window: QWidget, desk: Desk, field: WritingField) -> None:
        self._window, self._desk, self._field = window, desk, field
        self._search = PhraseSearch()
        self._found: tuple[AnyPhrase, ...] = ()
        self.search = TextField()
        self.search.setAccessibleName(_("Search among the phrases"))
        self.search.setPlaceholderText(_("Shortcut, or a word of the text"))
        self.list = LineListView(_("Phrases"), lead_px=_SHORTCUT_PX)
        self.list.keeps_mark = True
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = Label("", "quiet", wrap=True)
        keys = Label(_("↑ ↓ choose · Enter puts in · Esc goes back"), "small")
        describe(self.search, keys.text())
        super().__init__(column(self.search, self.list, self.nothing, keys, spacing=8), margin=12)
        self.setParent(window)
        self.setAccessibleName(_("Insert a phrase"))
        self._caret = QRect()
        self.search.installEventFilter(self)
        self.search.edited.connect(self._find)
        self.list.clicked.connect(self._take)

    def open(self) -> None:
        """Come beside the caret, with every phrase there is."""
        line = QRectF(self._field.inputMethodQuery(_CARET)).toRect()
        self._caret = QRect(self._field.mapTo(self._window, line.topLeft()), line.size())
        self._show("")
        self.show()
        self.raise_()
        self.search.setFocus()
        self._say_current()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._close()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._field.setFocus()
        else:
            return False
        return True

    def _step(self, rows: int) -> None:
        last = self.list.lines.rowCount() - 1
        row = min(max(self.list.currentIndex().row() + rows, 0), last)
        self.list.setCurrentIndex(self.list.lines.index(row))
        self._say_current()

    @Slot(str)
    def _find(self, words: str) -> None:
        self._show(words)
        self._say_current()

    def _show(self, words: str) -> None:
        self._found = found = self._search.found(self._desk.register.folder, words)
        self.list.show_lines(tuple(map(self._line, found)))
        self.list.setCurrentIndex(self.list.lines.index(0))
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.nothing.setText(
            _("No phrase is like that.")
            if words.strip()
            else _("No phrases yet. They are written under Settings, Phrases.")
        )
        self._place(len(found))

    def _line(self, phrase: AnyPhrase) -> Line:
        register = self._desk.register.folder
        text = ""
        if isinstance(register, Register):
            text, _told = filled_in(phrase, Known(self._desk.case, register, self._desk.today()))
        whose = _("mine") if isinstance(phrase, OwnPhrase) else _("the centre’s")
        return Line(
            lead=phrase.abbreviation, title=" ".join(text.split()), trail=whose, target=phrase
        )

    def _say_current(self) -> None:
        lines, row = self.list.lines.lines, self.list.currentIndex().row()
        said = lines[row].spoken if 0 <= row < len(lines) else self.nothing.text()
        announce(self.list, said)

    @Slot()
    def _take(self) -> None:
        """Put the chosen phrase at the caret."""
        row, field = self.list.currentIndex().row(), self._field
        if 0 <= row < len(self._found):
            field.setFocus()
            expanding(self._desk).insert(field, self._found[row])

    def _close(self) -> None:
        self.search.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _place(self, found: int) -> None:
        """Lie where there is more room, below the caret or above it, and as high as is of use."""
        window, edge, gap = self._window, theme.px(_FROM_EDGE_PX), theme.px(_FROM_CARET_PX)
        wide = min(theme.px(_WIDE_PX), window.width() - 2 * edge)
        self.setFixedWidth(wide)
        below = window.height() - edge - self._caret.bottom() - gap
        above = self._caret.top() - gap - edge
        row = theme.px(_ROW_PX)
        self.list.setFixedHeight(row)
        bare = self.sizeHint().height() - row
        lies_below = below >= bare + _ROWS * row or below >= above
        rows = min(max(found, 1), _ROWS, max((max(below, above) - bare) // row, 2))
        self.list.setFixedHeight(rows * row + 2)
        high = min(self.sizeHint().height(), window.height() - 2 * edge)
        top = self._caret.bottom() + gap if lies_below else self._caret.top() - gap - high
        left = min(max(self._caret.left(), edge), window.width() - wide - edge)
        self.setGeometry(left, min(max(top, edge), window.height() - high - edge), wide, high)
