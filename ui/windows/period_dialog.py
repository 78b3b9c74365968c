"""Where the guidance of a person is, and the ways on: completed, ended early, begun anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget
from typing_extensions import override

from app.domain.choices import PeriodKind
from app.formats import joined, long_date, uncapital
from app.i18n import _
from app.services.case import periods
from app.services.code_lists import offered
from ui.widgets.fields import CheckField, ChoiceField, TextField
from ui.widgets.labelled import Row
from ui.widgets.layouts import column, holding, row
from ui.windows.dialogs import Dialog, whose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from app.domain.entities import CaseEntity
    from app.domain.periods import Intake
    from app.services.code_lists import ListedCode
    from ui.workspace import Workspace

_ASKS_WHY, _ASKS_KIND = frozenset({"again", "early", "new", "done"}), frozenset({"new"})


@dataclass(frozen=True)
class _Way:
    """One way on: what it is called, and the verb that takes it."""

    name: str
    text: str
    verb: str


class PeriodDialog(Dialog):
    """Says where the guidance is and offers the ways on; the verb is that of the chosen way."""

    topic = "periods"

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        turn: Callable[[Sequence[CaseEntity], str], None],
    ) -> None:
        super().__init__(parent, _("The guidance"))
        self._desk, self._today, self._turn = workspace.desk, workspace.today(), turn
        case = self._desk.case
        self._ways = _ways(case.intake)
        self._group = QButtonGroup(self)
        self.choices = {way.name: QRadioButton(way.text) for way in self._ways}
        for button in self.choices.values():
            self._group.addButton(button)
            button.toggled.connect(self._choose)
        self.why_ended = ChoiceField(
            [("", _("Not answered")), *((c.code, c.label) for c in _endings(self._today))]
        )
        self.reason = TextField()
        self.kind = ChoiceField([(each.value, each.label) for each in PeriodKind])
        self.kind.show_text(case.intake.kind.value)
        self.with_plan = CheckField(_("Go on with the plan that is there"))
        self._has_plan = periods.latest_finished_plan(case) is not None
        self._ended_row = holding(Row(_("Why it ended early"), self.why_ended))
        self._reason_row = holding(Row(_("In a few words, if you like"), self.reason))
        self._kind_row = holding(Row(_("Kind of guidance"), self.kind))
        self.fill(
            whose(case, _period_words(case.intake)),
            column(*(row(each, None) for each in self.choices.values()), spacing=4),
            self._kind_row,
            self.with_plan,
            self._ended_row,
            self._reason_row,
        )
        first = self.choices[self._ways[0].name]
        first.setChecked(True)
        first.setFocus()

    @property
    def chosen(self) -> _Way:
        """The way that is chosen."""
        return next(way for way in self._ways if self.choices[way.name].isChecked())

    @Slot()
    def _choose(self) -> None:
        if self._group.checkedButton() is None:
            return
        way = self.chosen
        self.act.setText(way.verb)
        self._ended_row.setVisible(way.name == "early")
        self._kind_row.setVisible(way.name in _ASKS_KIND)
        self.with_plan.setVisible(way.name in _ASKS_KIND and self._has_plan)
        self._reason_row.setVisible(way.name in _ASKS_WHY)

    @override
    def take(self) -> None:
        case, today, reason = self._desk.case, self._today, self.reason.text()
        period, name = case.intake, self.chosen.name
        if name == "new":
            kind = PeriodKind(str(self.kind.currentData()))
            with_plan = self._has_plan and self.with_plan.isChecked()
            made = periods.new_period(case, kind, today, with_plan=with_plan, reason=reason)
            self._turn(made, _("A new period of guidance for {name} is begun."))
        elif name == "early":
            why = str(self.why_ended.currentData() or "")
            ended = periods.ended_early(period, today, why, reason)
            self._turn([ended], _("The guidance of {name} ended early."))
        elif name == "done":
            done = periods.completed(period, today, reason)
            self._turn([done], _("The guidance of {name} is completed."))
        else:
            again = periods.reopened(period, today, reason)
            self._turn([again], _("The guidance of {name} is taken up again."))


def _ways(period: Intake) -> tuple[_Way, ...]:
    new = _Way("new", _("Come back: a new period on this file"), _("Begin a new period"))
    if periods.is_over(period):
        return (
            new,
            _Way("again", _("Take up the same guidance again"), _("Take up again")),
        )
    return (
        _Way("done", _("The guidance is completed"), _("Complete the guidance")),
        _Way("early", _("It ends early"), _("End the guidance early")),
        new,
    )


def _endings(today: date) -> tuple[ListedCode, ...]:
    return offered("ended_why", today)


def _period_words(period: Intake) -> str:
    since = period.state_on or period.first_contact
    day = _("since {day}").format(day=long_date(since)) if since else ""
    return joined([period.kind.label, f"{uncapital(period.state.label)} {day}".strip()])
