"""Steps that recovery and restore share: the key of the sheet, and whose passphrase is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.key_field import KeyField
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import column
from ui.widgets.steps import Gap

if TYPE_CHECKING:
    from app.domain.staff import Counsellor
    from app.services.vault.known_vaults import Profile
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.vault import Vault


@dataclass(frozen=True)
class Entrance:
    """How a vault is entered once a passphrase is set; all are slow, so beside the window."""

    unlock: Callable[[str], Vault]
    cost: Callable[[], KdfCost]
    """What a new passphrase shall cost to guess."""
    remember: Callable[[Vault], None]
    """Takes a restored vault for the right one from now on."""
    known: Sequence[Profile] = ()
    """What this computer knows of vaults, beside the one that is restored."""


class KeyRows(QWidget):
    """The recovery key, typed as it stands on the sheet."""

    edited = Signal()

    def __init__(self, secret: str = "") -> None:
        super().__init__()
        self.field = KeyField()
        if secret:
            self.field.rows[0].show_signs(secret.removeprefix("AGE-SECRET-KEY-1"))
        self.row = Row(
            _("The key on the recovery sheet"),
            self.field,
            _(
                "Type rows 2, 3 and 4 as they are on the sheet; capitals and spaces come by "
                "themselves. A round character is a zero. You can also paste a whole key "
                "into the first row."
            ),
        )
        self.setLayout(column(self.row))
        self.field.edited.connect(self._take)

    @property
    def secret(self) -> str:
        """The key as it was typed."""
        return self.field.secret

    def gaps(self) -> list[Gap]:
        """Return what is missing."""
        if not self.secret:
            return [Gap(self.row, _("Type the key from the sheet."))]
        if self.field.first_gap is not None:
            number = self.field.rows.index(self.field.first_gap) + 2
            text = _("Row {number}: something is missing or wrong. Compare it with the sheet.")
            return [Gap(self.row, text.format(number=number))]
        return []

    def say(self, problem: str) -> None:
        """Say that the key is not right."""
        self.row.say(problem)
        self.field.setFocus()

    @Slot()
    def _take(self) -> None:
        self.row.say("")
        self.edited.emit()


class WhoseRows(QWidget):
    """One of those who work with the vault; nobody is named before the key was proved."""

    chosen = Signal(str)

    def __init__(self, people: Sequence[Counsellor], chosen: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        lines = []
        for each in people:
            button = QRadioButton(each.name or _("(no name yet)"))
            button.setProperty("counsellor", each.id)
            button.setAccessibleDescription(each.roles.label)
            button.setChecked(each.id == chosen)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._choose)
            self._group.addButton(button)
            roles = Label(each.roles.label, "small", wrap=True)
            roles.setContentsMargins(theme.px(18) + 8, 0, 0, 0)
            lines.append(column(button, roles, spacing=4))
        box = QWidget()
        box.setLayout(column(*lines, spacing=8))
        first = next(iter(self._group.buttons()), None)
        if first is not None:
            box.setFocusProxy(first)
        self.row = Row(_("Whose passphrase"), box)
        self.setLayout(column(self.row))

    def gaps(self) -> list[Gap]:
        """Return what is missing."""
        if self._group.checkedButton() is not None:
            return []
        return [Gap(self.row, _("Choose whose passphrase it is."))]

    def first_field(self) -> QWidget:
        """Return the one who is chosen, or the first."""
        return self._group.checkedButton() or self.row.field

    @Slot()
    def _choose(self) -> None:
        self.row.say("")
        button = self._group.checkedButton()
        if button is not None:
            self.chosen.emit(str(button.property("counsellor")))
