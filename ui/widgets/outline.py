"""The outline of a conversation: which sections are written, and where you are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.painting import paint_text

Index = QModelIndex | QPersistentModelIndex
Part = tuple[str, str, int]
_IN_PLAN = Qt.ItemDataRole.UserRole + 1


class _Sections(QAbstractListModel):
    """(mark, title, how much is in the plan)."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: tuple[Part, ...] = ()

    def show(self, sections: tuple[Part, ...]) -> None:
        """Display these sections."""
        if len(sections) != len(self.sections):
            self.beginResetModel()
            self.sections = sections
            self.endResetModel()
        else:
            self.sections = sections
            self.dataChanged.emit(self.index(0), self.index(max(len(sections) - 1, 0)))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.sections)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        mark, title, in_plan = self.sections[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return mark
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            gone = _("{n} in the plan").format(n=in_plan) if in_plan else ""
            return ", ".join(each for each in (title, _mark_word(mark), gone) if each)
        if role == _IN_PLAN:
            return in_plan
        return None


class _SectionDelegate(QStyledItemDelegate):
    """Paints a mark and a title, with a bar at the left of where you are."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, QFontMetrics(theme.font()).lineSpacing() + theme.px(9))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        view = self.parent()
        here = isinstance(view, Outline) and view.here == index.row()
        painter.save()
        if here:
            painter.fillRect(rect, theme.colour("tint"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 4, rect.height()), theme.colour("fjord")
            )
        mark = str(index.data(Qt.ItemDataRole.UserRole))
        colour = {"●": "ok", "–": "ink_2", "○": "ink_2"}[mark]
        place = QRect(rect.left() + 20, rect.top(), theme.px(16), rect.height())
        paint_text(painter, place, mark, theme.font(13), theme.colour(colour))
        font = theme.font(15, QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        in_plan = index.data(_IN_PLAN)
        count = f"→ {in_plan}" if in_plan else ""
        small = theme.font(13, QFont.Weight.DemiBold)
        used = QFontMetrics(small).horizontalAdvance(count) + 12 if count else 0
        edge = QRect(rect.right() - used - 4, rect.top(), used, rect.height())
        paint_text(painter, edge, count, small, theme.colour("ok"))
        words = rect.adjusted(20 + theme.px(16), 0, -8 - used, 0)
        paint_text(painter, words, str(index.data()), font, theme.colour("ink"))
        painter.restore()


class Outline(QListView):
    """Arrows move between sections; Enter goes into one."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections = _Sections()
        self.here = -1
        self.setModel(self._sections)
        self.setItemDelegate(_SectionDelegate(self))
        self.setAccessibleName(_("Sections of the conversation"))
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_sections(self, sections: tuple[Part, ...]) -> None:
        """Display parts with their mark: ● written, – not relevant, ○ empty."""
        self._sections.show(sections)

    def show_here(self, number: int) -> None:
        """Mark where the caret is."""
        self.here = number
        if self.hasFocus():
            self.setCurrentIndex(self._sections.index(number))
        self.viewport().update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.setCurrentIndex(self._sections.index(self.here))
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.selectionModel().clear()  # the caret is elsewhere, and so is the focused row

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())


def _mark_word(mark: str) -> str:
    return {"●": _("written"), "–": _("not relevant"), "○": _("empty")}[mark]
