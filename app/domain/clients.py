"""The person guided, and the preparation before the first meeting."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date

from app.domain.choices import (
    Answer,
    ContactRole,
    DocumentStatus,
    LanguageForm,
    RequestedBy,
)
from app.domain.entities import CaseEntity


def new_erasure_key() -> bytes:
    """Return 32 random bytes; sealed copies outside the vault die when it is destroyed."""
    return secrets.token_bytes(32)


@dataclass(frozen=True, kw_only=True)
class Client(CaseEntity):
    """The person guided. `client_id` is the person's own id. No national identity number."""

    name: str = ""
    phone: str = ""
    birth_year: int | None = None
    municipality: str = ""
    """Municipality number, such as 1841."""
    language_form: LanguageForm = LanguageForm.NB
    interpreter: str = ""
    """Language an interpreter is needed for; empty when none is."""
    erasure_key: bytes = field(default_factory=new_erasure_key, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "client_id", self.id)


@dataclass(frozen=True, kw_only=True)
class Intake(CaseEntity):
    """The preparation (forarbeid): what is asked for, by whom, and what may be shared."""

    purpose: str = ""
    """In the person's own words, never rephrased."""
    requested_by: RequestedBy = RequestedBy.OPEN
    first_contact: date | None = None
    nav_office: str = ""
    nav_contact: str = ""
    nav_phone: str = ""
    nav_role: ContactRole = ContactRole.COUNSELLOR
    under_30: Answer = Answer.OPEN
    no_upper_secondary: Answer = Answer.OPEN
    own_wish: Answer = Answer.OPEN
    motivation: str = ""
    agreed_to_share: str = ""
    """What Nav and the person agreed that the centre should know (step J4)."""
    roles_informed: date | None = None
    """When the person was told how Nav and the centre work together (R1-R9)."""


@dataclass(frozen=True, kw_only=True)
class DocumentItem(CaseEntity):
    """A paper to bring or to order."""

    position: float = 0.0
    name: str = ""
    issuer: str = ""
    status: DocumentStatus = DocumentStatus.NEEDED
    changed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CaseOwner(CaseEntity):
    """A counsellor whose case it is. There may be several."""

    counsellor_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Recusal(CaseEntity):
    """A colleague the case is hidden from (habilitet). The reason stays outside the vault."""

    counsellor_id: str = ""
