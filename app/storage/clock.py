"""A hybrid logical clock: times that order events and never go back, whatever the wall clock does.

A reading is text that sorts by itself: 13 digits of milliseconds, four hexadecimal digits that
count within one millisecond, and the device. See Kulkarni et al., "Logical Physical Clocks" (2014).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

_COUNTER_END = 0x10000


@dataclass
class HybridClock:
    """The clock of one device; it remembers the last reading it gave."""

    device: str
    millis: int = 0
    counter: int = 0

    @classmethod
    def after(cls, device: str, last: str) -> HybridClock:
        """Return a clock whose readings all come after `last`, a reading or nothing."""
        if not last:
            return cls(device)
        millis, counter, _device = last.split("-", 2)
        return cls(device, int(millis), int(counter, 16))

    def tick(self, now_ms: int | None = None) -> str:
        """Return the next reading; a wall clock that stands still or went back only counts on."""
        now = wall_millis() if now_ms is None else now_ms
        if now > self.millis:
            self.millis, self.counter = now, 0
        else:
            self.counter += 1
            if self.counter == _COUNTER_END:
                self.millis, self.counter = self.millis + 1, 0
        return f"{self.millis:013d}-{self.counter:04x}-{self.device}"


def wall_millis() -> int:
    """Return the wall clock in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
