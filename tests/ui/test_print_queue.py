"""Paper into a print queue: by a pipe, as it is, and never over a disk."""

import json
import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter

from app.errors import UserError
from ui.system.print_queue import (
    QueueJob,
    hand_over,
    memory_folder,
    painted_in_memory,
    queue_job,
    queue_program,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="CUPS on Linux")

PAPER = b"%PDF-1.7 " + bytes(range(256)) * 2_000
JOB = QueueJob(queue="Skriver-2-etg", title="karriereplan-7E7EB3-v1.pdf")
LP = """#!{python}
import hashlib, json, os, stat, sys
paper = sys.stdin.buffer.read()
told = {{
    "arguments": sys.argv[1:],
    "digest": hashlib.sha256(paper).hexdigest(),
    "through a file": stat.S_ISREG(os.fstat(0).st_mode),
    "libraries": os.environ.get("LD_LIBRARY_PATH", ""),
    "lying about": os.listdir({tmp!r}),
}}
with open({told!r}, "w") as file:
    json.dump(told, file)
sys.exit({code})
"""


@pytest.fixture
def tmp(tmp_path, monkeypatch):
    """The folder for temporary files, empty; whatever was put into it, it would be newer."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    os.utime(folder, ns=(0, 0))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def lp(tmp_path, tmp, monkeypatch):
    """Put a program `lp` that tells what it got first in the path; returns what makes it so."""
    place, told = tmp_path / "bin", tmp_path / "told.json"
    place.mkdir()
    monkeypatch.setenv("PATH", str(place), prepend=os.pathsep)

    def make(code=0):
        program = place / "lp"
        words = {"python": sys.executable, "tmp": str(tmp), "told": str(told), "code": code}
        program.write_text(LP.format(**words), encoding="utf-8")
        program.chmod(0o700)
        return told

    return make


def test_the_queue_gets_the_paper_itself_and_no_file_was_made_on_the_way(lp, tmp, qapp, qtbot):
    told, sent = lp(), []

    hand_over(qapp, JOB, PAPER, lambda: sent.append(True))
    qtbot.waitUntil(lambda: bool(sent))

    got = json.loads(told.read_text(encoding="utf-8"))
    assert got["digest"] == sha256(PAPER).hexdigest()
    assert not got["through a file"]
    assert got["lying about"] == []
    assert tmp.stat().st_mtime_ns == 0
    assert got["arguments"][:4] == ["-d", JOB.queue, "-t", JOB.title]


def test_the_packaged_program_lends_the_queue_no_library(lp, qapp, qtbot, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/leia")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/their/own")
    told, sent = lp(), []

    hand_over(qapp, JOB, PAPER, lambda: sent.append(True))
    qtbot.waitUntil(lambda: bool(sent))

    assert json.loads(told.read_text(encoding="utf-8"))["libraries"] == "/their/own"


@pytest.mark.parametrize("code", [1, 70])
def test_a_queue_that_refuses_is_told(lp, qapp, qtbot, code):
    lp(code)
    sent = []
    with qtbot.captureExceptions() as raised:
        process = hand_over(qapp, JOB, PAPER, lambda: sent.append(True))
        qtbot.waitUntil(lambda: bool(raised))

    del process
    assert [kind for kind, *_rest in raised] == [UserError]
    assert "Nothing is lost" in str(raised[0][1])
    assert not sent


def test_a_program_that_does_not_start_is_told(lp, qapp, qtbot):
    told = lp()
    program = Path(queue_program())
    program.write_text("#!/nowhere/at/all\n", encoding="utf-8")

    with qtbot.captureExceptions() as raised:
        hand_over(qapp, JOB, PAPER, lambda: None)
        qtbot.waitUntil(lambda: bool(raised))

    assert [kind for kind, *_rest in raised] == [UserError]
    assert not told.exists()


def test_what_was_chosen_in_the_dialog_goes_along(qapp):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("karriereplan.pdf")
    assert "-P" not in queue_job(printer).arguments()

    printer.setCopyCount(3)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1-2,4"))
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setCollateCopies(False)
    words = queue_job(printer).arguments()

    assert words[words.index("-n") + 1] == "3"
    assert words[words.index("-P") + 1] == "1-2,4"
    assert {"print-color-mode=monochrome", "collate=false"} <= set(words)


def test_both_sides_go_along():
    assert (
        "sides=two-sided-long-edge"
        in QueueJob(queue="q", title="t", sides="two-sided-long-edge").arguments()
    )
    assert not any(word.startswith("sides") for word in JOB.arguments())


def test_qt_paints_in_the_users_folder_in_memory_and_only_meanwhile(in_memory, tmp):
    with painted_in_memory():
        assert os.environ["TMPDIR"] == str(in_memory)
    assert os.environ["TMPDIR"] == str(tmp)


def test_a_folder_that_others_may_read_is_none_of_ones_own(in_memory):
    in_memory.chmod(0o755)

    assert memory_folder() is None


@pytest.mark.parametrize("named", ["", "/nowhere", "a disk"])
def test_without_such_a_folder_nothing_is_painted(named, tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\n", encoding="utf-8")
    tmp_path.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path) if named == "a disk" else named)

    assert memory_folder(mounts) is None
    if named != "a disk":
        with pytest.raises(UserError, match=r"Nothing was printed.*safe"), painted_in_memory():
            pass
