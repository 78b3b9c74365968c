"""Paper to the printer or to a chosen file; nothing in between ever lies on disk."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from app.errors import UserError
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

PRINT_DPI = 300


def _nothing() -> None:
    """Do nothing."""


def print_pdf(
    parent: QWidget,
    content: bytes,
    name: str,
    then: Callable[[], None],
    first: Callable[[], None] = _nothing,
) -> QPrintDialog:
    """Open the system's print dialog; `then` is called when the paper was sent.

    `first` is called before it is sent; if that raises, nothing leaves.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(name)  # shown in print queues: names nobody
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print"))

    def send() -> None:
        first()
        paint_pdf(printer, content)
        then()

    dialog.accepted.connect(send)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own `open` wants a receiver and a slot
    return dialog


def paint_pdf(printer: QPrinter, content: bytes) -> None:
    """Paint every page of a PDF from memory on a printer."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(
            _("The printer did not answer. Nothing is lost: try again or choose another.")
        )
    for number in range(document.pageCount()):
        if number:
            printer.newPage()
        page = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        size = QSizeF(page.width(), page.height()).toSize()
        painter.drawImage(QPoint(0, 0), document.render(number, size))
    painter.end()
    document.close()


def save_pdf(
    parent: QWidget,
    content: bytes,
    name: str,
    then: Callable[[], None],
    first: Callable[[], None] = _nothing,
) -> QFileDialog:
    """Ask where to save a paper; `then` is called when it lies there whole.

    `first` is called before it is written; if that raises, nothing leaves.
    """
    dialog = QFileDialog(parent, _("Save as PDF"), str(Path.home() / name), "PDF (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")

    def write(path: str) -> None:
        first()
        write_whole(Path(path), content)
        then()

    dialog.fileSelected.connect(write)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; a failure leaves nothing behind."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".leia-", suffix=".part")
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        if beside is not None:
            with suppress(OSError):  # a disk that fails for good keeps it; it is not the paper
                beside.unlink(missing_ok=True)
        raise UserError(
            _("The file could not be saved there. Nothing is lost in Leia. Choose another place.")
        ) from error
