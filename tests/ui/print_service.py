"""A print service of the test's own (CUPS), and papers sent to it through the dialog."""

import ctypes
import json
import os
import shutil
import struct
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IN_MODIFY = 2
IS_NUMBER, IS_RANGE = 0x21, 0x33
"""What kinds of values the print service writes down."""
PRINTER = Path(__file__).parent / "prove.ppd"
"""A printer of the test's own: two sizes of paper, both sides, colours, trays, staples."""
QUEUES = {
    "prove": ("-m", "raw"),
    "virtual-PDF": ("-m", "raw"),
    "written": ("-P", str(PRINTER)),
}
"""One that takes all as it is, one that says it makes files, one with a printer's description."""
SYSTEM = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
"""Where the print service's programs lie."""
PRINTS = """
import json, os, sys
from pathlib import Path
import ui  # noqa
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import *
from app.i18n import use_language
from ui.printing import Way, print_pdf
use_language("en")
app = QApplication([])
sys.excepthook = lambda kind, error, where: (print(kind.__name__), app.exit(3))
window = QWidget()
window.show()
QTimer.singleShot(30_000, lambda: app.exit(4))
paper = Path(sys.argv[1]).read_bytes()
way = Way(lambda: app.exit(0), lambda: print("logged"))
answer = sys.argv[4]
as_file = Way(lambda: app.exit(0), lambda: print("saved")) if answer else None
dialog = print_pdf(window, paper, "karriereplan.pdf", way, as_file)
printers = dialog.findChild(QComboBox, "printers")
printers.setCurrentIndex(printers.findText(sys.argv[2]))
assert dialog.printer().printerName() == sys.argv[2], dialog.printer().printerName()
for name, value in json.loads(sys.argv[3]).items():
    field = dialog.findChild(QWidget, name)
    if isinstance(field, QComboBox):
        field.setCurrentIndex(value)
    elif isinstance(field, QSpinBox):
        field.setValue(value)
    elif isinstance(field, QLineEdit):
        field.setText(value)
    else:
        field.setChecked(value)
def press():
    box = window.findChild(QMessageBox)
    next(each for each in box.buttons() if each.text() == answer).click()
    if window.findChild(QFileDialog):
        print("file dialog")
    if answer != "Print all the same":
        app.exit(0)


QTimer.singleShot(0, dialog.accept)
if answer:
    QTimer.singleShot(0, press)
sys.exit(app.exec())
"""


CONFIGURATION = """
LogLevel error
Listen {place}/cups.sock
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobFiles Yes
DirtyCleanInterval 0
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
FILES = """
ServerRoot {place}
ServerBin {system}/lib/cups
DataDir {system}/share/cups
RequestRoot {place}/spool
CacheDir {place}/cache
StateDir {place}/state
ErrorLog {place}/error
AccessLog {place}/access
PageLog {place}/page
"""


def started(place):
    """Start a print service of the test's own, with its queues; yields where it spools."""
    cupsd, lpadmin = (shutil.which(each, path=SYSTEM) for each in ("cupsd", "lpadmin"))
    if not (cupsd and lpadmin and shutil.which("lp")):
        pytest.skip("the print service (cupsd, lp, lpadmin) is not installed")
    words = {"place": place, "system": Path(cupsd).parents[1]}
    for name, text in (("cupsd.conf", CONFIGURATION), ("cups-files.conf", FILES)):
        (place / name).write_text(text.format(**words), encoding="utf-8")
    for name in ("spool", "cache", "state"):
        (place / name).mkdir()
    own = ("-c", place / "cupsd.conf", "-s", place / "cups-files.conf")
    running = subprocess.Popen([cupsd, "-f", *own])
    environment = {**os.environ, "CUPS_SERVER": str(place / "cups.sock")}
    for name, kind in QUEUES.items():
        make = [lpadmin, "-p", name, "-E", "-v", "file:/dev/null", *kind]
        for _try in range(50):
            made = subprocess.run(
                make, env=environment, capture_output=True, timeout=30, check=False
            )
            if made.returncode == 0:
                break
            with pytest.raises(subprocess.TimeoutExpired):
                running.wait(0.1)
    yield place
    running.terminate()
    running.wait()


@contextmanager
def nothing_written_in(folder):
    """Watch a folder: CUPS may make an empty file for a printer's description, and no other."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert libc.inotify_add_watch(watch, os.fsencode(folder), IN_MODIFY) > 0
    try:
        yield
        with pytest.raises(BlockingIOError):
            os.read(watch, 4096)
    finally:
        os.close(watch)


@dataclass(frozen=True)
class Choice:
    """What is chosen in the dialog, by the names of its fields."""

    queue: str = "prove"
    fields: dict[str, object] = field(default_factory=dict)
    answer: str = ""
    """To what is asked of a printer that makes files; with one, files are allowed."""

    def told(self):
        return self.queue, json.dumps(self.fields), self.answer


AS_IT_IS = Choice()


def printed(place, paper, tmp_path, **environment):
    """Print through the dialog, watching the folder for files that come and go."""
    tmp = tmp_path / "tmp"
    tmp.mkdir()
    with nothing_written_in(tmp):
        return sent(place, paper, tmp_path, TMPDIR=str(tmp), **environment)


def sent(place, paper, tmp_path, choice=AS_IT_IS, **environment):
    """Print through the dialog in a process of its own; returns how it ended, and its words."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper)
    own = {"CUPS_SERVER": str(place / "cups.sock"), **environment}
    ended = subprocess.run(
        [sys.executable, "-c", PRINTS, str(file), *choice.told()],
        env={**os.environ, **own},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stdout.split(), ended.stderr


def attribute(job, name):
    """Read one thing a queue was told of a job: a number, a range of numbers, or a word."""
    at = job.find(struct.pack(">H", len(name)) + name.encode())
    if at < 0:
        return None
    start = at + 2 + len(name)
    (length,) = struct.unpack_from(">H", job, start)
    value = job[start + 2 : start + 2 + length]
    kind = job[at - 1]
    if kind == IS_NUMBER:
        return int.from_bytes(value)
    return struct.unpack(">II", value) if kind == IS_RANGE else value.decode()
