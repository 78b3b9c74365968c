"""Lines of a list: what each shows, and the model that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of a list: words, pills, and what Enter opens."""

    title: str
    title_rest: str = ""
    subtitle: str = ""
    lead: str = ""
    lead_role: str = ""
    """A pill role for the lead, or empty for bold text."""
    middle: str = ""
    trail: str = ""
    trail_role: str = ""
    """A pill role, `button`, `primary`, or empty for quiet text."""
    strong: bool = False
    target: object = None

    @property
    def spoken(self) -> str:
        """The whole line as a screen reader should say it."""
        parts = (
            self.lead,
            f"{self.title}{self.title_rest}",
            self.subtitle,
            self.middle,
            self.trail,
        )
        return ", ".join(part for part in parts if part)


class LineList(QAbstractListModel):
    """Lines as a list model."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Display these lines."""
        if lines == self.lines:
            return
        if len(lines) == len(self.lines):
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.lines[index.row()].spoken
        if role == Qt.ItemDataRole.UserRole:
            return self.lines[index.row()]
        return None
