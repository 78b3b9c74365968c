"""The real paper on screen: every page of a PDF that lives in memory."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from app.i18n import _, ngettext
from ui.style.theme import theme
from ui.style.tokens import DARK
from ui.widgets.speaking import Role, speak_as

_EDGE = 14
_PAGE_GAP = 14
_DIM = round(0.08 * 255)
"""How much of the light of a sheet is taken away in the dark palette."""


class PaperView(QAbstractScrollArea):
    """Shows pages under each other, as wide as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, Role.Document)
        self.setAccessibleName(_("The sheet as it will be printed"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._pages: list[QImage] = []

    @property
    def page_count(self) -> int:
        """How many pages the paper has."""
        return len(self._pages)

    @property
    def words(self) -> str:
        """What stands on the paper."""
        numbers = range(self._document.pageCount())
        return "\n".join(self._document.getAllText(number).text() for number in numbers)

    def page_text(self) -> str:
        """Return the number of pages in words."""
        return ngettext("{n} page", "{n} pages", self.page_count).format(n=self.page_count)

    def clear(self) -> None:
        """Show an empty desk."""
        self._document.close()
        self._pages = []
        self._set_range()
        self.viewport().update()

    def show_pdf(self, content: bytes) -> None:
        """Display a document; nothing is written to disk."""
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._render()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, 500)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._render()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("desk"))
        top = _PAGE_GAP - self.verticalScrollBar().value()
        for page in self._pages:
            size = page.deviceIndependentSize().toSize()
            place = QRect(_EDGE, top, size.width(), size.height())
            painter.fillRect(place.adjusted(-1, -1, 2, 3), QColor(0, 0, 0, 40))
            painter.drawImage(place, page)
            if theme.tokens is DARK:  # a white sheet glares in a dark room
                painter.fillRect(place, QColor(0, 0, 0, _DIM))
            top += size.height() + _PAGE_GAP

    def _render(self) -> None:
        width = self.viewport().width() - 2 * _EDGE
        ratio = self.devicePixelRatioF()
        self._pages = []
        for number in range(self._document.pageCount() if width > 0 else 0):
            points = self._document.pagePointSize(number)
            size = QSize(
                round(width * ratio), round(width * ratio * points.height() / points.width())
            )
            image = QImage(size, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            painter.drawImage(0, 0, self._document.render(number, size))
            painter.end()
            image.setDevicePixelRatio(ratio)
            self._pages.append(image)
        self._set_range()
        self.viewport().update()

    def _set_range(self) -> None:
        heights = [page.deviceIndependentSize().height() + _PAGE_GAP for page in self._pages]
        total = round(sum(heights)) + _PAGE_GAP
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(24)
        bar.setRange(0, max(0, total - self.viewport().height()))
