"""Real vaults for the storage tests; one is made once and copied for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import i18n
from app.domain.staff import Centre, Counsellor
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import Vault, create_vault, open_vault

PASSPHRASE = "blåbær og hvit måse"


@dataclass(frozen=True)
class Made:
    """A closed vault, and what opens it."""

    folder: Path
    recovery: str
    """Secret recovery key."""
    passphrase: str = PASSPHRASE

    def open(self) -> Vault:
        return open_vault(self.folder, self.passphrase)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    i18n.use_language("en")
    yield
    i18n.use_language(before)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("template") / "vault"
    secret, public = new_recovery_identity()
    centre, counsellor = Centre(name="Karriere Salten"), Counsellor(name="Marit Hætta")
    create_vault(folder, PASSPHRASE, centre, counsellor, [public], FLOOR).close()
    return Made(folder, secret)


@pytest.fixture
def made(template: Made, tmp_path: Path) -> Made:
    folder = tmp_path / "vault"
    shutil.copytree(template.folder, folder)
    return Made(folder, template.recovery)


@pytest.fixture
def vault(made: Made) -> Iterator[Vault]:
    opened = made.open()
    yield opened
    opened.close()
