"""The rest of a career plan: why, what I bring, the way, papers, money, plan B, what is done."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.choices import OPEN_STATUSES, ActivityStatus, DocumentStatus
from app.formats import uncapital
from app.i18n import _, pgettext
from app.prints.blocks import Block, Cell, Look, Row, own_words, text
from app.prints.lines import Run, runs
from app.prints.page import WIDTH
from app.prints.plan_people import ringable
from app.prints.sections import Item
from app.prints.styles import CLOSE, QUIET, SIDE_HEADING, STRONG
from app.prints.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.clients import DocumentItem
    from app.domain.plans import PlanActivity
    from app.prints.page import Paper
    from app.prints.plan_sheet import PlanSheet
    from app.prints.structure import Tag

_LEFT = 142.0
"""Where the words begin, beside their heading."""
_ROOM = WIDTH - _LEFT
_MARK = 18.0
_LOOK = Look(above=4.5, below=5.5, has_rule=True)
_ARROWS = re.compile(r"\s*(?:[→⇒➔➜⟶]|-+>|=+>)\s*")
_NUMBERED = re.compile(r"\d|[-–•*☐☑]")
_SHORT = 90
"""A line of the way that is no longer is a step."""


def add_back(sheet: Paper, paper: PlanSheet) -> None:
    """Add all that need not stand on the first page; what is empty is left out."""
    plan = paper.plan
    for heading, words in ((_("Why"), plan.why), (_("What I bring with me"), plan.brings)):
        _add_words(sheet, heading, words)
    _add_way(sheet, plan.route)
    _add_papers(sheet, paper.documents)
    support = "" if ringable(plan.support) else plan.support
    for heading, words in (
        (_("To keep in mind"), plan.considerations),
        (pgettext("heading on paper", "Money"), plan.economy),
        (_("Plan B"), plan.fallback),
        (_("Support"), support),
    ):
        _add_words(sheet, heading, words)
    _add_ended(sheet, paper.activities)
    _add_explained(sheet, paper)
    if plan.replaces:
        words = _("This plan replaces version {number}.").format(number=plan.number - 1)
        sheet.add(replace(text(sheet.root.child("P"), words, QUIET, WIDTH), space_before=10))


def _add_words(sheet: Paper, heading: str, words: str) -> None:
    if clean(words).strip():
        title = _heading(sheet, heading)
        _add(sheet, title, _blocks(sheet.root, words))


def _heading(sheet: Paper, words: str) -> Block:
    return text(sheet.root.child("H2"), words, SIDE_HEADING, _LEFT - 8)


def _add(sheet: Paper, heading: Block, words: Sequence[Block]) -> None:
    sheet.add(Row((Cell(0, (heading,)), Cell(_LEFT, tuple(words))), WIDTH, _LOOK))


def _blocks(tag: Tag, words: str) -> tuple[Block, ...]:
    """Lay out what was typed; where arrows stand between its parts, they are numbered instead."""
    found: list[Block] = []
    for piece in _arrowed(words):
        if isinstance(piece, str):
            found += own_words(tag, piece, CLOSE, _ROOM)
        else:
            found += _numbered(tag, piece)
    return tuple(found)


def _arrowed(words: str) -> list[str | list[str]]:
    """Return a text as it was typed, with the lines that hold arrows as the parts between them."""
    found: list[str | list[str]] = []
    for line in clean(words).split("\n"):
        parts = [part for part in _ARROWS.split(line) if part.strip()]
        if len(parts) > 1:
            found.append(parts)
        elif found and isinstance(found[-1], str):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


def _add_way(sheet: Paper, words: str) -> None:
    """Add the way as numbered steps, if it was typed as steps."""
    if not clean(words).strip():
        return
    title = _heading(sheet, _("The way there"))
    lines = [line.strip() for line in clean(words).split("\n") if line.strip()]
    are_steps = len(lines) > 1 and not any(map(_is_no_step, lines))
    body = _numbered(sheet.root, lines) if are_steps else _blocks(sheet.root, words)
    _add(sheet, title, body)


def _is_no_step(line: str) -> bool:
    return len(line) > _SHORT or bool(_NUMBERED.match(line) or _ARROWS.search(line))


def _numbered(tag: Tag, parts: Sequence[str]) -> tuple[Block, ...]:
    return _listed(tag, [Item(part, f"{number}.") for number, part in enumerate(parts, 1)])


def _listed(tag: Tag, items: Sequence[Item]) -> tuple[Block, ...]:
    kind = "Decimal" if items[0].mark[0].isdigit() else "Square"
    made = tag.child("L", A=f"<</O /List /ListNumbering /{kind}>>")
    found: list[Block] = []
    for number, item in enumerate(items):
        part = made.child("LI")
        mark = text(part.child("Lbl"), item.mark, CLOSE, _MARK)
        words = own_words(part.child("LBody"), item.words, CLOSE, _ROOM - _MARK)
        gap = 2.0 if number else 0.0
        found.append(Row((Cell(0, (mark,)), Cell(_MARK, words)), _ROOM, space_before=gap))
    return tuple(found)


def _add_papers(sheet: Paper, documents: Sequence[DocumentItem]) -> None:
    named = [document for document in documents if document.name.strip()]
    if named:
        title = _heading(sheet, _("Papers I need"))
        items = [Item(_paper(document), _box(document)) for document in named]
        _add(sheet, title, _listed(sheet.root, items))


def _box(document: DocumentItem) -> str:
    return "☑" if document.status == DocumentStatus.RECEIVED else "☐"


def _paper(document: DocumentItem) -> str:
    """Return a paper with what is to be done about it, in the person's own words where typed."""
    name, issuer = document.name.strip(), _inside(document.issuer.strip())
    words = {
        DocumentStatus.RECEIVED: _("{paper} – got it"),
        DocumentStatus.ORDERED: _("{paper} – ordered, comes from {issuer}")
        if issuer
        else _("{paper} – ordered"),
        DocumentStatus.NEEDED: _("{paper} – order it from {issuer}")
        if issuer
        else _("{paper} – must be ordered"),
    }.get(document.status)
    if words is None:
        words = "{paper} – " + uncapital(document.status.label)
    return words.format(paper=name, issuer=issuer)


