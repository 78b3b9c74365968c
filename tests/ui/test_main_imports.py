"""What is loaded before the unlock window is there: nothing of the vault, which costs a third."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOADED = """
import sys
import ui.main, ui.program, ui.front.front_windows, ui.front.unlock_window, ui.front.welcome_window
heavy = ("app.storage", "sqlalchemy", "sqlcipher3", "pyrage", "reportlab")
print([name for name in sys.modules if name.startswith(heavy)])
"""


def test_the_first_window_waits_for_nothing_of_the_vault():
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    assert done.stdout == "[]\n"
