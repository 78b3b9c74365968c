"""Cases and vaults for tests that need no screen."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from operator import mul
from pathlib import Path

from app.domain.cases import Case
from app.domain.clients import Client
from app.domain.entities import CaseEntity
from app.domain.meetings import Meeting, NoteSection
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.register import Register
from app.domain.staff import Centre, Counsellor
from app.domain.templates import ConversationTemplate, TemplateSection
from app.services.case.preparing import take_in
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import Vault, create_vault, open_vault

PASSPHRASE = "blåbær og hvit måse"
TODAY = date(2026, 3, 3)


NOTHING = Register(Counsellor())
"""A centre that has nothing of its own: no templates, no phrases."""


def a_form(*keys: str) -> ConversationTemplate:
    """Return a conversation template with these sections."""
    named = ((key, {"nb": key.capitalize()}) for key in keys)
    parts = (TemplateSection(key=k, title=words, purpose={}, prompts=()) for k, words in named)
    return ConversationTemplate(
        id="own", version=3, serves=(), title={"nb": "Egen"}, sections=tuple(parts)
    )


def a_client(**fields: object) -> Client:
    return replace(Client(name="Liv Hansen", phone="990 00 055"), **fields)


def a_case(*entities: CaseEntity, client: Client | None = None) -> Case:
    """Return a case of these, each of them made the client's own."""
    client = client or a_client()
    intake = [] if any(isinstance(e, Intake) for e in entities) else [Intake()]
    case = Case(client, {client.id: client})
    for entity in (*intake, *entities):
        case = case.with_(replace(entity, client_id=client.id))
    return case


def a_plan(*whats: str, **fields: object) -> tuple[CareerPlan, *tuple[PlanActivity, ...]]:
    """Return a draft with an end goal and these activities, in their order."""
    plan = replace(CareerPlan(end_goal="Bli snekker"), **fields)
    rows = [
        PlanActivity(plan_id=plan.id, position=float(n), what=what)
        for n, what in enumerate(whats, start=1)
    ]
    return (plan, *rows)


def a_note(meeting: Meeting, **texts: str) -> tuple[NoteSection, ...]:
    """Return the sections of a meeting's note."""
    return tuple(NoteSection(meeting_id=meeting.id, key=k, text=t) for k, t in texts.items())


def a_vault(folder: Path) -> Vault:
    """Make a vault with nobody in it, at the lowest cost there is."""
    _secret, public = new_recovery_identity()
    centre = Centre(name="Karriere Øvingsdal", phone="990 00 010", county="18")
    return create_vault(folder, PASSPHRASE, centre, Counsellor(name="Kari Øving"), [public], FLOOR)


@contextmanager
def opened_copy(closed: Path, folder: Path) -> Iterator[Vault]:
    """Copy a closed vault and open the copy for a while."""
    shutil.copytree(closed, folder)
    vault = open_vault(folder, PASSPHRASE)
    yield vault
    vault.close()


def stored(vault: Vault, *entities: CaseEntity, client: Client | None = None) -> Case:
    """Take in a person and store more about them; returns the case as the vault has it."""
    case = a_case(*entities, client=client)
    take_in(vault, case.client, case.intake)
    with vault.work() as work:
        for entity in case.entities.values():
            work.save(entity)
        return work.case(case.client.id)


def an_identity_number(day: int, month: int, year: int = 84) -> str:
    """Return an invented number with the control digits that its first nine ask for."""
    for serial in range(100, 999):
        digits = [int(sign) for sign in f"{day:02}{month:02}{year:02}{serial}"]
        first = -sum(map(mul, (3, 7, 6, 1, 8, 9, 4, 5, 2), digits)) % 11
        second = -sum(map(mul, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), [*digits, first])) % 11
        if max(first, second) <= 9:
            return "".join(map(str, [*digits, first, second]))
    raise ValueError((day, month, year))
