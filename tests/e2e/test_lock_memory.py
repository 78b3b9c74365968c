"""After locking, the memory of the process holds no key, no passphrase and no word of anybody."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.services.program.bookmarks import recall_place
from app.storage.vault import open_vault
from tests.building import PASSPHRASE, make_vault
from tests.e2e.conftest import answers
from tests.e2e.memory import found_in, secrets_of
from ui.system.locking import program_command

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.skipif(
        os.name == "posix" and os.geteuid() != 0,
        reason="only root may read the memory of a program that forbids it",
    ),
]

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("Tjeldsundbrua", "sildeoljefabrikken")


@dataclass
class Running:
    """The program in a process of its own."""

    process: subprocess.Popen
    folder: Path

    def holds(self, needles: dict[str, list[bytes]]) -> set[str]:
        """Return the names of what is found anywhere in the process's memory."""
        return found_in(self.process.pid, needles)

    def says(self, line: bytes, within_s: int) -> bool:
        """Wait for the next line of the program."""
        ready, _w, _x = select.select([self.process.stdout], [], [], within_s)
        return bool(ready) and self.process.stdout.readline() == line

    @property
    def command(self) -> list[str]:
        raw = Path(f"/proc/{self.process.pid}/cmdline").read_bytes()
        return raw.decode().split("\0")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    folder = tmp_path / "leia" / "vault"
    folder.parent.mkdir()
    make_vault(folder, practice=False)
    driver = ROOT / "tests" / "e2e" / "locking_driver.py"
    process = subprocess.Popen(
        [sys.executable, str(driver)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    yield Running(process, folder)
    process.kill()
    process.communicate()


def test_locking_leaves_nothing_in_the_memory_of_the_process(running, qtbot):
    needles = secrets_of(running.folder, WORDS)
    told = {"data_dir": str(running.folder.parent), "passphrase": PASSPHRASE, "words": WORDS}
    running.process.stdin.write(json.dumps(told).encode() + b"\n")
    running.process.stdin.flush()
    assert running.says(b"typed\n", within_s=60)
    before = running.holds(needles)

    running.process.stdin.write(b"lock\n")
    running.process.stdin.flush()
    qtbot.waitUntil(lambda: running.command[1:3] == program_command([])[1:], timeout=30_000)
    qtbot.waitUntil(lambda: answers(running.folder), timeout=30_000)
    after = running.holds(needles)

    assert before == set(needles)
    assert after == set()
    assert Path(f"/proc/{running.process.pid}/environ").read_bytes().count(b"Tjeldsund") == 0
    vault = open_vault(running.folder, PASSPHRASE)
    with vault.work() as work:
        client = work.lists.clients()[0]
    assert WORDS[0] in client.name
    assert client.id in recall_place(vault)
    vault.close()
    os.kill(running.process.pid, signal.SIGTERM)
    assert running.process.wait(30) in (0, -signal.SIGTERM)
