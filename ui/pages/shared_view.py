"""What all may see (F9), large as on a stage: the goal, who does what, when one meets again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.formats import joined
from app.i18n import _, ngettext
from app.services.case.showing import what_all_may_see
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import column, folding, holding, scrolled
from ui.widgets.sentence_list import SentenceList

if TYPE_CHECKING:
    from app.domain.cases import Case
    from ui.workspace import Workspace

_OUTSIDE_PX, _INSIDE_PX = 72, 24


class SharedView(QWidget):
    """Turned towards the others at the table; nothing of the program is on it."""

    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        self._name = Label("", "stage-small")
        self._goal = Label("", "stage-goal", wrap=True)
        self._step = Label("", "stage-step", wrap=True)
        self.list = SentenceList(_("Who does what"))
        self._more = Label("", "stage-small")
        self._again = Label(_("We meet again"), "stage-small")
        self._when = Label("", "stage-when")  # a time is not torn from its day
        self._with = Label("", "stage", wrap=True)
        self._foot = holding(
            column(
                Rule(),
                *(20, self._again),
                folding(self._when, self._with, below=800, spacing=16, shares=(0, 1)),
                spacing=4,
            ),
            (_INSIDE_PX, 0, _INSIDE_PX, 0),
        )
        head = holding(
            column(self._name, self._goal, self._step, spacing=4), (_INSIDE_PX, 0, _INSIDE_PX, 24)
        )
        below = holding(column(self._more, None), (_INSIDE_PX + 36, 4, _INSIDE_PX, 0))
        layout = column(head, self.list, below, None, self._foot, spacing=0)
        self._page = page = scrolled(holding(layout, (_OUTSIDE_PX, 56, _OUTSIDE_PX, 40)))
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(page))

    def show_case(self, case: Case, now_in: str = "", at: str = "") -> None:
        """Show the plan of a case, and nothing else of it, during the meeting with an id.

        The activity with the other id is the one spoken about.
        """
        shown = what_all_may_see(case, now_in, self._workspace.today())
        practice = _("Practice") if self._workspace.practice else ""
        self._name.setText(joined([practice, shown.name, _("my goal")]))
        self._goal.setText(shown.goal or _("We are still looking for it."))
        first = _("The first thing I do")
        self._step.setText(f"{first}: {shown.first_step}")
        self._step.setVisible(bool(shown.first_step))
        self.list.show_sentences(shown.sentences, at)
        more = ngettext("and {n} more", "and {n} more", shown.more).format(n=shown.more)
        self._more.setText(more)
        self._more.setVisible(shown.more > 0)
        self._foot.setVisible(bool(shown.meeting))
        self._when.setText(shown.meeting)
        self._with.setText(shown.meeting_with)

    def bring_into_sight(self) -> None:
        """Scroll to the sentence that is spoken about: nobody has keys for it on another screen."""
        row, sheet = self.list.visualRect(self.list.currentIndex()), self._page.widget()
        if sheet is not None and row.isValid():
            middle = self.list.viewport().mapTo(sheet, row.center())
            self._page.ensureVisible(0, middle.y(), 0, row.height())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.closed.emit()  # for a hand on the mouse; Esc and F9 leave too
