"""Writes down what was proven, step by step, and draws the table of it."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from project import BUILD, ChoreError, say

FOLDER = BUILD / "proof"
TABLE = FOLDER / "table.md"


@dataclass(frozen=True)
class Step:
    """One thing that was tried."""

    name: str
    passed: bool
    seconds: float
    said: str


@dataclass
class Record:
    """What was tried with one artefact on one system; the first failure ends it."""

    artefact: str
    sha256: str
    system: str
    steps: list[Step] = field(default_factory=list)

    def try_out(self, name: str, deed: Callable[[], str]) -> None:
        """Do one step and write down what it said; raises when it failed."""
        began = time.monotonic()
        failure: Exception | None = None
        try:
            said = deed()
        except Exception as error:
            said, failure = f"{type(error).__name__}: {error}", error
        step = Step(name, failure is None, round(time.monotonic() - began, 1), said)
        self.steps.append(step)
        self._write()
        say(f"  {'passed' if step.passed else 'FAILED'}  {step.seconds:5.1f} s  {name}: {said}")
        if failure is not None:
            raise ChoreError(f"{self.artefact} on {self.system} failed at: {name}.") from failure

    def _write(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        name = f"{Path(self.artefact).suffix[1:]}-{self.system.lower().replace(' ', '-')}.json"
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (FOLDER / name).write_text(text + "\n", encoding="utf-8")


def draw_table() -> Path:
    """Write every record as one table, the steps as rows."""
    records = [
        json.loads(each.read_text(encoding="utf-8")) for each in sorted(FOLDER.glob("*.json"))
    ]
    lines = []
    for record in records:
        lines += [
            f"### {record['artefact']} on {record['system']}\n",
            f"SHA-256 `{record['sha256']}`\n",
            "| step | result | seconds | what was seen |",
            "|---|---|---:|---|",
            *(_row(step) for step in record["steps"]),
            "",
        ]
    TABLE.write_text("\n".join(lines), encoding="utf-8")
    return TABLE


def _row(step: dict[str, object]) -> str:
    said = str(step["said"]).replace("|", "/").replace("\n", " ")
    result = "passed" if step["passed"] else "**failed**"
    return f"| {step['name']} | {result} | {step['seconds']} | {said} |"
