"""Freezes the program: a folder that holds Leia, Python, Qt and all else it needs."""

import os
import shutil
from pathlib import Path

from environment import FREEZER
from project import BUILD, PACKAGING, ROOT, ChoreError, run_quietly, say, source_time

FROZEN = BUILD / "frozen"
PROGRAM = FROZEN / "dist" / "leia"
SPEC = PACKAGING / "linux" / "leia.spec"


def freeze() -> Path:
    """Return a folder with the program as people get it; the same source gives the same folder."""
    FREEZER.prepare()
    compile_catalogues()
    say("Freezing the program ...")
    shutil.rmtree(FROZEN, ignore_errors=True)
    command: list[str | Path] = [FREEZER.python, "-m", "PyInstaller", "--noconfirm", "--clean"]
    command += ["--distpath", FROZEN / "dist", "--workpath", FROZEN / "work", SPEC]
    log = run_quietly(command, "PyInstaller could not freeze the program.", env=_environment())
    (FROZEN / "freeze.log").write_text(log, encoding="utf-8")
    if not (PROGRAM / "leia").exists():
        raise ChoreError("PyInstaller said it was done, and left no program.")
    return PROGRAM


def compile_catalogues() -> None:
    """Compile the translations, with the tools the freezer brings."""
    script = PACKAGING / "catalogues.py"
    run_quietly([FREEZER.python, script, "compile"], "The catalogues could not be compiled.")


def _environment() -> dict[str, str]:
    """Return an environment in which two runs give the same bytes."""
    stable = {"SOURCE_DATE_EPOCH": str(source_time()), "PYTHONHASHSEED": "1"}
    place = {"PYTHONPATH": str(ROOT), "PYINSTALLER_CONFIG_DIR": str(FROZEN / "cache")}
    return {**os.environ, **stable, **place, "QT_QPA_PLATFORM": "offscreen"}
