"""F9 where there are two screens: the note stays on one, and all see the other."""

import ctypes
import ctypes.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from proof.screen import screen, wait_for

DRIVER = Path(__file__).with_name("stage_driver.py")
SIZE = (1366, 768)
TOOLS = ("Xvfb", "setxkbmap", "xdotool")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
MISSING += [] if ctypes.util.find_library("Xrandr") else ["libXrandr"]
needs_x = pytest.mark.skipif(bool(MISSING), reason=f"no {', '.join(MISSING)} here")


class Program:
    """The driver, and what it says of the screens."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process

    def do(self, what: str) -> dict:
        """Let it do one thing; return what is where then."""
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def until(self, is_so: Callable[[dict], bool]) -> dict:
        """Wait until it is so; return what is where then."""

        def look() -> dict:
            state = self.do("look")
            return state if is_so(state) else {}

        return wait_for(look, "the screens to be so", 20)


@contextmanager
def started(folder: Path, **surroundings: str) -> Iterator[Program]:
    process = subprocess.Popen(
        [sys.executable, DRIVER, folder],
        env={**os.environ, **surroundings, "HOME": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        program = Program(process)
        program.until(lambda state: state["writes"])
        yield program
    finally:
        process.stdin.close()
        try:
            assert process.wait(30) == 0
        finally:
            process.kill()
            process.stdout.close()


def desk_with(folder: Path, *names: str) -> str:
    """Return the platform without monitors that has these, side by side."""
    width, height = SIZE
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    places = [
        {"name": name, "x": n * width, "y": 0, "width": width, "height": height, **dots}
        for n, name in enumerate(names)
    ]
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": places}), encoding="utf-8")
    return f"offscreen:configfile={file}"


@pytest.fixture
def two(tmp_path):
    with started(tmp_path, QT_QPA_PLATFORM=desk_with(tmp_path, "laptop", "wall")) as program:
        yield program


def test_all_see_the_other_screen_and_the_note_is_written_on(two):
    before = two.do("look")
    assert (before["note on"], before["page"]) == ("laptop", "talk")

    two.do("F9")
    shown = two.until(lambda state: state["shown on"])

    assert (shown["shown on"], shown["note on"], shown["full"]) == ("wall", "laptop", False)
    assert shown["at"] == [SIZE[0], 0, *SIZE]
    assert shown["told"].startswith("Shown to all on the other screen.")
    two.until(lambda state: state["writes"])
    two.do("Ringe skolen om praksis")
    two.do("Ctrl+Enter")
    made = two.until(lambda state: "skolen" in state["spoken of"])
    assert made["writes"], "the caret never left the note"
    assert made["spoken of"] in made["rows"]
    assert two.do("F9")["shown on"] == ""
    assert two.do("look")["page"] == "talk"


def test_escape_takes_it_away_before_it_leaves_the_conversation(two):
    two.do("F9")
    two.until(lambda state: state["shown on"] and state["writes"])

    assert (two.do("Esc")["shown on"], two.do("look")["page"]) == ("", "talk")
    assert two.do("Esc")["page"] == "person"


def test_leaving_the_conversation_and_locking_clear_it_at_once(two):
    two.do("F9")
    two.until(lambda state: state["shown on"] == "wall")

    locked = two.do("lock")

    assert (locked["shown on"], locked["note on"]) == ("", "")


def test_a_key_chooses_the_screen_and_the_choice_stays(two):
    assert two.do("Shift+F9")["told"].endswith("on this screen.")
    here = two.do("F9")
    assert here["shown on"] == ""
    assert two.until(lambda state: state["full"])["chosen"] == "here"

    two.do("Shift+F9")

    moved = two.until(lambda state: state["shown on"] == "wall" and not state["full"])
    assert moved["chosen"] == "wall"
    two.until(lambda state: state["writes"])


def test_what_is_told_is_shown_to_the_person_too(two):
    two.do("Ctrl+F9")
    assert two.until(lambda state: state["roles on"])["roles on"] == "wall"


def test_with_one_screen_it_is_our_own(tmp_path):
    with started(tmp_path, QT_QPA_PLATFORM=desk_with(tmp_path, "laptop")) as program:
        assert program.do("Shift+F9")["told"].startswith("There is no other screen")
        program.do("F9")
        assert program.until(lambda state: state["full"])["shown on"] == ""


class Monitors:
    """The monitors of an X server, plugged and unplugged as by hand."""

    class _Monitor(ctypes.Structure):
        _fields_ = (
            ("name", ctypes.c_ulong),
            *((name, ctypes.c_int) for name in ("primary", "automatic", "outputs_count")),
            *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "mm_w", "mm_h")),
            ("outputs", ctypes.POINTER(ctypes.c_ulong)),
        )

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11"))
        self._randr = ctypes.CDLL(ctypes.util.find_library("Xrandr"))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XInternAtom.restype = ctypes.c_ulong
        self._randr.XRRGetMonitors.restype = ctypes.POINTER(self._Monitor)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def plug(self, name: str, x: int, *, first: bool = False) -> None:
        """Let there be a monitor; the first has the server's only output."""
        (width, height), monitor = SIZE, self._Monitor()
        monitor.name, monitor.primary = self._named(name), int(first)
        monitor.x, monitor.width, monitor.height = x, width, height
        monitor.mm_w, monitor.mm_h = 300, 170
        if first:
            count = ctypes.c_int()
            known = self._randr.XRRGetMonitors(self._display, self._root, 1, ctypes.byref(count))
            monitor.outputs_count, monitor.outputs = 1, known[0].outputs
        self._randr.XRRSetMonitor(self._display, self._root, ctypes.byref(monitor))
        self._x.XSync(self._display, 0)

    def unplug(self, name: str) -> None:
        """Take a monitor away."""
        atom = ctypes.c_ulong(self._named(name))
        self._randr.XRRDeleteMonitor(self._display, self._root, atom)
        self._x.XSync(self._display, 0)

    def _named(self, name: str) -> int:
        return self._x.XInternAtom(self._display, name.encode(), 0)


