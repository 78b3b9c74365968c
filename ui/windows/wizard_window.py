"""The wizard that makes a centre's vault in four short steps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from typing_extensions import override

from app.errors import UserError
from app.i18n import _
from app.services.starting import county_fingerprints
from ui.style.focus_ring import FocusRing
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, repolish
from ui.widgets.layouts import column, holding, row
from ui.widgets.notice_bar import NoticeBar
from ui.windows.front import (
    FRONT_SIZE,
    Side,
    enter_presses,
    front_layout,
    page,
    side_text,
    standing,
)
from ui.windows.passphrase_step import PassphraseStep
from ui.windows.sheet_step import SheetStep
from ui.windows.wizard_steps import CentreStep, PersonStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.policy import Policy
    from app.services.starting import NewVault
    from app.storage.vault import Vault
    from ui.tasks import Tasks
    from ui.windows.wizard_steps import Answers

    Step = CentreStep | PersonStep | PassphraseStep | SheetStep

_WIDE = 900
_NARROW = 620


class _Words(NamedTuple):
    """What a step is called, and what going on from it does."""

    name: str
    title: str
    lead: str
    forward: str


class WizardWindow(QWidget):
    """Goes through the steps; Enter goes on, and going back loses nothing."""

    made = Signal(object)
    left = Signal()
    language_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self,
        answers: Answers,
        policy: Policy,
        tasks: Tasks,
        make: Callable[[NewVault], Vault],
        start: int = 0,
    ) -> None:
        super().__init__()
        self._answers = answers
        self._policy = policy
        self._tasks = tasks
        self._make = make
        self.number = start
        self._making = False
        self._marks = [side_text("", "step") for _each in _words()]
        self._notice = NoticeBar()
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._said = Label(_("The vault is being made. It takes a few seconds."), "quiet")
        self.back = Button(_("Go back"))
        self.forward = Button("", "primary")
        self._pages = QStackedWidget()
        self._build()
        self._show_step()

    @Slot()
    def go_on(self) -> None:
        """Go to the next step, or make the vault; what is missing is said and shown."""
        if self._making:
            return
        gaps = self.step.gaps()
        for gap in gaps:
            gap.row.say(gap.problem)
        if gaps:
            gaps[0].row.field.setFocus()
            self._area().ensureWidgetVisible(gaps[0].row.field)
        elif self.number < len(self._marks) - 1:
            self.number += 1
            self._show_step()
        else:
            self._make_vault()

    @Slot()
    def go_back(self) -> None:
        """Go to the step before, or out of the wizard; everything typed stays."""
        if self._making:
            return
        if self.number == 0:
            self.left.emit()
        else:
            self.number -= 1
            self._show_step()

    def focus_language(self) -> None:
        """Put the focus back on the language that was just chosen."""
        if isinstance(self.step, PersonStep):
            self.step.language.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event, self.go_on):
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            self.step.first_field().setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _build(self) -> None:
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        main = holding(column(self._pages, self._bar(), spacing=0))
        self.setLayout(front_layout(Side(*self._marks), main))
        self.resize(FRONT_SIZE)
        self._ring = FocusRing(self)
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_on)

    def _bar(self) -> QFrame:
        self._busy.setAccessibleName(self._said.text())
        bar = QFrame()
        bar.setObjectName("wizardBar")
        waiting = column(self._said, self._busy, spacing=4)
        layout = row(self.back, 16, waiting, 16, self.forward)
        layout.setStretch(2, 1)
        layout.setContentsMargins(40, 12, 40, 12)
        bar.setLayout(layout)
        self._wait(making=False)
        return bar

    def _show_step(self) -> None:
        words = _words()[self.number]
        self.step = self._new_step()
        self._notice = NoticeBar()
        title, lead = Label(words.title, "title", wrap=True), Label(words.lead, "quiet", wrap=True)
        content = standing(title, lead, self._notice, self.step, spacing=10)
        area = page(content, _WIDE if isinstance(self.step, SheetStep) else _NARROW)
        old = self._pages.currentWidget()
        self._pages.addWidget(area)
        self._pages.setCurrentWidget(area)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        self._mark(words)
        self.step.first_field().setFocus()

    def _mark(self, words: _Words) -> None:
        for number, (mark, each) in enumerate(zip(self._marks, _words(), strict=True)):
            done = "✓" if number < self.number else f"{number + 1}"
            mark.setText(f"{done}  {each.name}")
            mark.setProperty("role", "step-now" if number == self.number else "step")
            repolish(mark)
        self.forward.setText(words.forward)
        self.setWindowTitle(
            _("Leia – New centre, step {number} of {count}").format(
                number=self.number + 1, count=len(self._marks)
            )
        )

    def _new_step(self) -> Step:
        if self.number == 0:
            return CentreStep(self._answers)
        if self.number == 1:
            step = PersonStep(self._answers)
            step.language_chosen.connect(self.language_chosen)
            return step
        if self.number == 2:  # noqa: PLR2004 - the third of four
            return PassphraseStep(self._answers)
        return SheetStep(self._answers, county_fingerprints(self._policy), self._tasks)

    def _make_vault(self) -> None:
        self._wait(making=True)
        new = self._answers.new_vault(self._policy.recovery_recipients)
        self._tasks.run(
            partial(self._make, new), self._hand_over, self, otherwise=self._say_failure
        )

    def _hand_over(self, vault: Vault) -> None:
        self.made.emit(vault)
        self._wait(making=False)

    def _say_failure(self, error: BaseException) -> None:
        self._wait(making=False)
        if isinstance(error, UserError):
            self._notice.say(str(error), "red")
            self._area().ensureWidgetVisible(self._notice)
        else:
            self._tasks.failed.emit(error)

    def _wait(self, *, making: bool) -> None:
        self._making = making
        for each in (self._busy, self._said):
            each.setVisible(making)
        for button in (self.back, self.forward):
            button.setEnabled(not making)
        self._pages.setEnabled(not making)

    def _area(self) -> QScrollArea:
        area = self._pages.currentWidget()
        if not isinstance(area, QScrollArea):
            raise TypeError("every step scrolls")
        return area


def _words() -> tuple[_Words, ...]:
    return _centre_words(), _person_words(), _passphrase_words(), _sheet_words()


def _centre_words() -> _Words:
    return _Words(
        _("The centre"),
        _("Which centre is this?"),
        _("Only the name is needed. Everything can be changed later."),
        _("Go on to your name"),
    )


def _person_words() -> _Words:
    return _Words(
        _("You"),
        _("Who are you?"),
        _("You are the first counsellor of the centre."),
        _("Go on to the passphrase"),
    )


def _passphrase_words() -> _Words:
    return _Words(
        _("Passphrase"),
        _("Choose a passphrase"),
        _("You type it each time you open the vault."),
        _("Go on to the recovery sheet"),
    )


def _sheet_words() -> _Words:
    return _Words(
        _("Recovery sheet"),
        _("Print the recovery sheet"),
        _("It is the way in when the passphrase is lost. Print it now; it is shown only once."),
        _("Make the vault"),
    )
