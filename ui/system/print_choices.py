"""What was chosen in the print dialog, and how it is done: by the queue, or by the painter."""

from __future__ import annotations

import re

from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintEngine, QPrinter, QPrinterInfo

from app.errors import UserError
from app.i18n import ngettext

_OF_CUPS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""Where Qt keeps what its dialog sets for CUPS: names and values in turn. It has no public name."""
_USUAL = {
    "number-up": "1",
    "job-priority": "50",
    "job-sheets": "none,none",
    "job-billing": "",
    "page-set": "",
}
_ELSEWHERE = frozenset({"page-ranges"})
_NEEDS_QUOTING = re.compile(r"([\\'\" ])")
_MAKES_FILES = re.compile(
    r"\bpdf\b|\bxps\b|\bonenote\b|pdfcreator|cutepdf|\bdopdf\b|\bpdf24\b|print to file",
    re.IGNORECASE,
)


def chosen_of_cups(printer: QPrinter) -> dict[str, str]:
    """Return what the dialog has set for CUPS by itself, such as odd pages and its properties."""
    engine = printer.printEngine()
    kept = engine.property(_OF_CUPS) if engine is not None else None
    words = [str(each) for each in kept or ()]
    return dict(zip(words[::2], words[1::2], strict=True))


def options(printer: QPrinter) -> tuple[str, ...]:
    """Return the options that go along to a queue, beside copies, pages, sides and grey."""
    found = {
        name: value
        for name, value in chosen_of_cups(printer).items()
        if name not in _ELSEWHERE and value != _USUAL.get(name, "")
    }
    if "number-up" not in found:
        found.pop("number-up-layout", None)
    layout = printer.pageLayout()
    found.setdefault("media", layout.pageSize().key())
    if layout.pageSize().id() != QPageSize.PageSizeId.A4:
        found["print-scaling"] = "fit"
    if layout.orientation() == QPageLayout.Orientation.Landscape:
        found["orientation-requested"] = "4"
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        found["outputorder"] = "reverse"
    if _is_coloured_by_choice(printer):
        found["print-color-mode"] = "color"
    return tuple(f"{name}={_quoted(value)}" for name, value in found.items())


def _is_coloured_by_choice(printer: QPrinter) -> bool:
    queue = QPrinterInfo.printerInfo(printer.printerName())
    is_grey = not queue.isNull() and queue.defaultColorMode() == QPrinter.ColorMode.GrayScale
    return is_grey and printer.colorMode() == QPrinter.ColorMode.Color


def _quoted(value: str) -> str:
    """Return a value as `lp` reads one that may hold spaces."""
    return _NEEDS_QUOTING.sub(r"\\\1", value)


def page_ranges(printer: QPrinter) -> str:
    """Return the pages that were chosen, such as 1-2,4; empty for all."""
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return chosen_of_cups(printer).get("page-ranges", "")
    chosen: QPageRanges = printer.pageRanges()
    if not chosen.isEmpty():
        return str(chosen.toString())
    return f"{printer.fromPage()}-{printer.toPage()}" if printer.fromPage() else ""


def painted_pages(printer: QPrinter, count: int) -> list[int]:
    """Return the pages to paint, from 0, in the order they are painted, each as often as it is.

    Only what Qt leaves to those who paint: CUPS itself picks what was chosen for it alone.
    """
    pages = list(range(count))
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        chosen = QPageRanges.fromString(page_ranges(printer))
        pages = [page for page in pages if chosen.isEmpty() or chosen.contains(page + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    if printer.supportsMultipleCopies():
        return pages
    copies = printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _copy in range(copies)]


def check_pages(printer: QPrinter, count: int) -> None:
    """Raise UserError where no page of a paper was chosen: a queue would take it in silence."""
    chosen = QPageRanges.fromString(page_ranges(printer))
    rest = {"odd": 1, "even": 0}.get(chosen_of_cups(printer).get("page-set", ""))
    pages = (page for page in range(1, count + 1) if rest is None or page % 2 == rest)
    if not any(chosen.isEmpty() or chosen.contains(page) for page in pages):
        raise no_such_page(count)


def no_such_page(count: int) -> UserError:
    """Return the failure of a choice of pages that holds none."""
    return UserError(
        ngettext(
            "Nothing was printed: the paper has {n} page.",
            "Nothing was printed: the paper has {n} pages.",
            count,
        ).format(n=count)
    )


def makes_a_file(name: str) -> bool:
    """Whether a printer only makes a file, as “Microsoft Print to PDF” does."""
    info = QPrinterInfo.printerInfo(name)
    return bool(_MAKES_FILES.search(f"{name} {info.description()} {info.makeAndModel()}"))
