"""Taking a colleague out: what it means is said before, and what is still open after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.errors import UserError, WrongPassphrase
from app.formats import near_moment
from app.i18n import _, ngettext
from app.services.vault import colleagues
from ui.widgets.labelled import Row
from ui.widgets.labels import Bullets, Label
from ui.widgets.layouts import Card, column
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.steps import Gap
from ui.windows.task_dialog import TaskDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from app.domain.staff import Counsellor
    from app.services.vault.colleagues import Leaving
    from app.storage.progress import Progress
    from app.storage.values.copies import Removal, StillOpen
    from ui.workspace import Workspace


class TakeOutDialog(TaskDialog):
    """Looks at the copies first, says what leaving leaves, and asks for the own passphrase."""

    stoppable = True

    def __init__(
        self, parent: QWidget, workspace: Workspace, who: Counsellor, folders: Sequence[Path]
    ) -> None:
        title = _("Take out {name}").format(name=who.name)
        super().__init__(parent, title, workspace.tasks)
        self._workspace, self._who, self._folders = workspace, who, tuple(folders)
        self.said = _("The vault and its copies get a new key. Do not turn the computer off.")
        self._meaning = Bullets()
        self.own = PassphraseField(_("Your own passphrase"))
        self._own_row = Row(
            _("Your own passphrase"),
            self.own,
            _("The vault gets a new key, and yours must fit it."),
            beside=self.own.eye,
        )
        self.fill(self._meaning, Card(column(self._own_row), 20))
        self.setMinimumWidth(min(680, self.screen().availableSize().width()))
        self.own.edited.connect(self._forget)
        self._look()

    @override
    def gaps(self) -> list[Gap]:
        if self.own.text():
            return []
        return [Gap(self._own_row, _("Type your passphrase."))]

    @override
    def job(self) -> Callable[[Progress], Removal]:
        vault, who, own = self._workspace.vault, self._who.id, self.own.text()
        folders = self._folders
        return lambda progress: colleagues.remove_colleague(vault, who, own, folders, progress)

    @override
    def refuse(self, error: BaseException) -> None:
        super().refuse(error)
        if isinstance(error, WrongPassphrase):
            self.say("")
            self._own_row.say(str(error))
            self.own.selectAll()
            self.own.setFocus()

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


class TakenOutDialog(TaskDialog):
    """Says what got the new key, and what the one who left can still open."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, who: Counsellor, removal: Removal
    ) -> None:
        title = _("{name} is taken out").format(name=who.name)
        super().__init__(parent, title, workspace.tasks)
        text = ngettext(
            "Their passphrase no longer opens the vault. {n} copy got the new key.",
            "Their passphrase no longer opens the vault. {n} copies got the new key.",
            len(removal.rekeyed),
        )
        items: list[QWidget] = [Label(text.format(n=len(removal.rekeyed)), wrap=True)]
        if removal.still_open:
            heading = Label(_("The one who left can still open these:"), "heading", wrap=True)
            lines = [_still_open(each, workspace.today()) for each in removal.still_open]
            advice = _(
                "Connect what was away and choose “Copy now”: Leia then gives these copies the "
                "new key too. Or destroy them."
            )
            items += [heading, Bullets(lines), Label(advice, wrap=True)]
        self.fill(*items)
        self.back.hide()
        self.act.setText(_("Close"))
        self.act.setFocus()

    @override
    @Slot()
    def do(self) -> None:
        self.accept()


def _still_open(each: StillOpen, today: date) -> str:
    made = _("copy of {when}").format(when=near_moment(each.made_at, today)) if each.made_at else ""
    place = f"{each.place} ({made})" if made else str(each.place)
    return f"{place}: {each.why}"
