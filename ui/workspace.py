"""Everything that exists while a vault is unlocked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.policy.policy import PolicyReport
from app.services.vault.copying import copy_targets
from app.services.vault.county import key_cost
from ui.calendar import Calendar
from ui.widgets.notices import Notices

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from app.policy.policy import Policy
    from app.services.vault.copying import CopyTarget
    from app.settings import Settings
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.vault import Vault
    from ui.desk import Desk
    from ui.system.tasks import Tasks


class ChangeNotifier(QObject):
    """Repeats what storage announces, in the GUI thread."""

    changed = Signal(object)
    copied = Signal()
    """Copies were made, or tried."""


class Receipts(QObject):
    """What was just done, for the status line to say; whoever did it says it once."""

    given = Signal(str)


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
    policy_report: PolicyReport = field(default_factory=PolicyReport)
    """What county IT decides, and what is wrong with it."""
    machine_policy: PolicyReport = field(default_factory=PolicyReport)
    """What this computer's policy says, where the vault holds on to another."""
    cost: KdfCost | None = None
    """What a new passphrase shall cost to guess; measured when it is needed, unless given."""
    notices: Notices = field(default_factory=Notices)
    """What stays on screen until it is closed, however often the window is built anew."""
    receipts: Receipts = field(default_factory=Receipts)
    calendar: Calendar = field(init=False)

    def __post_init__(self) -> None:
        self.calendar = Calendar(lambda: self.now())  # noqa: PLW0108 - a clock may be put in its place
        self.calendar.day_turned.connect(self.desk.turn_day)

    @property
    def policy(self) -> Policy:
        """What county IT decides for this machine."""
        return self.policy_report.policy

    def today(self) -> date:
        """Return the day it is here; deadlines are local days."""
        return self.now().date()

    def tell(self, sentence: str) -> None:
        """Give a receipt of what was just done: in the status line, and to a screen reader."""
        self.receipts.given.emit(sentence)

    def copy_targets(self) -> tuple[CopyTarget, ...]:
        """Return where copies go; those of invented people stay beside their vault."""
        places = copy_targets(self.vault.folder, self.policy, self.settings)
        return places[:1] if self.practice else places

    def key_cost(self) -> KdfCost:
        """Return what a new passphrase shall cost to guess; may take a second, so beside."""
        return self.cost or key_cost(self.policy)

    def close(self) -> None:
        """Store what is on the desk, finish background work, then lock the vault."""
        self.desk.close()
        self.tasks.stop()
        self.vault.close()
