"""The system's print dialog, without what Leia does not do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QGroupBox, QRadioButton
from typing_extensions import override

from app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ON_LINUX = sys.platform == "linux"
PRINT_DPI = 300
"""Dots an inch at which Qt paints a paper where it may not be sent as it is."""
_GREY = "grayscale"
_A_MARGIN = "topMargin"


class PrintDialog(QPrintDialog):
    """The dialog for an A4 paper whose name in the queues is `name`.

    A file can be chosen on Linux alone, where it becomes the paper itself. Elsewhere the system
    would paint one; there a paper is saved, not printed.
    """

    def __init__(self, parent: QWidget, name: str, *, may_be_file: bool) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setDocName(name)
        self._kept = printer
        super().__init__(printer, parent)
        self.setWindowTitle(_("Print"))
        to_file = QPrintDialog.PrintDialogOption.PrintToFile
        self.setOption(to_file, ON_LINUX and may_be_file)
        self._margins = _Margins(self)
        self.installEventFilter(self._margins)
        self.finished.connect(self.deleteLater)

    def offer(self) -> None:
        """Show it and go on; its own `open` wants a receiver and a slot."""
        QDialog.open(self)

    def chosen(self) -> QPrinter:
        """Return the printer as it was chosen; grey too, which Qt forgets as it sets the queue."""
        grey = self.findChild(QRadioButton, _GREY)
        if grey is not None and grey.isChecked():
            self._kept.setColorMode(QPrinter.ColorMode.GrayScale)
        return self._kept


class _Margins(QObject):
    """Takes the margins out of a printer's properties: the paper has its own."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QChildEvent) and event.type() == QEvent.Type.ChildPolished:
            properties = event.child()
            if isinstance(properties, QDialog):
                _hide_margins(properties)
        return super().eventFilter(watched, event)


def _hide_margins(properties: QDialog) -> None:
    margin = properties.findChild(QDoubleSpinBox, _A_MARGIN)
    group = margin.parent() if margin is not None else None
    while group is not None and not isinstance(group, QGroupBox):
        group = group.parent()
    if isinstance(group, QGroupBox):
        group.hide()
