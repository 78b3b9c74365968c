"""Changing one's own passphrase: for another one, or because somebody may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QLayout, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from app.i18n import _, ngettext
from app.services.vault.colleagues import change_own_passphrase
from app.services.vault.new_keys import makes_keys, replace_known_passphrase
from ui.forms.passphrase_step import ChosenPassphrase, PassphraseStep
from ui.style.theme import theme
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, holding
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.steps import Gap
from ui.windows.colleague_dialogs import names_to_try
from ui.windows.still_open_dialog import StillOpenDialog
from ui.windows.task_dialog import TaskDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.storage.progress import Progress
    from app.storage.values.copies import Removal
    from app.storage.vault import Vault
    from ui.workspace import Workspace


class OwnPassphraseDialog(TaskDialog):
    """Why, the old passphrase once, the new one twice; the copies within reach follow."""

    def __init__(self, parent: QWidget, workspace: Workspace, folders: Sequence[Path]) -> None:
        super().__init__(parent, _("Change my passphrase"), workspace.tasks)
        self._vault, self._measure = workspace.vault, workspace.key_cost
        self._folders = tuple(folders)
        names = names_to_try(workspace.vault, workspace.vault.counsellor)
        self.choice = ChosenPassphrase(known=names)
        self.another = QRadioButton(_("I want another one"))
        self.may_be_known = QRadioButton(_("Somebody may know the one I have"))
        self.old = PassphraseField(_("The passphrase you have now"))
        self._old_row = Row(_("The passphrase you have now"), self.old, beside=self.old.eye)
        self.step = PassphraseStep(self.choice)
        self.fill(
            Card(column(self._why(), self._old_row, spacing=14), 20),
            self.step,
        )
        self.setMinimumWidth(min(680, self.screen().availableSize().width()))
        self.old.edited.connect(self._forget)
        self.old.setFocus()

    @override
    def gaps(self) -> list[Gap]:
        missing = [] if self.old.text() else [Gap(self._old_row, _("Type the passphrase."))]
        return [*missing, *self.step.gaps()]

    @override
    def job(self) -> Callable[[Progress], Removal | None]:
        vault, folders = self._vault, self._folders
        old, new, measure = self.old.text(), self.choice.passphrase, self._measure
        self.stoppable = self.may_be_known.isChecked()  # the copies take long, and may wait
        if self.may_be_known.isChecked():
            self.said = _("You and the vault get new keys. Do not turn the computer off.")
            return lambda progress: replace_known_passphrase(
                vault, old, new, measure(), folders, progress=progress
            )
        self.said = _("The passphrase is being changed. It takes a few seconds.")
        return lambda _progress: change_own_passphrase(vault, old, new, measure(), folders)

    def _why(self) -> QLayout:
        self.another.setChecked(True)
        group = QButtonGroup(self)
        note = _(
            "Copies that Leia reaches now get the new passphrase too. A copy on a memory "
            "stick that is not connected still opens with the passphrase you have now."
        )
        choices = ((self.another, note), (self.may_be_known, _new_keys_note(self._vault)))
        lines = []
        for button, meaning in choices:
            group.addButton(button)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setAccessibleDescription(meaning)
            explained = Label(meaning, "small", wrap=True)
            explained.setContentsMargins(theme.px(18) + 8, 0, 0, 0)
            lines.append(column(button, explained, spacing=4))
        box = holding(column(*lines, spacing=8), (3, 0, 3, 3))
        box.setFocusProxy(self.another)
        return Row(_("Why you change it"), box)

    @Slot()
    def _forget(self) -> None:
        self._old_row.say("")


class OwnKeysDialog(StillOpenDialog):
    """Says what the passphrase of before can still open."""

    def __init__(self, parent: QWidget, workspace: Workspace, removal: Removal) -> None:
        count = len(removal.rekeyed)
        told = [_("The old passphrase no longer opens the vault, nor does its key file.")]
        if makes_keys(workspace.vault):
            copies = ngettext("{n} copy got the new key.", "{n} copies got the new key.", count)
            told.append(copies.format(n=count))
        else:
            told.append(
                _(
                    "Ask a vault keeper to unlock the vault soon: only then do the vault and "
                    "its copies get their new key. Until then, somebody who copied both your "
                    "key file and the vault can read what is written."
                )
            )
        title = _("Your new passphrase is set")
        super().__init__(parent, workspace, title, told, removal)

    @override
    def still_open_heading(self) -> str:
        return _("The old passphrase can still open these:")


def _new_keys_note(vault: Vault) -> str:
    if makes_keys(vault):
        return _(
            "You get new keys, and the vault and its copies a new key: neither the passphrase nor "
            "an old key file opens them any more. It may take some minutes."
        )
    return _(
        "You get new keys. The vault and its copies get a new key when a vault keeper next "
        "unlocks the vault."
    )
