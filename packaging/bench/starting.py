"""How long it takes to the first window, against a bare window started the same way."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure

_TURNS = 3
_BARE = """
import time
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget(); window.resize(1120, 700); window.show(); app.processEvents()
print(time.time())
"""
_LEIA = """
import sys, time
import ui
from ui.application import new_application
from ui.arguments import parse
from ui.main import begin_log, load_policy, hear_qt
from ui.errors import ErrorReporter
from ui.preferences import Preferences
from ui.program import Program
from ui.system.hygiene import keep_memory_private
arguments = parse(["--data-dir", sys.argv[1]])
keep_memory_private(); begin_log(arguments.log_folder)
policy = load_policy(arguments.pin_folder)
app = new_application(); hear_qt()
preferences = Preferences(app, arguments.settings_file, "nb", policy.policy.languages)
reporter = ErrorReporter(); reporter.install()
program = Program(arguments, preferences, policy)
program.start(); app.processEvents()
print(time.time())
"""


def start(folder: Path) -> Iterator[Figure]:
    """Start the program on a vault that is there, and a bare window, in turns."""
    with tempfile.TemporaryDirectory(prefix="leia-bench-") as place:
        (Path(place) / "vault").symlink_to(folder)
        _until_shown(_LEIA, place)  # compiles what is not compiled yet
        stand_in, values = [], []
        for _turn in range(_TURNS):
            stand_in.append(_until_shown(_BARE, place))
            values.append(_until_shown(_LEIA, place))
    yield Figure(what="start to the unlock window", values=values, stand_in=stand_in)


def _until_shown(script: str, place: str) -> float:
    began = time.time()
    command = [sys.executable, "-c", script, place]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return (float(done.stdout.split()[-1]) - began) * 1_000
