"""Runs the measures, each round in a process of its own, and tells which budgets hold."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.budgets import MEASURES
from bench.figures import Figure, Result, exit_code, gathered, table
from project import BUILD, PACKAGING, PYTHON, ROOT, ChoreError, offscreen, run_quietly, say

OUT = BUILD / "bench"
MEASURE = PACKAGING / "bench" / "measure.py"
GENERATE = PACKAGING / "bench" / "generate.py"
VAULTS = ("practice", "large")
ROUNDS = 5
ONCE = frozenset({"growth", "memory", "day"})
"""Long, and the same each time: one round is enough."""
WITHOUT_VAULT = frozenset({"start", "save", "growth"})
"""What does not depend on how much lies in the vault."""


def run(options: Sequence[str]) -> int:
    """Measure what the options name, or all; 1 where a budget is missed, 2 for an unknown name."""
    names, vaults, rounds = _read(options)
    if unknown := [name for name in names if name not in MEASURES]:
        say(f"There is no measure {', '.join(unknown)}. There are: {' '.join(MEASURES)}.")
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    results = [
        result
        for name in names or list(MEASURES)
        for vault in (("practice",) if name in WITHOUT_VAULT else vaults)
        for result in _measured(name, vault, 1 if name in ONCE else rounds)
    ]
    _keep(results)
    print(table(results))
    return exit_code(results)


def _read(options: Sequence[str]) -> tuple[list[str], tuple[str, ...], int]:
    names, vaults, rounds = [], VAULTS, ROUNDS
    left = list(options)
    while left:
        word = left.pop(0)
        if word == "--rounds" and left:
            rounds = max(int(left.pop(0)), 1)
        elif word == "--vault" and left and left[0] in VAULTS:
            vaults = (left.pop(0),)
        elif word.startswith("-"):
            raise ChoreError(f"{word} is none of: --rounds N, --vault {'|'.join(VAULTS)}")
        else:
            names.append(word)
    return names, vaults, rounds


def _measured(name: str, vault: str, rounds: int) -> list[Result]:
    folder = _vault(vault)
    say(f"{name}, {vault} vault, {rounds} round{'s' if rounds > 1 else ''} ...")
    results = gathered(name, vault, [_round(name, folder) for _round_ in range(rounds)])
    if any(not each.is_held for each in results):
        _round(name, folder, ["--profile", OUT / f"{name}-{vault}.txt"])
    return results


def _round(name: str, folder: Path, options: Sequence[str | Path] = ()) -> list[Figure]:
    """Measure once, in a fresh process; its last line of figures is what it saw.

    Qt may have a word to say after it.
    """
    command = [PYTHON, MEASURE, name, folder, *options]
    done = run_quietly(command, f"The measure {name} failed; the lines above say why.", _env())
    seen = next(line for line in reversed(done.splitlines()) if line.startswith("["))
    return [Figure(**each) for each in json.loads(seen)]


def _vault(which: str) -> Path:
    """Return a vault to measure on, made when it is not there or its maker changed."""
    command = [PYTHON, GENERATE, which, OUT]
    made = run_quietly(command, f"The {which} vault could not be made.", _env())
    return Path(made.splitlines()[-1])


def _env() -> dict[str, str]:
    """Return what a measure runs in: with compiled modules at hand, as in an installed program."""
    env = {**offscreen(), "PYTHONPATH": os.pathsep.join((str(ROOT), str(PACKAGING)))}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**env, "PYTHONPYCACHEPREFIX": str(OUT / "compiled")}


def _keep(results: Sequence[Result]) -> None:
    """Write the table, and every number with what it was measured on."""
    head = f"{datetime.now().astimezone():%d.%m.%Y}, {os.cpu_count()} cores"
    (OUT / "bench.md").write_text(f"{head}\n\n{table(results)}\n", encoding="utf-8")
    kept: dict[str, Any] = {
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "commit": _commit(),
        "results": [{**vars(each), "held": each.is_held} for each in results],
    }
    (BUILD / "bench.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")


def _commit() -> str:
    git = ["git", "-c", f"safe.directory={ROOT}", "rev-parse", "--short", "HEAD"]
    try:
        done = subprocess.run(git, cwd=ROOT, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout.strip()
