"""What stands around the pages of the main window: rail, notices, and whose window it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import joined
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, column, holding, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMainWindow, QWidget

    from app.storage.vault import Vault
    from ui.widgets.rail import Rail


def shell(rail: Rail, notices: Sequence[QWidget], pages: QWidget) -> QWidget:
    """Return the rail with the pages beside it, and what has to be told above these."""
    above = column(*notices, spacing=6)
    above.setContentsMargins(EDGE_PX, 0, EDGE_PX, 0)
    right = column(above, pages, spacing=0)
    right.setStretch(1, 1)
    whole = row(rail, right, spacing=0)
    whole.setStretch(1, 1)
    return holding(whole)


def put_corner(window: QMainWindow, vault: Vault) -> Label:
    """Say in the menu bar whose window it is; the caller keeps the label, the bar would not."""
    corner = Label(joined([vault.centre.name, vault.counsellor.name]))
    corner.setObjectName("corner")
    window.menuBar().setCornerWidget(corner)
    return corner
