"""Standing in for a colleague for a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLayout, QWidget
from typing_extensions import override

from app.domain.deadlines import parse_day
from app.domain.permissions import Deed
from app.formats import long_date
from app.i18n import _, pgettext
from app.services.vault import colleagues
from ui.style.theme import theme
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding
from ui.widgets.steps import Gap
from ui.windows.task_dialog import TaskDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.domain.staff import Counsellor, Substitution
    from app.services.vault.colleagues import Colleague
    from app.storage.progress import Progress
    from ui.workspace import Workspace


class StandInDialog(TaskDialog):
    """Whose cases, who stands in, and until when; there is always a last day."""

    is_quick = True

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent, _("Let somebody stand in"), workspace.tasks)
        self._vault, self._today = workspace.vault, workspace.today()
        self.said = _("It is being written down.")
        everybody = colleagues.colleagues(workspace.vault)
        self.owner = ChoiceField(_owners(everybody))
        self.substitute = ChoiceField([])
        self._everybody = everybody
        self.begins, self.ends = _day_field(), _day_field()
        self._owner_row = Row(_("Whose cases"), self.owner)
        self._substitute_row = Row(_("Who stands in"), self.substitute)
        self._begins_row = Row(pgettext("day", "From"), self.begins, _("Left empty, from now on."))
        self._ends_row = Row(_("Last day"), self.ends, _("After that day it ends by itself."))
        meaning = _(
            "The one who stands in opens these cases without giving a reason each time. "
            "Everything they open is logged as always."
        )
        self.fill(Label(meaning, "quiet", wrap=True), Card(self._fields(), 20))
        self.setMinimumWidth(min(theme.px(580), self.screen().availableSize().width()))
        self._offer_substitutes()
        self._connect()
        (self.owner if self.owner.count() > 1 else self.substitute).setFocus()

    @override
    def gaps(self) -> list[Gap]:
        found = []
        if not self.substitute.currentData():
            found.append(Gap(self._substitute_row, _("Choose who stands in.")))
        if self.begins.text().strip() and self._day(self.begins) is None:
            found.append(Gap(self._begins_row, _no_day()))
        if self._day(self.ends) is None:
            found.append(Gap(self._ends_row, _no_day()))
        return found

    @override
    def job(self) -> Callable[[Progress], Substitution]:
        vault, begins, ends = self._vault, self._day(self.begins), self._day(self.ends)
        owner, substitute = str(self.owner.currentData()), str(self.substitute.currentData())
        return lambda _progress: colleagues.name_substitute(vault, owner, substitute, begins, ends)

    def _fields(self) -> QLayout:
        who = _pair(self._owner_row, self._substitute_row)
        return column(who, _pair(self._begins_row, self._ends_row), spacing=14)

    def _connect(self) -> None:
        self.owner.edited.connect(self._offer_substitutes)
        for field in (self.begins, self.ends):
            field.edited.connect(self._forget)
            field.editingFinished.connect(self._show_days)
        self.substitute.edited.connect(self._forget)

    def _day(self, field: TextField) -> date | None:
        return parse_day(field.text(), self._today)

    @Slot()
    def _offer_substitutes(self) -> None:
        owner, before = self.owner.currentData(), self.substitute.currentData()
        self.substitute.clear()
        self.substitute.addItem(_("Not chosen"), "")
        for each in self._everybody:
            who = each.counsellor
            if who.id != owner and who.roles.may(Deed.WORK_WITH_CASES):
                self.substitute.addItem(who.name, who.id)
        self.substitute.setCurrentIndex(max(self.substitute.findData(before), 0))

    @Slot()
    def _show_days(self) -> None:
        """Show the day that a short text was taken to mean."""
        for field in (self.begins, self.ends):
            day = self._day(field)
            if day is not None:
                field.show_text(long_date(day))

    @Slot()
    def _forget(self) -> None:
        for each in (self._substitute_row, self._begins_row, self._ends_row):
            each.say("")


def _owners(everybody: tuple[Colleague, ...]) -> list[tuple[str, str]]:
    own: Counsellor = next(each.counsellor for each in everybody if each.is_self)
    gives = own.roles.may(Deed.GIVE_CASES)
    found = [each.counsellor for each in everybody if gives or each.is_self]
    cases = [who for who in found if who.roles.may(Deed.WORK_WITH_CASES)]
    return [(who.id, who.name) for who in sorted(cases, key=lambda who: who.id != own.id)]


def _pair(left: Row, right: Row) -> QWidget:
    sides = column(left, None), column(right, None)
    return folding(*sides, below=420, spacing=16, shares=(1, 1))


def _day_field() -> TextField:
    field = TextField()
    field.setPlaceholderText(_("12.3, +14, Friday"))
    return field


def _no_day() -> str:
    return _("Type a day, such as 12.3, +14 or Friday.")
