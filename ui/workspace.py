"""Everything that exists while a vault is unlocked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from app.settings import Settings
    from app.storage.vault import Vault
    from ui.desk import Desk
    from ui.tasks import Tasks


class ChangeNotifier(QObject):
    """Repeats what storage announces, in the GUI thread."""

    changed = Signal(object)


@dataclass
class Workspace:
    """What windows are given; they take only the parts they need."""

    vault: Vault
    tasks: Tasks
    desk: Desk
    changes: ChangeNotifier
    now: Callable[[], datetime]
    settings: Settings
    practice: bool = False
    unstored: dict[tuple[str, str], str] = field(default_factory=dict)
    """What was typed about the centre and the counsellor, by kind and field, until it is stored."""

    def today(self) -> date:
        """Return the day it is here; deadlines are local days."""
        return self.now().date()

    def close(self) -> None:
        """Store what is on the desk, finish background work, then lock the vault."""
        self.desk.close()
        self.tasks.stop()
        self.vault.close()
