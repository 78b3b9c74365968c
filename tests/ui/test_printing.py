"""The print dialog: what it sends, and that the page lies on no disk in between."""

import ctypes
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QLineEdit, QWidget

from app.prints.career_plan import career_plan_pdf
from tests.prints.papers import a_paper
from tests.ui.reading import texts
from ui.printing import print_pdf

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="CUPS on Linux")

ROOT = Path(__file__).parents[2]
IN_MODIFY = 2
SYSTEM = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
"""Where the print service's programs lie."""
PRINTS = """
import os, sys
from pathlib import Path
import ui  # noqa
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ui.printing import print_pdf
app = QApplication([])
sys.excepthook = lambda kind, error, where: (print(kind.__name__), app.exit(3))
window = QWidget()
window.show()
QTimer.singleShot(30_000, lambda: app.exit(4))
paper = Path(sys.argv[1]).read_bytes()
dialog = print_pdf(
    window, paper, "karriereplan.pdf", lambda: app.exit(0), lambda: print("logged")
)
assert dialog.printer().printerName() == "prove", dialog.printer().printerName()
dialog.printer().setCopyCount(2)
QTimer.singleShot(0, dialog.accept)
sys.exit(app.exec())
"""


@pytest.fixture(scope="module")
def paper():
    return career_plan_pdf(a_paper())


def test_a_file_printer_writes_the_tagged_paper_itself(qtbot, paper, tmp_path):
    window, done = QWidget(), []
    qtbot.addWidget(window)
    window.show()
    file = tmp_path / "plan.pdf"
    dialog = print_pdf(window, paper, "plan.pdf", lambda: done.append(1), lambda: done.append(0))
    dialog.findChild(QLineEdit, "filename").setText(str(file))

    dialog.accept()

    assert done == [0, 1]
    assert file.read_bytes() == paper
    assert [each.name for each in tmp_path.iterdir()] == ["plan.pdf"]


def test_the_dialog_says_what_goes_along(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = print_pdf(window, b"", "plan.pdf", lambda: None)

    assert isinstance(dialog, QPrintDialog)
    assert any("Copies, pages, both sides" in text for text in texts(dialog))
    dialog.reject()


CONFIGURATION = """
LogLevel error
Listen {place}/cups.sock
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobFiles Yes
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


@pytest.fixture(scope="module")
def queue(tmp_path_factory):
    """A print service of the test's own with a queue “prove”; returns where it spools."""
    cupsd, lpadmin = (shutil.which(each, path=SYSTEM) for each in ("cupsd", "lpadmin"))
    if not (cupsd and lpadmin and shutil.which("lp")):
        pytest.skip("the print service (cupsd, lp, lpadmin) is not installed")
    place = tmp_path_factory.mktemp("cups")
    words = {"place": place, "system": Path(cupsd).parents[1]}
    for name, text in (("cupsd.conf", CONFIGURATION), ("cups-files.conf", FILES)):
        (place / name).write_text(text.format(**words), encoding="utf-8")
    for name in ("spool", "cache", "state"):
        (place / name).mkdir()
    own = ("-c", place / "cupsd.conf", "-s", place / "cups-files.conf")
    running = subprocess.Popen([cupsd, "-f", *own])
    environment = {**os.environ, "CUPS_SERVER": str(place / "cups.sock")}
    make = [lpadmin, "-p", "prove", "-E", "-v", "file:/dev/null", "-m", "raw"]
    for _try in range(50):
        made = subprocess.run(make, env=environment, capture_output=True, timeout=30, check=False)
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


def test_the_watch_sees_what_is_written(tmp_path):
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"), nothing_written_in(tmp_path):
        (tmp_path / "page").write_bytes(b"a page")


def printed(place, paper, tmp_path, **environment):
    """Print through the dialog in a process of its own; returns how it ended, and its words."""
    tmp = tmp_path / "tmp"
    tmp.mkdir()
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper)
    own = {"TMPDIR": str(tmp), "CUPS_SERVER": str(place / "cups.sock"), **environment}
    with nothing_written_in(tmp):
        ended = subprocess.run(
            [sys.executable, "-c", PRINTS, str(file)],
            env={**os.environ, **own},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    return ended.returncode, ended.stdout.split(), ended.stderr


def test_a_real_queue_gets_the_tagged_paper_itself(queue, paper, tmp_path):
    code, words, errors = printed(queue, paper, tmp_path)

    assert (code, words) == (0, ["logged"]), errors
    assert [each.read_bytes() == paper for each in (queue / "spool").glob("d*")] == [True]


def test_without_lp_qt_paints_in_the_users_folder_in_memory(queue, paper, tmp_path, in_memory):
    before = len(list((queue / "spool").glob("d*")))

    code, words, errors = printed(queue, paper, tmp_path, PATH="")

    assert (code, words) == (0, ["logged"]), errors
    assert len(list((queue / "spool").glob("d*"))) == before + 1


def test_without_lp_and_a_folder_in_memory_nothing_is_printed_or_logged(queue, paper, tmp_path):
    before = len(list((queue / "spool").glob("d*")))

    code, words, errors = printed(queue, paper, tmp_path, PATH="", XDG_RUNTIME_DIR="")

    assert (code, words) == (3, ["UserError"]), errors
    assert len(list((queue / "spool").glob("d*"))) == before
