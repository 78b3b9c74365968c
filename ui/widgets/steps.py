"""One step of a few: what is missing in it, and where typing begins."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.labelled import Row

WIDE = 900
_NARROW = 620


class Gap(NamedTuple):
    """A field that keeps somebody from going on, and why."""

    row: Row
    problem: str


class StepWords(NamedTuple):
    """What a step is called, and what going on from it does."""

    name: str
    title: str
    lead: str
    forward: str


class Step(QWidget):
    """One step: what is missing in it, and where typing begins."""

    widest = _NARROW
    """How wide its content may become."""

    leads = False
    """Whether a button of its own is the one to press now, before the one of the window."""
    led = Signal()
    """It has led far enough: the button of the window is the one to press."""

    def gaps(self) -> list[Gap]:
        """Return what is missing."""
        return []

    def first_field(self) -> QWidget | None:
        """Return where typing begins; nothing where there is only something to read."""
        raise NotImplementedError
