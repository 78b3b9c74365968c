"""The diagnostic file for support: what helps to find a fault, and nothing about anybody.

Folders, names, texts and what the county wrote in its policy are left out; of numbers of records
only the magnitude is told. The user reads it before it goes anywhere.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app import __version__
from app.domain.access_codes import Action, Detail
from app.errors import NotAllowed, UserError
from app.i18n import _, pgettext
from app.logs import Event, log_event, log_tail
from app.policy.policy import Export, Source
from app.policy.reference import Kind, policy_reference
from app.services.agreements import county_file_problems
from app.services.case.leaving import log_leaving
from app.services.program.disk_protection import look_at_disks
from app.services.vault.copying import copy_status, copy_targets
from app.services.vault.health import last_checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from app.policy.policy import PolicyLine, PolicyReport
    from app.services.spelling.dictionary_files import Loaded
    from app.services.vault.copying import TargetStatus
    from app.settings import Settings
    from app.storage.vault import Vault

FILE_NAME = "leia-diagnostics.txt"
_LOG_LINES = 200
_HIDDEN_SETTINGS = frozenset({"vault_folder", "copy_folders"})
_TELLING = frozenset({"recovery_recipients", "copy_folders", "centres", "retention_months"})
"""Values of a policy of which only the number is told."""
_PROTECTED = {True: "PROTECTED", False: "UNPROTECTED", None: "UNKNOWN"}


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What the program knows besides the vault."""

    settings: Settings
    policy_report: PolicyReport
    now: datetime
    window_system: tuple[str, ...]
    """Versions of what draws the windows."""
    dictionaries: tuple[Loaded, ...] = ()
    """What became of each language's."""


def diagnostic_text(vault: Vault, situation: Situation) -> str:
    """Return the diagnostic file, in the language of the moment."""
    parts = (
        (_("Versions"), _versions(situation)),
        (_("Settings"), _settings(situation.settings, situation.dictionaries)),
        (_("Machine policy"), _policy(situation.policy_report)),
        (pgettext("vault", "Copies"), _copies(vault, situation)),
        (_("The vault"), _vault(vault, situation)),
        (_("This computer"), _computer(vault)),
        (_("Log"), log_tail(_LOG_LINES)),
    )
    lead = _(
        "This file holds no names and nothing of what you have written. Read it before"
        " you give it away."
    )
    told = ("\n".join((f"[{heading}]", *lines)) for heading, lines in parts)
    return "\n\n".join((f"Leia {__version__}\n{lead}", *told)) + "\n"


def log_diagnostics(vault: Vault) -> None:
    """Log that the diagnostic file is saved, before it is; raises as `log_leaving` does."""
    log_leaving(vault, Action.EXPORTED, detail=Detail.DIAGNOSTICS)
    log_event(Event.EXPORT, code=Export.DIAGNOSTICS)


def check_diagnostics_allowed(report: PolicyReport) -> None:
    """Raise NotAllowed where county IT lets no diagnostic file leave the vault."""
    if not report.policy.allows_export(Export.DIAGNOSTICS):
        raise NotAllowed(_("County IT has decided that no diagnostic file is saved here."))


def magnitude(count: int) -> str:
    """Return about how many: 0, 1-9, 10-99, and so on."""
    if count < 1:
        return "0"
    low = 10 ** (len(str(count)) - 1)
    return f"{low}-{low * 10 - 1}"


def _versions(situation: Situation) -> Iterator[str]:
    yield f"leia {__version__}"
    yield f"{platform.system()} {platform.release()} {platform.machine()}"
    yield f"python {platform.python_version()}"
    yield from situation.window_system


def _settings(settings: Settings, dictionaries: Iterable[Loaded]) -> Iterator[str]:
    for name, value in msgspec.structs.asdict(settings).items():
        if name not in _HIDDEN_SETTINGS:
            yield f"{name} = {value}"
    yield f"vault_folder = {'other' if settings.vault_folder else 'usual'}"
    yield f"copy_folders = {len(settings.copy_folders)}"
    yield from (f"dictionary {each.language} = {each.told}" for each in dictionaries)


def _policy(report: PolicyReport) -> Iterator[str]:
    yield f"verdict = {report.verdict}"
    problems = {finding.name: finding.problem for finding in report.findings}
    known = {field.name: field for field in policy_reference()}
    for line in report.lines:
        if line.name in known:
            wrong = f" {problems[line.name]}" if line.name in problems else ""
            told = _told(line, known[line.name].kind, report)
            yield f"{line.name} = {told} {line.source}{wrong}"
    unknown = len([name for name in problems if name not in known])
    if unknown:
        yield f"unknown values: {unknown}"
    yield from county_file_problems()


def _told(line: PolicyLine, kind: Kind, report: PolicyReport) -> str:
    if line.source is Source.DEFAULT:
        return "-"
    if line.name in _TELLING:
        return str(len(getattr(report.policy, line.name)))
    return line.value if kind is not Kind.TEXT else f"{line.value[:8]}"


def _computer(vault: Vault) -> Iterator[str]:
    found = look_at_disks(vault.folder)
    for name, state in (("disk", found.disk), ("swap", found.swap)):
        yield f"{name} = {_PROTECTED[state]}"


def _copies(vault: Vault, situation: Situation) -> Iterator[str]:
    places = copy_targets(vault.folder, situation.policy_report.policy, situation.settings)
    for number, status in enumerate(copy_status(vault, places).places, 1):
        yield f"{number}: {status.place.origin} {_outcome(status)} {_age(status, situation.now)}"


def _outcome(status: TargetStatus) -> str:
    return status.outcome.name if status.outcome is not None else "NEVER_TRIED"


def _age(status: TargetStatus, now: datetime) -> str:
    if status.verified_at is None:
        return "no verified copy"
    hours = (now - status.verified_at).total_seconds() / 3600
    return f"verified {hours:.0f} h ago"


def _vault(vault: Vault, situation: Situation) -> Iterator[str]:
    checked = last_checked(vault)
    days = "never" if checked is None else f"{(situation.now.date() - checked).days} days ago"
    yield f"read_only = {vault.read_only}"
    yield f"last full check = {days}"
    yield f"size = {_size(vault.folder)}"
    try:
        counts = vault.upkeep.row_counts()
    except UserError:  # the damage itself is what support looks for
        yield "rows cannot be counted"
    else:
        yield from (f"{name} = {magnitude(count)}" for name, count in sorted(counts.items()))


def _size(folder: Path) -> str:
    total = sum(file.stat().st_size for file in folder.glob("vault.*") if file.is_file())
    return f"{magnitude(total // 1024)} KiB"
