"""The activities of a plan as a table; rows can be carried to another place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.domain.choices import PARTY_SHAPES, in_words
from app.formats import short_date
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from app.domain.plans import PlanActivity

Index = QModelIndex | QPersistentModelIndex
NUMBER, WHAT, WHO, DUE, STATUS = range(5)
_MIME = "application/x-leia-row"


class ActivityTable(QAbstractTableModel):
    """One row per activity, in the person's order."""

    carried = Signal(str, int)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.activities: tuple[PlanActivity, ...] = ()
        self.client_word = ""
        self.may_move = True
        self._today = today

    def show(self, activities: Sequence[PlanActivity], client_word: str) -> None:
        """Display these activities; the client goes by first name."""
        same_rows = [a.id for a in activities] == [a.id for a in self.activities]
        self.client_word = client_word
        if same_rows and activities:
            self.activities = tuple(activities)
            self.dataChanged.emit(self.index(0, 0), self.index(len(activities) - 1, STATUS))
            return
        self.beginResetModel()
        self.activities = tuple(activities)
        self.endResetModel()

    def who(self, activity: PlanActivity) -> str:
        """Return who is responsible, as short as it can be said."""
        if activity.who:
            return activity.who
        if activity.party == "CLIENT" and self.client_word:
            return self.client_word
        return activity.party.label

    def due(self, activity: PlanActivity) -> str:
        """Return the deadline as a day or in its words."""
        return short_date(activity.due_on, self._today()) if activity.due_on else activity.due_words

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.activities)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 5

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        activity = self.activities[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return activity
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(activity, index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._text(activity, index.row(), index.column())
            return (
                in_words(f"{PARTY_SHAPES[activity.party]} {words}")
                if index.column() == WHO
                else words
            )
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole and section == NUMBER:
            return _("Number")
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", _("What"), _("Who"), _("By when"), _("Status"))[section]
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.may_move else flags

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Any) -> QMimeData:
        """Carry the row's id only; no word of a person goes to the system's drag data."""
        carried = QMimeData()
        carried.setData(_MIME, self.activities[indexes[0].row()].id.encode())
        return carried

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        moved = bytes(data.data(_MIME).data()).decode(errors="replace")
        if moved not in {activity.id for activity in self.activities}:
            return False
        to_row = row if row >= 0 else parent.row() if parent.isValid() else len(self.activities)
        from_row = [a.id for a in self.activities].index(moved)
        self.carried.emit(moved, to_row - 1 if to_row > from_row else to_row)
        return False  # the view must not remove the row: the case decides the order

    def _text(self, activity: PlanActivity, row: int, column: int) -> str:
        words = activity.what or _("(no words yet)")
        texts = (
            str(row + 1),
            f"{words}, {activity.detail}" if activity.detail else words,
            self.who(activity),
            self.due(activity),
            activity.status.label,
        )
        return texts[column]
