"""What a policy can say, in one table: for county IT's manual, its forms, and our own pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import inspect

from app.i18n import _
from app.policy.policy import Policy


class Kind(StrEnum):
    """How a value is written: in JSON, and in the registry."""

    TEXT = "TEXT"
    """A string; REG_SZ."""
    NUMBER = "NUMBER"
    """A whole number; REG_DWORD."""
    LIST = "LIST"
    """An array of strings; REG_MULTI_SZ."""
    TABLE = "TABLE"
    """An object of whole numbers; REG_MULTI_SZ with a line NAME=NUMBER each."""


@dataclass(frozen=True, kw_only=True)
class PolicyField:
    """One value a policy can have; label, meaning and default in the language of the moment."""

    name: str
    label: str
    meaning: str
    default: str
    """What holds where the policy says nothing."""
    kind: Kind
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    """The only texts that can be used, where not all can."""


def policy_reference() -> tuple[PolicyField, ...]:
    """Return every value a policy can have, in the order of the manual."""
    types = {field.name: field.type for field in msgspec.structs.fields(Policy)}
    return tuple(
        PolicyField(name=name, label=label, meaning=meaning, default=default, **_shape(types[name]))
        for name, (label, meaning, default) in _words().items()
    )


def _shape(written: Any) -> dict[str, Any]:
    """Return kind, limits and choices, from the very type the value is checked against."""
    kind = inspect.type_info(written)
    if isinstance(kind, inspect.UnionType):
        kind = kind.types[0]
    if isinstance(kind, inspect.IntType):
        most = kind.le if kind.le is not None else (kind.lt or 0) - 1
        return {"kind": Kind.NUMBER, "least": kind.ge, "most": most}
    if isinstance(kind, inspect.VarTupleType):
        return {"kind": Kind.LIST, "choices": _choices(kind.item_type)}
    return {"kind": Kind.TABLE if isinstance(kind, inspect.DictType) else Kind.TEXT}


def _choices(item: inspect.Type) -> tuple[str, ...]:
    if isinstance(item, inspect.EnumType):
        return tuple(item.cls.__members__)
    return tuple(map(str, item.values)) if isinstance(item, inspect.LiteralType) else ()


def _words() -> dict[str, tuple[str, str, str]]:
    """Return label, meaning and default of each value."""
    return {
        "recovery_recipients": (
            _("The county’s recovery keys"),
            _(
                "Public age keys (age1…): the one in use and a spare. Every vault is sealed to "
                "them, so that the county can open it when passphrase and sheet are lost."
            ),
            _("Only the printed recovery sheet"),
        ),
        "minimum_memory_kib": (
            _("Least memory for a guess (KiB)"),
            _(
                "What one guess of a passphrase must cost at least, in memory. "
                "Leia itself never takes less than 65536."
            ),
            "65536",
        ),
        "minimum_passes": (
            _("Least passes for a guess"),
            _(
                "How often that memory is gone through for one guess. "
                "Leia itself never takes fewer than 3."
            ),
            "3",
        ),
        "idle_minutes": (
            _("Locks itself after (minutes)"),
            _("Whatever the counsellor has chosen. 0 leaves the choice to the counsellor."),
            _("The counsellor chooses; 10 to begin with"),
        ),
        "copy_folders": (
            _("Folders for copies"),
            _(
                "Whole paths of folders that get a verified, encrypted copy of the vault "
                "each day, besides the vault’s own. One that is away is skipped, and that is "
                "said."
            ),
            _("Only the vault’s own folder, and those the counsellor adds"),
        ),
        "allowed_exports": (
            _("What may leave the vault"),
            _(
                "PLAN_PDF: a plan as a file. PRINT: paper. ACCESS_LOG: the access log as a file. "
                "DIAGNOSTICS: the diagnostic file. CALENDAR: appointments as a file. TEMPLATES: "
                "conversation templates as files. An empty list allows nothing. The recovery sheet "
                "can always be printed."
            ),
            _("Everything"),
        ),
        "languages": (
            _("Languages of the program"),
            _(
                "Those the counsellor can choose between. The first is used where another was"
                " chosen."
            ),
            _("All three"),
        ),
        "centres": (
            _("Names of the centres"),
            _("What a new vault can be called. Without a list the name is typed."),
            _("The name is typed"),
        ),
        "retention_months": (
            _("How long records are kept (months)"),
            _(
                "For each kind of record the months after a case is closed. Shown to "
                "whoever is signed in; nothing is deleted by itself."
            ),
            _("Not shown"),
        ),
        "serial": (
            _("Number of this policy"),
            _(
                "The signing tool raises it each time. A policy with a lower number is refused, "
                "and so is another one with the same."
            ),
            "0",
        ),
        "county_key": (
            _("The county’s signing key"),
            _(
                "The public Ed25519 key the policy is signed with, as 64 hexadecimal digits. "
                "Remembered at first start; another one is refused."
            ),
            _("Must be there"),
        ),
        "next_county_key": (
            _("The county’s next signing key"),
            _("A policy signed with this key is believed too, and the key remembered from then."),
            _("None"),
        ),
        "signature": (
            _("Signature"),
            _("Made by packaging/sign_policy.py over all the other values."),
            _("Must be there"),
        ),
    }
