"""A day of work at real windows: what made the window wait, and how much memory is left in use."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest

from app.domain.choices import MeetingState
from bench import stage
from bench.figures import Figure
from ui.windows.main_window import MainWindow

PEOPLE = 25
"""People met in a day, each with all their pages looked at."""
_WARM = 2
_WORDS = "Hun har snakket med rektor og vil begynne i august."


def day(folder: Path) -> Iterator[Figure]:
    """Work for a day; every step up to the repaint is a time the window could not answer."""
    yield Figure(what="longest stall in a scripted day", values=list(_stalls(folder)))


def memory(folder: Path) -> Iterator[Figure]:
    """Work for a day, then see what the process holds."""
    for _stall in _stalls(folder):
        pass
    held = _resident_mb()
    if held:
        yield Figure(what="memory after a scripted day", values=[held], unit="MB")


def _stalls(folder: Path) -> Iterator[float]:
    on = stage.set_up(folder)
    vault = on.open()
    window = on.show(vault)
    people = [case.client.id for case in stage.cases(vault, PEOPLE)]
    for number, client_id in enumerate(people):
        for step in _meeting(window, client_id):
            took = stage.took(lambda step=step: (step(), on.app.processEvents()))
            if number >= _WARM:  # pages are built when they are first looked at
                yield took
    vault.close()


def _meeting(window: MainWindow, client_id: str):
    def write() -> None:
        here = window.focusWidget()
        if here is not None:
            QTest.keyClicks(here, "x")

    yield lambda: window.go("today")
    yield lambda: window.go("clients")
    yield lambda: window.clients.search_for("li")
    yield lambda: window.open_client(client_id, "intake")
    yield from [write] * 10
    for page in ("meetings", "plan", "papers", "history"):
        yield lambda page=page: window.open_client(client_id, page)
    case = window.person.page("plan").form.desk.case
    unfinished = [each for each in case.meetings if each.state != MeetingState.FINISHED]
    if unfinished:
        yield lambda: window.open_talk(unfinished[0].id)
        yield from [write] * len(_WORDS)
        yield lambda: time.sleep(0)
    yield lambda: window.open_client(client_id, "plan")


def _resident_mb() -> float:
    """Return the memory the process holds, in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(each for each in status.read_text().splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
