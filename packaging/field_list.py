"""Writes the list of every stored field: from the code, and from papers/fields.toml."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from app.domain.kinds import KINDS
from app.domain.labels import field_label, kind_label
from app.domain.permissions import ALLOWED, Deed
from app.storage.rows import METADATA
from project import PACKAGING

PURPOSES = PACKAGING / "papers" / "fields.toml"
MARKS = {"free": "fritekst", "paper": "på planen"}
EVERYBODY, NOBODY = "EVERYBODY", "NOBODY"


@dataclass(frozen=True)
class Entry:
    """What is said of one stored field."""

    name: str
    category: str
    purpose: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """The fields of one table, and what they have in common."""

    table: str
    title: str
    sees: str
    retention: str
    entries: tuple[Entry, ...]


def read_purposes() -> dict[str, Any]:
    """Return what fields.toml says."""
    return tomllib.loads(PURPOSES.read_text(encoding="utf-8"))


def problems(said: Mapping[str, Any]) -> list[str]:
    """Return which stored fields nobody has classified, and which classified ones are gone."""
    classified, stored = set(_classified(said)), set(_stored(said["shared"]))
    return [
        *(f"{field} is stored, but fields.toml does not say why" for field in stored - classified),
        *(f"{field} is in fields.toml, but no longer stored" for field in classified - stored),
    ]


def field_list(said: Mapping[str, Any]) -> str:
    """Return every table as Markdown, in the language of the moment."""
    parts = [*_retention(said)]
    parts += [_markdown(group, said) for group in _groups(said)]
    shared = [_entry(name, how) for name, how in said["shared"].items()]
    parts.append("## Felles for tabellene\n\n" + _rows("", shared, said))
    return "\n\n".join(parts)


def _groups(said: Mapping[str, Any]) -> Iterator[Group]:
    for kind, group in said["kind"].items():
        yield _group(kind, kind_label(kind), group)
    for table, group in said["table"].items():
        yield _group(table, group["title"], group)


def _group(table: str, title: str, group: Mapping[str, Any]) -> Group:
    entries = tuple(_entry(name, how) for name, how in group["fields"].items())
    return Group(table, title, group["sees"], group["retention"], entries)


def _entry(name: str, how: list[str]) -> Entry:
    category, purpose, *marks = how
    return Entry(name, category, purpose, tuple(marks))


def _retention(said: Mapping[str, Any]) -> Iterator[str]:
    lines = [f"| {_tables(said, code)} | {words} |" for code, words in said["retention"].items()]
    yield "\n".join(["| tabell | forslag til oppbevaringstid |", "|---|---|", *lines])


def _tables(said: Mapping[str, Any], retention: str) -> str:
    found = {group.table: None for group in _groups(said) if group.retention == retention}
    return ", ".join(f"`{table}`" for table in found)


def _markdown(group: Group, said: Mapping[str, Any]) -> str:
    title = group.title[:1].upper() + group.title[1:]
    facts = (
        f"Tabell `{group.table}`. Ser: {_who(group.sees)}. "
        f"Oppbevaringstid (forslag): {said['retention'][group.retention]}."
    )
    return f"## {title}\n\n{facts}\n\n{_rows(group.table, group.entries, said)}"


def _rows(kind: str, entries: Iterable[Entry], said: Mapping[str, Any]) -> str:
    head = ["| felt | kode | hva | formål | merke |", "|---|---|---|---|---|"]
    return "\n".join(head + [_row(kind, entry, said["category"]) for entry in entries])


def _row(kind: str, entry: Entry, categories: Mapping[str, str]) -> str:
    label = field_label(kind, entry.name) if kind in KINDS else entry.name
    marks = ", ".join(MARKS[mark] for mark in entry.marks)
    shown = label if label != entry.name else ""
    return (
        f"| {shown} | `{entry.name}` | {categories[entry.category]} | {entry.purpose} | {marks} |"
    )


def _who(sees: str) -> str:
    if sees == EVERYBODY:
        return "alle som har låst opp"
    if sees == NOBODY:
        return "ingen; vises ikke i noe vindu"
    return ", ".join(role.label for role in ALLOWED if Deed(sees) in ALLOWED[role])


def _classified(said: Mapping[str, Any]) -> Iterator[str]:
    for table, group in (*said["kind"].items(), *said["table"].items()):
        yield from (f"{table}.{name}" for name in group["fields"])


def _stored(shared: Mapping[str, Any]) -> Iterator[str]:
    """Give every column of every table; those of kinds are what the values' fields say, too."""
    for name, table in METADATA.tables.items():
        is_shared = shared if name in KINDS else ()
        yield from (f"{name}.{each.name}" for each in table.columns if each.name not in is_shared)
    for name, kind in KINDS.items():
        yield from (f"{name}.{each.name}" for each in fields(kind) if each.name not in shared)
