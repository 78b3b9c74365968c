"""Sentences in which what is worth a second look is marked: {h:depresjon}."""

import re
from dataclasses import dataclass
from pathlib import Path

from app.services.case.undo_steps import FieldKey
from app.services.quiet.outgoing import Outgoing
from app.services.quiet.quiet_check import Concern, findings

SENTENCES = Path(__file__).with_name("quiet_sentences.txt")
MARKS = {
    "i": Concern.IDENTITY,
    "a": Concern.ACCOUNT,
    "h": Concern.HEALTH,
    "c": Concern.SPECIAL,
    "n": Concern.NAME,
    "m": Concern.MONEY,
}
A_PAGE = 300
"""Words."""
KEY = FieldKey("plan", "why")


@dataclass(frozen=True)
class Labelled:
    """A sentence, and what should be found in it: (concern, start, end)."""

    text: str
    marks: tuple[tuple[Concern, int, int], ...]

    @property
    def found(self):
        return findings([Outgoing(KEY, self.text)])

    @property
    def missed(self):
        return [
            self.text[start:end]
            for concern, start, end in self.marks
            if not any(
                each.concern == concern and each.start < end and start < each.start + each.length
                for each in self.found
            )
        ]

    @property
    def false(self):
        """What was found that nobody marked."""
        return [
            each.words
            for each in self.found
            if not any(
                each.start < end and start < each.start + each.length
                for _concern, start, end in self.marks
            )
        ]


def labelled(which):
    """Return the sentences whose heading begins with some words."""
    found, is_wanted = [], False
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            is_wanted = line[2:].startswith(which)
        elif line and is_wanted:
            found.append(_read(line))
    return found


def recall(sentences):
    """Return the share of the marks that was found, and what was not."""
    missed = [words for each in sentences for words in each.missed]
    marks = sum(len(each.marks) for each in sentences)
    return 1 - len(missed) / marks, missed


def words_in(texts):
    return sum(len(text.split()) for text in texts)


def _read(line):
    text, marks, at = "", [], 0
    for each in re.finditer(r"\{(\w):([^}]*)\}", line):
        text += line[at : each.start()]
        marks.append((MARKS[each[1]], len(text), len(text) + len(each[2])))
        text, at = text + each[2], each.end()
    return Labelled(text + line[at:], tuple(marks))
