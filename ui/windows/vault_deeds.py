"""What the verbs of the vault's page do; each asks in a dialog of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from app.domain.permissions import Deed
from app.i18n import _
from app.services.vault.colleagues import colleagues, end_substitution
from app.services.vault.copying import check_copy_folder
from ui.widgets.folder_dialog import ask_for_folder
from ui.windows.colleague_dialogs import (
    LetInDialog,
    Newcomer,
    NewPassphraseDialog,
    RolesDialog,
)
from ui.windows.new_sheet_dialog import NewSheetDialog, SheetReplacedDialog
from ui.windows.own_passphrase_dialog import OwnKeysDialog, OwnPassphraseDialog
from ui.windows.stand_in_dialog import StandInDialog
from ui.windows.take_out_dialog import TakenOutDialog, TakeOutDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from app.domain.staff import Counsellor
    from app.storage.values.copies import Removal
    from ui.pages.vault_page import VaultPage
    from ui.windows.task_dialog import TaskDialog
    from ui.workspace import Workspace


class VaultDeeds(QObject):
    """Opens the dialogs, and shows on the page what came of them."""

    settings_changed = Signal(object)

    def __init__(self, window: QMainWindow, workspace: Workspace, page: VaultPage) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._page = page
        self._newcomer = Newcomer()
        self._connect()

    def _connect(self) -> None:
        people, copies = self._page.colleagues, self._page.copies
        people.let_in_wanted.connect(self.let_in)
        people.roles_wanted.connect(self.change_roles)
        people.passphrase_wanted.connect(self.give_passphrase)
        people.taking_out_wanted.connect(self.take_out)
        people.own_passphrase_wanted.connect(self.change_own_passphrase)
        people.stand_in_wanted.connect(self.let_stand_in)
        people.stand_in_ended.connect(self.end_standing_in)
        self._page.sheets.new_wanted.connect(self.make_sheet)
        copies.place_wanted.connect(self.choose_place)
        copies.place_unwanted.connect(self.remove_place)

    @Slot()
    def let_in(self) -> None:
        """Ask who comes in; what was typed is there again until somebody was let in."""
        dialog = LetInDialog(self._window, self._workspace, self._newcomer)
        dialog.done_with.connect(self._greet)
        dialog.open()

    @Slot(str)
    def change_roles(self, counsellor_id: str) -> None:
        """Ask what a colleague may do."""
        dialog = RolesDialog(self._window, self._workspace, self._person(counsellor_id))
        self._open(dialog, _("The roles are changed."))

    @Slot(str)
    def give_passphrase(self, counsellor_id: str) -> None:
        """Let a colleague who forgot theirs choose a new passphrase."""
        dialog = NewPassphraseDialog(self._window, self._workspace, self._person(counsellor_id))
        self._open(dialog, _("Use the new passphrase from now on."))

    @Slot()
    def change_own_passphrase(self) -> None:
        """Let whoever is working choose a new passphrase."""
        dialog = OwnPassphraseDialog(self._window, self._workspace, self._folders())
        dialog.done_with.connect(self._say_own_passphrase)
        dialog.open()

    @Slot()
    def make_sheet(self) -> None:
        """Make a new recovery sheet in place of those before."""
        dialog = NewSheetDialog(self._window, self._workspace, self._folders())
        dialog.done_with.connect(self._say_sheet)
        dialog.open()

    @Slot(str)
    def take_out(self, counsellor_id: str) -> None:
        """Say what leaving leaves, and take a colleague out."""
        who = self._person(counsellor_id)
        dialog = TakeOutDialog(self._window, self._workspace, who, self._folders())
        dialog.done_with.connect(partial(self._say_taken_out, who))
        dialog.open()

    @Slot()
    def let_stand_in(self) -> None:
        """Ask who stands in for whom, and until when."""
        dialog = StandInDialog(self._window, self._workspace)
        self._open(dialog, _("It is written down, and ends by itself."))

    @Slot(object)
    def end_standing_in(self, substitution_id: str) -> None:
        """End it at once."""
        vault = self._workspace.vault
        said = _("The substitution has ended.")
        self._workspace.tasks.run(
            lambda: end_substitution(vault, substitution_id),
            partial(self._say, said),
            self,
            quick=True,
        )

    @Slot()
    def choose_place(self) -> None:
        """Ask for a folder that copies are to go to."""
        dialog = ask_for_folder(self._window, _("Choose a folder for copies"))
        dialog.fileSelected.connect(self.add_place)

    @Slot(str)
    def add_place(self, folder: str) -> None:
        """Take copies to a folder from now on; raises PlaceRefused where that may not be."""
        check_copy_folder(self._workspace.vault.folder, Path(folder))
        kept = [each for each in self._workspace.settings.copy_folders if each != folder]
        self._keep_places((*kept, folder))
        self._say(
            _("Copies go there from now on. For the first one at once, choose “Back up now”.")
        )

    @Slot(object)
    def remove_place(self, folder: Path) -> None:
        """Take no more copies to a folder; those that lie there stay."""
        places = self._workspace.settings.copy_folders
        self._keep_places(tuple(each for each in places if Path(each) != folder))
        self._say(_("No more copies go there. Those already there stay, and still open."))

    def _keep_places(self, folders: tuple[str, ...]) -> None:
        self._workspace.vault.require(Deed.KEEP_COPIES)
        settings = msgspec.structs.replace(self._workspace.settings, copy_folders=folders)
        self._workspace.settings = settings
        self.settings_changed.emit(settings)

    def _open(self, dialog: TaskDialog, said: str) -> None:
        dialog.done_with.connect(partial(self._say, said))
        dialog.open()

    def _greet(self, newcomer: Counsellor) -> None:
        self._newcomer = Newcomer()
        text = _(
            "{name} has got access, and opens the vault with their own passphrase from now on."
        )
        self._say(text.format(name=newcomer.name))

    def _say(self, said: str, _result: object = None) -> None:
        self._page.refresh()
        self._workspace.tell(said)

    def _say_taken_out(self, who: Counsellor, removal: Removal) -> None:
        self._page.refresh()
        TakenOutDialog(self._window, self._workspace, who, removal).open()

    def _say_sheet(self, removal: Removal) -> None:
        self._page.refresh()
        SheetReplacedDialog(self._window, self._workspace, removal).open()

    def _say_own_passphrase(self, removal: Removal | None) -> None:
        if removal is None:
            self._say(_("Use your new passphrase from now on."))
            return
        self._page.refresh()
        OwnKeysDialog(self._window, self._workspace, removal).open()

    def _person(self, counsellor_id: str) -> Counsellor:
        everybody = colleagues(self._workspace.vault)
        return next(e.counsellor for e in everybody if e.counsellor.id == counsellor_id)

    def _folders(self) -> tuple[Path, ...]:
        return tuple(place.folder for place in self._workspace.copy_targets())
