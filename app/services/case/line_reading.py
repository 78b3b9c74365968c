"""Who does what a line of a note says, and by when, recognised from plain words.

A question, a quotation, a refusal and what has been are nobody's deeds; a line that names two
parties as those who do it is left to the person who heard it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain.choices import LanguageForm, Party
from app.formats import first_name
from app.services.case.line_days import Found, find_deadline
from app.services.case.line_links import bare
from app.services.case.line_rules import infinitives, is_deed, is_infinitive, line_rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Span = tuple[int, int]
"""Where words begin in a line, and how many places they cover."""
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_QUOTES = ("«", "“", "”", '"', "„")
_BEFORE_LAST = ("(", "–", "-", "/", ":")
_SIGN = re.compile(r"(?:[●■▲◆✓] )?[ \t–•*-]*")


@dataclass(frozen=True, kw_only=True)
class People:
    """Who a line can be about."""

    parties: tuple[Party, ...]
    """Those the kind of guidance has."""
    names: Mapping[str, Party] = field(default_factory=dict)
    """The whole names of those who are there, each with the party they belong to."""
    form: LanguageForm = LanguageForm.NB
    """The written form of the client's papers, which a deed is named in."""


@dataclass(frozen=True, kw_only=True)
class LineRead:
    """What was recognised in a line; what is not sure is a guess that only the person confirms."""

    title: str
    """What it is called as an activity: without the words for the day."""
    party: Party | None = None
    who: str = ""
    """The whole name of whoever is named; empty where only the party is."""
    party_at: Span | None = None
    is_party_sure: bool = False
    due_on: date | None = None
    due_words: str = ""
    due_at: Span | None = None
    is_due_sure: bool = False


@dataclass(frozen=True)
class _Subject:
    party: Party
    who: str
    start: int
    end: int
    words: int
    is_sure: bool


@dataclass(frozen=True)
class _Doing:
    """Who does it, and where the deed's own words begin."""

    subject: _Subject
    verb: str
    """The deed as an activity begins with it, or empty where we do not know that form."""
    rest: int
    """Where what follows the verb and its subject begins."""
    is_sure: bool
    first: int
    """Where subject and verb begin."""
    words_end: int | None = None
    """Where the deed's own words end; None where the line does."""


class _Line:
    """A line taken apart into words."""

    def __init__(self, line: str, start: int) -> None:
        self.words = [each for each in _WORD.finditer(line) if each.start() >= start]
        self.small = [each[0].lower() for each in self.words]
        self.line = line

    def word(self, number: int) -> str:
        """Return a word in small letters; empty where there is none."""
        return self.small[number] if number < len(self.small) else ""

    def at(self, place: int) -> int:
        """Return the number of the first word from a place on."""
        return next((n for n, each in enumerate(self.words) if each.start() >= place), 10**6)

    def between(self, number: int) -> str:
        """Return what stands between a word and the next."""
        if number + 1 >= len(self.words):
            return ""
        return self.line[self.words[number].end() : self.words[number + 1].start()].strip()


def read_line(line: str, today: date, people: People) -> LineRead:
    """Read one line of a note, as of a day."""
    start = _SIGN.match(line).end()  # type: ignore[union-attr]  # it matches nothing at the least
    plain = LineRead(title=_capital(bare(line)))
    apart = _Line(line, start)
    if not apart.words or line.startswith(_QUOTES, start) or _asks(line, apart):
        return plain
    early = find_deadline(line, today, is_deed=True)
    doing = _who_does(apart, early if early and early.start <= start else None, people)
    begins = apart.word(0)
    deed = doing is not None or is_infinitive(begins) or begins in line_rules().begins_action
    due = find_deadline(line, today, is_deed=deed)
    if doing is None and due is None:
        return plain
    return LineRead(
        title=_title(line, doing, due) or plain.title,
        party=doing.subject.party if doing else None,
        who=doing.subject.who if doing else "",
        party_at=(doing.subject.start, doing.subject.end - doing.subject.start) if doing else None,
        is_party_sure=doing is not None and doing.is_sure,
        due_on=due.day if due else None,
        due_words=due.words if due else "",
        due_at=(due.start, due.length) if due else None,
        is_due_sure=due is not None and (due.is_firm or doing is not None),
    )


def _asks(line: str, apart: _Line) -> bool:
    return "?" in line or apart.word(0) in line_rules().questions


def _who_does(apart: _Line, begins: Found | None, people: People) -> _Doing | None:
    """Find the subject and its verb where the line begins, in either order."""
    rules = line_rules()
    first = apart.at(begins.end) if begins else 0
    if apart.word(first) in rules.conditions and not begins:
        return None
    turned = begins is not None
    if not turned and apart.word(0) in rules.before_subject:
        first, turned = 1, True
    doing = _turned(apart, first, people) if turned else _straight(apart, first, people)
    if doing is None and turned:
        doing = _straight(apart, first, people)
    doing = doing or _named_last(apart, people)
    if doing is None or rules.negations & set(apart.small):
        return None
    return doing


