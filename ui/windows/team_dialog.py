"""Who works with a case: whose it is, who may open it with a reason, from whom it is hidden."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLayout, QWidget
from typing_extensions import override

from app.i18n import _
from app.services.case.case_team import Part, change_team
from ui.style.theme import theme
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding
from ui.widgets.speaking import describe
from ui.windows.dialogs import whose
from ui.windows.task_dialog import TaskDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.case.case_team import Member, Team
    from app.storage.progress import Progress
    from ui.workspace import Workspace


_FOLDED_PX = 380
_WIDE_PX = 600


class TeamDialog(TaskDialog):
    """One line for each colleague. Whoever may not change it can read it."""

    topic = "history"

    is_quick = True

    def __init__(self, parent: QWidget, workspace: Workspace, client_id: str, shown: Team) -> None:
        super().__init__(parent, _("Who works with the case"), workspace.tasks)
        self._vault, self._client_id = workspace.vault, client_id
        self.said = _("It is being written down.")
        self._team = shown
        self.parts: dict[str, ChoiceField] = {}
        self.act.setText(_("Change"))
        self.act.setVisible(self._team.may_change)
        told = _("The history of the case tells each change; those it is hidden from see nothing.")
        about = _("Those who own the case and the centre lead can change this.")
        about = told if self._team.may_change else about
        self._leaving = Label(
            _("You will no longer see this case, and only a colleague can change that."),
            "problem",
            wrap=True,
        )
        self._leaving.hide()
        rows = column(*map(self._row, self._team.members), spacing=8)
        case = workspace.desk.case
        self.fill(whose(case), Label(about, "quiet", wrap=True), Card(rows), self._leaving)
        self.setMinimumWidth(min(theme.px(_WIDE_PX), self.screen().availableSize().width() - 80))
        if not self._team.may_change:
            self.back.setFocus()

    @override
    def job(self) -> Callable[[Progress], None]:
        parts = {who: Part(str(field.currentData())) for who, field in self.parts.items()}
        vault, client_id = self._vault, self._client_id
        return lambda _progress: change_team(vault, client_id, parts)

    def _row(self, member: Member) -> QLayout:
        name = Label(_name(member), wrap=True)
        if not self._team.may_change:
            part = Label(member.part.label, "quiet", wrap=True)
            return column(folding(name, part, below=_FOLDED_PX, shares=(2, 3)))
        field = ChoiceField(_choices(member))
        field.show_text(member.part)
        field.setAccessibleName(_name(member))
        describe(field, _name(member))
        field.edited.connect(partial(self._chosen, member))
        self.parts[member.counsellor.id] = field
        return column(folding(name, field, below=_FOLDED_PX, shares=(2, 3)))

    @Slot(str)
    def _chosen(self, member: Member, part: str) -> None:
        self.say("")
        if member.is_self:
            self._leaving.setVisible(part == Part.SHUT_OUT)


def _name(member: Member) -> str:
    name = member.counsellor.name or _("(no name yet)")
    if member.is_self:
        return _("{name} (you)").format(name=name)
    if not member.counsellor.active:
        return _("{name} (no longer here)").format(name=name)
    return name


def _choices(member: Member) -> list[tuple[str, str]]:
    if not member.counsellor.active:
        return [(Part.OWNS, Part.OWNS.label), (Part.ASKS, _("No longer owns the case"))]
    return [(part, part.label) for part in Part]
