"""Which period of guidance one looks at, where somebody has come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.formats import capital, joined, long_date
from app.i18n import _
from ui.widgets.fields import ChoiceField
from ui.widgets.labelled import Row

if TYPE_CHECKING:
    from app.domain.cases import Case
    from app.domain.periods import Intake


class PeriodChoice(QWidget):
    """The periods, the present one first; out of sight where there is only one."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.field = ChoiceField([])
        whole = Row(_("Period of guidance"), self.field)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)
        self.field.edited.connect(self._choose)
        self._periods: dict[str, Intake] = {}

    def show_case(self, case: Case) -> None:
        """Offer the periods of a case, and stand at the present one."""
        self._periods = {each.id: each for each in reversed(case.periods)}
        self.field.offer([(each.id, _words(each)) for each in self._periods.values()])
        self.field.show_text(case.intake.id)
        self.setVisible(len(self._periods) > 1)

    @Slot(str)
    def _choose(self, period_id: str) -> None:
        self.chosen.emit(self._periods[period_id])


def _words(period: Intake) -> str:
    begun = period.first_contact or period.state_on
    return joined(
        [
            capital(_("period {n}").format(n=period.number)),
            period.kind.label,
            _("since {day}").format(day=long_date(begun)) if begun else "",
        ]
    )
