"""The step where the passphrase is chosen, after it was said what losing it means."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from app.i18n import _
from app.services.vault.passphrases import SHORTEST, Strength, generate, strength, strength_sentence
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.callout import Callout
from ui.widgets.labelled import Row
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import Card, column, holding, row
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.steps import Gap, Step

_ROOM = (3, 0, 3, 3)


class PassphraseAnswers(Protocol):
    """What has been drawn and typed so far; it outlives the step."""

    phrase: str
    own: bool
    typed: str
    repeated: str

    @property
    def passphrase(self) -> str:
        """The passphrase that was chosen."""

    @property
    def known(self) -> Sequence[str]:
        """Names an attacker would try first."""


@dataclass
class ChosenPassphrase:
    """A passphrase being chosen outside the wizard."""

    known: Sequence[str] = ()
    phrase: str = field(default_factory=generate, repr=False)
    own: bool = False
    typed: str = field(default="", repr=False)
    repeated: str = field(default="", repr=False)

    @property
    def passphrase(self) -> str:
        """The passphrase that was chosen."""
        return self.typed if self.own else self.phrase


class PassphraseStep(Step):
    """Six words drawn by chance, or an own passphrase; `warned` says first what losing it means."""

    def __init__(self, answers: PassphraseAnswers, *, warned: bool = False) -> None:
        super().__init__()
        self._answers = answers
        self.drawn = QRadioButton(_("Use these six words (recommended)"))
        self.own = QRadioButton(_("Choose my own passphrase"))
        self.phrase = Label(answers.phrase, "phrase", wrap=True)
        self.draw_again = Button(_("Draw again"))
        self.typed = PassphraseField(_("Passphrase"))
        self.repeated = PassphraseField("")
        self._strength = Label("", "quiet", wrap=True)
        self._same = Label(_("✓ They are the same"), "good")
        self._caps = Label(_("Caps lock is on."), "problem")
        hint = _(
            "At least {n} characters; several words are easier to remember than "
            "figures and symbols."
        )
        self._typed_row = Row(
            _("Passphrase"), self.typed, hint.format(n=SHORTEST), beside=self.typed.eye
        )
        self._repeated_row = Row(_("The same once more"), self.repeated, beside=self.repeated.eye)
        self._drawn_box = self._make_drawn_box()
        self._own_box = holding(column(self._typed_row, self._strength, spacing=4), _ROOM)
        above = (_warning(),) if warned else ()
        self.setLayout(column(*above, self._card(), None, spacing=14))
        self._show_answers()
        self._connect()

    @override
    def gaps(self) -> list[Gap]:
        answers = self._answers
        if answers.own and not answers.typed:
            return [Gap(self._typed_row, _("Type a passphrase."))]
        if answers.own and self._judged() in {Strength.TOO_SHORT, Strength.WEAK}:
            self._strength.hide()
            return [Gap(self._typed_row, strength_sentence(self._judged()))]
        if not answers.repeated:
            return [
                Gap(
                    self._repeated_row,
                    _("Type the passphrase here, to make sure that you know it."),
                )
            ]
        if not self._are_same():
            return [Gap(self._repeated_row, _("The two are not the same. Show them and compare."))]
        return []

    @override
    def first_field(self) -> QWidget:
        # The choice: the warning above it is still in sight then, however big the text.
        return self.typed if self._answers.own else self.drawn

    def _make_drawn_box(self) -> QWidget:
        why = _("Write them down and keep the note away from the computer until you know them.")
        words = row(self.phrase, self.draw_again, spacing=12)
        words.setStretch(0, 1)
        return holding(column(words, Label(why, "small", wrap=True), spacing=4), _ROOM)

    def _card(self) -> Card:
        self._caps.hide()
        self._same.hide()
        group = QButtonGroup(self)
        for choice in (self.drawn, self.own):
            group.addButton(choice)
            choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        again = holding(column(self._repeated_row, self._same, self._caps, spacing=4), _ROOM)
        choices = column(self.drawn, self.own, spacing=2)
        return Card(column(choices, Rule(), self._drawn_box, self._own_box, again, spacing=12), 24)

    def _connect(self) -> None:
        self.drawn.toggled.connect(self._choose)
        self.draw_again.clicked.connect(self._draw)
        self.typed.edited.connect(self._take)
        self.repeated.edited.connect(self._take)
        self.typed.caps_lock_seen.connect(self._caps.setVisible)
        self.repeated.caps_lock_seen.connect(self._caps.setVisible)

    def _show_answers(self) -> None:
        answers = self._answers
        (self.own if answers.own else self.drawn).setChecked(True)
        self.phrase.setText(answers.phrase)
        self.typed.show_text(answers.typed)
        self.repeated.show_text(answers.repeated)
        self._drawn_box.setVisible(not answers.own)
        self._own_box.setVisible(answers.own)
        self._repeated_row.name(
            _("The same passphrase once more") if answers.own else _("Type the six words")
        )
        self._judge()

    @Slot()
    def _choose(self) -> None:
        self._answers.own = self.own.isChecked()
        self._answers.repeated = ""
        self._forget_problems()
        self._show_answers()

    @Slot()
    def _draw(self) -> None:
        self._answers.phrase = generate()
        self._show_answers()

    @Slot()
    def _take(self) -> None:
        self._answers.typed = self.typed.text()
        self._answers.repeated = self.repeated.text()
        self._forget_problems()
        if self._are_same() and self._same.isHidden():
            announce(self, self._same.text())
        self._judge()

    def _forget_problems(self) -> None:
        self._typed_row.say("")
        self._repeated_row.say("")

    def _are_same(self) -> bool:
        repeated = _normal(self._answers.repeated)
        return bool(repeated) and repeated == _normal(self._answers.passphrase)

    def _judged(self) -> Strength:
        return strength(self._answers.typed, self._answers.known)

    def _judge(self) -> None:
        self._same.setVisible(self._are_same())
        typed = self._answers.typed
        self._strength.setText(strength_sentence(self._judged()) if typed else "")
        self._strength.setVisible(bool(typed))


def _warning() -> Callout:
    return Callout(
        _(
            "If you lose the passphrase, neither we nor the county can make a new one. Then"
            " you need the sheet you print in the next step. Some counties also have a key "
            "of their own."
        ),
        heading=_("If you lose the passphrase"),
    )


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase)
