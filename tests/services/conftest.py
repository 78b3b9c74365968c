"""Real vaults: one stays open for all, since cases do not disturb each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.i18n import use_language
from app.services.program.practice import fill
from app.storage.vault import Vault
from tests.builders import TODAY, a_vault, opened_copy


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture(scope="session")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with nobody in it."""
    folder = tmp_path_factory.mktemp("services") / "vault"
    a_vault(folder).close()
    return folder


@pytest.fixture(scope="session")
def vault(closed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """An open vault that other tests put people in, too."""
    with opened_copy(closed, tmp_path_factory.mktemp("shared") / "vault") as opened:
        yield opened


@pytest.fixture
def own_vault(closed: Path, tmp_path: Path) -> Iterator[Vault]:
    """An open vault of the test's own."""
    with opened_copy(closed, tmp_path / "vault") as opened:
        yield opened


@pytest.fixture(scope="session")
def practice(closed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """An open vault with the ten invented people; tests only read it."""
    with opened_copy(closed, tmp_path_factory.mktemp("practice") / "vault") as opened:
        fill(opened, TODAY)
        yield opened
