"""Lines of notes with what they say, as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.choices import Party
from app.services.case.line_reading import LineRead, People, read_line

HEARD = Path(__file__).parent / "heard"
TODAY = date(2026, 11, 26)
PEOPLE = People(
    parties=tuple(Party),
    names={
        "Jonas Lillevoll": Party.CLIENT,
        "Eli Strand": Party.NAV,
        "Kari Nilsen": Party.CENTRE,
        "Anders Hov": Party.OTHER,
    },
)
_PARTIES = {"C": Party.CLIENT, "N": Party.NAV, "S": Party.CENTRE, "O": Party.OTHER, "-": None}


@dataclass(frozen=True)
class Labelled:
    """A line, who does it, and by when; nothing is None and empty."""

    line: str
    party: Party | None
    due: str

    def read(self) -> LineRead:
        """Read it as of the day it was written."""
        return read_line(self.line, TODAY, PEOPLE)


def labelled(name: str) -> list[Labelled]:
    """Return the lines of a file."""
    found = []
    for row in (HEARD / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            party, due, line = row.split(" | ", 2)
            found.append(Labelled(line, _PARTIES[party], "" if due == "-" else due))
    return found


def due_of(read: LineRead) -> str:
    """Return a deadline as the labels write it."""
    return read.due_on.isoformat() if read.due_on else read.due_words
