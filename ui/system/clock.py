"""The time it is here, as people see it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def now() -> datetime:
    """Return this moment, with the zone it is lived in."""
    return datetime.now().astimezone()


def today() -> date:
    """Return the day it is here; deadlines are local days."""
    return now().date()
