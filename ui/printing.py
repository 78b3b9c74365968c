"""Paper to the printer or to a chosen file; Leia puts nothing of it on a disk in between.

On Linux the tagged PDF itself goes to the print queue by a pipe, or into the file that was chosen.
What the print service does with it then is the service's own: CUPS keeps a job in its spool, on
the disk, until it is printed and often longer. On Windows and macOS the system paints it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QFileDialog
from shiboken6 import isValid

from app.errors import UserError
from app.i18n import _
from ui.system.page_painter import PagePainter
from ui.system.print_queue import (
    hand_over,
    painted_in_memory,
    queue_job,
    queue_program,
)
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from PySide6.QtWidgets import QWidget

PRINT_DPI = 300
_ON_LINUX = sys.platform == "linux"


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

    `first` is called before it is sent; if that raises, nothing leaves. What the printer refuses
    raises UserError where the event loop calls.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(name)  # shown in print queues: names nobody
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print"))

    def send() -> None:
        with _place_to_paint(printer):
            first()
            _send(parent, printer, content, then)

    if _ON_LINUX:
        _tell_what_goes_along(dialog)
    dialog.accepted.connect(send)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own `open` wants a receiver and a slot
    return dialog


def _send(parent: QWidget, printer: QPrinter, content: bytes, then: Callable[[], None]) -> None:
    """Take a paper to where the dialog says; into a queue it goes while the window goes on."""
    if _ON_LINUX and _is_file(printer):
        write_whole(Path(printer.outputFileName()), content)
    elif _ON_LINUX and queue_program():
        hand_over(parent, queue_job(printer), content, then)
        return
    else:
        painter = PagePainter(QApplication.instance(), printer, content)
        painter.painted.connect(lambda: then() if isValid(parent) else None)
        return
    then()


def _place_to_paint(printer: QPrinter) -> AbstractContextManager[None]:
    """Raise UserError, before anything is logged, where a page would have to lie on a disk.

    Qt asks for the place when painting begins, and keeps to it.
    """
    if not _ON_LINUX or _is_file(printer) or queue_program():
        return nullcontext()
    return painted_in_memory()


def _is_file(printer: QPrinter) -> bool:
    return printer.outputFormat() == QPrinter.OutputFormat.PdfFormat


def _tell_what_goes_along(dialog: QPrintDialog) -> None:
    """Say below the choices which of them reach the printer."""
    text = _(
        "Copies, pages, both sides and grey go along to the printer; it decides the rest, such as "
        "the tray. Into a file goes the whole paper."
    )
    layout = dialog.layout()
    if isinstance(layout, QBoxLayout):
        layout.insertWidget(layout.count() - 1, Label(text, "quiet", wrap=True))


def put_on_top(dialog: QPrintDialog, about: Sequence[Label]) -> None:
    """Say on top what is being printed; a dialog of the system has no room for it."""
    layout = dialog.layout()
    if isinstance(layout, QBoxLayout):
        for place, line in enumerate(about):
            layout.insertWidget(place, line)


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
