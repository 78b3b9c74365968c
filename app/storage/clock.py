"""A hybrid logical clock: times that order events and never go back, whatever the wall clock does.

A reading is text that sorts by itself: 13 digits of milliseconds, four hexadecimal digits that
count within one millisecond, and the device. See Kulkarni et al., "Logical Physical Clocks" (2014).
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

_COUNTER_END = 0x10000
_READING = re.compile(r"(\d{13})-([0-9a-f]{4})-")


@dataclass
class HybridClock:
    """The clock of one device; it remembers the last reading it gave."""

    device: str
    millis: int = 0
    counter: int = 0

    @classmethod
    def after(cls, device: str, last: str) -> HybridClock:
        """Return a clock whose readings all come after `last`, a reading or nothing."""
        clock = cls(device)
        clock.receive(last)
        return clock

    def receive(self, reading: str) -> None:
        """Let all readings from now on come after one that was given here or on another device."""
        told = _READING.match(reading)
        if told and (int(told[1]), int(told[2], 16)) > (self.millis, self.counter):
            self.millis, self.counter = int(told[1]), int(told[2], 16)

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


def millis_of(reading: str) -> int:
    """Return when a reading was given, in milliseconds since 1970; 0 for what is none."""
    told = _READING.match(reading)
    return int(told[1]) if told else 0


def wall_millis() -> int:
    """Return the wall clock in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
