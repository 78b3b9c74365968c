"""A start that something keeps from happening says so, and how it ended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.refusal import REFUSED

ROOT = Path(__file__).resolve().parents[2]
CLOSING = """
import sys
import ui
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from ui.refusal import refuse_start

def close():
    (box,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
    print(box.text())
    box.findChild(QPushButton).click()

app = QApplication([])
QTimer.singleShot(0, close)
sys.exit(refuse_start(app, "It is not to be."))
"""


def test_it_is_said_on_the_screen_and_on_standard_error():
    command = [sys.executable, "-c", CLOSING]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )

    assert ended.returncode == REFUSED
    assert ended.stdout == "It is not to be.\n"
    assert "Leia: It is not to be.\n" in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="folders have no owner of that kind there")
def test_a_folder_of_another_user_is_refused_with_a_sentence(foreign_folder):
    before = sorted(foreign_folder.iterdir())
    command = [sys.executable, "-m", "ui", "--language", "en", "--data-dir", str(foreign_folder)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as started:
        said = started.stderr.readline()
        assert started.poll() is None  # it is said on the screen until somebody closes it
        started.kill()

    assert f"The folder {foreign_folder} belongs to another user" in said
    assert sorted(foreign_folder.iterdir()) == before
