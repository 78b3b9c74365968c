"""The one way a field stands on a page: a label above, a hint, what is wrong with it below."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import Label, repolish
from ui.widgets.layouts import row


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
        self._label = Label(text, "label", wrap=wrap)
        self._label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)
        self._problem = Label("", "problem", wrap=True)
        self._problem.hide()
        self.setSpacing(4)
        self.addWidget(self._label)
        if hint:
            self.addWidget(Label(hint, "small", wrap=True))
        self.addLayout(row(field, *([beside] if beside else []), spacing=8))
        self.addWidget(self._problem)

    def name(self, text: str) -> None:
        """Call the field something else."""
        self._label.setText(text)
        self.field.setAccessibleName(text)

    @property
    def problem(self) -> str:
        """What is wrong, as shown."""
        return self._problem.text()

    def say(self, problem: str) -> None:
        """Show what is wrong; nothing hides it."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        mark_field(self.field, problem)

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
    field.setAccessibleDescription(problem)
    if field.property("invalid") != bool(problem):
        field.setProperty("invalid", bool(problem))
        repolish(field)
