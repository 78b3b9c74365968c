"""What a widget is to assistive technology, where Qt takes it for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QStackedWidget, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

Role = QAccessible.Role
_ROLE = "spokenRole"
_ABOUT = "spokenAbout"
_CHOSEN = {Role.ListItem, Role.PageTab}
"""What is chosen rather than checked."""


def speak_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Have a screen reader call a widget what it is: a heading, a list, one of a few choices.

    Before it is named: Qt asks once what speaks for a widget, and naming it is the first time.
    """
    widget.setProperty(_ROLE, role.value)


def describe(widget: QWidget, about: str) -> None:
    """Have a screen reader say more about a widget after its name; a problem is said instead."""
    widget.setProperty(_ABOUT, about)
    widget.setAccessibleDescription(about)


def say_problem(widget: QWidget, problem: str) -> None:
    """Describe what is wrong with a widget, or again what it is about when nothing is."""
    widget.setAccessibleDescription(problem or widget.property(_ABOUT) or "")


class SpokenWidget(QAccessibleWidget):
    """A widget in a role of its own; what it is called is its accessible name, or its words."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._role = role

    @override
    def text(self, kind: QAccessible.Text) -> str:
        said = super().text(kind)
        if said or kind is not QAccessible.Text.Name:
            return said
        words = getattr(self.widget(), "text", None)
        return str(words()) if callable(words) else ""


class SpokenButton(SpokenWidget):
    """A button that is one of a few places or choices, and is pressed as a button."""

    @override
    def state(self) -> QAccessible.State:
        state = super().state()
        button = cast("QAbstractButton", self.widget())
        if self._role in _CHOSEN:
            state.selectable, state.selected = True, button.isChecked()
        else:
            state.checkable, state.checked = True, button.isChecked()
        return state

    @override
    def actionNames(self) -> list[str]:
        enabled = self.widget().isEnabled()
        press = [QAccessibleActionInterface.pressAction()] if enabled else []
        return [*press, *super().actionNames()]

    @override
    def doAction(self, actionName: str) -> None:
        if actionName == QAccessibleActionInterface.pressAction():
            cast("QAbstractButton", self.widget()).click()
        else:
            super().doAction(actionName)


def _answer(_kind: str, thing: QObject) -> QAccessibleWidget | None:
    """Give what speaks for a widget, if it is not Qt itself."""
    if not isinstance(thing, QWidget):
        return None
    role = thing.property(_ROLE)
    if role is not None:
        kind = SpokenButton if isinstance(thing, QAbstractButton) else SpokenWidget
        return kind(thing, Role(role))
    if isinstance(thing, QStackedWidget):  # Qt says "layered pane" before each page
        return QAccessibleWidget(thing, Role.Client)
    return None


def speak() -> None:
    """Answer assistive technology from now on, once for each program."""
    QAccessible.installFactory(_answer)
