"""Draws the tree of the project, each module with the first line of its docstring."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("app", "ui", "resources", "tests", "packaging")
COLUMN = 34
FEW_FILES = 8


def lines(root: Path) -> Iterator[str]:
    """Yield the map of the project below `root`, line by line."""
    for folder in FOLDERS:
        if (root / folder).is_dir():
            yield from _folder(root / folder, 0)


def purpose(module: Path) -> str:
    """Return what a module says it is for, in one line."""
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    return docstring.splitlines()[0] if docstring else ""


def _folder(folder: Path, depth: int) -> Iterator[str]:
    package = folder / "__init__.py"
    yield _line(depth, f"{folder.name}/", purpose(package) if package.exists() else "")
    entries = sorted(entry for entry in folder.iterdir() if _is_shown(entry))
    files = [entry for entry in entries if entry.is_file()]
    for module in files:
        if module.suffix == ".py":
            yield _line(depth + 1, module.name, purpose(module))
    yield from _other_files([file for file in files if file.suffix != ".py"], depth + 1)
    for entry in entries:
        if entry.is_dir():
            yield from _folder(entry, depth + 1)


def _is_shown(entry: Path) -> bool:
    return not entry.name.startswith(".") and entry.name not in ("__init__.py", "__pycache__")


def _other_files(files: list[Path], depth: int) -> Iterator[str]:
    if len(files) <= FEW_FILES:
        yield from (_line(depth, file.name, "") for file in files)
        return
    for suffix, count in sorted(Counter(file.suffix for file in files).items()):
        yield _line(depth, f"*{suffix}", f"{count} files")


def _line(depth: int, name: str, text: str) -> str:
    return f"{'  ' * depth + name:<{COLUMN}}  {text}".rstrip()
