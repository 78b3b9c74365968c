"""An empty conversation template: to note by hand, or to say by hand what should be different."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.templates import worded
from app.i18n import _, pgettext, speaking
from app.prints.blocks import Cell, Drawing, Row, text
from app.prints.page import WIDTH, Frame, Paper
from app.prints.sections import Item, add_list
from app.prints.styles import BODY, CENTRE, FJORD, HEADING, QUIET, SMALL_STRONG, TITLE

if TYPE_CHECKING:
    from app.domain.templates import ConversationTemplate, TemplateSection
    from app.prints.structure import Tag
    from app.prints.tagging import TaggedCanvas

_MARK = 170.0
_LINE_HEIGHT = 24.0
_LINES = 3


@dataclass(frozen=True)
class TemplateSheet:
    """A conversation template to fill in by hand."""

    template: ConversationTemplate
    language: str
    centre_name: str
    practice: bool = False
    for_suggestions: bool = False
    """Whether its lines are for what somebody suggests of each part, and not for a note."""


def blank_template_pdf(asked: TemplateSheet) -> bytes:
    """Return the template with room to write under each section."""
    template = asked.template
    with speaking(asked.language):
        title = worded(template.title)
        sheet = Paper(_frame(asked, title))
        _add_top(sheet, asked, title)
        for number, section in enumerate(template.sections, 1):
            _add_section(sheet, section, number, asked)
        return sheet.finish()


def _frame(asked: TemplateSheet, title: str) -> Frame:
    return Frame(
        title=title,
        language=asked.language,
        running=title,
        foot=_foot(asked),
        version=_("version {number}").format(number=asked.template.version),
        is_practice=asked.practice,
    )


def _foot(asked: TemplateSheet) -> str:
    if asked.for_suggestions:
        return _(
            "Write about the template only, and about nobody’s case. Give it to the centre’s lead."
        )
    return _(
        "With words on it, this is a confidential note. Shred it once it is written into Leia."
    )


def _add_top(sheet: Paper, asked: TemplateSheet, title: str) -> None:
    if asked.centre_name.strip():
        sheet.add(text(sheet.root.child("P"), asked.centre_name, CENTRE, WIDTH))
    sheet.add(text(sheet.root.child("H1"), title, TITLE, WIDTH))
    half = (WIDTH - 24) / 2
    names: tuple[tuple[str, str], ...] = ((_("Suggested by"), _("Date")),)
    if not asked.for_suggestions:
        names = ((_("Name"), _("Date")), (_("Who is here"), pgettext("meeting", "Place")))
    for pair in names:
        cells = [
            Cell(x, (_blank(sheet.root.child("P"), name, half),))
            for x, name in zip((0.0, half + 24), pair, strict=True)
        ]
        sheet.add(Row(tuple(cells), WIDTH, space_before=8))


def _add_section(sheet: Paper, section: TemplateSection, number: int, asked: TemplateSheet) -> None:
    root = sheet.root
    heading = f"{number}. {worded(section.title)}"
    words = text(root.child("H2"), heading, HEADING, WIDTH - _MARK - 12)
    style = replace(SMALL_STRONG, leading=HEADING.leading)
    mark = text(root.child("P"), _goes_to(section), style, _MARK)
    cells = (Cell(0, (words,)), Cell(WIDTH - _MARK, (replace(mark, right=_MARK),)))
    sheet.add(Row(cells, WIDTH, space_before=16, keep=130))
    purpose = text(root.child("P"), worded(section.purpose), QUIET, WIDTH)
    sheet.add(replace(purpose, space_before=1, keep=80))
    if section.speaks_first is not None:
        first = _("Speaks first: {party}").format(party=section.speaks_first.label)
        sheet.add(text(root.child("P"), first, replace(BODY, colour=FJORD), WIDTH))
    add_list(sheet, [Item(worded(prompt), "–") for prompt in section.prompts])
    if asked.for_suggestions:
        asks = text(root.child("P"), _("What should be different here:"), SMALL_STRONG, WIDTH)
        sheet.add(replace(asks, space_before=6))
    sheet.add(*(_ruled() for _line in range(_LINES)))


def _goes_to(section: TemplateSection) -> str:
    return _("lines can go to the plan") if section.plan_field else _("stays in the note")


def _ruled() -> Drawing:
    """Return a line to write on; it means nothing to a reading machine."""

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        with canvas.artifact():
            canvas.rule(x, top - _LINE_HEIGHT, WIDTH)

    return Drawing(_LINE_HEIGHT, paint)


def _blank(tag: Tag, name: str, width: float) -> Drawing:
    """Return a word with a line after it."""
    word = text(tag, name, QUIET, width)
    wide = sum(run.width for run in word.lines[0]) + 6

    def paint(canvas: TaggedCanvas, x: float, top: float) -> None:
        word.draw(canvas, x, top - _LINE_HEIGHT + word.leading + 1)
        with canvas.artifact():
            canvas.rule(x + wide, top - _LINE_HEIGHT, width - wide)

    return Drawing(_LINE_HEIGHT, paint)
