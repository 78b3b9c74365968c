"""The list of known vulnerabilities as a file, and how it is made of OSV's export."""

import json
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from project import ChoreError

OUTSIDE = frozenset({"python", "openssl"})
"""What the export for PyPI does not hold: kept as somebody wrote it."""
_LARGEST = 10_000_000


@dataclass(frozen=True)
class Range:
    """Affected versions: from one to before `fixed`, or to `last_affected`; else without end."""

    introduced: str
    fixed: str = ""
    last_affected: str = ""


@dataclass(frozen=True)
class Advisory:
    """One vulnerability of one package."""

    id: str
    package: str
    summary: str
    severity: str
    source: str
    verified: bool
    ranges: tuple[Range, ...] = ()
    versions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Accepted:
    """A vulnerability that does not concern Leia, and until when somebody stands for that."""

    id: str
    package: str
    reason: str
    until: str


@dataclass(frozen=True)
class Known:
    """The whole list; each date is empty where nobody has gone through the source yet."""

    export_read_on: str = ""
    makers_read_on: str = ""
    advisories: tuple[Advisory, ...] = ()
    accepted: tuple[Accepted, ...] = field(default=())


def read(file: Path) -> Known:
    """Return a list; raises ChoreError, which says what is wrong, for anything that is none."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return _known(told)
    except OSError as error:
        raise ChoreError(f"{file.name} cannot be read: {error.strerror}.") from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ChoreError(f"{file.name} is not as advisories.py describes: {error}.") from None


def write(known: Known, file: Path) -> None:
    """Write a list, in an order that lets two of them be compared."""
    told = asdict(known)
    for each in told["advisories"]:
        each["ranges"] = [{k: v for k, v in one.items() if v} for one in each["ranges"]]
    text = json.dumps(told, indent=2, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")


def reduced(known: Known, export: Path, names: Collection[str], today: date) -> Known:
    """Return a list with what an export says of our packages, and what it says nothing of.

    The export is a zip of OSV's records, one file each. Raises ChoreError where it is none.
    """
    try:
        with zipfile.ZipFile(export) as archive:
            found = [each for record in _records(archive) for each in _about(record, names)]
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise ChoreError(f"{export.name} is not OSV's export for PyPI: {error}.") from None
    kept = [each for each in known.advisories if each.package in OUTSIDE]
    ordered = sorted({(e.package, e.id): e for e in (*kept, *found)}.items())
    return Known(
        export_read_on=today.isoformat(),
        makers_read_on=known.makers_read_on,
        advisories=tuple(each for _key, each in ordered),
        accepted=known.accepted,
    )


def _known(told: dict[str, Any]) -> Known:
    advisories = tuple(_advisory(each) for each in told["advisories"])
    accepted = tuple(Accepted(**each) for each in told["accepted"])
    known = Known(told["export_read_on"], told["makers_read_on"], advisories, accepted)
    days = [day for day in (known.export_read_on, known.makers_read_on) if day]
    for day in (*days, *(each.until for each in accepted)):
        date.fromisoformat(day)
    if lacking := [each.id for each in accepted if not each.reason.strip()]:
        raise ValueError(f"{lacking[0]} is accepted without a reason")
    return known


def _advisory(told: dict[str, Any]) -> Advisory:
    ranges = tuple(Range(**each) for each in told.get("ranges", ()))
    found = Advisory(**{**told, "ranges": ranges, "versions": tuple(told.get("versions", ()))})
    if not found.ranges and not found.versions:
        raise ValueError(f"{found.id} names no version")
    if not isinstance(found.verified, bool):
        raise TypeError(f"{found.id} says neither true nor false to verified")
    return found


def _records(archive: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    for entry in archive.infolist():
        if entry.filename.endswith(".json"):
            if entry.file_size > _LARGEST:
                raise ValueError(f"{entry.filename} is too large")
            record = json.loads(archive.read(entry))
            if not record.get("withdrawn"):
                yield record


def _about(record: dict[str, Any], names: Collection[str]) -> Iterator[Advisory]:
    for affected in record.get("affected", ()):
        package = affected.get("package", {})
        name = re.sub(r"[-_.]+", "-", package.get("name", "")).lower()
        if package.get("ecosystem") != "PyPI" or name not in names:
            continue
        ordered = [e for e in affected.get("ranges", ()) if e.get("type") == "ECOSYSTEM"]
        ranges = tuple(each for one in ordered for each in _ranges(one["events"]))
        yield Advisory(
            id=record["id"],
            package=name,
            summary=record.get("summary") or record.get("details", "")[:120],
            severity=_severity(record),
            source="OSV",
            verified=True,
            ranges=ranges,
            # where there are ranges they say the same, in a line instead of a page
            versions=() if ranges else tuple(affected.get("versions", ())),
        )


def _ranges(events: list[dict[str, str]]) -> Iterator[Range]:
    begun = ""
    for event in events:
        if "introduced" in event:
            begun = event["introduced"]
        elif begun and ("fixed" in event or "last_affected" in event):
            yield Range(begun, event.get("fixed", ""), event.get("last_affected", ""))
            begun = ""
    if begun:
        yield Range(begun)


def _severity(record: dict[str, Any]) -> str:
    told = record.get("database_specific", {}).get("severity")
    scores = [each.get("score", "") for each in record.get("severity", ())]
    return str(told or next(iter(scores), "") or "unknown").lower()
