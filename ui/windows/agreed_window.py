"""What was agreed, large enough to be read aloud, and whom the client wants to have a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.errors import NotFinished
from app.i18n import _
from app.services.agreed import agreed_in, read_aloud, receivers, said_yes, slip_of
from ui.style.theme import theme
from ui.widgets.fields import CheckField
from ui.widgets.fitting_body import FittingBody
from ui.widgets.labels import Bullets, Label, Rule
from ui.widgets.layouts import column, holding
from ui.windows.dialogs import Dialog, whose

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from ui.workspace import Workspace

_WIDE_PX = 640


class AgreedWindow(Dialog):
    """A copy leaves only for those the client said yes to; the button says why it is shut."""

    topic = "agreed"
    print_wanted = Signal()

    def __init__(self, parent: QWidget, workspace: Workspace, meeting_id: str) -> None:
        super().__init__(parent, _("This is what we agreed on"))
        self._workspace = workspace
        self._meeting_id = meeting_id
        case = workspace.desk.case
        slip = slip_of(case, meeting_id)
        self.lines = [line.words for line in agreed_in(case, meeting_id)]
        self.read = CheckField(_("Read aloud together"))
        self.read.setChecked(slip.read_on is not None)
        self.copies = {
            each.field: CheckField(each.names or _FALLBACK[each.field]())
            for each in receivers(case, meeting_id)
        }
        for field, box in self.copies.items():
            box.setChecked(bool(getattr(slip, field)))
            box.toggled.connect(self._look)
        self.act.setText(_("Print"))
        self.back.setText(_("Keep and close"))
        self.back.clicked.disconnect()
        self.back.clicked.connect(self._keep_and_close)
        self._why = Label("", "quiet", wrap=True)
        self.fill(whose(case), FittingBody(holding(self._body(), (4, 0, 4, 4))), self._why)
        self.setMinimumWidth(min(theme.px(_WIDE_PX), self.screen().availableSize().width() - 80))
        self.accepted.connect(self.print_wanted)
        self._look()
        self.read.setFocus()

    @override
    def take(self) -> None:
        """Keep what was said; raises NotFinished where nobody may have a copy."""
        if not self._may_leave():
            raise NotFinished(self._why.text())
        self._keep()

    def _body(self) -> QLayout:
        words: QWidget = (
            Bullets(self.lines) if self.lines else Label(_nothing(), "quiet", wrap=True)
        )
        for each in words.findChildren(Label):
            each.setProperty("role", "big-line")
        return column(
            words,
            8,
            self.read,
            Rule(),
            Label(_("Who may have a copy? The client decides, for each."), "label", wrap=True),
            *self.copies.values(),
            spacing=10,
        )

    def _may_leave(self) -> bool:
        return bool(self.lines) and any(box.isChecked() for box in self.copies.values())

    @Slot()
    def _look(self) -> None:
        """Say why nothing can leave yet, and let it leave where it can."""
        may = self._may_leave()
        nobody = _("Nobody gets a copy before the client has said who may.")
        self._why.setText("" if may else (nobody if self.lines else _nothing()))
        self._why.setVisible(not may and bool(self.lines))
        self.act.setEnabled(may)

    @Slot()
    def _keep_and_close(self) -> None:
        self._keep()
        self.reject()

    def _keep(self) -> None:
        """Keep who may have it, and that it was read, as a step that can be undone."""
        desk, today = self._workspace.desk, self._workspace.today()
        before = slip_of(desk.case, self._meeting_id)
        chosen = frozenset(name for name, box in self.copies.items() if box.isChecked())
        slip = said_yes(before, chosen, today)
        if self.read.isChecked():
            slip = read_aloud(slip, today)
        if slip != before and not desk.change([slip]):
            raise NotFinished(desk.failure)


def _nothing() -> str:
    return _("Nothing is marked as agreed yet: Ctrl+Shift+5 marks the line of the caret.")


_FALLBACK = {
    "to_client": lambda: _("The client"),
    "to_nav": lambda: _("Nav"),
    "to_others": lambda: _("The others"),
}
