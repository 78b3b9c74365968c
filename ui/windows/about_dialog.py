"""About Leia: which version, what it is built of, and every licence to read offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QDialog, QTextBrowser

from app import __version__
from app.i18n import _
from app.services.program.licences import Work, licence_text, own_licence, works
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WIDTH_PX, _HEIGHT_PX = 900, 560
_ITSELF = "leia"


class AboutDialog(QDialog):
    """A list of works, and beside it the licence of the one the cursor is on; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        offer_help(self, "help")
        self.setWindowTitle(_("About Leia"))
        self.setModal(True)
        self.works = LineListView(_("What Leia is built from"))
        self.works.keeps_mark = True
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Licence"))
        self.text.document().setDefaultFont(theme.font())
        self.closing = Button(_("Close"), "primary")
        self.closing.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        self.works.pointed.connect(self.show_licence)
        self._lay_out()
        self.works.show_lines(_lines())
        size = QSize(theme.px(_WIDTH_PX), theme.px(_HEIGHT_PX))
        self.resize(size.boundedTo(parent.size()))
        self.ring = FocusRing(self)
        self.works.setFocus()

    @Slot(object)
    def show_licence(self, target: object) -> None:
        """Show the licence of a work, or of Leia itself."""
        text = licence_text(target) if isinstance(target, Work) else own_licence()
        self.text.setPlainText(text)

    def _lay_out(self) -> None:
        said = _(
            "Leia is free to use, copy and change under the MIT licence. It is built from "
            "the work of others, each part under its own licence. Qt and PySide6 are used "
            "under the LGPL; choose Qt in the list to read how you can replace it."
        )
        both = row(self.works, self.text, spacing=14)
        both.setStretch(0, 1)
        both.setStretch(1, 2)
        layout = column(
            Label(_("Leia {version}").format(version=__version__), "heading"),
            Label(said, wrap=True),
            both,
            row(None, self.closing),
            spacing=14,
        )
        layout.setStretch(2, 1)
        layout.setContentsMargins(24, 20, 24, 20)
        self.setLayout(layout)


def show_about(parent: QWidget) -> None:
    """Open the dialog."""
    AboutDialog(parent).open()


def _lines() -> tuple[Line, ...]:
    itself = Line(title="Leia", subtitle="MIT", strong=True, target=_ITSELF)
    return (itself, *map(_line, works()))


def _line(work: Work) -> Line:
    name = f"{work.name} {work.version}".strip()
    return Line(title=name, subtitle=work.licence, target=work)
