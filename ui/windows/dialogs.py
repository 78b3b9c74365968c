"""The few dialogs: short, non-blocking, with verbs on the buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.domain.checks import Problem, plan_advice, plan_problems
from app.errors import NotFinished
from app.formats import capital, joined
from app.i18n import _
from app.services.printing import version_words
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from app.domain.cases import Case

_WIDEST = 900


class Dialog(QDialog):
    """A heading, a body, and two verbs; Esc goes back without losing anything.

    The title is the verb: `then` does it, and may raise NotFinished.
    """

    topic = "help"
    """What F1 tells about it."""

    def __init__(
        self, parent: QWidget, title: str, then: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(parent)
        offer_help(self, self.topic)
        self._then = then
        self.setWindowTitle(title)
        self.setModal(True)
        self.problem = Label("", "problem", wrap=True)
        self.problem.hide()
        self.act = Button(title, "primary")
        self.act.setDefault(True)
        self.back = Button(_("Back"))
        self.act.clicked.connect(self.do)
        self.back.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._title = Label(title, "heading")
        self.ring = FocusRing(self)

    def fill(self, *items: QWidget | QLayout | int) -> None:
        """Lay out the body between heading and verbs."""
        layout = column(
            self._title, *items, self.problem, row(None, self.back, self.act), spacing=14
        )
        layout.setContentsMargins(24, 20, 24, 20)
        self.setLayout(layout)
        self.setMinimumWidth(min(theme.px(480), _WIDEST))

    def say(self, text: str) -> None:
        """Show what is missing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._grow()
        return handled

    @Slot()
    def do(self) -> None:
        """Do what the verb says; what is missing keeps the dialog open and is said."""
        try:
            self.take()
        except NotFinished as error:
            self.say(str(error))
            return
        self.accept()

    def take(self) -> None:
        """Do what the dialog is for; raises NotFinished with what is missing.

        A dialog that does it itself overrides this: one that holds itself would outlive its window.
        """
        self._then()

    def _grow(self) -> None:
        """Give a sentence that came along the lines it needs."""
        layout = self.layout()
        need = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if need > self.height():
            self.resize(self.width(), need)


class FinishPlanDialog(Dialog):
    """Finishing a plan says whose it is, what that does and what is missing, each one Enter away.

    `go` leads to the place of what is missing.
    """

    topic = "finishing"

    def __init__(
        self,
        parent: QWidget,
        case: Case,
        then: Callable[[], None],
        go: Callable[[Problem], None],
    ) -> None:
        super().__init__(parent, _("Finish the plan"), then)
        self._go = go
        plan = case.plan
        found = (plan, case.activities(plan.id)) if plan is not None else None
        told = Label(
            _(
                "When the plan is finished, it can no longer be changed. A new goal "
                "makes a new version. DRAFT disappears from the paper. The plan is "
                "shared with nobody."
            ),
            wrap=True,
        )
        must = list(plan_problems(*found)) if found else []
        might = list(plan_advice(*found)) if found else []
        self.fill(
            whose(case, version_words(plan) if plan is not None else ""),
            told,
            *self._ways(_("This must be there first:"), must),
            *self._ways(_("Still missing. Nothing stops you:"), might),
        )
        self.act.setFocus()

    def _ways(self, heading: str, problems: Sequence[Problem]) -> list[QLayout]:
        """Return a list of what is missing; each line is a way there."""
        if not problems:
            return []
        ways: list[QWidget] = []
        for problem in problems:
            way = Button(f"→ {capital(problem.message)}", "link")
            way.clicked.connect(partial(self._leave_for, problem))
            ways.append(way)
        lines = [row(way, None) for way in ways]
        return [column(Label(heading, "label", wrap=True), *lines, spacing=2)]

    def _leave_for(self, problem: Problem) -> None:
        self.reject()
        self._go(problem)


def whose(case: Case, what: str = "") -> Label:
    """Return the line of a dialog that says whom it is about."""
    return Label(joined([case.client.name or _("(no name yet)"), what]), "label", wrap=True)