def _named_last(apart: _Line, people: People) -> _Doing | None:
    """Read "Sjekke satsen (Nav)" and "Sjekke satsen – Nav": who does it stands behind."""
    for number in range(len(apart.words) - 1, 0, -1):
        subject = _subject(apart, number, people)
        before = apart.between(number - 1)
        if subject is None or before not in _BEFORE_LAST or not is_infinitive(apart.word(0)):
            continue
        if number + subject.words == len(apart.words):
            end = apart.words[number - 1].end()
            return _Doing(subject, "", 0, is_sure=subject.is_sure, first=0, words_end=end)
    return None


def _straight(apart: _Line, first: int, people: People) -> _Doing | None:
    """Read "Nav ringer …": who does it, and then the deed."""
    rules = line_rules()
    subject = _subject(apart, first, people)
    if subject is None:
        return None
    verb, sure = first + subject.words, subject.is_sure
    if apart.between(verb - 1) == ":" and apart.word(verb):
        return _Doing(subject, apart.word(verb), apart.words[verb].end(), is_sure=True, first=0)
    if apart.word(verb) in rules.attributes and apart.word(verb + 2):
        verb += 2  # "Nav-kontoret i Vågan"
    if apart.between(verb - 1) or apart.word(verb) in rules.together:
        if apart.between(verb - 1) or _subject(apart, verb + 1, people) is not None:
            return None
        verb, sure = verb + 2, False  # "Jonas og mor leser": who the other is, Leia does not know
    doing = _deed(apart, verb, replace(subject, is_sure=sure), first, people.form)
    if doing is not None and verb != first + subject.words:
        return replace(doing, verb="")  # the subject has words of its own, which stay
    return doing


def _turned(apart: _Line, first: int, people: People) -> _Doing | None:
    """Read "Innen fredag ringer Nav …": the deed, and then who does it."""
    if not is_deed(apart.word(first)):
        return None
    subject = _subject(apart, first + 1, people)
    if subject is None:
        return None
    after = first + 1 + subject.words
    if apart.word(after) in line_rules().together:
        return None
    verb = infinitives(people.form).get(apart.word(first), "")
    start = apart.words[first].start()
    return _Doing(subject, verb, subject.end, is_sure=subject.is_sure, first=start)


def _deed(
    apart: _Line, at: int, subject: _Subject, first: int, form: LanguageForm
) -> _Doing | None:
    rules, word = line_rules(), apart.word(at)
    start = apart.words[first].start()
    if word in rules.modals and apart.word(at + 1):
        sure = subject.is_sure and word != "vil"
        after = apart.words[at + 1]
        return _Doing(subject, after[0].lower(), after.end(), is_sure=sure, first=start)
    if not is_deed(word):
        return None
    known = infinitives(form).get(word, "")
    return _Doing(subject, known, apart.words[at].end(), is_sure=subject.is_sure, first=start)


def _subject(apart: _Line, at: int, people: People) -> _Subject | None:
    """Return whom the words at a place name: somebody who is there, or a party."""
    rules = line_rules()
    if at >= len(apart.words):
        return None
    place = apart.words[at]
    for name, party in people.names.items():
        parts = name.lower().split()
        if parts == apart.small[at : at + len(parts)] and party in people.parties:
            end = apart.words[at + len(parts) - 1].end()
            return _Subject(
                party, _named(name, party), place.start(), end, len(parts), is_sure=True
            )
    for name, party in people.names.items():
        if apart.word(at) == first_name(name).lower() and party in people.parties:
            span = place.span()
            return _Subject(party, _named(name, party), *span, 1, is_sure=not _twice(name, people))
    for party, words in rules.subjects.items():
        if apart.word(at) in words and party in people.parties:
            sure = apart.word(at) not in rules.unsure_subjects
            return _Subject(party, "", *place.span(), 1, is_sure=sure)
    return None


def _named(name: str, party: Party) -> str:
    return "" if party == Party.CLIENT else name


def _twice(name: str, people: People) -> bool:
    """Whether two of those who are there are called the same."""
    given = first_name(name).lower()
    return sum(first_name(each).lower() == given for each in people.names) > 1


def _title(line: str, doing: _Doing | None, due: Found | None) -> str:
    """Return the line as an activity: "Ringe anlegget", whoever does it and by whichever day."""
    verb = doing.verb if doing else ""
    begin = doing.rest if doing and verb else _SIGN.match(line).end()  # type: ignore[union-attr]
    end = doing.words_end if doing else None
    words = line[begin:end]
    if due is not None and begin < due.end <= begin + len(words):
        at = max(0, due.start - begin)
        words = f"{words[:at].rstrip(' ,–-:;')} {words[due.end - begin :].lstrip(' ,:;')}"
    words = " ".join(f"{verb} {words}".split()).strip(" ,–-:;")
    return _capital(words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
