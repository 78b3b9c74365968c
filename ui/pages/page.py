"""What the window knows of a page before it is built: one line of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.domain.permissions import Deed
    from app.i18n import Words
    from ui.workspace import Workspace


@dataclass(frozen=True)
class Page:
    """A place one can go to."""

    name: str
    text: Words
    """What it is called in the menu, and wherever one chooses between such pages."""
    key: str
    needs: Deed | None
    """What somebody's roles must allow; other pages are for everybody."""
    make: Callable[[Workspace], Any]
    menu: str = "go"
    listed: Words | None = None
    """What it is called in the list of Settings, where its menu says more."""
    follows: bool = False
    """Whether it is read again, while it is shown, whenever something was stored."""
    by_the_clock: bool = False
    """Whether it says what the hour changes, so that it is read again each minute."""
    of_centre: bool = False
    """Whether what is written on it is the centre's own, so that undo works there."""

    def is_for(self, may: Callable[[Deed], bool]) -> bool:
        """Whether somebody who may do this and that may go there."""
        return self.needs is None or may(self.needs)
