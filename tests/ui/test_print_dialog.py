"""The print dialog offers nothing that is not done."""

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QGroupBox, QRadioButton, QWidget

from ui.system.print_dialog import ON_LINUX, PrintDialog


@pytest.fixture
def offered(qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    def make(*, may_be_file):
        dialog = PrintDialog(window, "plan.pdf", may_be_file=may_be_file)
        dialog.offer()
        return dialog

    return make


@pytest.mark.parametrize("may_be_file", [True, False])
def test_a_file_is_offered_only_where_it_becomes_the_paper_itself(offered, may_be_file):
    dialog = offered(may_be_file=may_be_file)

    wanted = ON_LINUX and may_be_file
    assert dialog.testOption(QPrintDialog.PrintDialogOption.PrintToFile) is wanted


def test_no_part_is_offered_that_a_paper_does_not_have(offered):
    options = offered(may_be_file=True).options()

    assert not options & QPrintDialog.PrintDialogOption.PrintSelection
    assert not options & QPrintDialog.PrintDialogOption.PrintCurrentPage


def test_a_printers_properties_offer_no_margins(offered):
    properties = QDialog(offered(may_be_file=True))
    margins, others = QGroupBox(properties), QGroupBox(properties)
    QDoubleSpinBox(margins).setObjectName("topMargin")
    QRadioButton(others).setObjectName("landscape")

    properties.show()

    assert margins.isHidden()
    assert others.isVisible()
