"""The access log in words: read page by page, shown for one case, and taken out as a file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.access_codes import Action, Detail
from app.domain.cases import case_code
from app.domain.permissions import Deed
from app.errors import Cancelled, NotAllowed
from app.i18n import _
from app.policy.policy import Export
from app.services.case.history import chain_sentence
from app.services.case.leaving import log_leaving
from app.services.vault.access_words import case_sentence, detail_label
from app.storage.values.accesses import AccessEntry, AccessQuery

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.policy.policy import Policy
    from app.storage.progress import Progress
    from app.storage.values.changes import ChainReport
    from app.storage.vault import Vault

__all__ = ["AccessQuery", "FileKind", "LogLine", "case_log", "export_log", "read_log"]

PAGE = 200
"""How many entries are read at a time."""
_AT_ONCE = 1000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class FileKind(StrEnum):
    """What the log can be taken out as."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One entry in words."""

    at: datetime
    who: str
    what: str
    about: str
    """The client's name for those who see cases, or the case's short code; else empty."""
    detail: str
    """The reason, or what more there is to know."""
    entry: AccessEntry


def read_log(
    vault: Vault, wanted: AccessQuery, before: str = "", limit: int = PAGE
) -> tuple[LogLine, ...]:
    """Return the newest entries, or those that come after the one with a reading `before`.

    Raises NotAllowed for somebody who may not read the log.
    """
    with vault.work() as work:
        entries = work.access.page(wanted, limit, before)
        names = work.lists.counsellor_names()
    return tuple(_line(entry, names) for entry in entries)


def who_is_in_log(vault: Vault) -> tuple[tuple[str, str], ...]:
    """Return the ids and names of everybody who works or worked here, by name."""
    with vault.work() as work:
        return tuple((who, name) for who, name in work.lists.counsellor_names().items() if name)


def case_log(vault: Vault, client_id: str) -> tuple[LogLine, ...]:
    """Return who opened, printed or took out a case, newest first, as whole sentences."""
    with vault.work() as work:
        entries = work.access.of(client_id)
        names = work.lists.counsellor_names()
    lines = (_line(entry, names) for entry in entries)
    told = ((line, case_sentence(line.entry.action, line.who, line.entry.detail)) for line in lines)
    return tuple(_saying(line, sentence) for line, sentence in told if sentence)


def export_log(
    vault: Vault,
    policy: Policy,
    wanted: AccessQuery,
    kind: FileKind,
    progress: Progress | None = None,
) -> bytes:
    """Return the entries as a file, newest first; that it was made is logged before.

    Beside the window: it reads in pieces. Raises NotAllowed for somebody who may not read the log
    or where it may not leave the vault, NotSaved where that cannot be logged, Cancelled when
    `progress` says stop.
    """
    if not policy.allows_export(Export.ACCESS_LOG):
        raise NotAllowed(
            _("County IT has decided that the access log is not saved as a file here.")
        )
    vault.require(Deed.READ_ACCESS_LOG)  # refused before it is logged
    log_leaving(vault, Action.EXPORTED, detail=Detail.ACCESS_LOG)
    with vault.work() as work:
        head, count = work.head, work.access.count()
    lines: list[LogLine] = []
    while page := read_log(vault, wanted, lines[-1].entry.hlc if lines else "", _AT_ONCE):
        lines += page
        if progress and not progress(min(len(lines) / max(count, 1), 1.0)):
            raise Cancelled(_("Stopped. No file was written."))
    return _as_csv(lines) if kind == FileKind.CSV else _as_json(lines, head)


def proof_sentences(report: ChainReport) -> tuple[str, ...]:
    """Return what checking the log proved, and what it cannot prove."""
    if not report.ok:
        return (chain_sentence(report),)
    return (
        chain_sentence(report),
        _(
            "This shows that nobody has changed an entry, moved one, or cut one out of the "
            "middle without the signing keys of everybody who has written since, and that "
            "no entry bears the name of somebody whose key did not sign it."
        ),
        *_whose_keys(report),
        _(
            "The check does not show everything. The newest lines may have been cut off, "
            "the clock may have been wrong, and somebody else may have used the keyboard. "
            "Compare with the figures of another day."
        ),
        _(
            "Nor does it show that cases, roles and colleagues are as the history says. "
            "“Check now” on the page “The vault” compares them."
        ),
    )


def _whose_keys(report: ChainReport) -> tuple[str, ...]:
    """Return where the keys come from, where that is proved of all of them."""
    if report.unvouched:
        return ()  # said with the figures
    return (_("Each of those keys is the founder’s, or a vault keeper gave it access."),)


def _line(entry: AccessEntry, names: Mapping[str, str]) -> LogLine:
    code = case_code(entry.client_id) if entry.client_id else ""
    return LogLine(
        at=entry.at,
        who=names.get(entry.counsellor_id) or _("Somebody"),
        what=Action.kept(entry.action).label,
        about=entry.client_name or code,
        detail=detail_label(entry.action, entry.detail, names),
        entry=entry,
    )


def _saying(line: LogLine, sentence: str) -> LogLine:
    return LogLine(
        at=line.at,
        who=line.who,
        what=sentence,
        about=line.about,
        detail=line.detail,
        entry=line.entry,
    )


def _as_csv(lines: list[LogLine]) -> bytes:
    """Return a table that Norwegian Excel opens as it is: semicolons, and a mark for UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    heads = (_("When"), _("Who"), _("What"), _("Case"), _("Client"), _("Details"), _("Code"))
    writer.writerow(heads)
    for line in lines:
        entry = line.entry
        code = case_code(entry.client_id) if entry.client_id else ""
        cells = (line.who, line.what, code, entry.client_name, line.detail, entry.action)
        writer.writerow((f"{line.at:%Y-%m-%d %H:%M:%S}", *map(_plain, cells)))
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _as_json(lines: list[LogLine], head: str) -> bytes:
    entries = [
        {
            "at": line.at.isoformat(),
            "who": line.who,
            "counsellor_id": line.entry.counsellor_id,
            "action": line.entry.action,
            "what": line.what,
            "case": case_code(line.entry.client_id) if line.entry.client_id else "",
            "client": line.entry.client_name,
            "detail": line.entry.detail,
            "details": line.detail,
        }
        for line in lines
    ]
    log = {"head": head, "entries": entries}
    return json.dumps(log, ensure_ascii=False, indent=1).encode()