@pytest.fixture
def plugged(tmp_path):
    """Give the program on a real display server, and the monitors."""
    width, height = SIZE
    with screen(f"{2 * width}x{height}x24") as shown:
        monitors = Monitors(shown.display)
        monitors.plug("laptop", 0, first=True)
        surroundings = {"DISPLAY": shown.display, "QT_QPA_PLATFORM": "xcb"}
        with started(tmp_path, **surroundings) as program:
            yield program, monitors


@needs_x
def test_a_screen_that_is_unplugged_takes_nothing_with_it(plugged):
    program, monitors = plugged
    monitors.plug("wall", SIZE[0])
    program.until(lambda state: state["screens"] == ["laptop", "wall"])
    program.do("F9")
    program.until(lambda state: state["at"] == [SIZE[0], 0, *SIZE])

    monitors.unplug("wall")

    gone = program.until(lambda state: state["screens"] == ["laptop"])
    assert (gone["shown on"], gone["note on"], gone["page"]) == ("", "laptop", "talk")
    assert gone["told"].startswith("The other screen is gone")
    program.do("F9")
    assert program.until(lambda state: state["full"])["shown on"] == ""


@needs_x
def test_it_goes_where_the_note_is_not(plugged):
    program, monitors = plugged
    monitors.plug("wall", SIZE[0])
    program.until(lambda state: state["screens"] == ["laptop", "wall"])
    program.do("F9")
    program.until(lambda state: state["shown on"] == "wall")

    program.do("move to wall")

    program.until(lambda state: (state["note on"], state["shown on"]) == ("wall", "laptop"))
    monitors.unplug("laptop")
    assert program.until(lambda state: "laptop" not in state["screens"])["shown on"] == ""
