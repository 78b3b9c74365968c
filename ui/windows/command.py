"""One line of a menu, and what must be in sight for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from app.domain.permissions import Deed


class Sight(Flag):
    """What must be in sight for a command; one may need several of them."""

    ANYTHING = 0
    PERSON = auto()
    SOMEBODY = auto()
    """A person, or the list in which one has the cursor."""
    PLAN = auto()
    """A person who has a plan."""
    PAGE = auto()
    """A person's page, and not a conversation."""
    TALK = auto()
    NOTE = auto()
    """The note of a conversation, and not only what all may see."""
    LINE = auto()
    """Lines that become activities: those of a note, or of a plan."""
    PARTNERS = auto()
    """The page of partners."""
    PHRASES = auto()
    """The page of phrases."""
    TEMPLATES = auto()
    """The page of templates."""
    WRITING = auto()
    """A page on which something is written: of a person, or the centre's own."""


@dataclass(frozen=True)
class Command:
    """One line of a menu."""

    menu: str
    name: str
    text: str
    key: str = ""
    needs: Deed | None = None
    """What somebody's roles must allow; other commands are for everybody."""
    in_sight: Sight = Sight.ANYTHING
    """Without it the command is grey, and its key says why."""
    also: tuple[str, ...] = ()
    """Keys that do the same, for hands that know them; no menu says them."""

    @property
    def keys(self) -> list[QKeySequence]:
        """Every key that does it, the one that is shown first.

        Never both Return and Enter: one press on a real keyboard is both, and does neither.
        """
        return [QKeySequence(each) for each in (self.key, *self.also) if each]
