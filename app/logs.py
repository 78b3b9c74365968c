"""A small rotating log: times, levels, codes, ids and numbers. It can hold nobody's words.

Leia's own lines are made by `log_event` alone, from values that are checked one by one. Whatever
anything else logs – a library, Python's warnings, Qt – leaves only its level, its module and its
line: the message, its arguments and the exception's text are never looked at.
"""

from __future__ import annotations

import logging
import platform
import re
import sys
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from app import __version__
from app.bugs import UNKNOWN, error_code, frame, type_name
from app.private_files import make_private_folder, open_private, read_private

if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import TextIOWrapper
    from typing import TextIO

LOG = "leia.log"
SIZE, FILES = 256 * 1024, 3


class Event(StrEnum):
    """What is worth a line."""

    START = "START"
    POLICY = "POLICY"
    UNLOCKED = "UNLOCKED"
    UNLOCK_FAILED = "UNLOCK_FAILED"
    LOCKED = "LOCKED"
    QUIT = "QUIT"
    COPY = "COPY"
    CHECK = "CHECK"
    RESTORE = "RESTORE"
    ROLLBACK = "ROLLBACK"
    COLLEAGUES = "COLLEAGUES"
    EXPORT = "EXPORT"
    BUG = "BUG"
    CRASH = "CRASH"
    WARNING = "WARNING"
    QT = "QT"


_LOUD = {Event.UNLOCK_FAILED, Event.ROLLBACK, Event.WARNING, Event.QT}
_ALARMING = {Event.BUG, Event.CRASH}
_NAMES = frozenset(
    {
        *("id", "client", "counsellor", "code", "result", "verdict", "problem"),
        *("damaged", "repaired", "thorough", "contradicted", "known", "found"),
        *("place", "count", "failed", "days", "seconds", "rows", "bytes", "generation"),
    }
)
"""What a value can be called; a name that is not here is not written."""
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,30}")
_CATEGORY = re.compile(r"default|qt(\.[a-z0-9]+){0,4}")
_OWN_LINE = re.compile(r"[0-9T:Z-]{20} (INFO|WARNING|ERROR) [\w./:=… -]{1,200}")
_QT_KIND = re.compile(r"Qt[A-Z][a-z]+Msg")
_DIGITS = re.compile(r"\d+(\.\d+)*")
_events = logging.getLogger("leia")


@dataclass(frozen=True)
class _Line:
    """A text that was made of checked values only."""

    text: str

    @override
    def __str__(self) -> str:
        return self.text


def log_event(event: Event, **values: object) -> None:
    """Write that something happened.

    A value may be a whole number, the id of an entity, or a code: a member of one of Leia's own
    enums. Anything else is written as …, so that no caller can write words by mistake.
    """
    named = ((name if name in _NAMES else UNKNOWN, value) for name, value in values.items())
    _write(event, *(f"{name}={_checked(value)}" for name, value in named))


def log_start() -> None:
    """Write which Leia starts on which system."""
    system = _DIGITS.match(platform.release())
    _write(
        Event.START,
        f"leia={__version__}",
        f"system={sys.platform}",
        f"release={system[0] if system else UNKNOWN}",
        f"python={platform.python_version()}",
    )


def log_bug(error: BaseException) -> None:
    """Write where a bug struck."""
    _write(Event.BUG, error_code(error))


def log_crash(lines: Sequence[tuple[str, int]]) -> None:
    """Write where the program before this one came to a sudden end, the innermost line first."""
    places = [frame(file, line) for file, line in lines]
    ours = [each for each in places if each.is_ours] or places
    _write(Event.CRASH, ours[0].place if ours else UNKNOWN)


def log_qt(kind: Enum, category: str, file: str, line: int) -> None:
    """Write that Qt had something to say, how bad it is, and where in our code; not what."""
    told = kind.name if _QT_KIND.fullmatch(kind.name) else UNKNOWN
    name = category if _CATEGORY.fullmatch(category) else UNKNOWN
    _write(Event.QT, told, name, frame(file, line).place)


def start_logging(folder: Path) -> logging.Handler | None:
    """Write to the log in a folder from now on, and hear Python's warnings.

    Where nothing can be written there is no log, and that keeps nobody from working.
    """
    try:
        make_private_folder(folder)
    except OSError:
        return None
    handler = _PrivateLog(
        folder / LOG, maxBytes=SIZE, backupCount=FILES - 1, encoding="utf-8", delay=True
    )
    handler.setFormatter(_OnlyPlaces())
    logging.getLogger().addHandler(handler)
    _events.setLevel(logging.INFO)
    warnings.showwarning = _hear_warning  # type: ignore[assignment]
    return handler


def log_tail(lines: int) -> tuple[str, ...]:
    """Return the newest lines of the log that is being written, the newest last.

    A line that Leia did not write is passed over: anybody may have opened the file.
    """
    for handler in logging.getLogger().handlers:
        if isinstance(handler, _PrivateLog):
            return tuple(_own_lines(Path(handler.baseFilename))[-lines:])
    return ()


class _PrivateLog(RotatingFileHandler):
    """The files are their owner's only; a full disk is nothing to trouble the user with."""

    @override
    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=open_private)

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: the usual way is to print the record, words and all."""


class _OnlyPlaces(logging.Formatter):
    """Writes our own lines, and of everybody else's only who spoke, and where in the code."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        return f"{at:%Y-%m-%dT%H:%M:%SZ} {_level(record.levelno)} {_told(record)}"


def _own_lines(file: Path) -> list[str]:
    try:
        written = read_private(file, 2 * SIZE).splitlines()
    except OSError:
        return []
    return [line for line in written if _OWN_LINE.fullmatch(line)]


def _told(record: logging.LogRecord) -> str:
    if type(record.msg) is _Line:  # made of checked values, and never filled in
        return record.msg.text
    told = [_logger_name(record.name), frame(record.pathname, record.lineno).place]
    error = record.exc_info[1] if record.exc_info else None
    return " ".join(told + ([error_code(error)] if error is not None else []))


def _level(number: int) -> str:
    if number >= logging.ERROR:
        return "ERROR"
    return "WARNING" if number >= logging.WARNING else "INFO"


def _logger_name(name: str) -> str:
    """Return the part of a logger's name that is the name of a module."""
    parts = name.split(".")
    heads = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((head for head in heads if head in sys.modules), UNKNOWN)


def _write(event: Event, *parts: str) -> None:
    level = logging.ERROR if event in _ALARMING else logging.INFO
    level = logging.WARNING if event in _LOUD else level
    _events.log(level, _Line(" ".join((event.value, *parts))))


def _hear_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    *_rest: TextIO | str | None,
) -> None:
    """Stand in for `warnings.showwarning`, which would print the words."""
    del message
    _write(Event.WARNING, type_name(category), frame(filename, lineno).place)


def _checked(value: object) -> str:
    if isinstance(value, Enum):
        is_ours = type(value).__module__.startswith(("app.", "ui."))
        return value.name if is_ours and _CODE.fullmatch(value.name) else UNKNOWN
    if isinstance(value, int):
        return str(int(value))
    return value if isinstance(value, str) and _UUID.fullmatch(value) else UNKNOWN
