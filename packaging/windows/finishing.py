"""Mends in an .msi what wixl 0.101 cannot say: short names, and when the old one is removed."""

import hashlib
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from project import run_quietly

HEAD = 3
"""Lines of an exported table before its rows: names, types, keys."""
SHORT_NAME = re.compile(r"[A-Za-z0-9_~!@#$%^&()\-{}']{1,8}(\.[A-Za-z0-9_]{1,3})?")
QUERIES = (
    (
        "UPDATE `Property` SET `Value`='WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED' "
        "WHERE `Property`='SecureCustomProperties'"
    ),
    # inside the transaction: an upgrade that fails puts the old program back
    "UPDATE `InstallExecuteSequence` SET `Sequence`=1501 WHERE `Action`='RemoveExistingProducts'",
)


def finish(installer: Path) -> None:
    """Mend an installer in place."""
    folders = {row[0]: row[2] for row in _rows(installer, "Component")}
    _shorten(installer, "File", "FileName", lambda row: folders[row[1]])
    _shorten(installer, "Directory", "DefaultDir", lambda row: row[1])
    for query in QUERIES:
        run_quietly(["msibuild", installer, "-q", query], "The installer could not be mended.")


def short_name(name: str, taken: set[str]) -> str:
    """Return a name as Windows wants it, `SHORT~.EXT|the long one`, unlike those in its folder."""
    if SHORT_NAME.fullmatch(name) and name.upper() not in taken:
        taken.add(name.upper())
        return name
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, ending) if dot else (name, "")
    begin = re.sub(r"[^A-Za-z0-9_]", "_", stem)[:4].upper()
    ending = re.sub(r"[^A-Za-z0-9_]", "", ending)[:3].upper()
    for number in range(len(taken) + 1):
        mark = hashlib.sha256(f"{name}{number}".encode()).hexdigest()[:3].upper()
        short = f"{begin}{mark}~{'.' if ending else ''}{ending}"
        if short not in taken:
            break
    taken.add(short)
    return f"{short}|{name}"


def _shorten(
    installer: Path, table: str, column: str, folder_of: Callable[[list[str]], str]
) -> None:
    lines = _export(installer, table)
    place = lines[0].split("\t").index(column)
    taken: dict[str, set[str]] = {}
    rows = [line.split("\t") for line in lines[HEAD:]]
    for row in rows:
        if "|" not in row[place] and row[place] not in (".", "SourceDir"):
            row[place] = short_name(row[place], taken.setdefault(folder_of(row), set()))
    text = "\r\n".join([*lines[:HEAD], *("\t".join(row) for row in rows)]) + "\r\n"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{table}.idt"
        file.write_bytes(text.encode("cp1252"))
        run_quietly(["msibuild", installer, "-i", file], f"The table {table} could not be mended.")


def _rows(installer: Path, table: str) -> list[list[str]]:
    return [line.split("\t") for line in _export(installer, table)[HEAD:]]


def _export(installer: Path, table: str) -> list[str]:
    command = ["msiinfo", "export", str(installer), table]
    answer = subprocess.run(command, check=True, capture_output=True).stdout.decode("cp1252")
    return [line.rstrip("\r") for line in answer.split("\n") if line.strip()]
