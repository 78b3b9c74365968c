"""Pins every package with the hashes of all its files, for every system and Python we support."""

import os
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

from project import BUILD, PACKAGING, ROOT, run_quietly, say

LOCKS = PACKAGING / "locks"
PROJECT = ROOT / "pyproject.toml"
OLDEST_PYTHON = "3.11"
RESOLVER = "uv==0.13.9"


def renew() -> None:
    """Write every lock file again from the dependencies in pyproject.toml."""
    resolver = _resolver()
    LOCKS.mkdir(exist_ok=True)
    extras = ["--extra", "test", "--extra", "check"]
    _compile(resolver, LOCKS / "dev.txt", ["--upgrade", *extras])
    # the same versions as in dev.txt, so that what was tested is what people get
    tested = ["--upgrade", "--constraint", str(LOCKS / "dev.txt")]
    _compile(resolver, LOCKS / "run.txt", tested)
    # what is frozen beside the tools that freeze it
    _compile(resolver, LOCKS / "build.txt", [*tested, "--extra", "build"])


def faults(lock: str) -> Iterator[str]:
    """Yield what a lock file must not hold: places, and packages without a version or a hash."""
    for requirement in lock.replace("\\\n", " ").splitlines():
        name = requirement.split(" ", 1)[0]
        if "://" in requirement or requirement.lstrip().startswith(("-", "#", "/", ".")):
            yield f"names a place or an option: {requirement.strip()[:60]}"
        elif "==" not in name or "--hash=sha256:" not in requirement:
            yield f"has no version or no hash: {name}"


def _resolver() -> Path:
    folder = BUILD / "lock"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    say("Fetching the resolver ...")
    run_quietly(
        [python, "-m", "pip", "install", "--disable-pip-version-check", RESOLVER],
        "The resolver could not be fetched; the lines above say why.",
    )
    return python


def _compile(resolver: Path, lock: Path, options: list[str]) -> None:
    say(f"Resolving {lock.name} ...")
    silent = ["--no-config", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
    scope = ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"]
    run_quietly(
        [resolver, "-m", "uv", "pip", "compile", *silent, *scope, *options, "-o", lock, PROJECT],
        f"{lock.name} could not be resolved.",
    )
    for fault in faults(lock.read_text(encoding="utf-8")):
        sys.exit(f"{lock.name} {fault}")
