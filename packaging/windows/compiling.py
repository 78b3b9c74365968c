"""Compiles modules for Windows: run in the freezer, whose Python is of the line that goes along.

compiling.py folder FOLDER; or compiling.py library TARGET [whole], for this Python's own library.
"""

import os
import py_compile
import re
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

TIME = (2020, 1, 1, 0, 0, 0)
NEVER_PACKED = re.compile(
    r"^(test|idlelib|lib2to3|ensurepip|site-packages|dist-packages|lib-dynload|__pycache__|config-.*"
    r"|_sysconfigdata.*)$"
)
SKIPPED = re.compile(
    rf"{NEVER_PACKED.pattern[:-2]}|tests|tkinter|turtledemo|pydoc_data|venv|distutils|msilib|curses"
    r"|sqlite3|unittest|(ssl|turtle|antigravity|this)\.py)$"
)


def pack_library(library: Path, target: Path, *, whole: bool) -> None:
    """Pack a standard library, compiled; the same library gives the same file."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _modules_of(library, NEVER_PACKED if whole else SKIPPED):
            place = file.relative_to(library).as_posix()
            entry = zipfile.ZipInfo(f"{place}c", TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _compiled(file, place))


def _modules_of(library: Path, skipped: re.Pattern[str]) -> Iterator[Path]:
    for folder, below, files in os.walk(library):
        below[:] = sorted(each for each in below if not skipped.match(each))
        for name in sorted(files):
            if name.endswith(".py") and not skipped.match(name):
                yield Path(folder) / name


def _compiled(file: Path, place: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "module.pyc"
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(file), str(target), place, doraise=True, invalidation_mode=mode)
        return target.read_bytes()


def compile_folder(folder: Path) -> None:
    """Compile every module; Alembic alone reads its steps as they were written."""
    steps = folder / "app" / "storage" / "migrations"
    kept = {steps / "env.py", *steps.glob("versions/*.py")}
    for module in sorted(folder.rglob("*.py")):
        if module not in kept:
            place = module.relative_to(folder).as_posix()
            module.with_suffix(".pyc").write_bytes(_compiled(module, place))
            module.unlink()


def main() -> None:
    """Do what is asked."""
    what, place, *how = sys.argv[1:]
    if what == "library":
        pack_library(Path(sysconfig.get_paths()["stdlib"]), Path(place), whole="whole" in how)
    else:
        compile_folder(Path(place))


if __name__ == "__main__":
    main()
