"""Deling: what the person wants at the left, the sheet that would leave at the right, what left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.clients import Client, DocumentItem
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.sharing import (
    DecisionState,
    Scope,
    SharingDecision,
    SharingDeed,
    decision_state,
    may,
)
from app.errors import NotFinished
from app.formats import joined
from app.i18n import _
from app.services import sharing
from app.services.receipts import newest_of
from ui.forms.sharing_form import SharingForm
from ui.pages.copy_view import CopyView
from ui.pages.given_list import GivenList
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField
from ui.widgets.giving import give
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label, Pill
from ui.widgets.layouts import BAR_PX, EDGE_PX, Card, column, folding, holding, row, scrolled

if TYPE_CHECKING:
    from datetime import date

    from app.domain.cases import Case
    from ui.workspace import Workspace

_FOLDS_BELOW = 820
_PILLS = {
    DecisionState.WRITTEN: "sun",
    DecisionState.VALID: "ok",
    DecisionState.REFUSED: "grey",
    DecisionState.EXPIRED: "grey",
    DecisionState.WITHDRAWN: "red",
    DecisionState.REPLACED: "grey",
}


class SharingPage(QWidget):
    """About the version of the plan that counts; looking decides nothing."""

    written = Signal()
    """A choice was written down; what comes next is the copy."""
    turned = Signal()
    """Another decision is shown, or this one has come further."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._desk = workspace, workspace.desk
        self.decision_id = ""
        self.form = SharingForm(self._desk)
        self._title, self._state = Label("", "heading", wrap=True), Pill()
        self.which = ChoiceField([])
        self.which.setAccessibleName(_("Which decision"))
        self.decide = Button(_("Write the choice down"), "primary")
        self.withdraw, self.again = Button(_("Take it back")), Button(_("New choice"))
        self.receipt = KeyButton(_("Receipt …"), "Ctrl+R")
        self._problem = Label("", "problem", wrap=True)
        self.copy, self.given = CopyView(workspace), GivenList(workspace)
        self._lay_out()
        self._connect()

    def show_case(self) -> None:
        """Show what is decided about the plan of the case on the desk."""
        self.decision_id = ""
        self.copy.clear()
        self.refresh()

    def focus_start(self) -> None:
        """Put the focus on what the person wants, or on asking anew."""
        decision = self._decision
        if decision is None or self._may(SharingDeed.WRITE):
            self.form.scope.focus_chosen()
        else:
            self.again.setFocus()

    @property
    def why_not(self) -> str:
        """Why no copy can be made; empty where one can."""
        return sharing.why_nothing_leaves(self._decision, self._desk.case, self._workspace.today())

    @property
    def recipient(self) -> str:
        """Who would get the copy."""
        decision = self._decision
        return decision.recipient.strip() if decision is not None else ""

    @Slot()
    def refresh(self) -> None:
        """Show everything as it stands on the desk."""
        plan = self._plan
        self._body.setVisible(plan is not None)
        self._none.setVisible(plan is None)
        if plan is None:
            return
        found = sharing.decisions_of(self._desk.case, plan.id)
        if self.decision_id not in [each.id for each in found]:
            self.decision_id = found[-1].id if found else ""
        decision = self._decision
        self.form.show_decision(decision)
        self._offer(found)
        self._say(decision)
        self.given.show_case()
        self.copy.show_decision(decision)
        self.turned.emit()

    @property
    def _plan(self) -> CareerPlan | None:
        return self._desk.case.plan if self._desk.editing is not None else None

    @property
    def _decision(self) -> SharingDecision | None:
        if self._desk.editing is None:
            return None
        found = self._desk.case.entities.get(self.decision_id)
        return found if isinstance(found, SharingDecision) else None

    def _may(self, deed: SharingDeed) -> bool:
        decision = self._decision
        return decision is not None and may(
            decision, deed, self._desk.case, self._workspace.today()
        )

    @Slot()
    def begin(self) -> None:
        """Begin a decision: a first one, one more, or one that takes the place of what is shown."""
        plan, shown, today = self._plan, self._decision, self._workspace.today()
        if plan is None:
            return
        if shown is not None and self._may(SharingDeed.REPLACE):
            made = sharing.replacing(shown, today)
        else:
            made = sharing.new_decision(self._desk.case, plan, today)
        self._desk.settle()
        if self._desk.change([made]):
            self._turn_to(made.id)
            self.form.scope.focus_chosen()

    @Slot()
    def write_down(self) -> None:
        """Write the choice down for good, from when it holds; or say what is missing."""
        self._desk.settle()
        decision = self._decision
        if decision is None:
            return
        try:
            made = sharing.decided(decision, self._desk.case, self._workspace.today())
        except NotFinished as error:
            self._complain(str(error))
            return
        if self._desk.finish(made):
            self._complain("")
            self.refresh()
            self.written.emit()
            told = _("The choice is written down. It holds from today.")
            if made.scope == Scope.NONE:
                told = _("It is written down that the plan is not shared.")
            self._workspace.tell(told)

    @Slot()
    def take_back(self) -> None:
        """Write down that the person has taken the choice back: from now on nothing leaves."""
        self._desk.settle()
        decision = self._decision
        if decision is None or not self._may(SharingDeed.WITHDRAW):
            return
        gone = sharing.withdrawn(decision, self._desk.case, self._workspace.today())
        if self._desk.finish(gone):
            self.refresh()
            told = _("The choice is taken back from today. What is on paper must be asked for.")
            self._workspace.tell(told)

    @Slot(str)
    def _turn_to(self, decision_id: str) -> None:
        self._desk.settle()
        self.decision_id = decision_id
        self._complain("")
        self.refresh()

    def _complain(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem:
            announce(self.decide, problem, assertive=True)

    def _say(self, decision: SharingDecision | None) -> None:
        name = self._desk.case.client.name.split(" ")[0] or _("the client")
        self._title.setText(_("What does {name} want?").format(name=name))
        self._state.setVisible(decision is not None)
        self.form.setVisible(decision is not None)
        self.decide.setVisible(self._may(SharingDeed.WRITE))
        self.withdraw.setVisible(self._may(SharingDeed.WITHDRAW))
        given = newest_of(self._desk.case, self.decision_id)
        self.receipt.setVisible(given is not None)
        writes = self._may(SharingDeed.WRITE)
        self.again.setVisible(not writes)
        self.again.setText(_("Ask what the client wants") if decision is None else _("New choice"))
        if decision is None:
            return
        state = decision_state(decision, self._desk.case, self._workspace.today())
        self._state.show_text(_state_words(state), _PILLS[state])

    def _offer(self, found: tuple[SharingDecision, ...]) -> None:
        today = self._workspace.today()
        names = [(each.id, _choice(each, self._desk.case, today)) for each in reversed(found)]
        self.which.setVisible(len(found) > 1)
        self.which.offer(names)
        self.which.show_text(self.decision_id)

    def _connect(self) -> None:
        self.decide.clicked.connect(self.write_down)
        self.withdraw.clicked.connect(self.take_back)
        self.again.clicked.connect(self.begin)
        self.receipt.clicked.connect(lambda: give(self, "print_receipt"))
        self.which.edited.connect(self._turn_to)
        kinds = (Client, Intake, CareerPlan, PlanActivity, DocumentItem, SharingDecision)
        self._desk.watch(self, kinds, self.refresh)

    def _lay_out(self) -> None:
        self._problem.hide()
        head = row(self._title, None, self._state)
        deeds = row(self.decide, self.withdraw, self.again, self.receipt, None)
        left = Card(column(head, self.which, self.form, self._problem, deeds, None, spacing=12), 20)
        both = folding(left, self.copy, below=_FOLDS_BELOW, spacing=24, shares=(5, 6))
        self._body = holding(column(both, self.given, None, spacing=16))
        self._none = Label(_("There is no plan yet, so nothing can be shared."), "quiet", wrap=True)
        around = holding(column(self._none, self._body), (EDGE_PX, 12, EDGE_PX - BAR_PX, 20))
        self.setLayout(column(scrolled(around, keeps_room=True)))


def _state_words(state: DecisionState) -> str:
    words = {
        DecisionState.WRITTEN: _("Being written"),
        DecisionState.REFUSED: _("Not shared"),
        DecisionState.VALID: _("Holds"),
        DecisionState.EXPIRED: _("Has run out"),
        DecisionState.WITHDRAWN: _("Taken back"),
        DecisionState.REPLACED: _("Replaced"),
    }
    return words[state]


def _choice(decision: SharingDecision, case: Case, today: date) -> str:
    state = decision_state(decision, case, today)
    who = decision.recipient.strip() or _("nobody yet")
    return joined([who, _state_words(state)])
