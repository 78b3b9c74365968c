"""What the system is asked to keep from others, seen from outside where it can be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from ui.system.hygiene import CaptureGuard, can_hide_from_capture, is_our_program

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = """
import ctypes, os, resource, ui
from ui.system.hygiene import keep_memory_private
if os.geteuid() == 0:
    os.setuid({nobody})
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # as an ordinary user's program begins
{act}
print("ready", flush=True)
input()
"""
NOBODY = 65_534
ACT = "keep_memory_private()"


@pytest.fixture
def running():
    """Start a process that keeps its memory private, or does not."""
    started = []

    def start(act=ACT):
        process = subprocess.Popen(
            [sys.executable, "-c", PRIVATE.format(act=act, nobody=NOBODY)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        assert process.stdout.readline() == b"ready\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_no_core_is_written(running):
    limits = Path(f"/proc/{running().pid}/limits").read_text(encoding="ascii")
    core = next(line for line in limits.splitlines() if line.startswith("Max core"))

    assert core.split()[4:6] == ["0", "0"]


@pytest.mark.skipif(sys.platform != "linux", reason="prctl of Linux")
def test_the_memory_belongs_to_nobody_the_user_is(running):
    """Linux gives the memory of a process that may not be dumped to root alone."""
    user = os.geteuid() or NOBODY

    assert Path(f"/proc/{running().pid}/mem").stat().st_uid == 0
    assert Path(f"/proc/{running('pass').pid}/mem").stat().st_uid == user


@pytest.mark.parametrize(
    ("executable", "ours"),
    [
        ("/usr/lib/leia/leia", True),
        ("leia.exe", True),
        ("LeiaW.exe", True),
        ("/usr/bin/python3.11", False),
        ("pythonw.exe", False),
    ],
)
def test_reports_are_only_stopped_for_leia_itself(executable, ours):
    assert is_our_program(executable) is ours


def test_where_windows_cannot_be_hidden_nothing_is_pretended(qapp, qtbot):
    guard = CaptureGuard(qapp)
    window = QWidget()
    qtbot.addWidget(window)

    guard.set_on(on=True)
    window.show()

    assert not can_hide_from_capture()
    assert not guard.is_on
