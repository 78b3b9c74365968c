"""Where a machine's policy lies, and how it is read: plain values, not yet believed."""

from __future__ import annotations

import json
import stat
import sys
from typing import TYPE_CHECKING, NoReturn

from app.foreign_files import read_foreign
from app.paths import policy_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Raw = dict[str, object]
"""A policy as it is written: names, and texts, numbers, lists of texts, or a table of numbers."""

REGISTRY_KEY = r"SOFTWARE\Policies\Leia"
_TABLES = frozenset({"retention_months"})
"""Lists of NAME=NUMBER in the registry, which knows no tables."""
LONGEST = 256 * 1024
"""No policy is longer, in bytes."""


def place_of_policy() -> str:
    """Return where this machine's policy lies, as people look it up."""
    return rf"HKLM\{REGISTRY_KEY}" if sys.platform == "win32" else str(policy_file())


def received_policy() -> Raw | None:
    """Return this machine's policy, or None; raises OSError or ValueError when it is spoilt."""
    if sys.platform == "win32":
        return from_registry(_registry_values())
    file = policy_file()
    check_protected(file)
    return from_file(file)


class NotProtected(PermissionError):  # noqa: N818 - says what is wrong
    """A policy that others than administrators may change."""


def check_protected(file: Path) -> None:
    """Raise NotProtected unless a file that is there, and its folder, are root's to change alone.

    Where Windows keeps it, and in a Mac's /Library, the system itself sees to that.
    """
    if sys.platform != "linux":
        return
    for each in (file.parent, file):
        try:
            found = each.stat()
        except FileNotFoundError:
            return
        if found.st_uid != 0 or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise NotProtected(file)


def from_file(file: Path) -> Raw | None:
    """Read a policy from a file, or None when there is no file."""
    try:
        return parse(read_foreign(file, LONGEST))
    except FileNotFoundError:
        return None


def parse(content: bytes) -> Raw:
    """Read a policy written as JSON; raises ValueError for anything else."""
    if len(content) > LONGEST:
        raise ValueError("too long")
    try:
        raw = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(raw, dict):
        raise ValueError("no object")  # noqa: TRY004 - one kind of failure for callers
    return raw


def from_registry(values: Iterable[tuple[str, object]]) -> Raw | None:
    """Read a policy from the values of a registry key, or None when there are none."""
    raw: Raw = {}
    for name, value in values:
        if name in _TABLES and isinstance(value, list):
            raw[name] = _table(value)
        elif name:  # the key's own unnamed value says nothing
            raw[name] = value
    return raw or None


def _table(lines: list[str]) -> object:
    pairs = [line.partition("=") for line in lines]
    if all(number.isascii() and number.isdigit() for _name, _sign, number in pairs):
        return {name.strip(): int(number) for name, _sign, number in pairs}
    return lines


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _registry_values() -> Iterable[tuple[str, object]]:
    if sys.platform != "win32":
        return
    import winreg

    try:
        key = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY_KEY)
    except FileNotFoundError:
        return
    with key:
        for number in range(winreg.QueryInfoKey(key)[1]):
            name, value, _kind = winreg.EnumValue(key, number)
            yield name, value
