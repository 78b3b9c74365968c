"""How often each fault is tried: a few times in every test run, many times by `tasks.py faults`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """Trials in an ordinary test run, and in a full one."""

    small: int
    full: int


COUNTS = {
    "kills": Count(24, 600),
    "kills-beside": Count(8, 100),
    "power-cuts": Count(200, 3_250),
    "failing-calls": Count(24, 8_000),
    "pages": Count(20, 10_000),
    "cuts": Count(20, 10_000),
    "key-bytes": Count(40, 10_000),
    "kills-at-calls": Count(16, 2_000),
    "damaged-sources": Count(30, 10_000),
    "drills": Count(2, 20),
    "mutations": Count(500, 10_000),
    "policies": Count(300, 10_000),
    "clocks": Count(12, 200),
    "contests": Count(4, 100),
    "places": Count(1, 5),
    "sequences": Count(12, 2_000),
    "full-disks": Count(2, 5),
    "full-disks-crowded": Count(4, 60),
    "power-cuts-deeds": Count(40, 900),
    "meetings": Count(2, 12),
    "meeting-minutes": Count(2, 60),
}


def chosen(size: str, single: list[str]) -> dict[str, int]:
    """Return every count, for a size and for single ones given as NAME=N."""
    counts = {name: getattr(count, size) for name, count in COUNTS.items()}
    for each in single:
        name, _equals, number = each.partition("=")
        if name not in counts:
            raise ValueError(f"{name} is none of {', '.join(counts)}")
        counts[name] = int(number)
    return counts


def spread(size: int, count: int) -> list[int]:
    """Return at most so many numbers below `size`, evenly apart, the first and the last too."""
    if count >= size:
        return list(range(size))
    return sorted({round(each * (size - 1) / (count - 1)) for each in range(count)})
