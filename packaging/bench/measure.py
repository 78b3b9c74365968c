"""One measure, once, in a process of its own: `measure.py NAME VAULT`; the last line is JSON."""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import ui  # noqa: F401 - keeps Python 3.11 alive under PySide6
from bench import reading, starting, typing_keys, working_day, writing
from bench.figures import Figure

MEASURES: dict[str, Callable[[Path], Iterator[Figure]]] = {
    "start": starting.start,
    "unlock": reading.unlock,
    "today": reading.today,
    "list": reading.list_,
    "search": reading.search,
    "open": reading.open_,
    "save": writing.save,
    "pdf": writing.pdf,
    "preview": reading.preview,
    "key": typing_keys.key,
    "print": writing.print_,
    "day": working_day.day,
    "memory": working_day.memory,
    "growth": writing.growth,
}


def main(words: list[str]) -> int:
    """Measure; with `--profile FILE` also write where the time went."""
    name, folder, *more = words
    profile = cProfile.Profile()
    if more:
        profile.enable()
    figures = [figure.written() for figure in MEASURES[name](Path(folder))]
    if more:
        profile.disable()
        told = io.StringIO()
        pstats.Stats(profile, stream=told).sort_stats("cumulative").print_stats(60)
        Path(more[1]).write_text(told.getvalue(), encoding="utf-8")
    print(json.dumps(figures))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
