"""A window before the vault is open that leads through a few short steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget
from typing_extensions import override

from app.errors import Cancelled, UserError
from app.i18n import _
from ui.front.front import (
    FRONT_SIZE,
    Side,
    bar_pillar,
    front_layout,
    page,
    side_text,
    standing,
)
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.enter_key import enter_presses
from ui.widgets.labels import Label, repolish
from ui.widgets.layouts import column, holding, row
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.steps import Step, StepWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.storage.progress import Progress
    from ui.system.tasks import Running, Tasks

T = TypeVar("T")


class StepsWindow(QWidget):
    """Goes through the steps; Enter goes on, and going back loses nothing."""

    left = Signal()
    working = Signal()
    """Something slow has begun: there is time to get ready in."""
    closed = Signal()

    def __init__(self, title: str, words: Sequence[StepWords], tasks: Tasks) -> None:
        """`title` has holes for {number} and {count}."""
        super().__init__()
        self._title = title
        self._words = tuple(words)
        self._tasks = tasks
        self.number = 0
        self.step: Step
        self.is_working = False
        self._running: Running | None = None
        self._marks = [side_text("", "step") for _each in self._words]
        self.notice = NoticeBar()
        self.busy = ProgressPanel()
        self.back = Button(_("Go back"))
        self.forward = Button("", "primary")
        self._pages = QStackedWidget()
        self._foot = standing(self._buttons())
        self._build()

    def new_step(self, number: int) -> Step:
        """Return a step as it stands; what was answered before is in it."""
        raise NotImplementedError

    def proceed(self) -> None:
        """Go on from a step without gaps; a last step does what the window is for."""
        raise NotImplementedError

    @Slot()
    def go_on(self) -> None:
        """Go on; what is missing is said and shown."""
        if self.is_working:
            return
        gaps = self.step.gaps()
        for gap in gaps:
            gap.row.say(gap.problem)
        if gaps:
            gaps[0].row.field.setFocus()
            self.area().ensureWidgetVisible(gaps[0].row.field)
        else:
            self.proceed()

    @Slot()
    def go_back(self) -> None:
        """Go to the step before, or out of the window; everything typed stays."""
        if self.is_working:
            return
        if self.number == 0:
            self.left.emit()
        else:
            self.show_step(self.number - 1)

    def show_step(self, number: int) -> None:
        """Show a step, with the caret where typing begins."""
        self.number = number
        words = self._words[number]
        self.step = self.new_step(number)
        self.notice = NoticeBar()
        title, lead = Label(words.title, "title", wrap=True), Label(words.lead, "quiet", wrap=True)
        area = page(standing(title, lead, self.notice, self.step, spacing=10), self.step.widest)
        old = self._pages.currentWidget()
        self._pages.addWidget(area)
        self._pages.setCurrentWidget(area)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        self._foot.setMaximumWidth(theme.px(self.step.widest))
        self._mark(words)
        self._show_kind()
        self.step.led.connect(self._show_kind)
        self.focus_start()

    def focus_start(self) -> None:
        """Put the caret where typing begins, or else on the button that changes nothing."""
        (self.step.first_field() or self.back).setFocus()

    def work(
        self,
        said: str,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        *,
        stoppable: bool = False,
    ) -> None:
        """Do something slow beside the window; a failure is said, and the answers stay."""
        self._running = running = self._tasks.follow(self.busy.show_part, self)
        self.busy.begin(said, stoppable=stoppable)
        self._wait(working=True)

        def go_on(result: T) -> None:
            self._wait(working=False)
            then(result)

        self._tasks.run(lambda: work(running), go_on, self, otherwise=self.say_failure)
        self.working.emit()

    def say_failure(self, error: BaseException) -> None:
        """Say what went wrong; that somebody stopped it themselves needs no words."""
        self._wait(working=False)
        if isinstance(error, Cancelled):
            self.forward.setFocus()
        elif isinstance(error, UserError):
            self.notice.say(str(error), "red")
            self.area().ensureWidgetVisible(self.notice)
        else:
            self._tasks.failed.emit(error)

    def area(self) -> QScrollArea:
        """Return what the step scrolls in."""
        area = self._pages.currentWidget()
        if not isinstance(area, QScrollArea):
            raise TypeError("every step scrolls")
        return area

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event, self.go_on):
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            self.focus_start()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._stop()
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
        self.busy.stop_wanted.connect(self._stop)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("wizardBar")
        bar.setLayout(column(bar_pillar(self._foot)))
        return bar

    def _buttons(self) -> QHBoxLayout:
        layout = row(self.back, 16, column(self.busy), 16, self.forward)
        layout.setStretch(2, 1)
        return layout

    @Slot()
    def _show_kind(self) -> None:
        """Let one button be the first: the step's own, as long as it leads."""
        self.forward.show_kind("plain" if self.step.leads else "primary")

    def _mark(self, words: StepWords) -> None:
        for number, (mark, each) in enumerate(zip(self._marks, self._words, strict=True)):
            done = "✓" if number < self.number else f"{number + 1}"
            mark.setText(f"{done}  {each.name}")
            mark.setProperty("role", "step-now" if number == self.number else "step")
            repolish(mark)
        self.forward.setText(words.forward)
        title = self._title.format(number=self.number + 1, count=len(self._marks))
        self.setWindowTitle(title)

    @Slot()
    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _wait(self, *, working: bool) -> None:
        self.is_working = working
        if not working:
            self.busy.end()
        for button in (self.back, self.forward):
            button.setEnabled(not working)
        self._pages.setEnabled(not working)
