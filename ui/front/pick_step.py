"""The first step of a restore: where the copy is, and which one; and what has been asked so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.formats import joined, near_moment
from app.i18n import _, pgettext
from app.services.vault.known_vaults import Wanted
from app.services.vault.restoring import NewPassphrase, Passphrase, RecoverySecret
from ui.forms.passphrase_step import ChosenPassphrase
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField
from ui.widgets.folder_dialog import ask_for_folder
from ui.widgets.labelled import Row
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import Card, column, holding, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line
from ui.widgets.steps import Gap, Step

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.storage.copies.looking import CopyContents
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.values.copies import FoundCopy


@dataclass
class TypedKey:
    """A passphrase or a recovery key, as far as it is typed."""

    by_sheet: bool = False
    typed: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)

    @property
    def key(self) -> Passphrase | RecoverySecret:
        """What it is, whole."""
        return RecoverySecret(self.secret) if self.by_sheet else Passphrase(self.typed)


@dataclass
class Asked(TypedKey):
    """What has been chosen, typed and found so far; it outlives the steps.

    The key it is itself is the copy's.
    """

    places: tuple[Path, ...] = ()
    place: Path | None = None
    found: tuple[FoundCopy, ...] | None = None
    copy: FoundCopy | None = None
    contents: CopyContents | None = None
    must_prove: bool = False
    """Whether the vault that is here needs a key of its own before it is set aside."""
    elsewhere: Wanted = Wanted.NOTHING
    """Whether the vault that lies elsewhere on this computer is asked too."""
    present: TypedKey = field(default_factory=TypedKey)
    counsellor_id: str = ""
    choice: ChosenPassphrase = field(default_factory=ChosenPassphrase)

    @property
    def passphrase(self) -> str:
        """What opens the vault once it is restored."""
        return self.choice.passphrase if self.by_sheet else self.typed

    @property
    def present_key(self) -> Passphrase | RecoverySecret | None:
        """What was typed for a vault that is here, where one is asked."""
        is_asked = self.must_prove or self.elsewhere != Wanted.NOTHING
        return self.present.key if is_asked else None

    def take_contents(self, contents: CopyContents, *, must_prove: bool, elsewhere: Wanted) -> None:
        """Keep what was found in the copy, and whether a vault that is here is asked too."""
        self.contents, self.must_prove, self.elsewhere = contents, must_prove, elsewhere
        if elsewhere == Wanted.RECOVERY_KEY:
            self.present.by_sheet = True
        ids = [each.id for each in contents.counsellors]
        if self.counsellor_id not in ids:
            self.counsellor_id = ids[0] if len(ids) == 1 else ""

    def new_passphrase(self, measure: Callable[[], KdfCost]) -> NewPassphrase | None:
        """Return whose passphrase is set anew, where a recovery key opened the copy."""
        if not self.by_sheet:
            return None
        return NewPassphrase(self.counsellor_id, self.choice.passphrase, measure())


class PickStep(Step):
    """The known places, or any folder; and the copies in it."""

    look_wanted = Signal(object)
    """With the folder."""

    def __init__(self, asked: Asked, today: date) -> None:
        super().__init__()
        self._asked, self._today = asked, today
        self.place = ChoiceField([(str(each), str(each)) for each in asked.places])
        self.other = Button(_("Another folder …"))
        self.list = LineListView(pgettext("vault", "Copies"), grows=True)
        self._nothing = Label("", "quiet", wrap=True)
        self._place_row = Row(_("Where the copy is"), self.place)
        self._list_row = Row(_("Copies, the newest first"), self.list)
        self._list_box = holding(self._list_row)
        hint = _("For instance a memory stick, or a share that county IT has named.")
        other = row(self.other, Label(hint, "small", wrap=True), spacing=12)
        other.setStretch(1, 1)
        where = column(self._place_row, other)
        card = Card(column(where, Rule(), self._nothing, self._list_box, spacing=14), 24)
        self.setLayout(column(card, None))
        self._connect()
        self._show()

    @override
    def gaps(self) -> list[Gap]:
        if self._asked.copy is None:
            return [Gap(self._place_row, _("Choose a place that has a copy."))]
        return []

    @override
    def first_field(self) -> QWidget:
        return self.list if self._asked.found else self.place

    def look(self) -> None:
        """Look for copies in the place that is chosen, unless that has been done."""
        if self._asked.found is None and self._asked.place is not None:
            self.look_wanted.emit(self._asked.place)

    def show_found(self, found: tuple[FoundCopy, ...]) -> None:
        """Show what was found there."""
        self._asked.found = found
        self._asked.copy = next((each for each in found if each.is_whole), None)
        self._show()
        self.first_field().setFocus()

    def _connect(self) -> None:
        self.place.edited.connect(self._choose_place)
        self.other.clicked.connect(self._ask)
        self.list.pointed.connect(self._choose_copy)

    def _show(self) -> None:
        asked = self._asked
        if asked.place is None:
            asked.place = next(iter(asked.places), None)
        self.place.show_text(str(asked.place or ""))
        found = asked.found or ()
        chosen = asked.copy
        self.list.show_lines(tuple(_copy_line(each, self._today) for each in found))
        self._list_box.setVisible(bool(found))
        self._nothing.setVisible(asked.found == ())
        self._nothing.setText(_("There is no copy in this folder. Is the disk connected?"))
        if chosen is not None:
            self.list.show_current(chosen)

    @Slot(str)
    def _choose_place(self, folder: str) -> None:
        self._place_row.say("")
        self._asked.place, self._asked.found, self._asked.copy = Path(folder), None, None
        self._show()
        self.look()

    @Slot()
    def _ask(self) -> None:
        dialog = ask_for_folder(self, _("Choose the folder of the copy"))
        dialog.fileSelected.connect(self._choose_place)

    @Slot(object)
    def _choose_copy(self, found: FoundCopy) -> None:
        self._asked.copy = found


def _copy_line(found: FoundCopy, today: date) -> Line:
    states = {
        True: (_("✓ In order"), "ok"),
        False: (_("! Damaged"), "red"),
        None: (_("○ Not known"), "grey"),
    }
    before = _("made before an update of Leia") if found.before_update else ""
    word, role = states[found.is_whole]
    return Line(
        title=near_moment(found.made_at, today),
        subtitle=joined([str(found.path.parent), before]),
        strong=True,
        trail=word,
        trail_role=role,
        target=found,
    )
