"""A new recovery sheet in place of those before: printed or saved, proved, and then in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.errors import WrongPassphrase
from app.i18n import _, ngettext
from app.services.vault.new_keys import new_sheet, replace_sheet
from ui.forms.sheet_step import FreshSheet, SheetStep
from ui.widgets.labelled import Row
from ui.widgets.labels import Bullets
from ui.widgets.layouts import Card, column
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.steps import WIDE, Gap
from ui.windows.still_open_dialog import StillOpenDialog
from ui.windows.task_dialog import TaskDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.storage.progress import Progress
    from app.storage.values.copies import Removal
    from ui.workspace import Workspace


class NewSheetDialog(TaskDialog):
    """Says what becomes of the sheets before, and asks for proof of the new one."""

    stoppable = True

    def __init__(self, parent: QWidget, workspace: Workspace, folders: Sequence[Path]) -> None:
        super().__init__(parent, _("Make a new recovery sheet"), workspace.tasks)
        self._vault, self._folders = workspace.vault, tuple(folders)
        self.said = _("The vault and its copies get a new key. Do not turn the computer off.")
        self.own = PassphraseField(_("Your own passphrase"))
        self._own_row = Row(
            _("Your own passphrase"),
            self.own,
            _("The vault gets a new key. Type your passphrase, so that your own key follows."),
            beside=self.own.eye,
        )
        self._answers = fresh_sheet(workspace)
        self.step = SheetStep(self._answers, workspace.tasks)
        self.fill(Bullets(_meaning()), self.step, Card(column(self._own_row), 20))
        self.setMinimumWidth(min(WIDE, self.screen().availableSize().width()))
        self.own.edited.connect(self._forget)
        self.follow_lead(self.step)
        self.step.first_field().setFocus()

    @override
    def gaps(self) -> list[Gap]:
        missing = [] if self.own.text() else [Gap(self._own_row, _("Type your passphrase."))]
        return [*self.step.gaps(), *missing]

    @override
    def job(self) -> Callable[[Progress], Removal]:
        vault, own, folders = self._vault, self.own.text(), self._folders
        sheet = new_sheet(self._answers.recovery, self._answers.today)
        return lambda progress: replace_sheet(vault, own, sheet, folders, progress)

    @override
    def refuse(self, error: BaseException) -> None:
        super().refuse(error)
        if isinstance(error, WrongPassphrase):
            self.say("")
            self._own_row.say(str(error))
            self.own.selectAll()
            self.own.setFocus()

    @Slot()
    def _forget(self) -> None:
        self._own_row.say("")


class SheetReplacedDialog(StillOpenDialog):
    """Says what a sheet from before can still open."""

    def __init__(self, parent: QWidget, workspace: Workspace, removal: Removal) -> None:
        count = len(removal.rekeyed)
        text = ngettext(
            "Earlier sheets no longer open the vault. {n} copy got the new key.",
            "Earlier sheets no longer open the vault. {n} copies got the new key.",
            count,
        )
        told = [text.format(n=count), _("Destroy the earlier sheets.")]
        title = _("The new recovery sheet is in force")
        super().__init__(parent, workspace, title, told, removal)

    @override
    def still_open_heading(self) -> str:
        return _("An earlier sheet can still open these:")


def fresh_sheet(workspace: Workspace) -> FreshSheet:
    """Return a sheet with a key nobody has seen yet."""
    return FreshSheet(workspace.vault.centre, workspace.today(), practice=workspace.practice)


def _meaning() -> list[str]:
    return [
        _(
            "Choose this when the sheet is lost, or somebody may have seen or copied it. "
            "Earlier sheets then no longer open the vault, nor the copies within reach."
        ),
        _("Until the last step is done, the sheet you have is in force."),
    ]
