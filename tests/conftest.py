"""For every test: no screen, a home of its own, and a screen language that is put back."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui  # noqa: F401 - keeps Python 3.11 alive under PySide6
from app import i18n

gc.disable()  # a window that a worker thread frees deadlocks Qt: see ui/garbage.py
GARBAGE = 30_000
"""New objects after which a test's end is worth a collection."""

HOMES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=30, help="rounds of the kill test")


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
