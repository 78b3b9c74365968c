"""Rules of this house that no tool knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
SOURCES = sorted((*(ROOT / "app").rglob("*.py"), *(ROOT / "ui").rglob("*.py")))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "manager", "handler", "data", "info"}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_source_file_is_short_named_honestly_and_says_what_it_is_for(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]

    assert len(text.splitlines()) <= LONGEST_FILE
    assert file.stem not in FORBIDDEN_NAMES
    assert ast.get_docstring(tree)
    assert [
        function.name
        for function in functions
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
        and not _is_table(function)
    ] == []


def _is_table(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A function that only returns a literal is data, and data may be long."""
    return isinstance(function.body[-1], ast.Return) and len(function.body) <= 2


@pytest.mark.parametrize(
    ("pattern", "where"),
    [
        (r"\bprocessEvents\(", "ui"),
        (r"\.setStyleSheet\(", "ui"),
        (r"(?<!os\.)\.exec\(\)(?!\s*#)", "ui/windows"),
        (r"\bQSettings\b", "ui"),
        (r"\bQTableWidget\b|\bQListWidget\b|\bQTreeWidget\b", "ui"),
        (r"\.backup\(", "app"),
        (r"journal_mode\s*=\s*WAL", "app"),
        (r"^\s*(?:from|import) sqlalchemy\.", "app"),  # two threads would load half a module
        (r"#[0-9A-Fa-f]{6}\b", "ui/pages"),
        (r"#[0-9A-Fa-f]{6}\b", "ui/forms"),
        (r"\btime\.sleep\(", ""),
        (r"""setattr\([\w.]+, ["']_""", "tests"),
    ],
)
def test_what_is_never_written_is_not_there(pattern: str, where: str) -> None:
    folders = [ROOT / where] if where else [ROOT / "app", ROOT / "ui", ROOT / "tests"]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    allowed = {
        ROOT / "ui" / "style" / "theme.py",
        ROOT / "ui" / "system" / "dialog_history.py",  # where Qt's own are turned off
        Path(__file__),
    }

    found = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in files
        if file not in allowed
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(pattern, line)
    ]

    assert files
    assert found == []


def test_nothing_that_prints_or_exports_knows_of_notes() -> None:
    """The wall stands in the imports: paper cannot even name a note."""
    paper = [
        *(ROOT / "app" / "prints").glob("*.py"),
        ROOT / "app" / "services" / "printing.py",
    ]
    paper += [ROOT / "ui" / "printing.py", ROOT / "ui" / "windows" / "print_desk.py"]

    names = {
        node.id
        for file in paper
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name)
    }

    assert "PlanSheet" in names
    assert names.isdisjoint({"NoteSection", "Addendum", "Meeting", "Participant"})


def test_every_icon_of_the_stylesheet_exists_and_no_colour_stands_in_it() -> None:
    sheet = (ROOT / "resources" / "style.qss").read_text(encoding="utf-8")
    icons = re.findall(r"@\{icons\}/([\w@{}-]+)\.svg", sheet)
    names = {icon.replace("@{theme}", theme) for icon in icons for theme in ("light", "dark")}

    assert names
    assert [n for n in names if not (ROOT / "resources" / "icons" / f"{n}.svg").exists()] == []
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[; ])", sheet) == []


WHOLE = {"e2e", "faults", "tests"}
"""Stories of the whole program, faults and rules: they are named after what happens."""
TESTS = [file for file in (ROOT / "tests").rglob("test_*.py") if file.parent.name not in WHOLE]
NAMED = {
    file.stem if file.name != "__init__.py" else file.parent.name
    for folder in ("app", "ui", "packaging")
    for file in (ROOT / folder).rglob("*.py")
    if not file.name.startswith("test_")
}


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.stem)
def test_a_test_bears_the_name_of_what_it_tests(file: Path) -> None:
    """`test_<module>.py`, or `test_<module>_<matter>.py`."""
    name = file.stem.removeprefix("test_")

    assert any(name == module or name.startswith(f"{module}_") for module in NAMED)
