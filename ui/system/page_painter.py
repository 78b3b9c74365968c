"""A PDF onto a printer that Qt paints for, in pieces, so that the window goes on meanwhile.

A whole page at 300 dots per inch takes a third of a second to draw and to hand over. It is drawn in
a thread of Qt's own and handed over a strip at a time. (QPdfDocument can draw strips itself, but
not the same ones: they lie some pixels off where they meet.)
"""

from __future__ import annotations

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QObject,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPrintSupport import QPrinter

from ui.system.print_choices import no_such_page, painted_pages
from ui.system.print_queue import no_answer

_STRIP_PX = 160
_ROUNDING = 4


def page_count(content: bytes) -> int:
    """Return how many pages a PDF has."""
    owner = QObject()
    document, buffer = QPdfDocument(owner), QBuffer(owner)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return int(document.pageCount())


class PagePainter(QObject):
    """Paints every page of a PDF from memory on a printer, between the events of the window.

    Raises UserError when the printer does not take it. When the program ends the rest is painted
    first: half a paper is nobody's.
    """

    painted = Signal()
    """All of it is at the printer."""

    def __init__(self, parent: QObject | None, printer: QPrinter, content: bytes) -> None:
        super().__init__(parent)
        self._printer = printer
        self._document, self._buffer = QPdfDocument(self), QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._left = painted_pages(printer, self._document.pageCount())
        if not self._left:
            raise no_such_page(self._document.pageCount())
        printer.setFullPage(True)
        self._painter = QPainter()
        if not self._painter.begin(printer):
            raise no_answer()
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._page, self._top = self._left.pop(0), 0
        self._picture: QImage | None = None
        self._between = QTimer(self, interval=0)
        self._between.timeout.connect(self._paint_strip)
        self._drawer = QPdfPageRenderer(self)
        self._drawer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._drawer.setDocument(self._document)
        self._drawer.pageRendered.connect(self._take)
        self._drawer.requestPage(self._page, self._size())
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.finish)

    @Slot()
    def finish(self) -> None:
        """Paint what is left at once."""
        while self._painter.isActive():
            if self._picture is None:
                self._picture = self._document.render(self._page, self._size())
            self._paint_strip()

    @Slot(int, QSize, QImage)
    def _take(self, page: int, size: QSize, picture: QImage) -> None:
        del size
        if page == self._page and self._picture is None and self._painter.isActive():
            self._picture = picture
            self._between.start()

    @Slot()
    def _paint_strip(self) -> None:
        picture = self._picture
        if picture is None:
            return
        height = min(_STRIP_PX, picture.height() - self._top)
        strip = picture.copy(0, self._top, picture.width(), height)
        self._painter.drawImage(self._corner(picture) + QPoint(0, self._top), strip)
        self._top += height
        if self._top >= picture.height():
            self._turn_page()

    def _turn_page(self) -> None:
        self._between.stop()
        self._top, self._picture = 0, None
        if self._left:
            self._page = self._left.pop(0)
            self._printer.newPage()
            self._drawer.requestPage(self._page, self._size())
            return
        self._painter.end()
        self.painted.emit()
        self.deleteLater()

    def _size(self) -> QSize:
        """Return how large a page is drawn: as large as the sheet holds, in its own shape."""
        page = self._document.pagePointSize(self._page)
        size = page.scaled(self._sheet().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
        return self._sheet() if _is_near(size, self._sheet()) else size

    def _sheet(self) -> QSize:
        return self._printer.pageLayout().fullRectPixels(self._printer.resolution()).size()

    def _corner(self, picture: QImage) -> QPoint:
        room = self._sheet() - picture.size()
        return QPoint(room.width() // 2, room.height() // 2)


def _is_near(size: QSize, sheet: QSize) -> bool:
    """Whether a page is as large as its sheet, but for what is lost in counting dots."""
    return max(abs(size.width() - sheet.width()), abs(size.height() - sheet.height())) <= _ROUNDING
