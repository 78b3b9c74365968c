"""Holds what is shipped against known vulnerabilities, without a network: part of `check`.

advisories.py            compare; 1 where something is hit that nobody accepted
advisories.py reduce ZIP renew the list from OSV's export for PyPI, fetched on another machine

The list is advisories/known.json. An advisory names a package as PyPI does, or python or openssl;
its ranges go from `introduced` to before `fixed` or to `last_affected`, and `versions` names
single ones. `verified` is false where nobody has seen the source. An accepted one has a reason and
a last day. The two dates say when the whole export, and the makers' own lists of Python and
OpenSSL, which the export does not hold, were last gone through.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import shipped_parts
from advisory_list import Accepted, Advisory, Known, read, reduced, write
from project import PACKAGING, ChoreError

LIST = PACKAGING / "advisories" / "known.json"
OLD_DAYS = 90
_DATES = {
    "export_read_on": "OSV's export for PyPI",
    "makers_read_on": "the advisories of the makers of Python and OpenSSL",
}


@dataclass
class Report:
    """What must be mended, and what is only told."""

    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def judge(known: Known, parts: dict[str, set[str]], today: date) -> Report:
    """Hold parts, each name with the versions in use, against a list."""
    report = Report(notes=list(_old(known, today)))
    accepted = {(each.id, _plain(each.package)): each for each in known.accepted}
    for advisory in known.advisories:
        name = _plain(advisory.package)
        hit = sorted(each for each in parts.get(name, ()) if affects(advisory, each))
        if not hit:
            continue
        said = _said(advisory, hit)
        entry = accepted.pop((advisory.id, name), None)
        if entry is None:
            report.failures.append(said)
        elif date.fromisoformat(entry.until) < today:
            report.failures.append(f"{said}. It was accepted until {entry.until}: look again.")
        else:
            report.notes.append(f"{said}. Accepted until {entry.until}: {entry.reason}")
    report.notes += [_idle(each) for each in accepted.values()]
    return report


def affects(advisory: Advisory, number: str) -> bool:
    """Whether an advisory is about a version, by the order of PEP 440."""
    from packaging.version import InvalidVersion, Version

    try:
        version = Version(number)
        if any(Version(each) == version for each in advisory.versions):
            return True
        return any(
            Version(each.introduced) <= version
            and (not each.fixed or version < Version(each.fixed))
            and (not each.last_affected or version <= Version(each.last_affected))
            for each in advisory.ranges
        )
    except InvalidVersion as error:
        raise ChoreError(f"{advisory.id} cannot be compared with {number}: {error}.") from None


def _old(known: Known, today: date) -> Iterator[str]:
    for name, what in _DATES.items():
        read_on = getattr(known, name)
        if not read_on:
            yield f"Nobody has gone through {what} yet: known.json names single ones only."
        elif (today - date.fromisoformat(read_on)).days > OLD_DAYS:
            yield f"known.json is old: {what} were last gone through on {read_on}."


def _said(advisory: Advisory, hit: list[str]) -> str:
    doubt = "" if advisory.verified else ", not verified"
    told = f"{advisory.package} {', '.join(hit)}: {advisory.id} ({advisory.severity}{doubt})"
    return f"{told}, {advisory.summary}"


def _idle(entry: Accepted) -> str:
    return f"{entry.id} is accepted for {entry.package}, and hits nothing any more."


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Compare, or renew the list."""
    today = datetime.now(UTC).date()
    if sys.argv[1:2] == ["reduce"]:
        known = reduced(read(LIST), Path(sys.argv[2]), shipped_parts.pinned().keys(), today)
        write(known, LIST)
        print(f"{len(known.advisories)} advisories are about what we pin.")
        return 0
    report = judge(read(LIST), shipped_parts.parts(), today)
    for line in (*report.notes, *report.failures):
        print(line)
    return 1 if report.failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ChoreError as fault:
        sys.exit(str(fault))
