"""What the screen says, said to whoever listens: the same sentence for the eye and the ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Voice(QObject):
    """Repeats what was announced, and whether it may interrupt; nothing in the program listens."""

    said = Signal(str, bool)


voice = Voice()


def announce(widget: QWidget, sentence: str, *, assertive: bool = False) -> None:
    """Have a screen reader say a sentence; an assertive one interrupts what it is reading.

    The widget is where the sentence stands, or where it belongs. Costs nothing to speak of where
    nobody listens: Qt builds its tree for assistive technology when there is some.
    """
    sentence = sentence.strip()
    if not sentence:
        return
    voice.said.emit(sentence, assertive)
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, sentence)
    if assertive:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
