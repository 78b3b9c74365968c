"""The end of a meeting: one sheet that asks, and the receipt that takes its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.meetings import Meeting
from app.formats import clock, joined, long_date, weekday_day_month
from app.i18n import _, ngettext
from app.services.case.open_ends import MOST, OpenEnd, open_ends, what_is_well
from ui.forms.form import Form
from ui.forms.next_meeting_form import NextMeetingForm
from ui.style.theme import theme
from ui.widgets.fitting_body import FittingBody
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import column, folding, holding, row
from ui.widgets.mark import ASK, DONE, Mark
from ui.windows.dialogs import Dialog, whose

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QLayout

    from app.domain.folders import Folder
    from ui.workspace import Workspace

_WIDE_PX, _MARKS_PX = 640, 520
_MARKS = ("understandable", "manageable", "meaningful")


class FinishMeetingDialog(Dialog):
    """Ending a meeting asks for the next date, or that none is agreed (BR13).

    What is missing is one key away, and stops nobody; `go` leads to it, and what was typed here is
    there again when the sheet is.
    """

    topic = "finishing"

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        meeting: Meeting,
        then: Callable[[Meeting], None],
        go: Callable[[OpenEnd], None] = lambda _end: None,
    ) -> None:
        super().__init__(parent, _("Finish the note"), lambda: then(form.wished()))
        form = NextMeetingForm(workspace, meeting)
        self._go = go
        case = workspace.desk.case
        self.day, self.time, self.none = form.day, form.time, form.none
        self.back.setText(_("Go on writing"))
        day = long_date(meeting.day) if meeting.day else ""
        self._ends = open_ends(case, meeting, *_about(workspace))
        told = Label(_("The note is locked with today’s date. Addenda can come later."), "quiet")
        told.setWordWrap(True)
        body = holding(
            column(
                *(form, _ThreeMarks(workspace, meeting)),
                *self._open_ends(what_is_well(case)),
                spacing=14,
            ),
            (4, 4, 4, 4),
        )
        self.fill(
            whose(case, " ".join(filter(None, (meeting.kind.label, day)))), told, FittingBody(body)
        )
        screen = self.screen().availableSize()
        self.setMinimumWidth(min(theme.px(_WIDE_PX), screen.width() - 80))
        finish = QShortcut(QKeySequence("Ctrl+Return"), self)
        finish.activated.connect(self.do)
        self.day.setFocus()

    def _open_ends(self, well: str) -> list[QLayout]:
        lines: list[QLayout | QWidget] = []
        for number, end in enumerate(self._ends[:MOST], start=1):
            key = f"Alt+{number}"
            way = KeyButton(end.verb, key, "quiet-link")
            way.setAccessibleName(f"{end.words}: {end.verb}")
            way.clicked.connect(partial(self._leave_for, end))
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._leave_for, end))
            lines += [Rule(), _stretched(Mark(ASK), Label(end.words, wrap=True), way)]
        more = len(self._ends) - MOST
        if more > 0:
            words = ngettext("and {n} more", "and {n} more", more).format(n=more)
            lines.append(Label(words, "quiet"))
        if well:
            lines += [Rule(), row(Mark(DONE), Label(well, "quiet"), None, spacing=12)]
        if not lines:
            return []
        title = row(
            Label(_("Before you are done"), "label"),
            Label(_("– nothing stops you"), "quiet"),
            None,
        )
        return [column(title if self._ends else row(), *lines, spacing=6)]

    def _leave_for(self, end: OpenEnd) -> None:
        self.reject()
        self._go(end)


class _ThreeMarks(Form):
    """What the client said of the meeting, where somebody asked; coded facts, none demanded."""

    def __init__(self, workspace: Workspace, meeting: Meeting) -> None:
        super().__init__(workspace.desk)
        fields = (self.labelled("meeting", name) for name in _MARKS)
        self.setLayout(column(folding(*fields, below=_MARKS_PX, spacing=8, shares=(1, 1, 1))))
        self.show_entity(meeting, "meeting")


class FinishedDialog(Dialog):
    """The receipt of a finished note; printing the plan is what comes next."""

    topic = "finishing"
    print_wanted = Signal()
    today_wanted = Signal()

    def __init__(self, parent: QWidget, workspace: Workspace, meeting: Meeting) -> None:
        at = clock(meeting.finished_at.astimezone()) if meeting.finished_at else ""
        title = _("The note is locked {time}").format(time=at)
        super().__init__(parent, title)
        case = workspace.desk.case
        day = long_date(meeting.day) if meeting.day else ""
        ends = open_ends(case, meeting, *_about(workspace))
        lines: list[QLayout | QWidget | int] = []
        for sign, words in (
            (DONE, _next_words(workspace, meeting)),
            (DONE, _count_words(workspace)),
            *((ASK, end.words) for end in ends[:MOST]),
        ):
            if words:
                lines += [Rule(), _stretched(Mark(sign), Label(words, wrap=True))]
        if ends:
            lines.append(
                Label(
                    _("What is open is on the client’s pages, and on Today when it is due."),
                    "quiet",
                    wrap=True,
                )
            )
        self.act.setText(_("Print the plan"))
        self.act.setVisible(case.plan is not None)
        self.back.setText(_("To the note"))
        today = KeyButton(_("To Today"), "Ctrl+1")
        today.clicked.connect(self._go_to_today)
        lines += [8, row(None, today)]
        self.fill(whose(case, " ".join((meeting.kind.label, day))), column(*lines, spacing=6))
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.do)
        QShortcut(QKeySequence("Ctrl+1"), self).activated.connect(self._go_to_today)
        self.accepted.connect(self.print_wanted)
        (self.act if case.plan is not None else self.back).setFocus()

    @Slot()
    def _go_to_today(self) -> None:
        self.reject()
        self.today_wanted.emit()


def _next_words(workspace: Workspace, meeting: Meeting) -> str:
    found = workspace.desk.case.entities.get(meeting.next_meeting_id)
    if not isinstance(found, Meeting) or found.day is None:
        return _("No further meeting is agreed")
    at = _("at {time}").format(time=clock(found.at)) if found.at else ""
    when = " ".join(part for part in (weekday_day_month(found.day), at) if part)
    return _("Next meeting: {when}").format(when=joined([when, found.place]))


def _count_words(workspace: Workspace) -> str:
    plan = workspace.desk.case.plan
    count = len(workspace.desk.case.activities(plan.id)) if plan else 0
    words = ngettext("{n} activity in the plan", "{n} activities in the plan", count)
    return words.format(n=count) if count else ""


def _stretched(sign: QWidget, words: QWidget, *more: QWidget) -> QLayout:
    laid = row(sign, words, *more, spacing=12)
    laid.setStretch(1, 1)
    return laid


def _about(workspace: Workspace) -> tuple[date, Folder]:
    """Return what is asked besides the case: the day, and the centre's templates."""
    return workspace.today(), workspace.desk.register.folder
