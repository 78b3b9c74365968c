"""What a template's file would do, before anything of it is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget
from typing_extensions import override

from app.formats import joined, long_date
from app.i18n import LANGUAGES, _, ngettext
from app.services.template_files.differing import Change, title_of
from ui.pages.help_key import offer_help
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.callout import Callout
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.centre_templates import TemplateSuggestion
    from app.services.template_files.differing import Difference
    from app.services.template_files.file_form import TemplateInFile
    from app.services.template_files.taking_in import FilePreview

_SIZE = QSize(860, 640)
_LEAST = QSize(520, 180)
_ROW_PX = 64
"""What the list keeps where large letters leave little room."""
_WORDS_LINES, _ROUND_WORDS_PX = 3, 28
"""Room for a text that its row has no room for."""
_MANY = 4
"""From so many rows on, the sheet is as tall as it gets."""
_ROLES = {Change.NEW: "ok", Change.GONE: "red", Change.MOVED: "grey", Change.CHANGED: "sun"}


class TemplateFileSheet(QDialog):
    """Who it is from, who signed it, and each difference a row; Esc leaves all as it was."""

    taken = Signal()

    def __init__(self, parent: QWidget, seen: FilePreview) -> None:
        super().__init__(parent)
        offer_help(self, "template-files")
        self.setWindowTitle(_("Take in a template"))
        self.setModal(True)
        self._first = (_whose(seen), *seen.warnings)
        self.list = LineListView(_("What the file would do"))
        self.words = QTextBrowser()
        self.words.setOpenLinks(False)
        self.words.setAccessibleName(_("The words of the row"))
        self.words.document().setDefaultFont(theme.font())
        line = QFontMetrics(theme.font()).lineSpacing()
        self.words.setMinimumHeight(line + _ROUND_WORDS_PX)
        self.words.setMaximumHeight(_WORDS_LINES * line + _ROUND_WORDS_PX)
        self.problem = Label("", "problem", wrap=True)
        self.problem.hide()
        self.back = KeyButton(_("Leave it") if seen.is_news else _("Close"), "Esc")
        self.act = KeyButton(_("Take it in"), "Ctrl+Return", "primary")
        self._card = Card(column(self.list), margin=1)
        self.list.show_lines(tuple(_lines(seen)))
        self._lay_out(seen)
        self._begin(seen)
        self.list.pointed.connect(self._point)
        self.list.opened.connect(self._read)
        self.back.clicked.connect(self.reject)
        self.act.clicked.connect(self._take)
        self._key = QShortcut(QKeySequence("Ctrl+Return"), self, self._take)
        self.finished.connect(self.deleteLater)
        self.ring = FocusRing(self)

    @override
    def open(self) -> None:
        super().open()
        announce(self.list, " ".join(self._first), assertive=len(self._first) > 1)

    def say(self, sentence: str) -> None:
        """Say why nothing was taken in; the sheet stays."""
        self.problem.setText(sentence)
        self.problem.show()
        self._let_take(may=True)
        announce(self, sentence, assertive=True)

    def _lay_out(self, seen: FilePreview) -> None:
        is_told = any(seen.found.number in each for each in seen.warnings)
        signed = [Label(_signed(seen), wrap=True)] if seen.found.is_signed and not is_told else []
        tone = "red" if seen.found.is_signed else "sun"
        doubts = [Callout(" ".join(seen.warnings), tone)] if seen.warnings else []
        remarks = [Label(each, "quiet", wrap=True) for each in seen.remarks]
        layout = column(
            Label(_("Take in a template"), "heading"),
            Label(_whose(seen), "label", wrap=True),
            *signed,
            *doubts,
            *remarks,
            Label(_compared(seen), wrap=True),
            self._card,
            self.words,
            self.problem,
            *([] if self.list.lines.lines else [None]),
            row(None, self.back, self.act),
            spacing=10,
        )
        layout.setStretch(layout.indexOf(self._card), 1)
        layout.setContentsMargins(24, 20, 24, 20)
        self.setLayout(layout)
        for button in (self.back, self.act):
            button.setAutoDefault(False)
        self.setMinimumSize(_LEAST)

    def _begin(self, seen: FilePreview) -> None:
        lines = self.list.lines.lines
        self._card.setVisible(bool(lines))
        self.words.setVisible(bool(lines))
        self.act.setVisible(seen.is_news)
        self.list.setMinimumHeight(theme.px(_ROW_PX))
        if lines:
            self._point(lines[0].target)
        (self.list if lines else self.act if seen.is_news else self.back).setFocus()
        self._fit()

    def _fit(self) -> None:
        """Be as tall as the rows need, and no larger than the screen."""
        layout, parent = self.layout(), self.parentWidget()
        room = self.screen().availableSize()
        if parent is not None:
            room = room.expandedTo(parent.window().size())
        room -= QSize(40, 40)
        wide = min(theme.px(_SIZE.width()), room.width())
        if layout is not None:
            layout.activate()
            tall = max(layout.totalHeightForWidth(wide), self.sizeHint().height())
            if len(self.list.lines.lines) > _MANY:
                tall = max(tall, theme.px(_SIZE.height()))
            self.resize(wide, min(tall, room.height()))

    def _let_take(self, *, may: bool) -> None:
        self.act.setEnabled(may)
        self._key.setEnabled(may)

    @Slot(object)
    def _point(self, words: object) -> None:
        """Show all the words of a row: it has room for the first of them only."""
        self.words.setPlainText(str(words))

    @Slot(object)
    def _read(self, words: object) -> None:
        self._point(words)
        self.words.setFocus()

    @Slot()
    def _take(self) -> None:
        if self.act.isVisible():
            self._let_take(may=False)
            self.taken.emit()


def _whose(seen: FilePreview) -> str:
    file = seen.found.file
    version = _("version {n}").format(n=file.template.number)
    came = _("from {whom}, {day}").format(whom=file.from_whom, day=long_date(file.made_on))
    return joined([file.template.name.nb, version, came])


def _signed(seen: FilePreview) -> str:
    text = _("The file is signed and unchanged. Number to compare by telephone: {number}")
    return text.format(number=seen.found.number)


def _compared(seen: FilePreview) -> str:
    """Return what the rows below are compared with, or why there are none."""
    template, base = seen.found.file.template, seen.compared_with
    if not seen.is_news:
        return _("All that is in the file is here already.")
    if not seen.version:
        text = ngettext(
            "This version is here already. {n} suggestion in the file is new.",
            "This version is here already. {n} suggestions in the file are new.",
            len(seen.suggestions),
        )
        return text.format(n=len(seen.suggestions))
    if base is None:
        return _("There is nothing like it here, so all of it is new.")
    if not seen.differences:
        text = _("It has the same words as version {n}, which is here.")
        return text.format(n=base.number)
    if base.template_id == template.template_id:
        return _("Compared with version {n}, which is here:").format(n=base.number)
    text = _("Compared with “{name}”, which it is a copy of:")
    return text.format(name=_in_own_language(base))


def _in_own_language(template: TemplateInFile) -> str:
    from app.domain.templates import worded

    return worded({each: getattr(template.name, each) for each in LANGUAGES})


def _lines(seen: FilePreview) -> Iterator[Line]:
    """Yield what differs, then what is suggested."""
    yield from map(_line, seen.differences)
    titles = {part.key: title_of(part) for part in seen.found.file.template.parts}
    for each in seen.suggestions:
        yield _suggestion(each, titles.get(each.part_key, each.part_key))


def _line(found: Difference) -> Line:
    both = [each for each in (found.before, found.after) if each]
    whole = "\n".join(both)
    if found.change == Change.CHANGED:
        both = [each or "–" for each in (found.before, found.after)]
        text = _("Before: {before}\nNow: {after}")
        whole = text.format(before=both[0], after=both[1])
    return Line(
        title=found.part or _("The template itself"),
        title_rest=f" · {found.what}" if found.what else "",
        subtitle=" → ".join(_one_line(each) for each in both),
        trail=found.change.label,
        trail_role=_ROLES[found.change],
        strong=True,
        target=whole or joined([found.part, found.what]),
    )


def _suggestion(found: TemplateSuggestion, part: str) -> Line:
    by = joined([found.from_whom, long_date(found.made_on) if found.made_on else ""])
    return Line(
        title=part or _("The template itself"),
        title_rest=f" · {by}" if by else "",
        subtitle=_one_line(found.words),
        trail=_("suggestion"),
        trail_role="grey",
        strong=True,
        target=f"{found.words}\n{by}".strip(),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
