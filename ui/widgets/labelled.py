"""The one way a field stands on a page: a label above, a hint, what is wrong with it below."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.i18n import _
from ui.style.theme import theme
from ui.widgets.labels import Label, repolish
from ui.widgets.layouts import NO_LIMIT, Item, row
from ui.widgets.speaking import say_problem

_RING_PX = 9


class AskingLabel(Label):
    """A label with, where its field is worth asking about, a small hollow ring before it."""

    def __init__(self, text: str, role: str = "label", *, wrap: bool = False) -> None:
        super().__init__(text, role, wrap=wrap)
        self.is_asking = False

    def ask(self, *, worth: bool) -> None:
        """Show or hide the ring."""
        if worth != self.is_asking:
            self.is_asking = worth
            self.setContentsMargins(theme.px(_RING_PX + 6) if worth else 0, 0, 0, 0)
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_asking:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("ink_2"), 1))
            size = theme.px(_RING_PX)
            line = self.fontMetrics().height()
            painter.drawEllipse(QRectF(1, (line - size) / 2 + 1, size - 1, size - 1))


class Row(QVBoxLayout):
    """A label, perhaps a hint, a field, perhaps something beside it, and room for what is wrong."""

    def __init__(
        self,
        text: str,
        field: QWidget,
        hint: str = "",
        *,
        beside: QWidget | None = None,
        wrap: bool = True,
    ) -> None:
        super().__init__()
        self.field = field
        self._label = AskingLabel(text, wrap=wrap)
        self._label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)
        self._problem = Label("", "problem", wrap=True)
        self._problem.hide()
        self._is_worth_asking = False
        self.setSpacing(4)
        self.addWidget(self._label)
        if hint:
            self.addWidget(Label(hint, "small", wrap=True))
        items: list[Item] = [field, *([beside] if beside else [])]
        if field.maximumWidth() < NO_LIMIT:  # narrow: it stands at the left, not in the middle
            items.append(None)
        self.addLayout(row(*items, spacing=8))
        self.addWidget(self._problem)

    def name(self, text: str) -> None:
        """Call the field something else."""
        self._label.setText(text)
        self.field.setAccessibleName(text)

    def ask(self, *, worth: bool) -> None:
        """Mark quietly that the field is worth asking about, or no longer."""
        if worth != self._is_worth_asking:
            self._is_worth_asking = worth
            self._label.ask(worth=worth)
            self._describe()

    def _describe(self) -> None:
        if not self.problem:
            say_problem(self.field, _("Worth asking about") if self._is_worth_asking else "")

    @property
    def problem(self) -> str:
        """What is wrong, as shown."""
        return self._problem.text()

    def say(self, problem: str) -> None:
        """Show what is wrong; nothing hides it."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        mark_field(self.field, problem)
        self._describe()

    def alert(self, problem: str) -> None:
        """Show what is wrong, and have a screen reader say it at once."""
        self.say(problem)
        QAccessible.updateAccessibility(QAccessibleEvent(self.field, QAccessible.Event.Alert))


class ProblemLine(Label):
    """Room below fields that have no row of their own for what is wrong with them."""

    def __init__(self) -> None:
        super().__init__("", "problem", wrap=True)
        self._said: dict[QWidget, str] = {}
        self.hide()

    def say(self, field: QWidget, problem: str) -> None:
        """Show what is wrong with one of the fields; nothing takes it away."""
        mark_field(field, problem)
        self._said[field] = problem
        self.setText("\n".join(each for each in self._said.values() if each))
        self.setVisible(bool(self.text()))


def mark_field(field: QWidget, problem: str) -> None:
    """Mark a field as wrong, or no longer, for the eye and for a screen reader."""
    say_problem(field, problem)
    if field.property("invalid") != bool(problem):
        field.setProperty("invalid", bool(problem))
        repolish(field)
