"""A PDF into a print queue of CUPS, as it is and by a pipe; and where Qt may paint without a disk.

`lp` takes the paper on its standard input, so no file of it is made on the way, and the queue gets
the tagged PDF itself. Qt would paint a picture of it into a file first.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QProcess, QProcessEnvironment
from PySide6.QtPrintSupport import QPrinter

from app.errors import UserError
from app.i18n import _
from ui.system.print_choices import options, page_ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LIBRARIES = "LD_LIBRARY_PATH"
_RUNTIME = "XDG_RUNTIME_DIR"
_MOUNTS = Path("/proc/self/mounts")
_IN_MEMORY = frozenset({"tmpfs", "ramfs"})
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


@dataclass(frozen=True, kw_only=True)
class QueueJob:
    """What of the print dialog goes along with a paper; everything else is the queue's own."""

    queue: str
    title: str
    """Shown in print queues: names nobody."""
    copies: int = 1
    pages: str = ""
    """Such as 1-2,4; empty for all."""
    sides: str = ""
    """Empty leaves it to the queue."""
    is_grey: bool = False
    is_collated: bool = True
    options: tuple[str, ...] = ()
    """All else that was chosen, as `lp` takes it: name=value."""

    def arguments(self) -> list[str]:
        """Return what `lp` is called with; the paper itself comes through its standard input."""
        more = [f"collate={str(self.is_collated).lower()}", *self.options]
        if not self.is_collated and self.copies > 1:
            more.append("multiple-document-handling=separate-documents-uncollated-copies")
        if self.sides:
            more.append(f"sides={self.sides}")
        if self.is_grey:
            more.append("print-color-mode=monochrome")
        pages = ["-P", self.pages] if self.pages else []
        along = [word for each in more for word in ("-o", each)]
        return ["-d", self.queue, "-t", self.title, "-n", str(self.copies), *pages, *along]


def queue_job(printer: QPrinter) -> QueueJob:
    """Return what was chosen for a printer in its dialog."""
    return QueueJob(
        queue=printer.printerName(),
        title=printer.docName(),
        copies=printer.copyCount(),
        pages=page_ranges(printer),
        sides=_SIDES.get(printer.duplex(), ""),
        is_grey=printer.colorMode() == QPrinter.ColorMode.GrayScale,
        is_collated=printer.collateCopies(),
        options=options(printer),
    )


def queue_program() -> str:
    """Return the program that takes a paper for a queue; nothing where there is none."""
    return shutil.which("lp") or ""


def hand_over(owner: QObject, job: QueueJob, content: bytes, then: Callable[[], None]) -> QProcess:
    """Give a PDF to a queue and go on; `then` is called once the queue has it.

    A queue that does not take it raises UserError, where the event loop calls.
    """
    process = QProcess(owner)
    process.setProgram(queue_program())
    process.setArguments(job.arguments())
    process.setProcessEnvironment(_environment())

    def end(code: int, status: QProcess.ExitStatus) -> None:
        process.deleteLater()
        if code or status != QProcess.ExitStatus.NormalExit:
            raise no_answer()
        then()

    def fail(error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            process.deleteLater()
            raise no_answer()

    process.finished.connect(end)
    process.errorOccurred.connect(fail)
    process.start()
    process.write(QByteArray(content))
    process.closeWriteChannel()
    return process


def no_answer() -> UserError:
    """Return the failure of a printer that takes nothing."""
    return UserError(_("The printer did not answer. Nothing is lost: try again or choose another."))


@contextmanager
def painted_in_memory() -> Iterator[None]:
    """Let Qt's print engine keep the page it paints in memory, never on a disk.

    Raises UserError where this computer has no such place.
    """
    place = memory_folder()
    if place is None:
        raise UserError(
            _(
                "Nothing was printed: without the program “lp” the page would end up on the "
                "disk unencrypted. Everything is safe. Ask county IT to install the printing "
                "program of CUPS (cups-client), or to let you sign in so that "
                "XDG_RUNTIME_DIR is there."
            )
        )
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(place)
    try:
        yield
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


def memory_folder(mounts: Path = _MOUNTS) -> Path | None:
    """Return the user's own folder in memory; nothing where it is none, or not theirs alone."""
    named = os.environ.get(_RUNTIME, "")
    try:
        folder = Path(named).resolve(strict=True)
        about = folder.stat()
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    is_own = about.st_uid == os.getuid() and stat.S_IMODE(about.st_mode) == stat.S_IRWXU
    return folder if named and is_own and _kind_of(folder, lines) in _IN_MEMORY else None


def _kind_of(folder: Path, mounts: list[str]) -> str:
    """Return which kind of file system a folder lies on."""
    kinds = {Path(each.split()[1]): each.split()[2] for each in mounts}
    return next((kinds[each] for each in (folder, *folder.parents) if each in kinds), "")


def _environment() -> QProcessEnvironment:
    """Return what `lp` is to know: the system's own libraries, not those Leia is packaged with."""
    environment = QProcessEnvironment.systemEnvironment()
    if getattr(sys, "frozen", False):
        environment.insert(_LIBRARIES, environment.value(f"{_LIBRARIES}_ORIG"))
    place = memory_folder()
    if place is not None:
        environment.insert("TMPDIR", str(place))
    return environment
