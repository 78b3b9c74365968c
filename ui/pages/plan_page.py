"""Plan: the editor at the left, the real paper at the right, redrawn as you type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from app.domain.choices import PerCode, PlanState
from app.domain.clients import Client, DocumentItem
from app.domain.labels import field_label
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.staff import Centre, Counsellor
from app.formats import joined, long_date, uncapital
from app.i18n import _
from app.services import printing
from app.services.case import planning
from ui.forms.plan_form import PlanForm
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label, Pill
from ui.widgets.layouts import EDGE_PX, column, holding, row, scrolled
from ui.widgets.paper_view import PaperView

if TYPE_CHECKING:
    from app.domain.checks import Problem
    from app.prints.plan_sheet import PlanSheet
    from ui.workspace import Workspace

REDRAW_MS = 60
"""Keystrokes this close together are drawn once."""
_RING_PX = 8
"""Beside the fields, so that the ring round one is not cut off."""
_PREVIEW_FROM = 900
"""Below this many pixels at normal text size the paper would be too small to help."""


_STATE_ROLES = PerCode(
    {PlanState.DRAFT: "sun", PlanState.FINAL: "ok", PlanState.SUPERSEDED: "grey"}, other="grey"
)


class PlanPage(QWidget):
    """The version of the plan that counts, and the ways on from it."""

    finish_wanted = Signal()
    note_wanted = Signal(object)
    large_wanted = Signal()
    new_version_wanted = Signal()
    turned = Signal()
    """Another version is shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self.form = PlanForm(self._desk, workspace.today)
        self.paper = PaperView()
        self._paper_caption = Label("", "small")
        self._large = KeyButton("", "F8", "bar")
        self._large.setAccessibleName(_("Show the sheet large"))
        self._state = Pill()
        self._chosen = ""
        self.versions = ChoiceField([])
        self.versions.setAccessibleName(field_label("plan", "number"))
        self.begin = Button(_("Begin the plan"), "primary")
        self.finish = Button(_("Finish the plan …"))
        self.new_version = Button(_("New version …"))
        self._drawn: object = None
        self._drawing = False
        self.redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._right = self._paper_side()
        self._empty = self._nothing_yet()
        self._body = scrolled(
            holding(column(self.form), (_RING_PX, 0, _RING_PX, 20)), keeps_room=True
        )
        self.corner = holding(
            row(self._state, self.versions, self.finish, self.new_version, spacing=12)
        )
        self._left = holding(column(self._empty, self._body))
        body = row(self._left, self._right, spacing=12)
        body.setStretch(0, 9)
        body.setStretch(1, 5)
        body.setContentsMargins(EDGE_PX - _RING_PX, 12, EDGE_PX, 20)
        self._whole = body
        self.setLayout(body)
        self._connect()

    def _nothing_yet(self) -> QWidget:
        self.earlier = Button(_("Read the earlier plan"))
        said = Label(_("No plan yet. Begin one when the goal takes shape."), "quiet")
        whole = column(said, row(self.begin, self.earlier, None), None)
        return holding(whole, (_RING_PX, 0, _RING_PX, 0))

    @property
    def shown(self) -> CareerPlan | None:
        """The version on the page: the one that counts unless an earlier one was chosen."""
        if self._desk.editing is None:
            return None
        plans = self._desk.case.plans
        return next((plan for plan in plans if plan.id == self._chosen), self._desk.case.plan)

    @property
    def is_behind(self) -> bool:
        """Whether something that was typed is not on the paper yet."""
        return self._drawing or self.redraw.isActive()

    def show_case(self) -> None:
        """Show the case on the desk, in the version that counts."""
        self._chosen = ""
        self._show_version()

    @property
    def is_paper_large(self) -> bool:
        """Whether the sheet takes the whole page."""
        return self._left.isHidden()

    def show_paper_large(self, *, large: bool) -> None:
        """Show the sheet as large as the page, or beside the plan again with the caret in it."""
        self._left.setVisible(not large)
        left = EDGE_PX if large else EDGE_PX - _RING_PX
        self._whole.setContentsMargins(left, 12, EDGE_PX, 20)
        self._refresh()
        if large:
            self.paper.setFocus()
        else:
            self.focus_start()

    def _show_version(self) -> None:
        self.paper.clear()
        self._drawn = None
        self._refresh()
        self._draw()

    @Slot(str)
    def show_version(self, plan_id: str) -> None:
        """Show another version."""
        if self.shown and self.shown.id == plan_id:
            return
        self._desk.settle()
        self._chosen = plan_id
        self._show_version()
        self.focus_start()
        self.turned.emit()

    def show_row(self, activity_id: str) -> None:
        """Go to a row of the plan."""
        self.form.view.show_row(activity_id)
        self.form.view.setFocus()

    def go_to_problem(self, problem: Problem) -> None:
        """Put the caret where something is missing."""
        self.form.go_to(problem)

    def focus_start(self) -> None:
        """Put the caret in the goal."""
        if self.shown is None:
            self.begin.setFocus()
        else:
            self.form.focus_start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._state.setVisible(self._has_room)
        self._refresh()

    @property
    def _has_room(self) -> bool:
        return self.width() >= theme.px(_PREVIEW_FROM)

    def _paper_side(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("desk")
        layout = column(
            row(
                Label(_("This is how the sheet will look"), "label"),
                *(None, self._paper_caption, self._large),
            ),
            self.paper,
            spacing=4,
        )
        layout.setContentsMargins(12, 10, 8, 8)
        frame.setLayout(layout)
        return frame

    def _connect(self) -> None:
        self.begin.clicked.connect(self._begin_plan)
        self._large.clicked.connect(self.large_wanted)
        self.versions.edited.connect(self.show_version)
        self.earlier.clicked.connect(lambda: self.show_version(self._desk.case.plans[-1].id))
        self.form.note_wanted.connect(self.note_wanted)
        self.finish.clicked.connect(self.finish_wanted)
        self.new_version.clicked.connect(self.new_version_wanted)
        self.redraw.timeout.connect(self._draw)
        printed = (
            *(Client, Intake, Meeting, CareerPlan, PlanActivity, DocumentItem),
            *(Centre, Counsellor),
        )
        self._desk.watch(self, printed, self._hear)

    @Slot()
    def _hear(self) -> None:
        self._refresh()
        self.redraw.start()

    def _refresh(self) -> None:
        if self._desk.editing is None:
            return
        plan = self.shown
        for part in (self._body, self.corner):
            part.setVisible(plan is not None)
        self._empty.setVisible(plan is None)
        self._right.setVisible((self._has_room or self.is_paper_large) and plan is not None)
        if plan is None:
            self.earlier.setVisible(bool(self._desk.case.plans))
            return
        if self.form.plan_id != plan.id:
            self.form.show_plan(plan)
        self.finish.setVisible(plan.state == PlanState.DRAFT)
        self.new_version.setVisible(plan.state == PlanState.FINAL)
        self._state.show_text(_state_text(plan), _STATE_ROLES[plan.state])
        self._offer_versions(plan)

    def _offer_versions(self, shown: CareerPlan) -> None:
        """Let earlier versions be read; they stay as they were, marked replaced (BR10)."""
        plans = self._desk.case.plans
        self.versions.setVisible(len(plans) > 1)
        if self.versions.count() != len(plans) or self.versions.findData(shown.id) < 0:
            self.versions.clear()
            for plan in reversed(plans):
                self.versions.addItem(_("Version {n}").format(n=plan.number), plan.id)
        self.versions.show_text(shown.id)

    @Slot()
    def _begin_plan(self) -> None:
        self._desk.change([planning.first_plan(self._desk.case)])
        self.focus_start()

    @Slot()
    def _draw(self) -> None:
        """Have the paper made beside the window; what changes meanwhile is drawn after."""
        plan = self.shown
        if plan is None or self._drawing:
            self.paper.setVisible(plan is not None)
            if self._drawing:
                self.redraw.start()
            return
        self.paper.show()
        vault = self._workspace.vault
        paper = printing.plan_sheet(
            self._desk.case, plan, vault.centre, vault.counsellor, self._workspace.today()
        )
        paper = replace(paper, practice=self._workspace.practice)
        if paper == self._drawn:
            return
        self._drawn, self._drawing = paper, True
        self._workspace.tasks.run(
            lambda: (paper, printing.plan_pdf(paper)),
            self._show_paper,
            self,
            self._give_up,
            quick=True,
        )

    def _show_paper(self, made: tuple[PlanSheet, bytes]) -> None:
        """Show the paper, unless another person or version came on the page meanwhile."""
        self._drawing = False
        paper, content = made
        if self.shown is None or self.shown.id != paper.plan.id:
            return
        self.paper.show_pdf(content)
        form = self._desk.case.client.language_form.label
        self._paper_caption.setText(joined([_("For the client"), form, self.paper.page_text()]))

    def _give_up(self, error: BaseException) -> None:
        self._drawing, self._drawn = False, None
        raise error


def _state_text(plan: CareerPlan) -> str:
    if plan.state == PlanState.DRAFT:
        return _("Draft of version {n}").format(n=plan.number)
    if not plan.state.is_known:
        return joined([_("Version {n}").format(n=plan.number), plan.state.label])
    finished = long_date(plan.finished_on) if plan.finished_on else ""
    state = uncapital(PlanState.FINAL.label)
    text = _("Version {n} · {state} {date}").format(n=plan.number, state=state, date=finished)
    if plan.state == PlanState.FINAL:
        return text
    return joined([text, uncapital(plan.state.label)])
