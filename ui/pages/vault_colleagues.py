"""The colleagues of a vault, and who stands in for whom; the dialogs are the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLayout

from app.domain.permissions import Deed
from app.formats import long_date
from app.i18n import _
from app.services.vault.colleagues import colleagues, substitutions
from ui.models.text_table import TextColumn, TextTable
from ui.widgets.buttons import Button
from ui.widgets.columns_view import ColumnsView
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import Card, column, folding, inset, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.domain.staff import Counsellor, Substitution
    from app.services.vault.colleagues import Colleague
    from ui.workspace import Workspace


class ColleaguesCard(Card):
    """Everybody sees who works here; those who keep the colleagues have the verbs."""

    let_in_wanted = Signal()
    roles_wanted = Signal(str)
    passphrase_wanted = Signal(str)
    taking_out_wanted = Signal(str)
    own_passphrase_wanted = Signal()
    stand_in_wanted = Signal()
    stand_in_ended = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.table = TextTable(_columns(workspace.today))
        shares = [each.share for each in self.table.columns]
        self.view = ColumnsView(self.table, _("Colleagues"), shares)
        self.let_in = Button(_("Give a colleague access …"))
        self.roles = Button(_("Change roles …"))
        self.passphrase = Button(_("Give a new passphrase …"))
        self.take_out = Button(_("Remove the access …"))
        self.own = Button(_("Change my passphrase …"))
        self._knowledge = Label("", "quiet", wrap=True)
        self.substitutes = LineListView(_("Standing in"), grows=True)
        self._nobody = Label(_("Nobody stands in for anybody now."), "quiet", wrap=True)
        self.stand_in = Button(_("Let somebody stand in …"))
        self._body = self._lay_out()
        self.setLayout(self._body)
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Show who works here now, and the verbs of whoever is working."""
        vault, today = self._workspace.vault, self._workspace.today()
        here = max(self.view.currentIndex().row(), 0)
        self.table.show(colleagues(vault))
        self.view.selectRow(min(here, len(self.table.values) - 1))
        own = vault.counsellor
        keeps = own.roles.may(Deed.KEEP_COLLEAGUES)
        for button in (self.let_in, self.roles, self.passphrase, self.take_out):
            button.setVisible(keeps)
        self._knowledge.setText(_knowledge_sentence(own, today))
        works = own.roles.may(Deed.WORK_WITH_CASES) or own.roles.may(Deed.GIVE_CASES)
        self.stand_in.setVisible(works and len(self.table.values) > 1)
        self._show_substitutes(substitutions(vault, today), own)
        self._follow()

    @property
    def current(self) -> Colleague | None:
        """The colleague the verbs are about."""
        at = self.view.currentIndex().row()
        return self.table.values[at] if 0 <= at < len(self.table.values) else None

    def _lay_out(self) -> QLayout:
        head = row(Label(_("Colleagues"), "heading"), None, self.let_in)
        verbs = folding(
            self.roles, self.passphrase, self.take_out, self.own, None, below=760, spacing=8
        )
        standing = row(Label(_("Standing in"), "heading"), None, self.stand_in)
        standing_body = inset(Rule(), standing, self._nobody, spacing=10)
        layout = column(
            inset(head), self.view, inset(verbs, self._knowledge), standing_body,
            self.substitutes, spacing=10,
        )  # fmt: skip
        layout.setContentsMargins(1, 14, 1, 12)
        return layout

    def _connect(self) -> None:
        self.let_in.clicked.connect(self.let_in_wanted)
        self.roles.clicked.connect(self._ask_for_roles)
        self.passphrase.clicked.connect(self._ask_for_passphrase)
        self.take_out.clicked.connect(self._ask_to_take_out)
        self.own.clicked.connect(self.own_passphrase_wanted)
        self.stand_in.clicked.connect(self.stand_in_wanted)
        self.substitutes.opened.connect(self.stand_in_ended)
        self.view.pointed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        """Offer only the verbs that the chosen colleague is for."""
        current = self.current
        is_other = current is not None and not current.is_self
        self.passphrase.setEnabled(is_other)
        self.take_out.setEnabled(is_other)

    @Slot()
    def _ask_for_roles(self) -> None:
        if self.current is not None:
            self.roles_wanted.emit(self.current.counsellor.id)

    @Slot()
    def _ask_for_passphrase(self) -> None:
        if self.current is not None:
            self.passphrase_wanted.emit(self.current.counsellor.id)

    @Slot()
    def _ask_to_take_out(self) -> None:
        if self.current is not None:
            self.taking_out_wanted.emit(self.current.counsellor.id)

    def _show_substitutes(self, found: tuple[Substitution, ...], own: Counsellor) -> None:
        names = {each.counsellor.id: each.counsellor.name for each in self.table.values}
        gives = own.roles.may(Deed.GIVE_CASES)
        lines = tuple(
            _substitution_line(each, names, ends=gives or own.id == each.owner_id) for each in found
        )
        self.substitutes.show_lines(lines)
        self.substitutes.setVisible(bool(lines))
        self._nobody.setVisible(not lines)


def _columns(today: Callable[[], date]) -> tuple[TextColumn[Colleague], ...]:
    def knowledge(each: Colleague) -> str:
        day = each.counsellor.knowledge_confirmed
        if day is None:
            return _("! Not confirmed yet")
        late = each.counsellor.must_confirm_knowledge(today())
        return _("! Over a year ago, {day}").format(day=long_date(day)) if late else long_date(day)

    return (
        TextColumn(_("Name"), _name, 24),
        TextColumn(_("Roles"), lambda each: each.counsellor.roles.label, 36),
        TextColumn(_("Privacy confirmed"), knowledge, 22),
        TextColumn(_("Key here"), _key, 18),
    )


def _name(each: Colleague) -> str:
    name = each.counsellor.name or _("(no name yet)")
    return _("{name} (you)").format(name=name) if each.is_self else name


def _key(each: Colleague) -> str:
    return _("✓ Yes") if each.has_key else _("! No: needs a new passphrase")


def _knowledge_sentence(own: Counsellor, today: date) -> str:
    day = own.knowledge_confirmed
    if day is None:
        return _("You have not yet confirmed that you know the privacy rules.")
    if own.must_confirm_knowledge(today):
        return _("It is over a year since you confirmed that you know the privacy rules.")
    text = _("You confirmed on {day} that you know the privacy rules. That is valid for a year.")
    return text.format(day=long_date(day))


def _substitution_line(each: Substitution, names: dict[str, str], *, ends: bool) -> Line:
    text = _("{substitute} stands in for {owner}")
    gone = _("somebody who has left")
    begins = _("from {day}").format(day=long_date(each.begins)) if each.begins else ""
    until = _("until {day}").format(day=long_date(each.ends)) if each.ends else ""
    return Line(
        title=text.format(
            substitute=names.get(each.substitute_id, gone), owner=names.get(each.owner_id, gone)
        ),
        subtitle=f"{begins} {until}".strip(),
        trail=_("End it now") if ends else "",
        trail_role="button" if ends else "",
        target=each.id if ends else None,
    )
