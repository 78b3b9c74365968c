"""Lines of a list: what each shows, and the model that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.choices import in_words
from app.i18n import _

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of a list: words, pills, and what Enter opens."""

    title: str
    title_rest: str = ""
    subtitle: str = ""
    lead: str = ""
    lead_role: str = ""
    """A pill role for the lead, `late` for red text, or empty for bold text."""
    middle: str = ""
    middle_role: str = ""
    """The party whose sign stands before it: client, nav or centre."""
    middle_rest: str = ""
    trail: str = ""
    trail_role: str = ""
    """A pill role, `button`, `primary`, `link`, or empty for quiet text."""
    trail_spoken: str = ""
    """What a screen reader says for a trail that is only a sign."""
    strong: bool = False
    faded: bool = False
    """Whether it is over and done."""
    folded: bool | None = None
    """Of a heading: whether the rows under it are folded away. None for an ordinary row."""
    target: object = None

    @property
    def is_heading(self) -> bool:
        """Whether rows can be folded away under it."""
        return self.folded is not None

    @property
    def spoken(self) -> str:
        """The whole line as a screen reader should say it."""
        parts = (
            self.lead,
            f"{self.title}{' ' if self.is_heading else ''}{self.title_rest}",
            self.subtitle,
            self.middle + self.middle_rest,
            self.trail_spoken or self.trail,
            _fold_word(self.folded),
        )
        return ", ".join(in_words(part) for part in parts if part)


def _fold_word(folded: bool | None) -> str:  # noqa: FBT001 - a state, not a switch
    if folded is None:
        return ""
    return _("folded") if folded else _("unfolded")


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
