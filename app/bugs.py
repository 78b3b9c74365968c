"""Where a bug struck: types, modules and lines, and never a word that anybody wrote.

A file is named by the module that was loaded from it, so no folder of anybody's computer, and
with it no name, can get into a code.
"""

from __future__ import annotations

import builtins
import sys
import traceback
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PureWindowsPath

UNKNOWN = "…"
_OURS = ("app.", "ui.")


@dataclass(frozen=True)
class Frame:
    """One line of code that was being run."""

    module: str
    line: int

    @property
    def is_ours(self) -> bool:
        """Whether the line is Leia's, not Python's or a library's."""
        return self.module.startswith(_OURS)

    @property
    def place(self) -> str:
        """The line as people look it up: ui/errors.py:54."""
        if self.module == UNKNOWN:
            return UNKNOWN
        return f"{self.module.replace('.', '/')}.py:{self.line}"


def frame(file: str, line: int) -> Frame:
    """Return a line of a file, named by the module the file was loaded as."""
    path = PureWindowsPath(file)  # it reads both kinds of slashes
    parts = [*path.parts[:-1], path.stem]
    if parts[-1] == "__init__":
        parts.pop()
    tails = (".".join(parts[start:]) for start in range(len(parts)))
    return Frame(next((tail for tail in tails if _is_module(tail)), UNKNOWN), line)


def _is_module(name: str) -> bool:
    """Whether this is a module that is loaded, or one of ours that can be."""
    if name in sys.modules or not name.startswith(_OURS):
        return name in sys.modules
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def type_name(kind: type) -> str:
    """Return the name of a type, if it is one that stands in a module's code."""
    home = vars(builtins) if kind.__module__ == "builtins" else None
    if home is None and kind.__module__ in sys.modules:
        home = vars(sys.modules[kind.__module__])
    is_declared = home is not None and home.get(kind.__name__) is kind
    return kind.__name__ if is_declared else UNKNOWN


def frames(error: BaseException) -> tuple[Frame, ...]:
    """Return what was being run when an error struck, the innermost line last."""
    found = traceback.extract_tb(error.__traceback__, limit=-50)
    return tuple(frame(each.filename, each.lineno or 0) for each in found)


def own_frames(error: BaseException) -> tuple[Frame, ...]:
    """Return those lines of Leia that were being run when an error struck."""
    return tuple(each for each in frames(error) if each.is_ours)


def error_code(error: BaseException) -> str:
    """Return a bug as type, file and line, to read over the telephone."""
    struck = own_frames(error) or frames(error)
    name = type_name(type(error))
    return f"{name}-{struck[-1].place}" if struck else name
