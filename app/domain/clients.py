"""The person guided, the papers they need, and whose case it is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from app.domain import says
from app.domain.choices import DocumentStatus, LanguageForm, Reading
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
    postal_code: str = says.words(Eyes.WORK, later("Postal code"))
    gender: str = says.words(Eyes.FACT, later("Gender"), listed="gender")
    spoken_level: str = says.words(Eyes.FACT, later("Spoken Norwegian"), listed="language_level")
    written_level: str = says.words(Eyes.FACT, later("Written Norwegian"), listed="language_level")
    reading: Reading = says.code(Eyes.WORK, later("Reads best"), Reading.ORDINARY)
    erasure_key: bytes = says.secret(new_erasure_key)

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "client_id", self.id)


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
