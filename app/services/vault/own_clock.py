"""Whether the clock of this computer fits what was last written in the vault."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.formats import near_moment
from app.i18n import _

if TYPE_CHECKING:
    from datetime import datetime

    from app.storage.vault import Vault

_MOST_OFF = timedelta(minutes=5)


def clock_sentence(vault: Vault, now: datetime) -> str:
    """Return what to tell where this computer's clock is behind the vault; else empty.

    Clocks of several computers differ a little, so up to five minutes is nothing. `now` is the
    moment by this computer's clock.
    """
    newest = vault.upkeep.newest_moment()
    if newest - now <= _MOST_OFF:
        return ""
    return _(
        "What was last written in the vault is from {when}. By the clock of this computer "
        "that is still to come, so one of the clocks is wrong. Nothing is lost, and "
        "everything keeps its order. Check that the date and time are right on this computer."
    ).format(when=near_moment(newest, now.astimezone().date()))
