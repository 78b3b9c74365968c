"""What the print dialog can be asked for is done, whatever it is; and which printers make files."""

import sys

import pytest
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter

from app.errors import UserError
from ui.system.print_choices import check_pages, makes_a_file, options, page_ranges, painted_pages

COUNT = 5


@pytest.fixture
def printer(qapp):
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return made


def told(printer):
    return dict(each.split("=", 1) for each in options(printer))


def test_a_paper_as_it_is_only_says_its_size(printer):
    assert told(printer) == {"media": "A4"}


@pytest.mark.parametrize("order", QPrinter.PageOrder)
@pytest.mark.parametrize("size", ["A4", "A3", "A5", "Letter"])
@pytest.mark.parametrize("turned", QPageLayout.Orientation)
def test_every_choice_of_sheet_and_order_goes_along(printer, order, size, turned):
    printer.setPageOrder(order)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId[size]))
    printer.setPageOrientation(turned)

    found = told(printer)

    assert found["media"] == size
    assert found.get("print-scaling") == (None if size == "A4" else "fit")
    assert found.get("outputorder") == (
        "reverse" if order == QPrinter.PageOrder.LastPageFirst else None
    )
    assert found.get("orientation-requested") == (
        "4" if turned == QPageLayout.Orientation.Landscape else None
    )


@pytest.mark.parametrize("pages", ["", "1", "2-4", "1-2,5", "9"])
@pytest.mark.parametrize("order", QPrinter.PageOrder)
@pytest.mark.parametrize("copies", [1, 3])
@pytest.mark.parametrize("collated", [True, False])
def test_every_choice_of_pages_is_painted(printer, pages, order, copies, collated):
    if pages:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(QPageRanges.fromString(pages))
    printer.setPageOrder(order)
    printer.setCopyCount(copies)
    printer.setCollateCopies(collated)

    found = painted_pages(printer, COUNT)

    chosen = QPageRanges.fromString(pages)
    once = [n for n in range(COUNT) if not pages or chosen.contains(n + 1)]
    once = once[::-1] if order == QPrinter.PageOrder.LastPageFirst else once
    assert sorted(found) == sorted(once * copies)
    assert found == (once * copies if collated else [n for n in once for _copy in range(copies)])


def test_a_choice_that_holds_no_page_is_told(printer):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(6, 7)

    check_pages(printer, 6)
    with pytest.raises(UserError, match="the paper has 5 pages"):
        check_pages(printer, COUNT)


def test_pages_from_to_count_as_chosen(printer):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)

    assert page_ranges(printer) == "2-3"
    assert painted_pages(printer, COUNT) == [1, 2]


@pytest.mark.parametrize(
    ("name", "is_file"),
    [
        ("Microsoft Print to PDF", True),
        ("Microsoft XPS Document Writer", True),
        ("OneNote (Desktop)", True),
        ("Adobe PDF", True),
        ("PDFCreator", True),
        ("Cups-PDF", True),
        ("PDF", True),
        ("Kontor 2. etasje", False),
        ("HP LaserJet M404", False),
        ("Canon_iR-ADV_C3525", False),
        ("Follow-you", False),
    ],
)
def test_printers_that_only_make_files_are_known(qapp, name, is_file):
    assert makes_a_file(name) is is_file


@pytest.mark.skipif(sys.platform != "linux", reason="CUPS on Linux")
def test_without_a_queue_there_is_nothing_of_cups(printer):
    assert "page-set" not in told(printer)
