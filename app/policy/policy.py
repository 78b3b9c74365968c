"""What county IT decides for a machine, and what became of it when Leia started."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from app.i18n import _

HIGHEST_MEMORY_KIB = 1024 * 1024
HIGHEST_PASSES = 16
_NOT_SET = "–"

Minutes = Annotated[int, msgspec.Meta(ge=0, le=60)]
Months = Annotated[int, msgspec.Meta(ge=1, le=1200)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
PublicKey = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Export(StrEnum):
    """What can leave the vault on somebody's wish."""

    PLAN_PDF = "PLAN_PDF"
    PRINT = "PRINT"
    ACCESS_LOG = "ACCESS_LOG"
    DIAGNOSTICS = "DIAGNOSTICS"
    CALENDAR = "CALENDAR"
    TEMPLATES = "TEMPLATES"


class Policy(msgspec.Struct, kw_only=True, frozen=True):
    """A machine's policy; every part may be absent. What each means: `app.policy.reference`."""

    recovery_recipients: tuple[str, ...] = ()
    minimum_memory_kib: Annotated[int, msgspec.Meta(ge=0, le=HIGHEST_MEMORY_KIB)] = 0
    minimum_passes: Annotated[int, msgspec.Meta(ge=0, le=HIGHEST_PASSES)] = 0
    idle_minutes: Minutes = 0
    copy_folders: tuple[Text, ...] = ()
    allowed_exports: tuple[Export, ...] | None = None
    languages: tuple[Literal["nb", "nn", "en"], ...] = ()
    centres: tuple[Text, ...] = ()
    retention_months: dict[str, Months] = {}
    serial: Annotated[int, msgspec.Meta(ge=0, lt=2**32)] = 0
    county_key: PublicKey = ""
    next_county_key: PublicKey = ""
    signature: str = ""

    def allows_export(self, code: Export) -> bool:
        """Whether something may leave the vault on this machine."""
        return self.allowed_exports is None or code in self.allowed_exports


class Source(StrEnum):
    """Where a value in force comes from."""

    POLICY = "POLICY"
    LAST_GOOD = "LAST_GOOD"
    DEFAULT = "DEFAULT"


class Verdict(StrEnum):
    """What became of the policy that was found at start."""

    NONE = "NONE"
    ACCEPTED = "ACCEPTED"
    UNREADABLE = "UNREADABLE"
    UNSIGNED = "UNSIGNED"
    CHANGED = "CHANGED"
    OTHER_KEY = "OTHER_KEY"
    OLDER = "OLDER"
    VANISHED = "VANISHED"
    FORGOTTEN = "FORGOTTEN"
    NOT_PROTECTED = "NOT_PROTECTED"
    OF_VAULT = "OF_VAULT"


class Problem(StrEnum):
    """What is wrong with one value of a policy that the county did sign."""

    UNKNOWN = "UNKNOWN"
    UNUSABLE = "UNUSABLE"
    PARTLY = "PARTLY"
    NO_KEY = "NO_KEY"
    NOT_KEPT = "NOT_KEPT"


@dataclass(frozen=True)
class Finding:
    """One value with a problem."""

    name: str
    problem: Problem
    shown: str = ""
    """The value, or the part of it, that cannot be used."""


