"""A whole day by keys alone: ten people, on a real X server with a window manager."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.choices import MeetingState, PlanState
from app.domain.clients import Client, DocumentItem
from app.domain.meetings import Meeting, NoteSection
from app.domain.plans import CareerPlan, PlanActivity
from app.storage.vault import open_vault
from proof.screen import Screen, screen, wait_for, window_manager
from tests.building import PASSPHRASE, make_vault
from tests.e2e.conftest import on_screen

TOOLS = ("Xvfb", "setxkbmap", "xdotool", "openbox")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"no {', '.join(MISSING)} here"),
    pytest.mark.skipif(sys.platform != "linux", reason="an X server is Linux's"),
]

ROOT = Path(__file__).resolve().parents[2]
LOCKED, OPEN = "Leia – locked", "Leia"
PATIENCE_S, TRIES = 60, 6
A_BLINK = 4
"""Hundredths of a second that a caret and a clock take while somebody waits."""
PEOPLE = (
    "Åse Øvrebø",
    "Bjørn Ærlig",
    "Cecilie Dahl",
    "David Eng",
    "Elin Foss",
    "Frode Gran",
    "Grete Holm",
    "Håkon Iversen",
    "Ida Johansen",
    "Jon Kvam",
)


@dataclass(frozen=True)
class TimeUsed:
    """What the threads of a program are at, and how much they have worked."""

    states: str
    ticks: int


def time_used(pid: int) -> TimeUsed:
    stats = [each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/stat")]
    fields = [stat.rpartition(")")[2].split() for stat in stats]
    return TimeUsed("".join(f[0] for f in fields), sum(int(f[11]) + int(f[12]) for f in fields))


@dataclass
class Day:
    """A counsellor's hands on the keys of a running program."""

    screen: Screen
    home: Path
    pid: int

    def wait(self, title: str, longest_s: float = PATIENCE_S) -> None:
        """Wait until a window has the keyboard, and has done what it was asked for."""
        wait_for(lambda: title if self.screen.in_front() == title else "", title, longest_s)
        self.settle()

    def settle(self) -> None:
        """Wait until the program has done what it was asked for: it sleeps, and nothing moves."""
        wait_for(lambda: "asleep" if self.sleeps() else "", "the program to be done", PATIENCE_S)
        self.screen.at_rest()

    def sleeps(self) -> bool:
        """Tell whether the program waits for keys: on a busy machine it may only wait its turn."""
        before = time_used(self.pid)
        self.screen.at_rest()
        after = time_used(self.pid)
        return "R" not in after.states and after.ticks - before.ticks <= A_BLINK

    def press(self, *keys: str) -> None:
        """Press keys, and see what comes of each before the next."""
        for key in keys:
            self.screen.hit(key)
            self.settle()

    def wait_for_another(self) -> str:
        """Wait until something lies over the window, and return its title."""
        other = {OPEN, LOCKED, ""}
        look = lambda: next((t for t in [self.screen.in_front()] if t not in other), "")  # noqa: E731
        return wait_for(look, "a dialog", PATIENCE_S)

    def ask(self, keys: str, title: str) -> None:
        """Press the keys of a dialog until it has the keyboard."""
        for _each in range(TRIES):
            self.screen.hit(keys)
            with suppress(TimeoutError):
                self.wait(title, PATIENCE_S / TRIES)
                return
        self.wait(title)

    def unlock(self) -> None:
        """Type the passphrase, again if the window that took it was the one that is leaving."""
        for _each in range(TRIES):
            self.wait(LOCKED)
            self.screen.hit("ctrl+a")
            self.screen.write(PASSPHRASE)
            self.screen.hit("Return")
            with suppress(TimeoutError):
                self.wait(OPEN, PATIENCE_S / TRIES)
                return
        self.wait(OPEN)

    def take_in(self, name: str) -> None:
        hit, write = self.screen.hit, self.screen.write
        self.press("ctrl+n")
        write(name)
        hit("Tab")
        write("990 00 777")
        hit("Tab")
        write("1999")
        hit("Tab")
        write("Faus")

    def hold_conversation(self, name: str, *, interrupted: bool) -> None:
        hit, write = self.screen.hit, self.screen.write
        self.press("ctrl+m", "Return")
        write("i dag")
        hit("Tab")
        write("9")
        self.press("ctrl+shift+m")
        write(f"{name} vil jobbe med fisk")
        self.press("ctrl+Down")
        write("Ringe skolen")
        self.press("ctrl+Return", "ctrl+Down")
        write("halve or")
        if interrupted:
            hit("ctrl+l")
            self.unlock()
        write("det er skrevet")

    def finish_note(self) -> None:
        self.ask("ctrl+shift+f", "Finish the note")
        self.screen.write("+14")
        self.screen.hit("Return")
        locked = lambda: self.screen.in_front().startswith("The note is locked")  # noqa: E731
        wait_for(locked, "the receipt", PATIENCE_S)
        self.screen.hit("Escape")
        self.wait(OPEN)

    def finish_plan(self, goal: str) -> None:
        self.press("Escape", "alt+3")
        self.screen.write(goal)
        self.ask("ctrl+shift+f", "Finish the plan")
        self.screen.hit("Return")
        self.wait(OPEN)

    def save_plan(self) -> None:
        self.screen.hit("ctrl+shift+p")
        self.wait_for_another()
        self.screen.hit("Return")
        self.wait(OPEN)

    def look_at_the_keys(self) -> None:
        for keys in ("ctrl+question", "ctrl+shift+plus"):
            self.ask(keys, "Keys on this page")
            self.screen.hit("Escape")
            self.wait(OPEN)

    def note_paper(self, name: str) -> None:
        self.press("alt+4", "ctrl+shift+a")
        self.screen.write(name)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    (tmp_path / "leia").mkdir(mode=0o700)
    make_vault(tmp_path / "leia" / "vault", practice=False)
    with screen() as shown, window_manager(shown):
        environment = on_screen(tmp_path, shown.display)
        command = [sys.executable, "-m", "ui", "--data-dir", str(tmp_path / "leia")]
        process = subprocess.Popen([*command, "--language", "en"], env=environment, cwd=ROOT)
        try:
            yield Day(shown, tmp_path, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def test_ten_people_in_a_day_by_keys_alone(day):
    day.unlock()
    for number, name in enumerate(PEOPLE):
        day.take_in(name)
        day.hold_conversation(name, interrupted=number == 4)
        day.finish_note()
        if number % 2 == 0:
            day.finish_plan(f"Skipper {number}")
        if number == 2:
            day.save_plan()
        if number % 5 == 0:
            day.note_paper(f"Attest {number}")
    day.look_at_the_keys()
    day.screen.hit("ctrl+1", "ctrl+l")
    day.wait(LOCKED)

    assert_all_arrived(day)


def assert_all_arrived(day):
    vault = open_vault(day.home / "leia" / "vault", PASSPHRASE)
    with vault.work() as work:
        clients = {each.id: each for each in work.all(Client)}
        meetings, plans = work.all(Meeting), work.all(CareerPlan)
        notes, activities = work.all(NoteSection), work.all(PlanActivity)
        papers = work.all(DocumentItem)
        drafts = work.drafts.all()
    vault.close()
    names = sorted(each.name for each in clients.values())
    of_today = [clients[each.client_id].name for each in clients_of(meetings)]
    written = sorted(each.text for each in notes if each.text)

    assert drafts == ()
    assert names == sorted([*PEOPLE, "Liv Hansen"])
    assert {each.municipality for each in clients.values() if each.phone == "990 00 777"} == {
        "1841"
    }
    assert sorted(of_today) == sorted(PEOPLE)
    assert len([m for m in meetings if m.state == MeetingState.PLANNED]) == len(PEOPLE)
    assert written == sorted(
        [f"{name} vil jobbe med fisk" for name in PEOPLE]
        + ["Ringe skolen", "halve ordet er skrevet"] * len(PEOPLE)
    )
    assert [each.what for each in activities] == ["Ringe skolen"] * len(PEOPLE)
    final = {each.end_goal for each in plans if each.state == PlanState.FINAL}
    assert final == {f"Skipper {number}" for number in range(0, 10, 2)}
    assert sorted(each.name for each in papers) == ["Attest 0", "Attest 5"]
    assert len(list(day.home.rglob("*.pdf"))) == 1


def clients_of(meetings):
    """Return the meetings that were held and whose notes are finished."""
    return [each for each in meetings if each.state == MeetingState.FINISHED]
