"""Write down what the person wants: how much of the plan, to whom, for what, and how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.sharing import Scope, SharingDecision
from app.formats import joined, weekday_names
from app.i18n import _, ngettext
from app.services.code_lists import offered
from ui.forms.field_lines import day_field
from ui.forms.form import Form
from ui.widgets.labels import Label
from ui.widgets.layouts import column, folding, holding, row
from ui.widgets.radio_field import RadioField
from ui.widgets.ticked_field import TickedField

if TYPE_CHECKING:
    from ui.desk import Desk

_KIND = "sharing"
_FOLDS_BELOW = 380
_INDENT_PX = 26


class SharingForm(Form):
    """Bound to one decision; one that is written down for good is read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._decision_id = ""
        scopes = [(each.value, each.label) for each in (Scope.NONE, Scope.PARTS, Scope.ALL)]
        self.scope = RadioField(scopes)
        codes = offered("plan_parts", desk.today())
        self.parts = TickedField([(each.code, each.label) for each in codes])
        self._parts = holding(row(self.parts), (_INDENT_PX, 0, 0, 4))
        self.scope.put_under(Scope.PARTS.value, self._parts)
        self.bind(_KIND, "scope", self.scope)
        self.bind(_KIND, "parts", self.parts)
        self._days_left = Label("", "small")
        who, what = self.labelled(_KIND, "recipient"), self.labelled(_KIND, "purpose")
        how, until = self.labelled(_KIND, "said_how"), self.labelled(_KIND, "until", day_field())
        until.addWidget(self._days_left)
        self._whom = folding(who, what, below=_FOLDS_BELOW, spacing=16, shares=(1, 1))
        self._how, self._until = holding(how), holding(until)
        both = (self._how, self._until)
        last = folding(*both, below=_FOLDS_BELOW, spacing=16, shares=(4, 3), at_top=True)
        self.setLayout(column(self.scope, self._whom, last, spacing=12))
        desk.watch(self, {SharingDecision: ("scope", "until")}, self._show)

    @property
    def decision(self) -> SharingDecision | None:
        """What is written, as it stands on the desk."""
        editing = self.desk.editing
        found = editing.folder.entities.get(self._decision_id) if editing is not None else None
        return found if isinstance(found, SharingDecision) else None

    def show_decision(self, decision: SharingDecision | None) -> None:
        """Write, or read, a decision."""
        self._decision_id = decision.id if decision else ""
        self.show_entity(decision, _KIND)
        self._show()

    @Slot()
    def _show(self) -> None:
        """Ask only what belongs to the choice: a no has no receiver."""
        decision = self.decision
        if decision is None:
            return
        self._parts.setVisible(decision.scope == Scope.PARTS)
        for part in (self._whom, self._until):
            part.setVisible(decision.scope in {Scope.PARTS, Scope.ALL})
        self._how.setVisible(decision.scope != Scope.OPEN)
        self._days_left.setText(self._days(decision))

    def _days(self, decision: SharingDecision) -> str:
        if decision.until is None:
            return _("Valid until it is taken back")
        days = (decision.until - self.desk.today()).days
        left = ngettext("{n} day", "{n} days", days).format(n=days) if days >= 0 else ""
        return joined([weekday_names()[decision.until.weekday()], left])