@dataclass(frozen=True)
class PolicyLine:
    """One value in force, for people to read."""

    name: str
    value: str
    source: Source
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class PolicyReport:
    """The policy in force, where it comes from, and what is wrong with what was found."""

    policy: Policy = field(default_factory=Policy)
    verdict: Verdict = Verdict.NONE
    place: str = ""
    """Where this machine's policy lies."""
    decided: frozenset[str] = frozenset()
    """The names of the values that a policy decides."""
    findings: tuple[Finding, ...] = ()
    raw: dict[str, object] = field(default_factory=dict)
    """As the county signed it; empty where there is none."""

    @property
    def source(self) -> Source:
        """Where the decided values come from."""
        if not self.decided:
            return Source.DEFAULT
        is_new = self.verdict in {Verdict.ACCEPTED, Verdict.FORGOTTEN}
        return Source.POLICY if is_new else Source.LAST_GOOD

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to tell county IT."""
        return not self.warning and not self.findings

    @property
    def lines(self) -> tuple[PolicyLine, ...]:
        """Every value, and then what Leia does not know; in the language of the moment."""
        problems = {finding.name: _problem(finding) for finding in self.findings}
        known = [name for name in Policy.__struct_fields__ if name != "signature"]
        lines = [self._line(name, problems.pop(name, "")) for name in known]
        shown = {finding.name: finding.shown for finding in self.findings}
        unknown = [PolicyLine(name, shown[name], self.source, problems[name]) for name in problems]
        return (*lines, *unknown)

    @property
    def warning(self) -> str:
        """What must be told loudly, or nothing; in the language of the moment."""
        if self.verdict in {Verdict.NONE, Verdict.ACCEPTED}:
            return ""
        said = _said(self.verdict).format(place=self.place)
        return f"{said} {self._what_holds()} {_('Tell county IT.')}"

    def _what_holds(self) -> str:
        if self.verdict is Verdict.FORGOTTEN:
            return _("Everything is encrypted as always.")
        if self.decided:
            return _("The last policy that was in order is still in force, and nothing is lost.")
        return _(
            "Leia goes on as if the county had decided nothing. Everything is "
            "encrypted, and nothing is lost."
        )

    def _line(self, name: str, problem: str) -> PolicyLine:
        value = getattr(self.policy, name)
        if name not in self.decided and not problem:
            return PolicyLine(name, _NOT_SET, Source.DEFAULT, problem)
        source = self.source if name in self.decided else Source.DEFAULT
        return PolicyLine(name, shown_value(value), source, problem)


def shown_value(value: object) -> str:
    """Return a value of a policy as one line of text."""
    if isinstance(value, dict):
        value = [f"{name}={number}" for name, number in sorted(value.items())]
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value) or _("none")
    return str(value)


def source_label(source: Source) -> str:
    """Return in words where a value comes from."""
    return {
        Source.POLICY: _("from the machine policy"),
        Source.LAST_GOOD: _("from the last policy that was in order"),
        Source.DEFAULT: _("not decided by the county"),
    }[source]


def _said(verdict: Verdict) -> str:
    return {
        Verdict.UNREADABLE: _("The machine policy in {place} cannot be read."),
        Verdict.UNSIGNED: _("The machine policy in {place} is not signed by the county."),
        Verdict.CHANGED: _("The machine policy in {place} was changed after it was signed."),
        Verdict.OTHER_KEY: _(
            "The machine policy in {place} is signed with another key than the county’s."
        ),
        Verdict.OLDER: _(
            "The machine policy in {place} is older than the one this computer has had, or was "
            "changed without a higher serial."
        ),
        Verdict.NOT_PROTECTED: _(
            "The machine policy in {place} can be changed by others than administrators, so it "
            "is not believed."
        ),
        Verdict.OF_VAULT: _(
            "This vault was last used under a policy that is not the one in {place}, or a newer "
            "one."
        ),
        Verdict.VANISHED: _("The machine policy in {place} is gone."),
        Verdict.FORGOTTEN: _(
            "What Leia had kept of the machine policy was damaged, so the policy in {place} was "
            "taken as it is. Compare the county’s fingerprint."
        ),
    }[verdict]


def _problem(finding: Finding) -> str:
    texts = {
        Problem.UNKNOWN: _("This version of Leia does not know this value."),
        Problem.UNUSABLE: _("Cannot be used: {value}. The safe value is used instead."),
        Problem.PARTLY: _("Cannot be used and is left out: {value}"),
        Problem.NO_KEY: _(
            "This is not a recovery key: {value}. It is not possible to make a vault with it."
        ),
        Problem.NOT_KEPT: _(
            "Leia could not keep the policy, so a later change may go unnoticed. Is the disk full?"
        ),
    }
    return texts[finding.problem].format(value=finding.shown)
