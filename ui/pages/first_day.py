"""The first day as a guide: three things to do, how the vault is, how a case goes, three keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from app.formats import capital, first_name, joined, near_moment, weekday_day_month
from app.i18n import _
from app.services.vault.copying import copy_status
from ui.widgets.buttons import Button
from ui.widgets.key_button import KeyCap
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import Card, column, folding, holding, row
from ui.widgets.mark import DONE, LOOK, STEP, Mark

if TYPE_CHECKING:
    from datetime import date

    from ui.workspace import Workspace


class FirstDay(QWidget):
    """Stands in place of the day's cards until the first person is taken in."""

    practice_wanted = Signal()
    new_wanted = Signal()
    template_wanted = Signal()
    vault_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.practise = Button(_("Start practising"), "primary")
        self.take_in = Button(_("New client"))
        self.print = Button(_("Print"))
        self.choose = Button(_("Choose a place"), "link")
        self._copy_mark = Mark(LOOK)
        self._copy = Label("", wrap=True)
        for button, wanted in (
            (self.practise, self.practice_wanted),
            (self.take_in, self.new_wanted),
            (self.print, self.template_wanted),
            (self.choose, self.vault_wanted),
        ):
            button.clicked.connect(wanted)
        left = holding(column(self._deeds(), self._vault(), None, spacing=20))
        right = holding(column(_way_of_a_case(), _keys(), None, spacing=20))
        self.setLayout(column(folding(left, right, below=700, spacing=24, shares=(6, 5))))

    def show_vault(self, workspace: Workspace) -> None:
        """Say how it is with the copies."""
        status = copy_status(workspace.vault, workspace.copy_targets())
        made = status.newest.verified_at if status.newest is not None else None
        if made is None:
            text = _("No backup yet. Leia makes one when you quit.")
        else:
            when = near_moment(made, workspace.today())
            text = _("Backup {when}, opened again and checked").format(when=when)
        self._copy.setText(text)
        self._copy_mark.show_sign(LOOK if made is None else DONE)

    def focus_start(self) -> None:
        """Put the focus on what a beginner dares first."""
        self.practise.setFocus()

    def _deeds(self) -> Card:
        deeds = (
            (
                _("Practise on an invented person"),
                _(
                    "Ten invented people are ready for you. All you write is gone when you stop "
                    "practising."
                ),
                self.practise,
            ),
            (
                _("Add the first client"),
                _("Write the name. The rest can wait, and everything is saved."),
                self.take_in,
            ),
            (
                _("Print an empty conversation template"),
                _("For those who write by hand, or to show Nav what you will talk about."),
                self.print,
            ),
        )
        rows: list[QWidget | None] = []
        for number, (title, meaning, button) in enumerate(deeds, start=1):
            button.setAccessibleDescription(meaning)
            words = column(Label(title, "strong"), Label(meaning, "quiet", wrap=True), spacing=2)
            line = row(Mark(str(number)), words, button, spacing=16)
            line.setStretch(1, 1)
            rows += [Rule()] if rows else []
            rows.append(holding(line, (16, 14, 16, 14)))
        return Card(column(*rows, spacing=0), margin=1)

    def _vault(self) -> Card:
        lines = (
            row(Mark(DONE), Label(_("The vault is made, and all in it is encrypted"), wrap=True)),
            row(Mark(DONE), Label(_("There is a way in if you forget your passphrase"), wrap=True)),
            row(self._copy_mark, self._copy, self.choose),
        )
        for line in lines:
            line.setStretch(1, 1)
        return _card(_("The vault"), *lines)


def welcome(workspace: Workspace) -> str:
    """Return what the page is headed with."""
    return _("Welcome, {name}").format(name=first_name(workspace.vault.counsellor.name))


def day_words(day: date) -> str:
    """Return what stands under it."""
    return joined([capital(weekday_day_month(day)), _("first day in Leia")])


def _way_of_a_case() -> Card:
    steps = (
        (_("Preparation"), _("Who asked for the conversation, and what should come of it?")),
        (_("Three-party meeting or guidance"), _("You talk, and write. The note stays here.")),
        (
            _("Career plan"),
            _("The plan is the client’s. You look at it together and print it."),
        ),
        (_("Sharing, if the client wants it"), _("The whole plan, parts of it, or nothing.")),
    )
    rows = [
        row(
            column(4, Mark(STEP), None, spacing=0),
            column(Label(title, "strong"), Label(words, "quiet", wrap=True), spacing=0),
            spacing=14,
        )
        for title, words in steps
    ]
    for each in rows:
        each.setStretch(1, 1)
    body = column(Label(_("How a case goes"), "heading"), *rows, spacing=14)
    return Card(body)


def _keys() -> Card:
    keys = (
        (_("Find somebody"), "Ctrl+K"),
        (_("Lock Leia. You come back to the same letter"), "Ctrl+L"),
        (_("Help"), "F1"),
    )
    lines = [row(Label(words, wrap=True), KeyCap(key)) for words, key in keys]
    for line in lines:
        line.setStretch(0, 1)
    return _card(_("Three keys"), *lines)


def _card(title: str, *lines: QLayout) -> Card:
    head = row(Label(title, "heading"))
    head.setContentsMargins(16, 12, 16, 8)
    rows: list[QWidget] = []
    for line in lines:
        rows += [Rule(), holding(line, (16, 10, 16, 10))]
    return Card(column(head, *rows, spacing=0), margin=1)
