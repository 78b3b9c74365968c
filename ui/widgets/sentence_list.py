"""A list of large sentences: who does what, and by when, to be read across a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.choices import PARTY_SHAPES, Party
from ui.style.theme import theme
from ui.widgets.labels import party_role
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.case.showing import Sentence

Index = QModelIndex | QPersistentModelIndex
_TEXT_PX, _LINE_PX = 26, 36
_PAD_PX, _BESIDE_PX, _SHAPE_PX = 24, 11, 36
_BAR_PX = 6
_MOST_PERCENT = 125
"""What is this large already grows no more than so much with the text size."""


def stage_px(size: int) -> int:
    """Return a length that grows with the text size, but not beyond what a stage has room for."""
    return round(size * min(theme.text_size, _MOST_PERCENT) / 100)


def stage_font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return our typeface in a size of the stage."""
    font = theme.font(size, weight)
    font.setPixelSize(stage_px(size))
    return font


_SHAPES = {party_role(party): PARTY_SHAPES[party] for party in Party} | {"other": "◆"}
"""Painted, not said: the sentence says who it is."""


class _SentenceDelegate(QStyledItemDelegate):
    """Paints a shape and a sentence; the one spoken about has a warm ground and a bar."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, SentenceList) else 0
        lines = _laid_out(index.data(Qt.ItemDataRole.UserRole), wide).lineCount()
        return QSize(wide, lines * stage_px(_LINE_PX) + 2 * stage_px(_BESIDE_PX))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        view = self.parent()
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(view, SentenceList) and view.currentIndex() == index:
            _paint_ground(painter, QRectF(rect))
        layout = _laid_out(line, rect.width())
        top = rect.top() + stage_px(_BESIDE_PX)
        painter.setPen(theme.colour(_ink(line)))
        painter.setFont(stage_font(_TEXT_PX))
        shape = QRect(rect.left() + _PAD_PX, top, stage_px(_SHAPE_PX), stage_px(_LINE_PX))
        painter.drawText(shape, Qt.AlignmentFlag.AlignVCenter, _SHAPES[line.lead_role])
        layout.draw(painter, QPointF(rect.left() + _PAD_PX + stage_px(_SHAPE_PX), top))
        painter.restore()


class SentenceList(LineListView):
    """Arrows move what is spoken about; nothing is until then."""

    def __init__(self, name: str) -> None:
        super().__init__(name, grows=True)
        self.setProperty("ringless", True)  # noqa: FBT003 - its ground says where one is
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_SentenceDelegate(self))

    def show_sentences(self, sentences: Sequence[Sentence], at: str = "") -> None:
        """Display these; the activity with an id is the one spoken about."""
        self.show_lines(tuple(_line(each) for each in sentences))
        self.setCurrentIndex(QModelIndex())
        self.show_current(at)


def _line(sentence: Sentence) -> Line:
    role = party_role(sentence.party)
    return Line(
        lead_role=role,
        title=sentence.who,
        title_rest=f" {sentence.does}",
        trail=sentence.when,
        target=sentence.activity_id,
    )


def _ink(line: Line) -> str:
    return "ink_2" if line.lead_role == "other" else line.lead_role


def _laid_out(line: Line, wide: int) -> QTextLayout:
    """Return the sentence broken into lines of this width."""
    when = f" –\N{NO-BREAK SPACE}{line.trail}" if line.trail else ""
    text = f"{line.title}{line.title_rest}{when}"
    layout = QTextLayout(text, stage_font(_TEXT_PX))
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    behind = len(line.title) + len(line.title_rest)
    layout.setFormats(
        [
            _part(0, len(line.title), _ink(line), bold=True),
            _part(len(line.title), len(line.title_rest), "ink"),
            _part(behind, len(when), "ink_2"),
        ]
    )
    layout.beginLayout()
    top, room = 0, max(wide - 2 * _PAD_PX - stage_px(_SHAPE_PX), 80)
    while (row := layout.createLine()).isValid():
        row.setLineWidth(room)
        row.setPosition(QPointF(0, top + (stage_px(_LINE_PX) - row.height()) / 2))
        top += stage_px(_LINE_PX)
    layout.endLayout()
    return layout


def _part(start: int, length: int, role: str, *, bold: bool = False) -> QTextLayout.FormatRange:
    part, look = QTextLayout.FormatRange(), QTextCharFormat()
    look.setForeground(QBrush(theme.colour(role)))
    if bold:
        look.setFontWeight(QFont.Weight.DemiBold)
    part.start, part.length, part.format = start, length, look
    return part


def _paint_ground(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("focus"))
    painter.drawRoundedRect(rect, 8, 8)
    painter.setBrush(theme.colour("sun_bg"))
    painter.drawRoundedRect(rect.adjusted(_BAR_PX, 0, 0, 0), 6, 6)
