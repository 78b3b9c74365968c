"""Trials beside each other: as many workers as lanes, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from tests.faults.recording import REPOSITORY
from tests.faults.verdicts import Verdict

LANES = 2


class Lanes:
    """Workers that wait for lanes to run."""

    def __init__(self, environment: Mapping[str, str] | None) -> None:
        self._idle: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
        self._workers = [self._begin(environment) for _number in range(LANES)]
        for worker in self._workers:
            self._idle.put(worker)

    def run(self, lanes: Iterable[Any]) -> Verdict:
        """Run every lane, and return what they found together."""
        total = Verdict()
        with ThreadPoolExecutor(LANES) as executor:
            for found in executor.map(self._run, lanes):
                total.join(found)
        return total

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.communicate()

    def _begin(self, environment: Mapping[str, str] | None) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.faults.worker"]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdin=pipe, stdout=pipe, text=True
        )

    def _run(self, lane: Any) -> Verdict:
        worker = self._idle.get()
        try:
            asked = {"lane": type(lane).__name__, "settings": asdict(lane)}
            worker.stdin.write(json.dumps(asked) + "\n")
            worker.stdin.flush()
            answer = json.loads(worker.stdout.readline())
        finally:
            self._idle.put(worker)
        assert "error" not in answer, answer["error"]
        return Verdict(**answer)


def shares(count: int) -> list[int]:
    """Divide a number of trials among the lanes."""
    return [count // LANES + (lane < count % LANES) for lane in range(LANES)]


def own_folder(parent: Path, lane: object) -> str:
    """Return an empty folder for one lane."""
    folder = parent / f"lane-{lane}"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)
