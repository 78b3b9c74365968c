"""How a part of a template looks to those who use it: on screen, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.templates import worded
from app.i18n import _, language, speaking
from ui.forms.form import party_word
from ui.style.theme import theme
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, Item, column, row
from ui.widgets.speaking import describe

if TYPE_CHECKING:
    from app.domain.templates import TemplateSection

SCREEN, PAPER = "screen", "paper"
_LINES = 2
_LINE_PX = 12
_BOX_PX = 72


class TemplatePreview(QWidget):
    """A small sheet; it shows the language that is written in."""

    def __init__(self) -> None:
        super().__init__()
        self._section: TemplateSection | None = None
        self._number, self._language = 0, language()
        self.way = ChoiceField([(PAPER, _("Paper")), (SCREEN, _("Screen"))])
        self.way.setAccessibleName(_("How it becomes"))
        describe(self.way, _("How it becomes"))
        self._body: QWidget = Label("")
        self._sheet = column(self._body)
        self._card = Card(self._sheet)
        self._is_drawn = False
        self.setLayout(
            column(row(Label(_("How it becomes"), "heading"), None, self.way), self._card, None)
        )
        self.way.edited.connect(self._draw)

    def show_section(self, section: TemplateSection | None, number: int) -> None:
        """Show a part, and its number; nothing where none is written."""
        if (section, number) != (self._section, self._number) or not self._is_drawn:
            self._section, self._number = section, number
            self._draw()

    @Slot(str)
    def speak(self, spoken: str) -> None:
        """Show it in a language."""
        if spoken != self._language:
            self._language = spoken
            self._draw()

    @Slot()
    def turn(self) -> None:
        """Show it on paper instead of on screen, or the other way round."""
        self.way.show_text(SCREEN if self.way.currentData() == PAPER else PAPER)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        with speaking(self._language):
            made = self._drawn()
        self._sheet.replaceWidget(self._body, made)
        self._body.hide()
        self._body.deleteLater()
        self._body, self._is_drawn = made, True
        made.show()

    def _drawn(self) -> QWidget:
        sheet = QWidget()
        if self._section is None:
            sheet.setLayout(column(Label(_("Choose a part."), "quiet", wrap=True)))
            return sheet
        is_paper = self.way.currentData() == PAPER
        head = f"{self._number}. " if is_paper else ""
        title = Label(head + worded(self._section.title), "part", wrap=True)
        why = worded(self._section.purpose)
        purpose = [Label(why, "small", wrap=True)] if why else []
        asked = [worded(each) for each in self._section.prompts]
        body = _written_on(asked) if is_paper else _typed_in(asked)
        first = self._section.speaks_first
        words = _("Speaks first: {party}").format(party=party_word(first)) if first else ""
        said = [Label(words, "small", wrap=True)] if first else []
        sheet.setLayout(column(title, *purpose, 4, *body, *said, spacing=6))
        return sheet


def _written_on(asked: list[str]) -> list[Item]:
    found: list[Item] = []
    for words in asked or [""]:
        found.append(Label(words, wrap=True))
        for _line in range(_LINES):
            found += [_LINE_PX, _rule()]
    return found


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    return line


def _typed_in(asked: list[str]) -> list[Item]:
    box = QFrame()
    box.setObjectName("card")
    box.setFixedHeight(theme.px(_BOX_PX))
    return [Label("   ".join(asked), "quiet", wrap=True), box]
