"""Writes those papers for county IT that follow from the code: run in .venv, write or check.

The field list, the policy's table and its forms, and what was proven where. The rest of each paper
is written by hand. Everything here is text, and the same code gives the same text.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import field_list  # noqa: E402
import policy_templates  # noqa: E402
from app.i18n import use_language  # noqa: E402
from project import PACKAGING  # noqa: E402
from proof import record  # noqa: E402

PAPERS, POLICY = PACKAGING / "papers", PACKAGING / "policy"
README = PACKAGING / "README.md"
BEGINS, ENDS = (f"<!-- skrevet av tasks.py papers: {word} -->" for word in ("begynner", "slutter"))
FORMS = {"nb-NO": "nb", "en-US": "en"}


def written() -> Iterator[tuple[Path, str]]:
    """Give every paper with a generated part, and what it shall say."""
    use_language("nb")
    said = field_list.read_purposes()
    for name, part in (
        ("feltliste.md", field_list.field_list(said)),
        ("policyreferanse.md", policy_templates.reference_table()),
    ):
        yield PAPERS / name, with_part((PAPERS / name).read_text(encoding="utf-8"), part)
    yield POLICY / "Leia.admx", policy_templates.definitions()
    for folder, language in FORMS.items():
        use_language(language)
        yield POLICY / folder / "Leia.adml", policy_templates.texts()


def proven() -> Iterator[tuple[Path, str]]:
    """Give the table of what was proven here; where nothing was, what is written stays."""
    if any(record.FOLDER.glob("*.json")):
        table = record.draw_table().read_text(encoding="utf-8").strip()
        yield README, with_part(README.read_text(encoding="utf-8"), table)


def with_part(text: str, part: str) -> str:
    """Return a paper with its generated part replaced; a paper without the marks raises."""
    before, _begins, rest = text.partition(BEGINS)
    _old, ends, after = rest.partition(ENDS)
    if not ends:
        raise ValueError("a paper has lost the marks around its generated part")
    return f"{before}{BEGINS}\n\n{part}\n\n{ENDS}{after}"


def stale() -> list[str]:
    """Return what is wrong with the papers, one sentence each."""
    found = field_list.problems(field_list.read_purposes())
    return found + [
        f"{paper.relative_to(ROOT).as_posix()} is out of date: run tasks.py papers"
        for paper, text in written()
        if not paper.exists() or paper.read_text(encoding="utf-8") != text
    ]


def write() -> int:
    """Write every paper anew."""
    for paper, text in (*written(), *proven()):
        paper.parent.mkdir(parents=True, exist_ok=True)
        paper.write_text(text, encoding="utf-8", newline="\n")
    return check()


def check() -> int:
    """Say what is out of date; return 1 if anything is."""
    found = stale()
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit({"write": write, "check": check}[sys.argv[1]]())
