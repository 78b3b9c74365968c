"""Tries every fault that `tests/faults` knows, and makes the table of what became of them."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import system_libraries
from project import BUILD, PYTHON, ChoreError, follow, offscreen, say

RECORDS = BUILD / "faults"
TABLE = RECORDS / "table.md"
TOOLS = {"strace": "strace", "gcc": "gcc"}
"""A program that some faults need, and the Debian package it is in."""
FAULTS = {
    "R1": "killed",
    "R2": "power cut",
    "R3": "failing calls to the disk",
    "R4": "full disk",
    "R5": "changed places and rights",
    "R6": "flipped bits and cut files",
    "R7": "restore drill",
    "R8": "copy of a damaged vault",
    "R9": "mutated files from outside",
    "R10": "combinations of keys",
    "R11": "wall clock",
    "R12": "two programs",
    "R13": "killed while upgrading",
}
NOT_BUILT = {"R9": ("import of hand-over files", "there is no import yet")}
CONTROL = "control"
_HEADS = ("fault", "", "trials", "acknowledged edits", "lost", "undetected")
_NUMBERS = ("trials", "acknowledged", "lost", "undetected")
_RULE = "|---|---|---:|---:|---:|---:|"


def run(options: list[str]) -> int:
    """Try the faults and print the table; `--small` for few trials, `--only R2` for one fault."""
    small, only, others = _read(options)
    _find_tools()
    RECORDS.mkdir(parents=True, exist_ok=True)
    for record in RECORDS.glob("*.json"):
        record.unlink()
    command: list[str | Path] = [PYTHON, "-m", "pytest", "-q", "tests/faults"]
    command += ["--faults", "small" if small else "full", "--records", RECORDS, *others]
    if only:
        command += ["-m", " or ".join(f"fault(id='{each}')" for each in only)]
    code = follow(command, offscreen())
    records = [json.loads(file.read_text("utf-8")) for file in sorted(RECORDS.glob("*.json"))]
    table = "\n".join(lines_of(records, only or list(FAULTS)))
    head = f"{datetime.now().astimezone():%d.%m.%Y}, {'few' if small else 'all'} trials"
    TABLE.write_text(f"{head}\n\n{table}\n", encoding="utf-8")
    print(f"\n{table}")
    return code


def lines_of(records: Iterable[dict[str, Any]], wanted: Iterable[str]) -> list[str]:
    """Return the tables in Markdown: a line for each fault, then for each deed it struck."""
    records, wanted = list(records), list(wanted)
    lines = [_line(_HEADS), _RULE]
    lines += [_summed(fault, records) for fault in wanted]
    lines += ["", "In detail:", "", _line(_HEADS), _RULE]
    for fault in wanted:
        lines += [_told(each) for each in records if each["id"] == fault]
        if fault in NOT_BUILT:
            lines.append(_not_tried(fault, *NOT_BUILT[fault]))
    return lines + _remarks(records)


def _summed(fault: str, records: list[dict[str, Any]]) -> str:
    found = [each for each in records if each["id"] == fault]
    tried = [each for each in found if not each["not_tried"]]
    what = FAULTS[fault]
    if not found:
        return _not_tried(fault, what, "nothing was recorded")
    if not tried:
        return _not_tried(fault, what, found[0]["not_tried"])
    if any(each["failed"] for each in tried):
        what += " **(failed)**"
    sums = (sum(each[name] for each in tried) for name in _NUMBERS)
    return _line([fault, what, *(f"{number:,}" for number in sums)])


def _told(record: dict[str, Any]) -> str:
    if record["not_tried"]:
        return _not_tried(record["id"], record["what"], record["not_tried"])
    what = record["what"] + (" **(failed)**" if record["failed"] else "")
    numbers = (record[name] for name in _NUMBERS)
    return _line([record["id"], what, *(f"{number:,}" for number in numbers)])


def _not_tried(fault: str, what: str, why: str) -> str:
    return _line([fault, f"{what}: not tried, {why}", *["–"] * 4])


def _remarks(records: list[dict[str, Any]]) -> list[str]:
    seconds = sum(each["seconds"] for each in records)
    lines = ["", f"{sum(each['trials'] for each in records):,} trials in {seconds / 60:.0f} min."]
    for each in records:
        said = list(each["notes"])
        if each["repaired"]:
            said.append(f"{each['repaired']} times unused pages were torn, and written anew")
        if said:
            lines.append(f"- {each['id']}, {each['what']}: {'; '.join(said)}.")
    controls = [each for each in records if each["id"] == CONTROL]
    if controls:
        lines += ["", "Sabotage on purpose, to show that these trials can see a loss:", ""]
    for each in controls:
        lines.append(f"- {each['what']}: noticed {each['caught']:,} times in {each['trials']:,}.")
    return lines


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _read(options: list[str]) -> tuple[bool, list[str], list[str]]:
    small, only, others = False, [], []
    rest = iter(options)
    for option in rest:
        if option == "--small":
            small = True
        elif option == "--only":
            only.append(_known(next(rest, "")))
        else:
            others.append(option)
    return small, only, others


def _known(fault: str) -> str:
    if fault.upper() not in FAULTS:
        raise ChoreError(f"There is no fault {fault or 'without a name'}; there are R1 to R13.")
    return fault.upper()


def _find_tools() -> None:
    """Install what is missing where that is allowed; without it some faults are not tried."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if missing and system_libraries.may_install():
        system_libraries.install(missing)
    elif missing:
        say(f"Without {', '.join(missing)} some faults are not tried.")
