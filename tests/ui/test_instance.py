"""One running program for each vault."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_a_long_path_still_fits_a_socket(made, tmp_path):
    instance = made(tmp_path.joinpath(*["veldig lang mappe"] * 12))

    assert instance.claim()
    assert len(instance.name) < 100
