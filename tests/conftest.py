"""For every test: no screen, no network, a home of its own, a screen language that is put back."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui  # noqa: F401 - keeps Python 3.11 alive under PySide6
from app import i18n
from tests.no_network import refuse_network
from tests.staffed import Staffed, make_staffed

refuse_network()
gc.disable()  # a window that a worker thread frees deadlocks Qt: see ui/system/garbage.py
GARBAGE = 30_000
"""New objects after which a test's end is worth a collection."""

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
