"""Labels that show text as it is and never guess HTML."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from app.domain.choices import PARTY_SHAPES, Party, in_words
from ui.widgets.speaking import Role, speak_as

_LEAST_OF_A_PILL = "● Mmm…"
_HEADINGS = {"title", "heading", "part", "side-title", "side-heading"}


class Label(QLabel):
    """A plain-text label in one of the roles of the stylesheet."""

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = False) -> None:
        super().__init__()
        if role in _HEADINGS:
            speak_as(self, Role.Heading)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class ElidedLabel(Label):
    """A line that gives way to its neighbours: cut with … and whole in its tooltip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text, role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        words = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip(self.text() if words != self.text() else "")
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, words)


_ROUNDING_PX = 2
"""A word that was cut may be measured so much wider than the whole."""


class Pill(QLabel):
    """A short word on a coloured ground; the word, never the colour, carries the meaning."""

    def __init__(self, text: str = "", role: str = "grey") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self._words = ""
        self.show_text(text, role)

    def show_text(self, text: str, role: str) -> None:
        """Show a word in a role: grey, ok, sun, red, client, nav, centre or other."""
        if (text, role) == (self._words, self.property("pill")):
            return
        self._words = text
        self.setText(text)
        self.setProperty("pill", role)
        repolish(self)
        self.updateGeometry()
        self._cut()

    def give_way(self) -> None:
        """Be cut with … where there is little room; the whole is in the tooltip."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._round_words() + self._width_of(self._words), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        least = min(self._width_of(self._words), self._width_of(_LEAST_OF_A_PILL))
        return QSize(self._round_words() + least, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        fits = self.width() + _ROUNDING_PX >= self.sizeHint().width()
        room = self.width() - self._round_words()
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(self._words if fits else cut)
        self.setToolTip("" if fits else self._words)
        self.setAccessibleName(in_words(self._words))

    def _round_words(self) -> int:
        return super().sizeHint().width() - self._width_of(self.text())

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)


class Bullets(QWidget):
    """Sentences one under the other, each behind a dot."""

    def __init__(self, sentences: Sequence[str] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.show_sentences(sentences)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Display these sentences."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for number, sentence in enumerate(sentences):
            self._grid.addWidget(Label("•"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Label(sentence, wrap=True), number, 1)


class Rule(QFrame):
    """A thin line between things."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rule")


def repolish(widget: QWidget) -> None:
    """Let the stylesheet notice a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def party_role(party: Party) -> str:
    """Return the colour role of a party."""
    return party.value.lower() if party.is_known else "other"


def party_text(party: Party, word: str) -> str:
    """Return a party's shape and word."""
    return f"{PARTY_SHAPES[party]} {word}"
