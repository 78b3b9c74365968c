"""Workspaces and main windows over real vaults."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.i18n import use_language, use_words
from app.storage.vault import Vault
from tests.building import a_workspace, dress, drop, make_vault, opened_copy
from tests.ui.recovering import Known, make_known_vault
from tests.ui.scenes import People, make_people
from ui.windows.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture(scope="session")
def small_template(vaults: Path) -> Path:
    """A closed vault with one person in it, Liv Hansen."""
    make_vault(vaults / "small", practice=False)
    return vaults / "small"


@pytest.fixture(scope="session")
def practice_template(vaults: Path) -> Path:
    """A closed vault with the ten invented people."""
    make_vault(vaults / "practice", practice=True)
    return vaults / "practice"


@pytest.fixture(scope="session")
def known_template(vaults: Path) -> Known:
    """A closed vault whose recovery key is known; it is copied, never written in."""
    return Known(vaults / "known", make_known_vault(vaults / "known").secret)


@pytest.fixture
def known(known_template: Known, tmp_path: Path) -> Known:
    """A closed vault of the test's own, and its recovery key."""
    return known_template.copied(tmp_path / "vault")


@pytest.fixture
def opened() -> Iterator[list[Vault]]:
    """Vaults that came out of a window; closed at the end."""
    found: list[Vault] = []
    yield found
    for vault in found:
        vault.close()


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for file dialogs to open in."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    dress(qapp)
    yield
    dress(qapp)
    use_words({})
    qapp.clipboard().clear()  # Qt would free what Python put there when Python is gone already


@pytest.fixture
def small_vault(small_template: Path, tmp_path: Path) -> Iterator[Vault]:
    vault = opened_copy(small_template, tmp_path / "vault")
    yield vault
    vault.close()


@pytest.fixture
def practice_vault(practice_template: Path, tmp_path: Path) -> Iterator[Vault]:
    vault = opened_copy(practice_template, tmp_path / "vault")
    yield vault
    vault.close()


@pytest.fixture
def small(small_vault: Vault, qapp: QApplication) -> Iterator[Workspace]:
    """A workspace with Liv Hansen in it."""
    workspace = a_workspace(small_vault)
    yield workspace
    workspace.close()


@pytest.fixture
def practice(practice_vault: Vault, qapp: QApplication) -> Iterator[Workspace]:
    """A workspace with the ten invented people in it."""
    workspace = a_workspace(practice_vault)
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def marked(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[tuple[Workspace, People, Path]]:
    """A workspace whose people's every word is marked, and its folder."""
    place = tmp_path_factory.mktemp("marked")
    make_vault(place / "template", practice=False)
    vault = opened_copy(place / "template", place / "vault")
    workspace = a_workspace(vault)
    yield workspace, make_people(vault), place / "vault"
    workspace.close()


@pytest.fixture
def window(small: Workspace, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window over Liv Hansen's vault, active."""
    yield from _shown(small, qtbot)


@pytest.fixture
def practice_window(practice: Workspace, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window over the invented people, active."""
    yield from _shown(practice, qtbot)


def _shown(workspace: Workspace, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(workspace)
    with qtbot.waitActive(window):
        window.show()
    yield window
    workspace.desk.close()
    drop(window)


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of one's own on a tmpfs, as a signed-in user has."""
    shm = Path("/dev/shm")  # noqa: S108 - a folder of the test's own goes there
    if not os.access(shm, os.W_OK):
        pytest.skip("no tmpfs here")
    folder = shm / f"leia-test-{os.getpid()}"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    folder.rmdir()
