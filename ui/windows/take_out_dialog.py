"""Taking a colleague out: what it means is said before, and what is still open after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.errors import UserError, WrongPassphrase
from app.i18n import _, ngettext
from app.services.vault import colleagues
from app.services.vault.new_keys import new_sheet
from ui.forms.sheet_step import SheetStep
from ui.widgets.fields import CheckField
from ui.widgets.labelled import Row
from ui.widgets.labels import Bullets, Label
from ui.widgets.layouts import Card, column
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.steps import WIDE, Gap
from ui.widgets.tab_order import follow
from ui.windows.new_sheet_dialog import fresh_sheet
from ui.windows.still_open_dialog import StillOpenDialog
from ui.windows.task_dialog import TaskDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.domain.staff import Counsellor
    from app.services.vault.colleagues import Leaving
    from app.storage.progress import Progress
    from app.storage.values.copies import Removal
    from ui.workspace import Workspace


class TakeOutDialog(TaskDialog):
    """Looks at the copies first, says what leaving leaves, and asks for the own passphrase."""

    stoppable = True

    def __init__(
        self, parent: QWidget, workspace: Workspace, who: Counsellor, folders: Sequence[Path]
    ) -> None:
        title = _("Remove the access of {name}").format(name=who.name)
        super().__init__(parent, title, workspace.tasks)
        self._workspace, self._who, self._folders = workspace, who, tuple(folders)
        self.said = _("The vault and its copies get a new key. Do not turn the computer off.")
        self._answers = fresh_sheet(workspace)
        self._meaning = Bullets()
        self.own = PassphraseField(_("Your own passphrase"))
        self._own_row = Row(
            _("Your own passphrase"),
            self.own,
            _("The vault gets a new key. Type your passphrase, so that your own key follows."),
            beside=self.own.eye,
        )
        self.new_sheet = CheckField(_("Make a new recovery sheet too"))
        self.step: SheetStep | None = None
        self._sheet = column()
        asked = _("Could {name} have seen or copied the recovery sheet?").format(name=who.name)
        offer = column(Label(asked, wrap=True), self.new_sheet, spacing=2)
        self.fill(self._meaning, offer, self._sheet, Card(column(self._own_row), 20))
        self.setMinimumWidth(min(680, self.screen().availableSize().width()))
        self.own.edited.connect(self._forget)
        self.new_sheet.edited.connect(self._offer_sheet)
        self._look()

    @override
    def gaps(self) -> list[Gap]:
        missing = [] if self.own.text() else [Gap(self._own_row, _("Type your passphrase."))]
        return missing if self.step is None else [*self.step.gaps(), *missing]

    @override
    def job(self) -> Callable[[Progress], Removal]:
        vault, who, own = self._workspace.vault, self._who.id, self.own.text()
        folders, answers = self._folders, self._answers
        sheet = None if self.step is None else new_sheet(answers.recovery, answers.today)
        return lambda progress: colleagues.remove_colleague(
            vault, who, own, folders, progress, sheet=sheet
        )

    @override
    def refuse(self, error: BaseException) -> None:
        super().refuse(error)
        if isinstance(error, WrongPassphrase):
            self.say("")
            self._own_row.say(str(error))
            self.own.selectAll()
            self.own.setFocus()

    @Slot()
    def _offer_sheet(self) -> None:
        """Show the new sheet, or take it away again; what was typed back from it stays."""
        if self.step is not None:
            self._sheet.removeWidget(self.step)
            self.step.deleteLater()
            self.step = None
            self.act.show_kind("primary")
        if self.new_sheet.isChecked():
            self.step = SheetStep(self._answers, self._tasks)
            self._sheet.addWidget(self.step)
            follow(self.new_sheet, self.step)
            self.follow_lead(self.step)
            self.setMinimumWidth(min(WIDE, self.screen().availableSize().width()))

    def _look(self) -> None:
        """Ask the places for copies what lies there; a share may be slow."""
        vault, who, folders = self._workspace.vault, self._who.id, self._folders
        self.act.setEnabled(False)
        self.busy.begin(_("Looking at the copies …"))
        self._tasks.run(
            lambda: colleagues.what_leaving_leaves(vault, who, folders),
            self._say_meaning,
            self,
            otherwise=self._say_unseen,
        )

    def _say_meaning(self, leaving: Leaving) -> None:
        self.busy.end()
        self.act.setEnabled(True)
        self._meaning.show_sentences(leaving.sentences)
        self.own.setFocus()

    def _say_unseen(self, error: BaseException) -> None:
        self.busy.end()
        if isinstance(error, UserError):
            self.say(str(error))
        else:
            self._tasks.failed.emit(error)

    @Slot()
    def _forget(self) -> None:
        self._own_row.say("")


class TakenOutDialog(StillOpenDialog):
    """Says what got the new key, and what the one who left can still open."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, who: Counsellor, removal: Removal
    ) -> None:
        title = _("The access of {name} is removed").format(name=who.name)
        text = ngettext(
            "Their passphrase no longer opens the vault. {n} copy got the new key.",
            "Their passphrase no longer opens the vault. {n} copies got the new key.",
            len(removal.rekeyed),
        )
        told = [text.format(n=len(removal.rekeyed))]
        super().__init__(parent, workspace, title, told, removal)

    @override
    def still_open_heading(self) -> str:
        return _("The one who left can still open these:")
