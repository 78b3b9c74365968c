"""What is loaded before the unlock window is there: little, and nothing of the vault."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOADED = """
import sys
import ui.main, ui.program, ui.front.front_windows, ui.front.unlock_window, ui.front.welcome_window
heavy = ("app.storage", "sqlalchemy", "sqlcipher3", "pyrage", "reportlab", "secrets")
later = ("app.domain.staff", "app.services.vault.copying", "ui.widgets.key_button")
print([name for name in sys.modules if name.startswith(heavy + later)])
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


def test_modules_are_imported_as_python_does_it():
    """And not by a function of PySide6 that reads the source of each."""
    done = subprocess.run(
        [sys.executable, "-c", "import ui.main, builtins; print(builtins.__import__.__name__)"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    assert "feature" not in done.stdout
