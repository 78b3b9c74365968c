"""What assistive technology is told, read over the real bus as a screen reader reads it."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.choices import PARTY_SHAPES
from proof.screen import screen, wait_for
from tests.e2e.ears import CONFIG, REGISTRY, Ears, Node, accessibility_bus

DRIVER = Path(__file__).with_name("speaking_driver.py")
TOOLS = ("Xvfb", "setxkbmap", "xdotool", "dbus-daemon")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
MISSING += [str(file) for file in (CONFIG, REGISTRY) if not file.exists()]
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the bus is Linux's"),
    pytest.mark.skipif(bool(MISSING), reason=f"no {', '.join(MISSING)} here"),
]
NO_ROLES = {"filler", "unknown", "invalid", "layered pane", "redundant object"}
ROWS = {"list item", "table cell", "cell", "tree item"}
ACTS = {"push button", "check box", "radio button", "button menu", "text"}
SIGNS = set(PARTY_SHAPES.values()) | {"◊"}


class Program:
    """The driver on a bus of its own; each of its lines is a moment at which to listen."""

    def __init__(self, process: subprocess.Popen, ears: Ears) -> None:
        self._process, self.ears = process, ears
        self._name = ""

    def moments(self) -> Iterator[str]:
        """Go through what it shows or does."""
        for line in self._process.stdout:
            self._name = self._name or wait_for(self._newest, "a program that speaks", 20)
            yield json.loads(line)
            self._process.stdin.write("\n")
            self._process.stdin.flush()
        assert self._process.wait() == 0

    def _newest(self) -> str:
        return (self.ears.programs() or [""])[-1]

    def window(self) -> Node:
        """Return the tree of the window in front."""
        return self.ears.window(self._name)

    def heard(self) -> list[tuple[str, bool]]:
        """Return what was announced since, and whether it may interrupt."""
        return [(each.sentence, each.assertive) for each in self.ears.heard(self._name)]


@contextmanager
def program(what: str, folder: Path, language: str = "nb") -> Iterator[Program]:
    with screen() as shown, accessibility_bus() as (ears, told):
        surroundings = {**os.environ, **told, "DISPLAY": shown.display, "QT_QPA_PLATFORM": "xcb"}
        process = subprocess.Popen(
            [sys.executable, DRIVER, what, folder, language],
            env={**surroundings, "HOME": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield Program(process, ears)
        finally:
            process.kill()
            process.communicate()


def problems_of(window: Node) -> Iterator[str]:
    """Say what a screen reader would not be told, or be told wrongly."""
    nodes = list(window.walk())
    for node in nodes:
        if "focusable" in node.states and node.role in NO_ROLES:
            yield f"no role: {node.where}"
        if "focusable" in node.states and node.role not in ROWS and not node.name.strip():
            yield f"no name: {node.where}"
        if node.role == "combo box" and not (node.is_labelled or node.description):
            yield f"no label: {node.where}"  # its name is what is chosen
        if node.role == "layered pane":
            yield f"noise: {node.where}"
        if any(part.strip() in SIGNS for part in node.name.split(",")):
            yield f"a sign alone: {node.where}"
        twins = Counter((each.role, each.name) for each in node.children if each.role in ACTS)
        yield from (f"twins: {node.where} / {twin}" for twin, n in twins.items() if n > 1)
    rows = {
        (id(node.parent), node.role)
        for node in nodes
        if node.role in ROWS and "focused" in node.states
    }
    if len(rows) > 1:
        yield f"{len(rows)} rows have the focus"


def test_every_window_is_read_as_what_it_is(tmp_path):
    problems, seen = [], {}
    with program("scenes", tmp_path) as running:
        for name in running.moments():
            window = running.window()
            seen[name] = window
            problems += [f"{name}: {problem}" for problem in problems_of(window)]

    assert problems == [], "\n".join(problems)
    assert len(seen) > 60
    roles = {name: [node.role for node in window.walk()] for name, window in seen.items()}
    today = seen["today"]
    here = next(node for node in today.walk() if "selected" in node.states)
    assert (here.role, here.name.partition(",")[0]) == ("list item", "I dag")
    assert all("status bar" in roles[name] for name in ("today", "full: plan", "full: talk"))
    assert all("heading" in roles[name] for name in ("today", "full: intake", "unlock", "vault"))
    assert "document" in " ".join(roles["full: plan"])
    assert "check box" not in roles["full: history"]


HEARD = {
    "go to the people": "Veisøkere",
    "search": "1 veisøker",
    "find nobody": "Ingen heter det.",
    "search for another": "1 veisøker",
    "open who was found": "Camilla Storjord, Plan",
    "go to the intake": "Camilla Storjord, Forarbeid",
    "a year that is none": "! Dette er ikke et tall. Det blir stående slik du skrev det.",
    "a day in words": "Første kontakt: ",
    "go to the plan": "Camilla Storjord, Plan",
    "move an activity down": "er nå nummer 2",
    "tick it": "erdig",
    "take it out": "Aktiviteten er fjernet: ",
    "undo": "Angret",
    "redo": "Gjort igjen",
    "a new meeting": "Samtalen har startet",
    "a line becomes an activity": "Aktivitet laget: Finne en praksisplass",
    "back to the case": "Camilla Storjord, Samtaler",
    "the disk is full": "! Ikke lagret. ",
    "try again": "Alt er lagret",
    "a notice": "! Ingen sikkerhetskopi ennå",
    "a new person": "(uten navn ennå), Forarbeid",
    "settings": "Innstillinger",
    "print where nobody is": "skrive den ut",
    "today": "I dag",
}
"""What each deed of the driver is answered with, as a screen reader hears it; ! interrupts."""


def test_every_deed_is_heard(tmp_path):
    missed = []
    with program("deeds", tmp_path) as running:
        for name in running.moments():
            if name not in HEARD:
                running.window()  # so that what was typed has arrived
                continue
            heard: list[str] = []

            def answer(wanted: str = HEARD[name], heard: list[str] = heard) -> str:
                heard += [f"{'! ' if sharp else ''}{words}" for words, sharp in running.heard()]
                return next((words for words in heard if wanted in words), "")

            try:
                wait_for(answer, HEARD[name], 10)
            except TimeoutError:
                missed.append(f"{name}: {heard}")

    assert missed == []
