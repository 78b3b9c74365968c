"""A vault with four people in it, one for each role, and cases between them."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.permissions import Role, Roles
from app.domain.staff import Counsellor
from app.services.case.preparing import take_in
from app.services.vault.colleagues import NewColleague, add_colleague
from app.services.vault.passphrases import generate
from app.storage.keys.keyfiles import FLOOR, KeyFile
from app.storage.keys.sealing import KeyMaterial
from app.storage.keys.unlocking import unlock_with
from app.storage.vault import Vault
from tests.builders import PASSPHRASE, a_vault

ROLES = {
    "Kari": Roles({Role.COUNSELLOR, Role.LEAD, Role.ADMIN}),
    "Per": Roles({Role.COUNSELLOR}),
    "Anne": Roles({Role.ADMIN}),
    "Siri": Roles({Role.AUDITOR}),
    "Ola": Roles({Role.LEAD}),
}
"""Kari founded the vault."""
PHRASES = {who: PASSPHRASE if who == "Kari" else generate() for who in ROLES}
TODAY = datetime.now().astimezone().date()


@dataclass(frozen=True)
class Staffed:
    """A closed vault, the ids of those who work with it, and what their passphrases open."""

    folder: Path
    ids: dict[str, str]
    keys: dict[str, tuple[KeyFile, KeyMaterial]]

    def copied(self, folder: Path) -> "Staffed":
        """Return a copy to write in."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)

    @contextmanager
    def unlocked(self, who: str) -> Iterator[Vault]:
        """Open the vault as somebody; their passphrase was tried when the vault was made."""
        opened, material = self.keys[who]
        with closing(Vault(self.folder, material, opened)) as vault:
            yield vault


def make_staffed(folder: Path) -> Staffed:
    """Make the vault; everybody has confirmed what privacy asks of them."""
    with closing(a_vault(folder)) as vault:
        ids = {"Kari": vault.counsellor.id}
        for who in ROLES.keys() - ids:
            new = NewColleague(name=f"{who} Olsen", roles=ROLES[who], passphrase=PHRASES[who])
            ids[who] = add_colleague(vault, new, FLOOR).id
        with vault.work() as work:
            for each in work.all(Counsellor):
                work.save(replace(each, knowledge_confirmed=TODAY))
    keys = {who: unlock_with(folder, PHRASES[who], lambda *found: found) for who in ROLES}
    return Staffed(folder, ids, keys)


def a_case_of(vault: Vault, name: str) -> str:
    """Take somebody in, for whoever unlocked the vault; returns the id."""
    return take_in(vault, Client(name=name), Intake(purpose=f"{name} vil ha jobb")).id
