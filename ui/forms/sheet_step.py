"""The step where the recovery sheet is printed and proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget
from typing_extensions import override

from app.i18n import _, said
from app.services.key_paper import RECOVERY_SHEET, FreshKey, key_sheet
from app.services.vault.founding import PROOF_LENGTH, PROOF_ROW, RecoveryKey, new_recovery_key
from ui.printing import Way, print_pdf, save_pdf
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.labelled import Row
from ui.widgets.labels import Label, Rule
from ui.widgets.layouts import Card, Item, column, row
from ui.widgets.paper_view import PaperView
from ui.widgets.steps import WIDE, Gap, Step

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.domain.staff import Centre
    from app.i18n import Words
    from ui.system.tasks import Tasks

_PAPER_PX = 360


class SheetAnswers(Protocol):
    """The key of a new sheet, and what was typed back from it; it outlives the step."""

    centre: Centre
    today: date
    recovery: RecoveryKey
    proof: str
    practice: bool
    has_left: bool
    """Whether the sheet was printed or saved: before that nothing proves that it is there."""


@dataclass
class FreshSheet:
    """A sheet being made outside the wizard."""

    centre: Centre
    today: date
    recovery: RecoveryKey = field(default_factory=new_recovery_key)
    proof: str = ""
    practice: bool = False
    has_left: bool = False


@dataclass(frozen=True)
class CountyKeys:
    """The county's keys as fingerprints to compare, where the county has any."""

    recovery: Sequence[str] = ()
    signing: str = ""


class SheetStep(Step):
    """The real sheet beside what to do with it; nothing of it is written to disk unasked."""

    widest = WIDE

    def __init__(
        self,
        answers: SheetAnswers,
        tasks: Tasks,
        county: CountyKeys = CountyKeys(),
    ) -> None:
        """Show the sheet but for what is asked for, and the county's keys to compare."""
        super().__init__()
        self._answers = answers
        self.leads = not answers.has_left
        self._pdf = b""
        self._wanted: Callable[[], None] | None = None
        self.print = Button(_("Print the sheet …"), "primary" if self.leads else "plain")
        self.save = Button(_("Save as PDF …"))
        self.proof = TextField()
        self.proof.show_text(answers.proof)
        self.paper = PaperView()
        self._drawing = QProgressBar(maximum=0, textVisible=False)
        self._done = Label("", "quiet", wrap=True)
        self._proof_row = Row(
            _("The first {n} characters of row {row}").format(n=PROOF_LENGTH, row=PROOF_ROW),
            self.proof,
            _("Type them from the paper; the screen does not show them."),
        )
        self.setLayout(self._content([*_county(county.recovery), *_signer(county.signing)]))
        self._connect()
        fresh = FreshKey(
            key=answers.recovery,
            centre_name=answers.centre.name,
            made_on=answers.today,
            practice=answers.practice,
        )
        self._sheet = key_sheet(fresh)
        tasks.run(self._drawn, self._show, self)

    @override
    def gaps(self) -> list[Gap]:
        if not self._answers.has_left:
            text = _("Print the sheet first, or save it as a PDF. It is shown only once.")
            return [Gap(self._proof_row, text)]
        if self._answers.recovery.is_proved_by(self._answers.proof):
            return []
        if not self._answers.proof.strip():
            missing = _("Type the first {n} characters of row {row} of the key on the sheet.")
        else:
            missing = _("These are not the first {n} characters of row {row}. Look at the sheet.")
        return [Gap(self._proof_row, missing.format(n=PROOF_LENGTH, row=PROOF_ROW))]

    @property
    def key(self) -> RecoveryKey:
        """The key on the sheet."""
        return self._answers.recovery

    @override
    def first_field(self) -> QWidget:
        return self.print

    def _content(self, county: Sequence[Item]) -> QHBoxLayout:
        self._done.hide()
        keep = _("Keep it in a sealed envelope in a locked place, away from the computer.")
        queue = _(
            "Best on a printer with a cable. The print service and the printer may keep the page "
            "for a day: empty their queue when you have the sheet."
        )
        buttons = column(self.print, Label(queue, "small", wrap=True), self.save, spacing=8)
        items: list[Item] = [Label(keep, wrap=True), buttons, self._done, Rule(), self._proof_row]
        if county:
            items += [Rule(), *county]
        left = column(Card(column(*items, spacing=14), 20), None)
        desk = QFrame()
        desk.setObjectName("desk")
        desk.setLayout(column(self._drawing, self.paper))
        desk.setMinimumHeight(_PAPER_PX)
        layout = row(left, desk, spacing=16)
        layout.setStretch(0, 10)
        layout.setStretch(1, 11)
        return layout

    def _drawn(self) -> tuple[bytes, bytes]:
        """Return the sheet for the printer, and the one for the screen."""
        seen = replace(self._sheet, hidden_row=PROOF_ROW)
        return RECOVERY_SHEET.draw(self._sheet), RECOVERY_SHEET.draw(seen)

    def _connect(self) -> None:
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.proof.edited.connect(self._take)

    def _show(self, drawn: tuple[bytes, bytes]) -> None:
        self._pdf, seen = drawn
        self.paper.show_pdf(seen)
        self._drawing.hide()
        if self._wanted is not None:
            self._wanted()

    @Slot()
    def _print(self) -> None:
        self._wanted = None if self._pdf else self._print
        if self._pdf:
            sent = Way(partial(self._say, RECOVERY_SHEET.sent))
            print_pdf(self, self._pdf, self._file_name, sent, self._saving)

    @Slot()
    def _save(self) -> None:
        self._wanted = None if self._pdf else self._save
        if self._pdf:
            save_pdf(self, self._pdf, self._file_name, self._saving)

    @property
    def _saving(self) -> Way:
        return Way(partial(self._say, RECOVERY_SHEET.saved))

    @property
    def _file_name(self) -> str:
        return RECOVERY_SHEET.file_name(self._sheet)

    def _say(self, words: Words) -> None:
        self._answers.has_left = True
        self._proof_row.say("")
        self._done.setText(said(words))
        self._done.show()
        self.leads = False
        self.print.show_kind("plain")
        self.led.emit()

    @Slot(str)
    def _take(self, text: str) -> None:
        self._answers.proof = text
        self._proof_row.say("")


def _county(fingerprints: Sequence[str]) -> list[Item]:
    """Return what is said of the county's recovery keys."""
    if not fingerprints:
        return []
    text = _(
        "The county’s recovery key opens the vault too. "
        "Compare its fingerprint with the one county IT has given you:"
    )
    return [Label(text, wrap=True), *map(_figures, fingerprints)]


def _signer(fingerprint: str) -> list[Item]:
    """Return what is said of the key the county signs its policy with."""
    if not fingerprint:
        return []
    text = _(
        "The county’s policy is in force on this computer. The fingerprint of the key it "
        "is signed with:"
    )
    return [Label(text, wrap=True), _figures(fingerprint)]


def _figures(fingerprint: str) -> Label:
    label = Label(fingerprint, "mono", wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
