"""Paper to the printer or to a chosen file; Leia puts nothing of it on a disk in between.

On Linux the tagged PDF itself goes to the print queue by a pipe, or into the file that was chosen.
What the print service does with it then is the service's own: CUPS keeps a job in its spool, on
the disk, until it is printed and often longer. On Windows and macOS the system paints it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QBoxLayout, QFileDialog, QMessageBox
from shiboken6 import isValid

from app.errors import UserError
from app.i18n import _
from ui.system.page_painter import PagePainter, page_count
from ui.system.print_choices import check_pages, makes_a_file
from ui.system.print_dialog import ON_LINUX, PrintDialog
from ui.system.print_queue import hand_over, painted_in_memory, queue_job, queue_program
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QWidget


def _nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Way:
    """What is done when a paper leaves on a way of its own: before it does, and after."""

    then: Callable[[], None]
    first: Callable[[], None] = _nothing
    """If it raises, nothing leaves."""


def print_pdf(
    parent: QWidget, content: bytes, name: str, way: Way, as_file: Way | None
) -> PrintDialog:
    """Open the system's print dialog for a paper.

    `as_file` is the way it takes where a file is chosen instead of a printer; without it, no file
    is offered, and what would only make one is refused. What the printer refuses raises UserError
    where the event loop calls.
    """
    dialog = PrintDialog(parent, name, may_be_file=as_file is not None)
    count = page_count(content)
    dialog.setMinMax(1, max(count, 1))

    def print_on(printer: QPrinter, first: Callable[[], None]) -> None:
        check_pages(printer, count)
        with _place_to_paint():
            first()
            _send(parent, printer, content, way.then)

    def send() -> None:
        printer = dialog.chosen()
        if printer.outputFileName():
            _write(Path(printer.outputFileName()), content, as_file)
        elif not printer.printerName():
            raise _no_printer()
        elif not makes_a_file(printer.printerName()):
            print_on(printer, way.first)
        elif as_file is None:
            raise _no_files()
        else:
            save = partial(save_pdf, parent, content, name, as_file)
            _offer_to_save(
                parent, printer.printerName(), save, partial(print_on, printer, as_file.first)
            )

    if ON_LINUX:
        _tell_what_goes_along(dialog, may_be_file=as_file is not None)
    dialog.accepted.connect(send)
    dialog.offer()
    return dialog


def _send(parent: QWidget, printer: QPrinter, content: bytes, then: Callable[[], None]) -> None:
    """Take a paper to where the dialog says; into a queue it goes while the window goes on."""
    if ON_LINUX and queue_program():
        hand_over(parent, queue_job(printer), content, then)
        return
    painter = PagePainter(QApplication.instance(), printer, content)
    painter.painted.connect(lambda: then() if isValid(parent) else None)


def _place_to_paint() -> AbstractContextManager[None]:
    """Raise UserError, before anything is logged, where a page would have to lie on a disk.

    Qt asks for the place when painting begins, and keeps to it.
    """
    if not ON_LINUX or queue_program():
        return nullcontext()
    return painted_in_memory()


def _write(target: Path, content: bytes, as_file: Way | None) -> None:
    if as_file is None:
        raise _no_files()
    as_file.first()
    write_whole(target, content)
    as_file.then()


def _no_printer() -> UserError:
    return UserError(
        _("Leia finds no printer on this computer. Nothing is lost: you can save as PDF instead.")
    )


def _no_files() -> UserError:
    return UserError(
        _(
            "Nothing was printed: this printer makes a file, and the county’s rules keep plans "
            "from becoming files here. Choose a printer with paper in it."
        )
    )


def _offer_to_save(
    parent: QWidget, printer: str, save: Callable[[], object], print_it: Callable[[], None]
) -> None:
    """Say what becomes of the paper in a printer that makes a file, and offer what keeps it."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("Print"))
    box.setText(_("“{printer}” makes a file, not a sheet of paper.").format(printer=printer))
    box.setInformativeText(
        _(
            "In that file the words can become only a picture, which no screen reader can "
            "read and nobody can search. “Save as PDF” keeps the words."
        )
    )
    saving = box.addButton(_("Save as PDF …"), QMessageBox.ButtonRole.AcceptRole)
    printing = box.addButton(_("Print all the same"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(_("Back"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(saving)
    saving.clicked.connect(lambda _checked: save())
    printing.clicked.connect(lambda _checked: print_it())
    box.finished.connect(box.deleteLater)
    box.open()


def _tell_what_goes_along(dialog: PrintDialog, *, may_be_file: bool) -> None:
    """Say below the choices what becomes of them."""
    words = [_("What you choose is passed on to the printer.")]
    if may_be_file:
        words.append(_("A file always holds the whole paper."))
    layout = dialog.layout()
    if isinstance(layout, QBoxLayout):
        layout.insertWidget(layout.count() - 1, Label(" ".join(words), "quiet", wrap=True))


def put_on_top(dialog: QPrintDialog, about: Sequence[Label]) -> None:
    """Say on top what is being printed; a dialog of the system has no room for it."""
    layout = dialog.layout()
    if isinstance(layout, QBoxLayout):
        for place, line in enumerate(about):
            layout.insertWidget(place, line)


def save_pdf(parent: QWidget, content: bytes, name: str, way: Way) -> QFileDialog:
    """Ask where to save a paper, and take it there."""
    dialog = QFileDialog(parent, _("Save as PDF"), str(Path.home() / name), "PDF (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")

    dialog.fileSelected.connect(lambda path: _write(Path(path), content, way))
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
