"""Two centres, each with a vault of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.staff import Centre, Counsellor
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import Vault, create_vault
from tests.builders import PASSPHRASE, opened_copy


@pytest.fixture(scope="session")
def closed_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault of another centre."""
    folder = tmp_path_factory.mktemp("elsewhere") / "vault"
    _secret, public = new_recovery_identity()
    centre, who = Centre(name="Karriere Salten", county="18"), Counsellor(name="Nils Borg")
    create_vault(folder, PASSPHRASE, centre, who, [public], FLOOR).close()
    return folder


@pytest.fixture
def elsewhere(closed_elsewhere: Path, tmp_path: Path) -> Iterator[Vault]:
    """An open vault of another centre."""
    with opened_copy(closed_elsewhere, tmp_path / "elsewhere") as opened:
        yield opened
