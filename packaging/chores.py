"""What each command of tasks.py does."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import build_tools
import builds
import environment
import faults
import lock_files
import source_map
from project import BUILD, PACKAGING, PYTHON, ROOT, follow, has_screen, offscreen, say

ADVISORIES = PACKAGING / "advisories.py"
CATALOGUES = PACKAGING / "catalogues.py"
NOTICES = PACKAGING / "notices.py"
PAPERS = PACKAGING / "write_papers.py"
TOUR = BUILD / "tour"
PYTEST = [PYTHON, "-m", "pytest", "-q"]
EVERY_TEST = ["-n", "2"]
"""With two workers; what options pick out starts sooner with one."""
# its own script stops working when the project's folder is moved
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"


def run(options: list[str]) -> int:
    """Open the program with invented people, or walk through it where nobody could see it."""
    if not has_screen():
        say("There is no screen here, so the windows are walked unseen.")
        return tour([])
    _prepare()
    return follow([PYTHON, "-m", "ui", "--practice", *options])


def tour(options: list[str]) -> int:
    """Walk the windows and leave pictures of them."""
    _prepare()
    TOUR.mkdir(parents=True, exist_ok=True)
    code = follow([PYTHON, PACKAGING / "tour.py", *options], offscreen())
    if code == 0:
        say(f"The pictures are in {TOUR.relative_to(ROOT).as_posix()}/.")
    return code


def test(options: list[str]) -> int:
    """Run every test, or what the options say."""
    _prepare()
    build_tools.need_for_tests()
    return follow([*PYTEST, *(options or EVERY_TEST)], offscreen())


def check(options: list[str]) -> int:
    """Run everything that must hold, and say at the end what does not."""
    _prepare()
    failed = [name for name, command in _checks(options) if not _holds(name, command)]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything holds.")
    return 1 if failed else 0


def try_faults(options: list[str]) -> int:
    """Try every fault very often, and print the table of what became of them."""
    _prepare()
    return faults.run(options)


def bench(options: list[str]) -> int:
    """Measure how fast it is, beside what it may cost."""
    from bench import benching  # of no use elsewhere

    _prepare()
    return benching.run(options)


def translate(options: list[str]) -> int:
    """Bring the catalogues up to date, or only say whether they are."""
    environment.prepare()
    return _catalogues("check" if "--check" in options else "update")


def build(options: list[str]) -> int:
    """Make installers."""
    return builds.build(options)


def prove(options: list[str]) -> int:
    """Install what was built where nothing else is, use it, and write down what was seen."""
    from proof import proving  # what it needs is of no use elsewhere

    return proving.prove(options)


def show_map(_options: list[str]) -> int:
    """Print the tree of the project."""
    for line in source_map.lines(ROOT):
        print(line)
    return 0


def setup(_options: list[str]) -> int:
    """Prepare .venv, so that editors and other tools can use it."""
    _prepare()
    return 0


def papers(options: list[str]) -> int:
    """Write what county IT reads and the code decides, or only say what is out of date."""
    _prepare()
    return follow([PYTHON, PAPERS, "check" if "--check" in options else "write"])


def lock(_options: list[str]) -> int:
    """Renew the lock files, and the licences of what they name."""
    lock_files.renew()
    environment.prepare()
    return follow([PYTHON, NOTICES, "write"])


CHORES: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "tour": tour,
    "test": test,
    "check": check,
    "faults": try_faults,
    "bench": bench,
    "translate": translate,
    "build": build,
    "prove": prove,
    "map": show_map,
    "setup": setup,
    "papers": papers,
    "lock": lock,
}


def _prepare() -> None:
    environment.prepare()
    if any(_is_stale(catalogue) for catalogue in ROOT.glob("resources/locale/*/LC_MESSAGES/*.po")):
        _catalogues("compile")


def _is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def _catalogues(what: str) -> int:
    return follow([PYTHON, CATALOGUES, what])


def _checks(options: list[str]) -> Iterator[tuple[str, list[str | Path]]]:
    """Yield what to check, the quickest first."""
    yield "format", [PYTHON, "-m", "ruff", "format", "--check", "."]
    yield "lint", [PYTHON, "-m", "ruff", "check", "."]
    yield "texts", [PYTHON, CATALOGUES, "check"]
    yield "advisories", [PYTHON, ADVISORIES]
    # its cache goes by the time of files and has answered stale
    yield "imports", [PYTHON, "-c", LINT_IMPORTS, "--no-logo", "--no-cache"]
    yield "types", [PYTHON, "-m", "mypy"]
    if "--no-tests" not in options:
        yield "tests", [*PYTEST, *EVERY_TEST]


def _holds(name: str, command: list[str | Path]) -> bool:
    began = time.monotonic()
    print(f"--- {name}")
    code = follow(command, offscreen())
    print(f"    {'holds' if code == 0 else 'FAILED'}, {time.monotonic() - began:.1f} s")
    return code == 0
