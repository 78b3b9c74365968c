"""The person guided, and the preparation before the first meeting."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from app.domain import says
from app.domain.choices import (
    Answer,
    ContactRole,
    DocumentStatus,
    LanguageForm,
    RequestedBy,
)
from app.domain.entities import CaseEntity, Kind
from app.domain.says import Eyes
from app.i18n import later


def new_erasure_key() -> bytes:
    """Return 32 random bytes; sealed copies outside the vault die when it is destroyed."""
    return secrets.token_bytes(32)


OLDEST_BIRTH_YEAR = 1900


def _this_year(today: date) -> int:
    return today.year


@dataclass(frozen=True, kw_only=True)
class Client(CaseEntity):
    """The person guided. `client_id` is the person's own id. No national identity number."""

    name: str = says.words(Eyes.WORK, later("Name"), found=True)
    phone: str = says.words(Eyes.WORK, later("Phone"))
    email: str = says.words(Eyes.WORK, later("E-mail"))
    birth_year: int | None = says.number(
        Eyes.FACT,
        later("Year of birth"),
        OLDEST_BIRTH_YEAR,
        _this_year,
        problem=later("Write the year of birth with four digits. It is kept as you wrote it."),
    )
    municipality: str = says.words(Eyes.FACT, later("Municipality"), listed="municipalities")
    """Municipality number, such as 1841."""
    language_form: LanguageForm = says.code(Eyes.WORK, later("Language on paper"), LanguageForm.NB)
    interpreter: str = says.words(Eyes.WORK, later("Interpreter"))
    """Language an interpreter is needed for; empty when none is."""
    erasure_key: bytes = says.secret(new_erasure_key)

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "client_id", self.id)


@dataclass(frozen=True, kw_only=True)
class Intake(CaseEntity, once=("intake", "client_id", "number")):
    """The preparation (forarbeid): what is asked for, by whom, and what may be shared."""

    purpose: str = says.words(Eyes.PLAN, later("Purpose, in the client's own words"), long=True)
    """In the person's own words, never rephrased."""
    requested_by: RequestedBy = says.code(
        Eyes.FACT, later("Who asked for the meeting"), RequestedBy.OPEN
    )
    first_contact: date | None = says.day(Eyes.WORK, later("First contact"))
    nav_office: str = says.words(Eyes.WORK, later("Nav office"))
    nav_contact: str = says.words(Eyes.WORK, later("Contact at Nav"))
    nav_phone: str = says.words(Eyes.WORK, later("Phone at Nav"))
    nav_role: ContactRole = says.code(Eyes.WORK, later("Role"), ContactRole.COUNSELLOR)
    under_30: Answer = says.code(Eyes.FACT, later("Under 30"), Answer.OPEN)
    no_upper_secondary: Answer = says.code(
        Eyes.FACT, later("Upper secondary not completed"), Answer.OPEN
    )
    own_wish: Answer = says.code(Eyes.FACT, later("Wants this"), Answer.OPEN)
    motivation: str = says.words(Eyes.NOTE, later("Motivation"), long=True)
    agreed_to_share: str = says.words(
        Eyes.NOTE, later("Agreed with Nav to share with us"), long=True
    )
    """What Nav and the person agreed that the centre should know (step J4)."""
    roles_informed: date | None = says.day(Eyes.WORK, later("Told about the roles"))
    """When the person was told how Nav and the centre work together (R1-R9)."""

    @property
    def number(self) -> int:
        """Which period of guidance it is, counted from 1; there is one so far."""
        return 1


@dataclass(frozen=True, kw_only=True)
class DocumentItem(CaseEntity):
    """A paper to bring or to order."""

    position: float = says.place()
    name: str = says.words(Eyes.PLAN, later("Name"))
    issuer: str = says.words(Eyes.PLAN, later("From"))
    status: DocumentStatus = says.code(Eyes.WORK, later("Status"), DocumentStatus.NEEDED)
    changed_on: date | None = says.day(Eyes.WORK, later("Since"))


@dataclass(frozen=True, kw_only=True)
class CaseOwner(CaseEntity, once=("owner", "client_id", "counsellor_id")):
    """A counsellor whose case it is. There may be several."""

    counsellor_id: str = says.link("counsellor", later("Colleague"))


@dataclass(frozen=True, kw_only=True)
class Recusal(CaseEntity, once=("recusal", "client_id", "counsellor_id")):
    """A colleague the case is hidden from (habilitet). The reason stays outside the vault."""

    counsellor_id: str = says.link("counsellor", later("Colleague"))


CLIENT = Kind("client", Client, later("the client"), came=later("{who} began the case"))
INTAKE = Kind("intake", Intake, later("the preparation"), silent=True)
DOCUMENT = Kind(
    "document",
    DocumentItem,
    later("a paper"),
    known_by="name",
    indexes=(("status", "changed_on", "deleted", "client_id"),),
)
OWNER = Kind("owner", CaseOwner, later("an owner of the case"), covering=("counsellor_id",))
RECUSAL = Kind(
    "recusal",
    Recusal,
    later("a colleague the case is hidden from"),
    covering=("counsellor_id",),
)
