"""Faults are counted: every test here fills in one line of the table."""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import i18n
from tests.faults import shim
from tests.faults.counts import chosen
from tests.faults.key_deeds import staff
from tests.faults.lanes import Lanes
from tests.faults.records import Tally
from tests.faults.samples import VAULT, Sample, make_sample, quick_keys

collect_ignore_glob = ["test_*.py"] if os.name == "nt" else []  # programs fork and die here
_MEMORY = Path("/dev/shm")  # noqa: S108 - where there is one, thousands of states cost no disk
_ROOM = 1 << 30
_outcome = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fault(id, what): the line of the table a test fills in")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[_outcome] = report.failed
    return report


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """The line of the table that this test fills in."""
    mark = request.node.get_closest_marker("fault")
    line = Tally(**mark.kwargs)
    yield line
    line.failed = request.node.stash.get(_outcome, False)
    if folder := request.config.getoption("--records"):
        line.write(Path(folder))


@pytest.fixture(scope="session")
def counts(pytestconfig: pytest.Config) -> dict[str, int]:
    """How often each fault is tried in this run."""
    return chosen(pytestconfig.getoption("--faults"), pytestconfig.getoption("--count"))


@pytest.fixture(scope="session")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for thousands of states, in memory where the system has room there."""
    if not _MEMORY.is_dir() or shutil.disk_usage(_MEMORY).free < _ROOM:
        yield tmp_path_factory.mktemp("quick")
        return
    folder = Path(tempfile.mkdtemp(prefix="leia-faults-", dir=_MEMORY))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A small vault, for trials that must be quick."""
    with quick_keys():
        return make_sample(tmp_path_factory.mktemp("few") / VAULT)


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A small vault with a colleague and a copy."""
    with quick_keys():
        sample = make_sample(tmp_path_factory.mktemp("staffed") / VAULT)
        staff(sample)
    return sample


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A vault with the ten invented people in it, of some hundred pages."""
    with quick_keys():
        return make_sample(tmp_path_factory.mktemp("many") / VAULT, practice=True)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The library between a lane and its system; nothing where it cannot be used."""
    return None if shim.why_not() else shim.build(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="session")
def lanes(library: Path | None) -> Iterator[Lanes]:
    """Workers for many trials, with the library in them where there is one."""
    workers = Lanes(None if library is None else shim.environment(library))
    yield workers
    workers.close()


@pytest.fixture
def shimmed_lanes(tally: Tally, lanes: Lanes, library: Path | None) -> Lanes:
    """Workers with the library in them; without it this is not tried."""
    if library is None:
        tally.skip(shim.why_not())
    return lanes


@pytest.fixture
def dice() -> random.Random:
    """Chance that can be repeated."""
    return random.Random(7)  # noqa: S311


@pytest.fixture(autouse=True)
def keys() -> Iterator[None]:
    """Unlock the samples in their quick way here too."""
    with quick_keys():
        yield


@pytest.fixture(autouse=True)
def sentences() -> Iterator[None]:
    before = i18n.language()
    i18n.use_language("nb")
    yield
    i18n.use_language(before)
