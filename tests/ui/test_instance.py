"""One running program for each vault."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.errors import PlaceRefused
from tests.conftest import NOBODY
from ui.system.instance import Instance, socket_name

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def made(qapp, tmp_path):
    """Make instances that let go at the end."""
    instances = []

    def make(folder=tmp_path / "vault"):
        instances.append(Instance(folder))
        return instances[-1]

    yield make
    for instance in instances:
        instance.release()


def test_the_second_is_refused_and_raises_the_first(made, qtbot):
    first, second = made(), made()
    assert first.claim()

    with qtbot.waitSignal(first.raise_wanted):
        assert not second.claim()


def test_another_vault_is_another_place(made, tmp_path):
    assert made().claim()
    assert made(tmp_path / "other").claim()


def test_the_same_folder_written_otherwise_is_the_same_place(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)

    assert socket_name(tmp_path / "link" / "vault") == socket_name(tmp_path / "vault")


def test_the_name_tells_nothing(tmp_path):
    assert "vault" not in Path(socket_name(tmp_path / "vault")).name


def test_after_letting_go_the_next_may_have_it(made):
    first, second = made(), made()
    first.claim()
    first.release()

    assert second.claim()


def test_a_socket_left_by_a_crash_is_removed(made, tmp_path):
    script = (
        "import sys; sys.path.insert(0, '.')\n"
        "import ui; from pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from ui.system.instance import Instance\n"
        f"app = QCoreApplication([]); i = Instance(Path({str(tmp_path / 'vault')!r}))\n"
        "print(i.claim(), flush=True); app.exec()\n"
    )
    crashed = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert crashed.stdout.readline() == "True\n"
    crashed.send_signal(signal.SIGKILL)
    crashed.communicate()

    assert made().claim()
    assert not made().claim()


@pytest.mark.skipif(sys.platform == "win32", reason="no runtime folder there")
def test_the_place_is_private_where_the_system_has_a_private_one(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    assert Path(socket_name(tmp_path / "vault")).parent == tmp_path


@pytest.fixture
def no_runtime_folder(monkeypatch):
    """Return where programs meet on a system without a runtime folder: as near as in a home."""
    with tempfile.TemporaryDirectory(prefix="l") as place:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
        monkeypatch.setenv("XDG_STATE_HOME", place)
        yield Path(place) / "Leia" / "run"


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe lies in no folder")
def test_where_a_home_lies_too_deep_for_a_socket_they_meet_elsewhere(made, monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path.joinpath(*["veldig lang mappe"] * 5)))

    assert made().claim()

    assert not made().claim()
    assert Path(made().name).parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe lies in no folder")
def test_elsewhere_it_is_a_private_folder_of_ones_own(made, no_runtime_folder):
    assert made().claim()

    assert len(list(no_runtime_folder.iterdir())) == 1
    assert no_runtime_folder.stat().st_mode & 0o077 == 0
    assert not made().claim()


@pytest.mark.skipif(sys.platform == "win32", reason="no runtime folder there")
def test_a_runtime_folder_that_others_may_enter_is_not_used(
    no_runtime_folder, monkeypatch, tmp_path
):
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "open"))

    assert Path(socket_name(tmp_path / "vault")).parent == no_runtime_folder


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe lies in no folder")
@pytest.mark.parametrize("kind", ["link", "file", "foreign"])
def test_a_place_that_is_not_ones_own_is_refused(no_runtime_folder, tmp_path, foreign_folder, kind):
    no_runtime_folder.parent.mkdir(parents=True)
    (tmp_path / "own").mkdir(mode=0o700)
    if kind == "file":
        no_runtime_folder.touch()
    else:
        no_runtime_folder.symlink_to(tmp_path / "own" if kind == "link" else foreign_folder)

    with pytest.raises(PlaceRefused):
        Instance(tmp_path / "vault")


STRANGER = """
import os, socket, sys
place = socket.socket(socket.AF_UNIX)
place.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o777)
os.setuid(int(sys.argv[2]))
place.listen(5)
print("there", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def stranger(no_runtime_folder, tmp_path):
    """Another user's program answers in this vault's place."""
    if sys.platform == "win32" or os.geteuid():
        pytest.skip("only an administrator can be somebody else")
    name = socket_name(tmp_path / "data" / "vault")
    command = [sys.executable, "-c", STRANGER, name, str(NOBODY)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as running:
        assert running.stdout.readline() == b"there\n"
        yield
        running.stdin.close()


def begin(folder):
    command = [sys.executable, "-m", "ui", "--language", "en", "--data-dir", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def test_whoever_answers_must_be_the_same_user(made, stranger, tmp_path):
    with pytest.raises(PlaceRefused):
        made(tmp_path / "data" / "vault").claim()


def test_a_start_that_finds_a_stranger_says_so(stranger, tmp_path):
    with begin(tmp_path / "data") as started:
        assert "Another user of this computer has taken the place" in started.stderr.readline()
        assert started.poll() is None  # it is said on the screen until somebody closes it
        started.kill()


def test_a_start_that_gives_way_says_so(made, no_runtime_folder, tmp_path):
    assert made(tmp_path / "data" / "vault").claim()

    with begin(tmp_path / "data") as started:
        said = started.stderr.read()

    assert started.returncode == 0
    assert "Leia is open for this vault already" in said


def test_a_long_path_still_fits_a_socket(made, tmp_path):
    instance = made(tmp_path.joinpath(*["veldig lang mappe"] * 12))

    assert instance.claim()
    assert len(instance.name) < 100
