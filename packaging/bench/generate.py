"""Makes the vaults that are measured on: the invented people, or a county's worth of others.

Run as `generate.py practice|large FOLDER`; prints where the vault lies. It is kept, and made anew
when this file, the practice people or the schema change. Everybody in it is drawn by chance, from
a seed.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from app.domain.choices import ActivityStatus, MeetingKind, MeetingState, Party, PlanState
from app.domain.clients import CaseOwner, Client
from app.domain.meetings import Meeting, NoteSection, Participant
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.staff import Centre, Counsellor
from app.i18n import use_language
from app.services.program.practice import fill
from app.services.templates.finding import newest_built_in
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.migrations import SCHEMA_VERSION
from app.storage.vault import Vault, create_vault

PASSPHRASE = "blåbær og hvit måse"  # noqa: S105 - of invented people
TODAY = date(2026, 11, 26)
SEED = 8
AT_ONCE = 50
"""Clients in one piece of work: a commit costs more than what is in it."""
FIRST = ("Liv", "Per", "Anne", "Ola", "Marit", "Áilu", "Ingrid", "Jon", "Sara", "Terje", "Ida")
LAST = ("Hansen", "Olsen", "Hætta", "Berg", "Åsheim", "Ødegård", "Nilsen", "Sørli", "Lund", "Moe")
PLACES = ("1841", "1804", "1806", "1824", "1833", "1860", "1870")
_FORMS = ("three_party", "follow_up", "closing")
WORDS = (
    *("hun", "vil", "gjerne", "bli", "helsefagarbeider", "og", "har", "spurt", "om", "praksis"),
    *("ved", "sykehjemmet", "i", "høst", "han", "sjekker", "frister", "for", "fagskolen"),
    *("ringer", "Nav", "reisestøtte", "før", "neste", "samtale"),
)


@dataclass(frozen=True)
class Sizes:
    """How many of each there are."""

    clients: int = 5_000
    meetings: int = 10
    """Of each client."""
    plans: int = 5
    """Versions of each client's plan."""
    activities: int = 2
    """Of each version."""


def make(folder: Path, which: str, sizes: Sizes | None = None) -> None:
    """Make a closed vault in a folder that is not there yet."""
    use_language("nb")
    _secret, public = new_recovery_identity()
    centre = Centre(name="Karriere Øvingsdal", phone="990 00 010", county="18", municipality="1841")
    who = Counsellor(name="Kari Øving", phone="990 00 012", knowledge_confirmed=TODAY)
    with closing(create_vault(folder, PASSPHRASE, centre, who, [public], FLOOR)) as vault:
        if which == "practice":
            fill(vault, TODAY)
        else:
            people(vault, sizes or Sizes())


def people(vault: Vault, sizes: Sizes) -> None:
    """Write invented people with all that is theirs, through the one write path."""
    chance = random.Random(SEED)  # noqa: S311 - invented people, the same each time
    me = vault.counsellor.id
    for begin in range(0, sizes.clients, AT_ONCE):
        with vault.work() as work:
            for _client in range(begin, min(begin + AT_ONCE, sizes.clients)):
                for thing in _case(chance, me, sizes):
                    work.save(thing)


def _case(chance: random.Random, me: str, sizes: Sizes) -> Iterator[Client | Intake | Meeting]:
    client = Client(
        name=f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        phone=f"990 {chance.randrange(100):02} {chance.randrange(1000):03}",
        birth_year=chance.randrange(1955, 2008),
        municipality=chance.choice(PLACES),
    )
    own = {"client_id": client.id}
    yield client
    yield Intake(**own, purpose=_said(chance, 12), nav_office="Nav Fauske")
    yield CaseOwner(**own, counsellor_id=me)
    yield from _meetings(chance, own, sizes)
    yield from _plans(chance, own, sizes)


def _meetings(chance: random.Random, own: dict[str, str], sizes: Sizes) -> Iterator[object]:
    kinds = list(MeetingKind)
    for number in range(sizes.meetings):
        day = TODAY - timedelta(days=chance.randrange(900))
        held = MeetingState.FINISHED if number else MeetingState.PLANNED
        form = newest_built_in(_FORMS[number % len(_FORMS)])
        meeting = Meeting(
            **own,
            kind=kinds[number % len(kinds)],
            day=day,
            state=held,
            template_id=form.id,
            template_version=form.version,
        )
        yield meeting
        if number % 3 == 0:
            yield Participant(**own, meeting_id=meeting.id, party=Party.NAV, name="Nina Nav")
            yield NoteSection(**own, meeting_id=meeting.id, key="wishes", text=_said(chance, 60))


def _plans(chance: random.Random, own: dict[str, str], sizes: Sizes) -> Iterator[object]:
    for number in range(1, sizes.plans + 1):
        newest = number == sizes.plans
        state = PlanState.DRAFT if newest else PlanState.SUPERSEDED
        plan = CareerPlan(**own, number=number, state=state, end_goal=_said(chance, 5))
        yield plan
        for position in range(sizes.activities):
            due = TODAY + timedelta(days=chance.randrange(-60, 200))
            status = ActivityStatus.PLANNED if newest else ActivityStatus.DONE
            row = {"plan_id": plan.id, "position": float(position), "what": _said(chance, 4)}
            yield PlanActivity(**own, **row, due_on=due, status=status)


def _said(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def kept(which: str, place: Path) -> Path:
    """Return the vault of this maker and schema, made when it is not there."""
    code = hashlib.sha256(Path(__file__).read_bytes() + str(SCHEMA_VERSION).encode()).hexdigest()
    folder = place / f"{which}-{code[:12]}"
    if not folder.exists():
        for older in place.glob(f"{which}-*"):
            if older.is_dir():
                shutil.rmtree(older)
        building = place / f"building-{which}"
        shutil.rmtree(building, ignore_errors=True)
        make(building, which)
        building.rename(folder)
    return folder


if __name__ == "__main__":
    print(kept(sys.argv[1], Path(sys.argv[2])))
