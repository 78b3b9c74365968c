"""Whole programs, in this process or in one of their own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.policy.policy import Policy, PolicyReport
from app.settings import Settings, save_settings
from app.storage.keys.keyfiles import FLOOR
from tests.building import PASSPHRASE, drop, make_vault
from ui.arguments import Arguments
from ui.preferences import Preferences
from ui.program import Program
from ui.system.instance import socket_name

ROOT = Path(__file__).resolve().parents[2]


def on_screen(home: Path, display: str) -> dict[str, str]:
    """Return the environment of a program on an X server, with every folder of its own."""
    places = {"HOME": home, "TMPDIR": home / "tmp", "XDG_RUNTIME_DIR": home / "run"}
    for place in (places["TMPDIR"], places["XDG_RUNTIME_DIR"]):
        place.mkdir(mode=0o700)
    return {
        **os.environ,
        **{name: str(place) for name, place in places.items()},
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }


def answers(folder: Path) -> bool:
    """Whether a program that holds the place of a vault is reached there."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(folder))
    is_reached = socket.waitForConnected(1_000)
    socket.abort()
    return is_reached


class Run:
    """A program in this process, and what became of it."""

    def __init__(self, app: QApplication, arguments: Arguments, policy: Policy) -> None:
        self.arguments = arguments
        self.preferences = Preferences(app, arguments.settings_file, arguments.language)
        self.program = Program(arguments, self.preferences, PolicyReport(policy=policy), cost=FLOOR)
        self.ends: list[bool] = []
        self.failures: list[BaseException] = []
        self.program.finished.connect(self.ends.append)
        self.program.tasks.failed.connect(self.failures.append)

    @property
    def front(self):
        """The window before the vault is open."""
        return self.program.front.window

    @property
    def main(self):
        """The main window, once there is one."""
        return self.program.session.window if self.program.session else None

    def end(self) -> None:
        if not self.ends:
            if self.program.session is not None:
                self.program.session.workspace.practice = True  # no copy is needed
            self.program.quit()
        for window in (self.front, self.main):
            if window is not None and isValid(window):
                drop(window)


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Start the program in a data folder of its own, as often as a test wants."""
    monkeypatch.setenv("HOME", str(tmp_path))
    runs: list[Run] = []

    def begin(**choices) -> Run:
        given = {"data_dir": tmp_path / "leia", "language": "en", **choices}
        policy = given.pop("policy", Policy())
        if given["data_dir"] is not None:
            know_this_computer(given["data_dir"] / "settings.json")
        run = Run(qapp, Arguments(**given), policy)
        runs.append(run)
        run.started = run.program.start()
        return run

    yield begin
    for run in runs:
        run.end()


def know_this_computer(file: Path) -> None:
    """Say beforehand that its disk is known, so that tests are told the same on every computer."""
    if not file.exists():
        save_settings(Settings(known_unprotected=("disk", "swap")), file)


@pytest.fixture(autouse=True)
def quiet_exit(qapp: QApplication) -> Iterator[None]:
    """Keep the test's own application alive when a window closes."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture(scope="module")
def closed_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with Liv Hansen in it; never written in."""
    folder = tmp_path_factory.mktemp("closed") / "vault"
    make_vault(folder, practice=False)
    return folder


@pytest.fixture
def folder(closed_vault: Path, tmp_path: Path) -> Path:
    """A closed vault where `start` looks for one."""
    shutil.copytree(closed_vault, tmp_path / "leia" / "vault")
    return tmp_path / "leia" / "vault"


@pytest.fixture
def unlock(start, folder: Path, qtbot: QtBot):
    """Start the program and unlock the vault, as often as a test wants."""

    def begin(**choices) -> Run:
        run = start(**choices)
        run.front.field.setText(PASSPHRASE)
        run.front.try_to_open()
        qtbot.waitUntil(lambda: run.main is not None, timeout=20_000)
        return run

    return begin
