"""What must stay on screen until it is closed, one bar under the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.vault.health import Health

REST_MS = 2000
"""How long nobody has typed before something may push the page."""
_DANGER = "red"


@dataclass(frozen=True)
class Notice:
    """A sentence in a tone (sun, red, ok), and perhaps what to do about it, or what else."""

    text: str
    tone: str = "sun"
    action: str = ""
    then: Callable[[], None] | None = None
    other: str = ""
    or_else: Callable[[], None] | None = None


def tone_of(health: Health) -> str:
    """Return the tone in which a check's answer is told."""
    if health.contradicted or health.needs_restore:
        return "red"
    return "ok" if health.repaired else "sun"


class Notices(QObject):
    """What is still to be read; it outlives the window that shows it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Notice] = []
        self._held: list[Notice] = []
        self._holds = False
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self._let_go)

    def tell(self, notice: Notice) -> None:
        """Keep something on screen until it is closed; the same is not told twice.

        Nothing but a danger comes while somebody types: it would push the line they write in.
        """
        if not notice.text or notice.text in {each.text for each in (*self.all, *self._held)}:
            return
        if self._holds and notice.tone != _DANGER:
            self._held.append(notice)
            return
        self.all.append(notice)
        self.changed.emit()

    def hold(self, *, is_typing: bool) -> None:
        """Wait with what comes while somebody types, and until they rest."""
        if is_typing:
            self._holds = True
            self._resting.stop()
        elif self._holds and not self._resting.isActive():
            self._resting.start(REST_MS)

    @Slot()
    def _let_go(self) -> None:
        self._holds = False
        held, self._held = self._held, []
        for notice in held:
            self.tell(notice)

    def drop(self, notice: Notice) -> None:
        """Take away what has been read."""
        if notice in self.all:
            self.all.remove(notice)
            self.changed.emit()


class NoticeStack(QWidget):
    """Shows the notices, the first one on top."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self._bars: dict[str, NoticeBar] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 8, 0, 0)
        self._layout.setSpacing(6)
        notices.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        wanted = {each.text: each for each in self._notices.all}
        for text in [text for text in self._bars if text not in wanted]:
            bar = self._bars.pop(text)
            self._layout.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        for text, notice in wanted.items():
            if text not in self._bars:
                self._bars[text] = bar = NoticeBar()
                self._layout.addWidget(bar)
                bar.say(text, notice.tone, notice.action, notice.then)
                bar.offer(notice.other, notice.or_else)
                bar.closed.connect(partial(self._notices.drop, notice))
        self.setVisible(bool(wanted))
