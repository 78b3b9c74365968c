"""The clients as a table; columns are data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.choices import PlanState
from app.formats import age, near_date
from app.i18n import _
from app.services.reference import municipality_name

if TYPE_CHECKING:
    from datetime import date

    from app.storage.values import ClientLine

Index = QModelIndex | QPersistentModelIndex


WHOSE = 1
"""The column that says whose case it is."""
GIVING_WAY = (7, 5, 2)
"""The columns that can be missed where there is little room, the first before the others."""


@dataclass(frozen=True)
class Column:
    """A heading and how to fill the cells under it."""

    heading: str
    text: Callable[[ClientLine], str]
    share: int
    """How much of the width, compared with the others."""


class ClientTable(QAbstractTableModel):
    """One row per client, in Norwegian name order."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.clients: tuple[ClientLine, ...] = ()
        self._today = today
        self.columns = (
            Column(_("Name"), lambda line: line.name or _("(no name yet)"), 26),
            Column(_("Whose case"), _owners, 16),
            Column(_("Age"), lambda line: str(age(line.birth_year, today) or ""), 6),
            Column(_("Municipality"), lambda line: municipality_name(line.municipality), 22),
            Column(_("Plan"), _plan, 18),
            Column(_("Meetings held"), lambda line: str(line.meetings_held or ""), 12),
            Column(_("Next meeting"), self._next, 14),
            Column(_("Last changed"), lambda line: near_date(line.last_changed.date(), today), 14),
        )

    def show(self, clients: tuple[ClientLine, ...]) -> None:
        """Display these clients."""
        self.beginResetModel()
        self.clients = clients
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.clients)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[index.column()].text(self.clients[index.row()])
        if role == Qt.ItemDataRole.UserRole:
            return self.clients[index.row()]
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _next(self, line: ClientLine) -> str:
        return near_date(line.next_meeting, self._today) if line.next_meeting else ""


def _owners(line: ClientLine) -> str:
    return ", ".join(line.owners)


def _plan(line: ClientLine) -> str:
    if line.plan_state is None:
        return _("No plan yet")
    if line.plan_state == PlanState.DRAFT:
        return _("Draft of version {n}").format(n=line.plan_number)
    return _("Version {n}").format(n=line.plan_number)
