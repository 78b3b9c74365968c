"""What goes to a printer that Qt paints for: every page of it, whole, and with the window awake."""

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRectF, QTimer
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.errors import UserError
from app.prints.career_plan import career_plan_pdf
from tests.prints.papers import a_paper
from ui.system.page_painter import PagePainter

DPI = 100


def a_printer(file):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def opened(content, keep):
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    keep.append(buffer)
    return document


def painted_whole(file, content):
    """Paint each page in one piece, as the program did before."""
    keep = []
    document, printer = opened(content, keep), a_printer(file)
    printer.setFullPage(True)
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for number in range(document.pageCount()):
        if number:
            printer.newPage()
        page = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        painter.drawImage(QPoint(0, 0), document.render(number, page.size().toSize()))
    painter.end()
    document.close()


def rows_of_pages(file):
    """Return the dots of each page's pictures, one under the other as they were painted."""
    return [
        b"".join(image.image.convert("RGB").tobytes() for image in page.images)
        for page in PdfReader(file).pages
    ]


def test_a_paper_painted_in_strips_is_the_paper_painted_whole(qtbot, tmp_path):
    content = career_plan_pdf(a_paper())
    painted_whole(tmp_path / "whole.pdf", content)

    painter = PagePainter(QApplication.instance(), a_printer(tmp_path / "strips.pdf"), content)
    qtbot.waitSignal(painter.painted).wait()

    whole, strips = rows_of_pages(tmp_path / "whole.pdf"), rows_of_pages(tmp_path / "strips.pdf")
    assert len(strips) == len(whole) > 1
    assert strips == whole


def chosen(printer, *, pages="", order="FirstPageFirst", copies=1, collated=True):
    if pages:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(QPageRanges.fromString(pages))
    printer.setPageOrder(QPrinter.PageOrder[order])
    printer.setCopyCount(copies)
    printer.setCollateCopies(collated)
    return printer


@pytest.mark.parametrize(
    ("choice", "pages"),
    [
        ({}, [0, 1]),
        ({"pages": "2"}, [1]),
        ({"pages": "1-2"}, [0, 1]),
        ({"order": "LastPageFirst"}, [1, 0]),
        ({"copies": 2}, [0, 1, 0, 1]),
        ({"copies": 2, "collated": False}, [0, 0, 1, 1]),
        ({"copies": 2, "order": "LastPageFirst", "pages": "1-2"}, [1, 0, 1, 0]),
    ],
    ids=str,
)
def test_what_was_chosen_is_painted(qtbot, tmp_path, choice, pages):
    content = career_plan_pdf(a_paper())
    painted_whole(tmp_path / "whole.pdf", content)
    printer = chosen(a_printer(tmp_path / "chosen.pdf"), **choice)
    if printer.supportsMultipleCopies() and "copies" in choice:
        pytest.skip("Qt makes the copies itself")

    painter = PagePainter(QApplication.instance(), printer, content)
    qtbot.waitSignal(painter.painted).wait()

    whole = rows_of_pages(tmp_path / "whole.pdf")
    assert rows_of_pages(tmp_path / "chosen.pdf") == [whole[page] for page in pages]


def test_pages_that_are_not_there_are_told_and_nothing_is_made(qapp, tmp_path):
    printer = chosen(a_printer(tmp_path / "chosen.pdf"), pages="7-9")

    with pytest.raises(UserError, match="the paper has 2 pages"):
        PagePainter(qapp, printer, career_plan_pdf(a_paper()))

    assert not (tmp_path / "chosen.pdf").exists()


@pytest.mark.parametrize("size", ["A3", "A5", "Letter"])
@pytest.mark.parametrize("turned", ["Portrait", "Landscape"])
def test_a_sheet_of_another_shape_holds_the_whole_page_in_its_own_shape(
    qtbot, tmp_path, size, turned
):
    printer = a_printer(tmp_path / "other.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId[size]))
    printer.setPageOrientation(QPageLayout.Orientation[turned])
    sheet = printer.pageLayout().fullRectPixels(DPI).size()

    painter = PagePainter(QApplication.instance(), printer, career_plan_pdf(a_paper()))
    qtbot.waitSignal(painter.painted).wait()

    pictures = PdfReader(tmp_path / "other.pdf").pages[0].images
    width, height = pictures[0].image.width, sum(each.image.height for each in pictures)
    assert width <= sheet.width()
    assert height <= sheet.height()
    assert abs(width / height - 210 / 297) < 0.01
    assert width > sheet.width() * 0.95 or height > sheet.height() * 0.95


def test_the_window_goes_on_while_a_paper_is_painted(qtbot, tmp_path):
    ticks = []
    ticking = QTimer(interval=0)
    ticking.timeout.connect(lambda: ticks.append(1))
    ticking.start()
    content = career_plan_pdf(a_paper())
    painter = PagePainter(QApplication.instance(), a_printer(tmp_path / "plan.pdf"), content)

    qtbot.waitSignal(painter.painted).wait()

    assert len(ticks) >= len(rows_of_pages(tmp_path / "plan.pdf")) * 3


def test_what_is_left_when_the_program_ends_is_painted_first(qtbot, tmp_path):
    content = career_plan_pdf(a_paper())
    painted_whole(tmp_path / "whole.pdf", content)
    painter = PagePainter(QApplication.instance(), a_printer(tmp_path / "plan.pdf"), content)

    with qtbot.waitSignal(painter.painted):
        QApplication.instance().aboutToQuit.emit()

    assert len(rows_of_pages(tmp_path / "plan.pdf")) == len(rows_of_pages(tmp_path / "whole.pdf"))