def _inside(issuer: str) -> str:
    """Return who issues a paper as it stands inside a sentence; a name keeps its capital."""
    first = issuer.split(" ", maxsplit=1)[0].strip(",.:;")
    return uncapital(issuer) if first in _COMMON else issuer


_COMMON = frozenset(
    (
        *(
            "Skolen",
            "Skulen",
            "Kommunen",
            "Fylkeskommunen",
            "Fylket",
            "Fagskolen",
            "Fagskulen",
            "Laget",
        ),
        *("Arbeidsgiveren", "Arbeidsgivaren", "Bedriften", "Bedrifta", "Lærestedet", "Lærestaden"),
        *("Kursholderen", "Kurshaldaren", "Politiet", "Legen", "En", "Ein", "An", "The"),
    )
)
"""What papers come from that is no name, as our list of papers has it."""


def _add_ended(sheet: Paper, activities: Sequence[PlanActivity]) -> None:
    done = [each for each in activities if each.status == ActivityStatus.DONE]
    left = [each for each in activities if each.status not in {*OPEN_STATUSES, ActivityStatus.DONE}]
    if done:
        title = _heading(sheet, _("This is done"))
        _add(sheet, title, _listed(sheet.root, [Item(_told(each), "☑") for each in done]))
    if left:
        title = _heading(sheet, _("This we leave"))
        _add(sheet, title, _listed(sheet.root, [Item(_told(each), "–") for each in left]))


def _told(activity: PlanActivity) -> str:
    return "\n".join(part for part in (activity.what.strip(), activity.detail.strip()) if part)


def _add_explained(sheet: Paper, paper: PlanSheet) -> None:
    """Add what the plan's long words mean, a line for each."""
    if not paper.explained:
        return
    title = _heading(sheet, pgettext("heading on paper", "Words"))
    tag = sheet.root.child("L", A="<</O /List /ListNumbering /None>>")
    lines: list[Block] = []
    for number, each in enumerate(paper.explained):
        body = tag.child("LI").child("LBody").child("P")
        words = [*runs(each.word, STRONG), Run(": ", STRONG), *runs(each.meaning, CLOSE)]
        gap = 2.0 if number else 0.0
        lines.append(replace(text(body, words, CLOSE, _ROOM), space_before=gap))
    _add(sheet, title, lines)
