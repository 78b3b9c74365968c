"""Dialogs about colleagues: letting in, roles, passphrases. Whoever types a passphrase owns it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.permissions import COUNSELLING, Role, Roles
from app.errors import UserError
from app.i18n import _, said
from app.services.vault import colleagues
from app.services.vault.colleagues import NewColleague, change_roles
from app.services.vault.giving_roles import yes_needed
from ui.forms.passphrase_step import ChosenPassphrase, PassphraseStep
from ui.forms.second_yes import SecondYesBox
from ui.style.theme import theme
from ui.widgets.fields import CheckField, TextField
from ui.widgets.labelled import Row
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, row
from ui.widgets.steps import Gap
from ui.windows.task_dialog import TaskDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.staff import Counsellor
    from app.services.vault.giving_roles import YesNeeded
    from app.storage.progress import Progress
    from app.storage.vault import Vault
    from ui.workspace import Workspace


class RolesBox(QWidget):
    """The roles, each with what it means."""

    edited = Signal()

    def __init__(self, roles: Roles) -> None:
        super().__init__()
        self.boxes = {role: CheckField(role.label) for role in Role}
        self._of_a_later_leia = roles.difference(Role)
        lines = []
        for role, box in self.boxes.items():
            box.setChecked(role in roles)
            box.setAccessibleDescription(said(role.meaning))
            box.edited.connect(self.edited)
            meaning = Label(said(role.meaning), "small", wrap=True)
            meaning.setContentsMargins(theme.px(19) + 8, 0, 0, 0)
            lines.append(column(row(box, None), meaning, spacing=4))
        self.setFocusProxy(next(iter(self.boxes.values())))
        layout = column(*lines, spacing=8)
        layout.setContentsMargins(3, 3, 3, 3)
        self.setLayout(layout)

    @property
    def roles(self) -> Roles:
        """The roles that are ticked, and those that only a later Leia knows."""
        ticked = (role for role, box in self.boxes.items() if box.isChecked())
        return Roles((*ticked, *self._of_a_later_leia))


@dataclass
class Newcomer:
    """What was typed about somebody not let in yet; it outlives the dialog."""

    name: str = ""
    phone: str = ""
    roles: Roles = COUNSELLING


class LetInDialog(TaskDialog):
    """Who comes in and with which roles; then they choose their own passphrase."""

    def __init__(self, parent: QWidget, workspace: Workspace, newcomer: Newcomer) -> None:
        super().__init__(parent, _("Give a colleague access"), workspace.tasks)
        self.said = _("The key is being made. It takes a few seconds.")
        self._vault, self._measure = workspace.vault, workspace.key_cost
        self._newcomer = newcomer
        self._centre = workspace.vault.centre.name
        self.choice = ChosenPassphrase()
        self.name, self.phone = TextField(), TextField()
        self.name.show_text(newcomer.name)
        self.phone.show_text(newcomer.phone)
        self.roles = RolesBox(newcomer.roles)
        self.step = PassphraseStep(self.choice)
        self._name_row = Row(
            _("Name"), self.name, _("Name and phone are printed on the plans they make.")
        )
        self._roles_row = Row(_("Roles"), self.roles)
        who = column(self._name_row, Row(_("Phone"), self.phone), spacing=14)
        theirs = _(
            "Now let your colleague sit down at the keyboard. They choose the passphrase "
            "themselves, and nobody else may know it."
        )
        self.fill(
            Card(column(who, self._roles_row, spacing=14), 20),
            Label(theirs, wrap=True),
            self.step,
        )
        self.setMinimumWidth(min(760, self.screen().availableSize().width()))
        for edited in (self.name.edited, self.phone.edited, self.roles.edited):
            edited.connect(self._take)
        self._take()
        self.name.setFocus()

    @override
    def gaps(self) -> list[Gap]:
        found = []
        if not self._newcomer.name.strip():
            found.append(Gap(self._name_row, _("Type the name.")))
        if not self._newcomer.roles:
            found.append(Gap(self._roles_row, _("Choose at least one role.")))
        return [*found, *self.step.gaps()]

    @override
    def job(self) -> Callable[[Progress], Counsellor]:
        new = NewColleague(
            name=self._newcomer.name.strip(),
            phone=self._newcomer.phone.strip(),
            roles=self._newcomer.roles,
            passphrase=self.choice.passphrase,
        )
        vault, measure = self._vault, self._measure
        return lambda _progress: colleagues.add_colleague(vault, new, measure())

    @Slot()
    def _take(self) -> None:
        self._newcomer.name, self._newcomer.phone = self.name.text(), self.phone.text()
        self._newcomer.roles = self.roles.roles
        self.choice.known = f"{self._centre} {self._newcomer.name}".split()
        self._name_row.say("")
        self._roles_row.say("")


class RolesDialog(TaskDialog):
    """What somebody may do."""

    is_quick = True

    def __init__(self, parent: QWidget, workspace: Workspace, who: Counsellor) -> None:
        super().__init__(parent, _("Change roles"), workspace.tasks)
        self._vault, self._who = workspace.vault, who
        self.said = _("The roles are being changed.")
        self.roles = RolesBox(who.roles)
        self._row = Row(_("What {name} may do").format(name=who.name), self.roles)
        self._second: SecondYesBox | None = None
        self._place = column(spacing=0)
        note = _("It takes effect the next time they open the vault. The log records the change.")
        self.fill(Card(column(self._row), 20), self._place, Label(note, "quiet", wrap=True))
        self.roles.edited.connect(self._follow)
        self.roles.setFocus()

    @property
    def second(self) -> SecondYesBox | None:
        """Where a second one says yes; nothing where nobody else is asked."""
        return self._second if self._needed() else None

    @override
    def gaps(self) -> list[Gap]:
        if not self.roles.roles:
            return [Gap(self._row, _("Choose at least one role."))]
        return self.second.gaps() if self.second else []

    @override
    def job(self) -> Callable[[Progress], None]:
        vault, who, roles = self._vault, self._who.id, self.roles.roles
        yes = self.second.yes if self.second else None
        return lambda _progress: change_roles(vault, who, roles, yes)

    @override
    def refuse(self, error: BaseException) -> None:
        super().refuse(error)
        if self.second and isinstance(error, UserError):
            self.say("")
            self.second.say(str(error))

    def _needed(self) -> YesNeeded | None:
        return yes_needed(self._vault, self._who.id, self.roles.roles)

    @Slot()
    def _follow(self) -> None:
        """Ask for a second yes as soon as the roles need one, and no longer than that."""
        self._row.say("")
        needed = self._needed()
        if needed and self._second is None:
            self._second = SecondYesBox(needed)
            self._place.addWidget(self._second)
        if self._second is not None:
            self._second.setVisible(needed is not None)


class NewPassphraseDialog(TaskDialog):
    """A colleague who forgot theirs chooses a new one, helped by an administrator."""

    def __init__(self, parent: QWidget, workspace: Workspace, who: Counsellor) -> None:
        super().__init__(parent, _("Give a new passphrase"), workspace.tasks)
        self._vault, self._measure, self._who = workspace.vault, workspace.key_cost, who
        self.said = _("The key is being made. It takes a few seconds.")
        self.choice = ChosenPassphrase(known=names_to_try(workspace.vault, who))
        self.step = PassphraseStep(self.choice)
        text = _(
            "Let {name} sit down at the keyboard and choose it themselves. The old one then "
            "no longer opens the vault; earlier copies still open with it."
        )
        self.fill(Label(text.format(name=who.name), wrap=True), self.step)
        self.setMinimumWidth(min(680, self.screen().availableSize().width()))
        self.step.first_field().setFocus()

    @override
    def gaps(self) -> list[Gap]:
        return self.step.gaps()

    @override
    def job(self) -> Callable[[Progress], None]:
        vault, who, passphrase = self._vault, self._who.id, self.choice.passphrase
        measure = self._measure
        return lambda _progress: colleagues.give_new_passphrase(vault, who, passphrase, measure())


def names_to_try(vault: Vault, who: Counsellor) -> list[str]:
    """Return what an attacker who knows the centre would try first."""
    return f"{vault.centre.name} {who.name}".split()
