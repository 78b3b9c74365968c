"""Fetches what a Windows build is put together from: our packages as wheels, and a Python."""

import hashlib
import shutil
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environment import FREEZER
from project import BUILD, PACKAGING, ChoreError, run_quietly, say

WINDOWS = BUILD / "windows"
WHEELS = WINDOWS / "wheels"
TOLD = PACKAGING / "windows" / "runtime.toml"
LINE = "3.13"
"""The Python line whose files the wheels are for, and whose standard library goes along."""


@dataclass(frozen=True)
class Interpreter:
    """A folder with Python's own Windows files, and what is known of it."""

    folder: Path
    version: str
    is_official: bool
    """Whether it is the official package, which brings its standard library and python3.dll."""


def fetch_wheels() -> Path:
    """Return a folder with the Windows wheels of everything that run.txt pins."""
    lock = PACKAGING / "locks" / "run.txt"
    return fetch_pinned("wheels", lock.read_text(encoding="utf-8"), WHEELS)


def fetch_pinned(what: str, lock: str, target: Path) -> Path:
    """Return a folder with the Windows wheels of everything a lock pins."""
    stamp = target / "lock.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == lock:
        return target
    say(f"Fetching the Windows {what} ...")
    requirements = _emptied(target) / "requirements.txt"
    requirements.write_text(lock, encoding="utf-8")
    pip = [FREEZER.python, "-m", "pip", "download", "--disable-pip-version-check", "--no-input"]
    which = ["--platform", "win_amd64", "--python-version", LINE, "--implementation", "cp"]
    which += ["--only-binary", ":all:", "--no-deps", "--require-hashes", "--progress-bar", "off"]
    run_quietly(
        [*pip, *which, "-r", requirements, "-d", target],
        f"The Windows {what} could not be fetched; the lines above say why.",
    )
    stamp.write_text(lock, encoding="utf-8")
    return target


def fetch_interpreter(given: Path | None) -> Interpreter:
    """Return Python's Windows files: the everyday ones, or the official package given as a file."""
    told = tomllib.loads(TOLD.read_text(encoding="utf-8"))
    if given is not None:
        return _from_package(given, told["release"])
    need_line()
    everyday = told["everyday"]
    parts = (everyday["interpreter"], everyday["microsoft"])
    pins = [f"{p['package']}=={p['version']} --hash=sha256:{p['sha256']}\n" for p in parts]
    target = fetch_pinned("runtime", "".join(pins), WINDOWS / "runtime")
    folder = _emptied(WINDOWS / "interpreter")
    for wheel in target.glob("*.whl"):
        _extract_libraries(wheel, folder)
    return Interpreter(folder, everyday["python"], is_official=False)


def _from_package(given: Path, told: dict[str, Any]) -> Interpreter:
    if not told["sha256"]:
        raise ChoreError(f"Write the SHA-256 of {told['file']} into windows/runtime.toml first.")
    with given.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    if digest != told["sha256"]:
        raise ChoreError(f"{given.name} is not the file that windows/runtime.toml names.")
    folder = _emptied(WINDOWS / "interpreter")
    with zipfile.ZipFile(given) as package:
        package.extractall(folder)
    return Interpreter(folder, told["python"], is_official=True)


def _extract_libraries(wheel: Path, folder: Path) -> None:
    """Take the libraries out of a wheel that carries Python's or Microsoft's."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            file = Path(name)
            if file.parent.name in ("deploy_libs", "Scripts") and file.suffix in (".dll", ".pyd"):
                (folder / file.name.lower()).write_bytes(archive.read(name))


def need_line() -> None:
    """Raise ChoreError unless the freezer's Python, which compiles the modules, is of the line."""
    asked = "import sys; print('{}.{}'.format(*sys.version_info))"
    found = run_quietly([FREEZER.python, "-I", "-c", asked], "The freezer does not run.").strip()
    if found != LINE:
        raise ChoreError(
            f"The .msi takes Python {LINE} along: its modules are compiled, and every day its "
            f"standard library is taken, from a Python of that line on this machine, where "
            f"{found} was found. Install Python {LINE} beside it."
        )


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
