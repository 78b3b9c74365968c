"""For every test: no screen, no network, a home of its own, a screen language that is put back."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import gc
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui  # noqa: F401 - keeps Python 3.11 alive under PySide6
from app import i18n
from tests.no_network import refuse_network
from tests.staffed import Staffed, make_staffed
from tests.storage.shared_vault import SharedVault, derive_quickly, make_shared

refuse_network()
gc.disable()  # a window that a worker thread frees deadlocks Qt: see ui/system/garbage.py
GARBAGE = 30_000
"""New objects after which a test's end is worth a collection."""

LONGEST_S = 30
NOBODY = 65534
HOMES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def pytest_addoption(parser: pytest.Parser) -> None:
    faults = parser.getgroup("faults", "how hard tests/faults tries")
    faults.addoption("--faults", choices=("small", "full"), default="small", help="how often")
    faults.addoption("--count", action="append", default=[], help="one of its counts, as NAME=N")
    faults.addoption("--records", help="folder for what became of each fault")


@pytest.fixture(autouse=True)
def garbage_collected_here() -> Iterator[None]:
    """Collect in the thread that owns the windows."""
    yield
    if gc.get_count()[0] > GARBAGE:
        gc.collect()


@pytest.fixture(autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, vaults and caches of the machine are out of reach."""
    places = tmp_path_factory.getbasetemp() / "places"
    for name in HOMES:
        monkeypatch.setenv(name, str(places / name.lower()))


@pytest.fixture(autouse=True)
def screen_language() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use_language(before)


@pytest.fixture
def in_time() -> Iterator[None]:
    """Fail a test that waits for a file for ever."""

    def fail(_number: int, _frame: object) -> None:
        raise AssertionError("it waits for ever")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(LONGEST_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def foreign_folder(tmp_path: Path) -> Path:
    """Return a folder of another user of this computer."""
    if os.geteuid():
        return Path("/")  # the administrator's
    folder = tmp_path / "foreign"
    folder.mkdir(mode=0o755)
    os.chown(folder, NOBODY, -1)
    return folder


@pytest.fixture(scope="session")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the vaults lie that others are copied from."""
    return tmp_path_factory.mktemp("vaults")


@pytest.fixture(scope="session")
def staffed_template(vaults: Path) -> Staffed:
    """A closed vault with five people who work with it; it is copied, never written in."""
    return make_staffed(vaults / "staffed")


@pytest.fixture
def staffed(staffed_template: Staffed, tmp_path: Path) -> Staffed:
    """A closed vault of the test's own, with five people who work with it."""
    return staffed_template.copied(tmp_path / "staffed")


@pytest.fixture(scope="module")
def quickly() -> Iterator[None]:
    """Leave out the work that makes guessing a passphrase slow, for a whole module."""
    with pytest.MonkeyPatch.context() as patched:
        derive_quickly(patched)
        yield


@pytest.fixture(scope="module")
def shared_template(quickly: None, tmp_path_factory: pytest.TempPathFactory) -> SharedVault:
    """A closed vault with Kari, Per and Ola in it; it is copied, never written in."""
    return make_shared(tmp_path_factory.mktemp("staff") / "vault")


@pytest.fixture
def shared(shared_template: SharedVault, tmp_path: Path) -> SharedVault:
    """A closed vault of the test's own, with Kari, Per and Ola in it."""
    return shared_template.copied_to(tmp_path / "vault")


@pytest.fixture(scope="module")
def quick_template(quickly: None, tmp_path_factory: pytest.TempPathFactory) -> Staffed:
    """A closed vault with five people in it whose keys are quickly derived."""
    return make_staffed(tmp_path_factory.mktemp("staff") / "vault")


@pytest.fixture
def quick(quick_template: Staffed, tmp_path: Path) -> Staffed:
    """A closed vault of the test's own, with five people whose keys are quickly derived."""
    return quick_template.copied(tmp_path / "vault")
