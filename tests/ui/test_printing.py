"""The print dialog: what it offers, and the file it can write."""

import sys

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.prints.career_plan import career_plan_pdf
from tests.prints.papers import a_paper
from tests.ui.reading import texts
from ui.printing import Way, print_pdf

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="CUPS on Linux")


def _refuse():
    raise AssertionError("nothing leaves on this way")


NOWHERE = Way(_refuse, _refuse)


@pytest.fixture
def no_queue(monkeypatch, tmp_path):
    """A computer without printers."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nowhere.sock"))


@pytest.fixture(scope="module")
def paper():
    return career_plan_pdf(a_paper())


def test_a_file_printer_writes_the_tagged_paper_itself(qtbot, paper, tmp_path):
    window, done = QWidget(), []
    qtbot.addWidget(window)
    window.show()
    file = tmp_path / "plan.pdf"
    file_way = Way(lambda: done.append(1), lambda: done.append(0))
    dialog = print_pdf(window, paper, "plan.pdf", NOWHERE, file_way)
    dialog.findChild(QLineEdit, "filename").setText(str(file))

    dialog.accept()

    assert done == [0, 1]
    assert file.read_bytes() == paper
    assert [each.name for each in tmp_path.iterdir()] == ["plan.pdf"]


def test_the_dialog_says_what_goes_along(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = print_pdf(window, b"", "plan.pdf", NOWHERE, NOWHERE)

    assert isinstance(dialog, QPrintDialog)
    said = next(text for text in texts(dialog) if "passed on to the printer" in text)
    assert "A file always holds the whole paper." in said
    dialog.reject()


def test_without_files_none_is_offered_and_no_printer_is_told(qtbot, no_queue):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = print_pdf(window, b"", "plan.pdf", NOWHERE, None)
    printers = dialog.findChild(QComboBox, "printers")

    assert [printers.itemText(n) for n in range(printers.count())] == []
    assert not any("file" in text for text in texts(dialog) if "passed on" in text)
    with qtbot.captureExceptions() as raised:
        dialog.accept()

    assert "no printer on this computer" in str(raised[0][1])
