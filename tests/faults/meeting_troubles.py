"""What comes upon a meeting from outside: a disk without room, and a clock that jumps."""

from __future__ import annotations

import errno
import time as clocks
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from tests.faults.edits import say
from tests.faults.shim import Calls, Shim

FAR_JUMPS = ("midnight", "spring", "autumn")
JUST_BEFORE_S = 0.25
HOURS_S = (-3_600.0, 3_600.0, -5 * 3_600.0, 7 * 3_600.0, 20 * 3_600.0, -23 * 3_600.0)
_MONTHS = {"spring": 3, "autumn": 10}


class Troubles:
    """Brings them on in this process, and says so."""

    def __init__(self, place: Path, offset_s: float) -> None:
        """Begin with a clock that is wrong by so much; the disk is the one that a place is on."""
        self._place = place
        self._shim = Shim()
        self._offset_s = offset_s
        self._shim.set_clock(offset_s)
        self.turns = 0
        """How often the clock was turned."""

    def come(self, what: str, much: float) -> None:
        """Let something come."""
        match what:
            case "full":
                self._shim.arm(self._place, Calls.WRITES, 1, errno.ENOSPC, lasting=True)
                say(full=True)
            case "room":
                self._shim.disarm()
                say(full=False)
            case "clock":
                self._turn_clock(self._offset_s + much)
            case "clock to":
                real = clocks.time() - self._offset_s
                self._turn_clock(moment_of(FAR_JUMPS[int(much)], real) - real)
            case _:
                raise ValueError(what)

    def _turn_clock(self, offset_s: float) -> None:
        self.turns += 1
        self._offset_s = offset_s
        self._shim.set_clock(offset_s)
        say(clock=offset_s)


def moment_of(which: str, now_s: float) -> float:
    """Return a moment just before the next midnight, or the nearest change of the hour."""
    if which == "midnight":
        today = datetime.fromtimestamp(now_s).astimezone().date()
        then = datetime.combine(today + timedelta(days=1), time()).astimezone()
        return then.timestamp() - JUST_BEFORE_S
    year = datetime.fromtimestamp(now_s, UTC).year
    changes = [_change(each, _MONTHS[which]) for each in (year - 1, year, year + 1)]
    return min(changes, key=lambda each: abs(each - now_s)) - JUST_BEFORE_S


def _change(year: int, month: int) -> float:
    """Return when Europe changes the hour: the last Sunday of the month, at one by UTC."""
    last = date(year, month, 31)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    return datetime.combine(sunday, time(1), UTC).timestamp()
