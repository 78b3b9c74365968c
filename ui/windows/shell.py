"""What stands around the pages of the main window: rail, notices, and whose window it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from typing_extensions import override

from app.formats import joined
from app.i18n import _
from ui.style.theme import theme
from ui.widgets.labels import Label, repolish
from ui.widgets.layouts import EDGE_PX, column, holding, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QWidget

    from ui.widgets.rail import Rail
    from ui.workspace import Workspace


def shell(rail: Rail, notices: QWidget, pages: QWidget) -> QWidget:
    """Return the rail with the pages beside it, and what has to be told above these."""
    above = column(notices)
    above.setContentsMargins(EDGE_PX, 0, EDGE_PX, 0)
    right = column(above, pages, spacing=0)
    right.setStretch(1, 1)
    whole = row(rail, right, spacing=0)
    whole.setStretch(1, 1)
    return holding(whole)


NARROW_BELOW = 960


class Corner(Label):
    """Whose window it is; where there is little room, the centre's name goes."""

    def __init__(self, window: QMainWindow, workspace: Workspace) -> None:
        super().__init__()
        vault = workspace.vault
        practice = _("Practice") if workspace.practice else ""
        self._bar = window.menuBar()
        self._bar.installEventFilter(self)
        self._whole = joined([practice, vault.centre.name, vault.counsellor.name])
        self._short = joined([practice, vault.counsellor.name])
        self.setText(self._whole)
        self.setObjectName("corner")
        self.setIndent(0)  # Qt's own grows with the text, and the edge of the pages does not

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            narrow = self._bar.width() < theme.px(NARROW_BELOW)
            self.setText(self._short if narrow else self._whole)
        return False


def title_of(workspace: Workspace) -> str:
    """Return the title of the window; it names nobody, and says where all people are invented."""
    return _("Leia – Practice") if workspace.practice else "Leia"


def put_corner(window: QMainWindow, workspace: Workspace) -> Corner:
    """Say in the menu bar whose window it is; the caller keeps the label, the bar would not.

    Practice is said here too, since a conversation hides the rail.
    """
    corner = Corner(window, workspace)
    window.menuBar().setCornerWidget(corner)
    for each in (window.menuBar(), corner):
        each.setProperty("practice", workspace.practice)
        repolish(each)
    return corner
