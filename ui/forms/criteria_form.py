"""Whom the guidance is for: the agreement, its criteria, and what facts already answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.choices import Answer, newer_label
from app.domain.clients import Client
from app.domain.periods import CriterionAnswer, Intake
from app.domain.templates import worded
from app.i18n import _
from app.services.agreements import (
    agreement_label,
    agreement_of,
    offered_agreements,
    priority_label,
    told_by_facts,
    usual_agreement,
)
from app.services.code_lists import code_label, offered
from ui.forms.field_lines import line
from ui.forms.form import FieldBinding
from ui.widgets.code_fields import ListedField, SeveralField
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import column
from ui.widgets.tab_order import follow

if TYPE_CHECKING:
    from app.domain.agreements import Agreement, Criterion
    from ui.workspace import Workspace

_IN_LINE = 3
_WATCHED = {
    Client: ("birth_year",),
    Intake: ("agreement", "kind", "education", "labour_status", "groups"),
    CriterionAnswer: (),
}


class CriterionCell(QWidget):
    """One criterion: answered by hand, or by a fact and then only told."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._desk = workspace.desk
        answers = [(each.value, each.label) for each in Answer if each != Answer.OPEN]
        self.field = ListedField(answers, newer_label)
        self.told = Label("", wrap=True)
        self._row = Row("", self.field, beside=self.told, wrap=False)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._row)
        self.binding = FieldBinding(self._desk, self.field, self._row.say)
        self.criterion: Criterion | None = None

    def show_criterion(self, criterion: Criterion, intake: Intake, told: str) -> None:
        """Ask about a criterion, or tell what a fact answers to it."""
        if criterion != self.criterion:
            self.criterion = criterion
            self._row.name(criterion.label)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.field.setVisible(not told)
        answer = CriterionAnswer(
            client_id=intake.client_id, intake_id=intake.id, criterion=criterion.key
        )
        self.binding.along = lambda: (answer,) if self._may_come(answer) else ()
        if self.binding.key is None or self.binding.key.entity_id != answer.id:
            self.binding.show(answer, "answer")
        else:
            self.binding.refresh()

    def _may_come(self, answer: CriterionAnswer) -> bool:
        """Whether it is yet to come, and its period is not an earlier one that is only read."""
        case = self._desk.case
        return answer.id not in case.entities and case.may_edit(answer, "answer")


class CriteriaForm(QWidget):
    """The criteria of the agreement of the present period, three on a line."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self.agreement = ListedField([], agreement_label)
        """For a form to put above: what is offered there follows the agreement too."""
        self.priority = ListedField([], priority_label)
        self.groups = SeveralField([], partial(code_label, "groups"))
        self._period_id = ""
        self._cells: list[CriterionCell] = []
        self._lines: list[QWidget] = []
        self._layout = column(spacing=12)
        self.setLayout(self._layout)
        self._desk.watch(self, _WATCHED, self._show)

    @property
    def cells(self) -> list[CriterionCell]:
        """Those that are asked about or told now."""
        return [each for each in self._cells if not each.isHidden()]

    def show_period(self, period: Intake) -> None:
        """Show the criteria of a period of the case on the desk, each with its answer."""
        self._period_id = period.id
        self._show()

    @property
    def _period(self) -> Intake:
        shown = self._desk.case.entities.get(self._period_id)
        return shown if isinstance(shown, Intake) else self._desk.case.intake

    @Slot()
    def _show(self) -> None:
        if self._desk.editing is None:
            return
        case, intake, today = self._desk.case, self._period, self._workspace.today()
        agreement = agreement_of(intake, self._workspace.vault.centre, today)
        self._offer(agreement)
        criteria = agreement.criteria if agreement else ()
        self._make_room(len(criteria))
        for cell, criterion in zip(self._cells, criteria, strict=False):
            told = told_by_facts(criterion, case.client, intake, today)
            cell.show_criterion(criterion, intake, told)
        for place, cell in enumerate(self._cells):
            cell.setVisible(place < len(criteria))
        for place, each in enumerate(self._lines):
            each.setVisible(place * _IN_LINE < len(criteria))

    def _offer(self, agreement: Agreement | None) -> None:
        """Offer the agreements of the day, and what the one that holds asks about."""
        centre, today = self._workspace.vault.centre, self._workspace.today()
        usual = usual_agreement(centre, today) if self._period.has_nav else None
        words = _("{agreement}, as usual here").format(agreement=usual.label) if usual else ""
        self.agreement.offer(offered_agreements(centre, today), words)
        rules = agreement.priority if agreement else ()
        self.priority.offer([(each.code, worded(each.words)) for each in rules])
        asked = agreement.groups if agreement else None
        codes = [(each.code, each.label) for each in offered("groups", today)]
        self.groups.offer([each for each in codes if asked is None or each[0] in asked])

    def _make_room(self, count: int) -> None:
        while len(self._cells) < count:
            before = self._cells[-1].field if self._cells else self.priority
            made = [CriterionCell(self._workspace) for _each in range(_IN_LINE)]
            for each in made:
                keeps = each.sizePolicy()
                keeps.setRetainSizeWhenHidden(True)
                each.setSizePolicy(keeps)
            self._cells += made
            self._lines.append(line(*made))
            self._layout.addWidget(self._lines[-1])
            follow(before, *made)
