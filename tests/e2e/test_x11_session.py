"""The real program on an X server of its own, worked from outside: what it leaves nowhere."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.clients import Client
from app.storage.vault import open_vault
from proof.screen import Screen, screen
from tests.building import PASSPHRASE, make_vault
from tests.e2e.conftest import on_screen
from tests.e2e.memory import found_in, secrets_of
from ui.system.locking import program_command

TOOLS = ("Xvfb", "setxkbmap", "xdotool")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"no {', '.join(MISSING)} here"),
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0,
        reason="only root may read the memory of a program that forbids it",
    ),
]

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("Tjeldsundbrua", "sildeoljefabrikken")
LOCKED, OPEN = "Leia – locked", "Leia"
PATIENCE_MS = 60_000


@dataclass
class Session:
    """A program on a screen, and every folder it could write to."""

    process: subprocess.Popen
    screen: Screen
    home: Path

    @property
    def vault(self) -> Path:
        return self.home / "leia" / "vault"

    @property
    def log(self) -> str:
        files = (self.home / "leia").rglob("leia.log")
        return "".join(file.read_text(encoding="utf-8") for file in files)

    @property
    def command(self) -> list[str]:
        raw = Path(f"/proc/{self.process.pid}/cmdline").read_bytes()
        return raw.decode().split("\0")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "leia").mkdir(mode=0o700)
    make_vault(tmp_path / "leia" / "vault", practice=False)
    with screen() as shown:
        environment = on_screen(tmp_path, shown.display)
        command = [sys.executable, "-m", "ui", "--data-dir", str(tmp_path / "leia")]
        process = subprocess.Popen([*command, "--language", "en"], env=environment, cwd=ROOT)
        yield Session(process, shown, tmp_path)
        process.kill()
        process.communicate()


def test_a_session_worked_from_outside_leaves_nothing_behind(session, qtbot):
    needles = secrets_of(session.vault, WORDS)
    unlock(session, qtbot)
    write(session, qtbot, needles)
    shown = session.screen

    shown.press(shown.wait_for(OPEN), "ctrl+l")
    qtbot.waitUntil(lambda: session.command[1:3] == program_command([])[1:], timeout=PATIENCE_MS)
    shown.wait_for(LOCKED)

    assert found_in(session.process.pid, needles) == set()
    assert not shown.shows(OPEN), "no window of before is left on the screen"
    session.process.send_signal(signal.SIGTERM)
    assert session.process.wait(30) in (0, -signal.SIGTERM)
    files = [each for each in session.home.rglob("*") if each.is_file()]
    assert found_in_files(files, needles) == {}
    assert [str(each) for each in files if each.stat().st_mode & 0o077] == []
    vault = open_vault(session.vault, PASSPHRASE)
    with vault.work() as work:
        names = {client.name for client in work.all(Client)}
    vault.close()
    assert WORDS[0] in names, "what was typed is where it belongs"


def unlock(session, qtbot):
    """Try something else first, as hands do."""
    window = session.screen.wait_for(LOCKED)
    session.screen.type(window, "something else")
    session.screen.press(window, "Return")
    qtbot.waitUntil(lambda: "UNLOCK_FAILED" in session.log, timeout=PATIENCE_MS)
    session.screen.at_rest()  # the log is written before the field takes letters again
    session.screen.press(window, "ctrl+a")
    session.screen.type(window, PASSPHRASE)
    session.screen.press(window, "Return")


def write(session, qtbot, needles):
    """Begin a case, write into two of its fields; the search must find that, or it is blind.

    The passphrase alone has gone already: nothing needs it once the vault is open.
    """
    wanted = set(needles) - {"passphrase"}
    window = session.screen.wait_for(OPEN)
    session.screen.press(window, "ctrl+n")
    for word in WORDS:
        session.screen.type(window, word)
        session.screen.press(window, "Tab")
    qtbot.waitUntil(lambda: found_in(session.process.pid, needles) >= wanted, timeout=PATIENCE_MS)


def found_in_files(files, needles):
    """Return what is found in clear in which file."""
    found = {}
    for file in files:
        content = file.read_bytes()
        hits = {name for name, spelt in needles.items() if any(each in content for each in spelt)}
        if hits:
            found[file.name] = hits
    return found


def test_the_search_of_files_is_not_blind(tmp_path):
    (tmp_path / "note").write_text(f"about {WORDS[0]}", encoding="utf-16-le")

    found = found_in_files([tmp_path / "note"], {"word": [WORDS[0].encode("utf-16-le")]})

    assert found == {"note": {"word"}}
