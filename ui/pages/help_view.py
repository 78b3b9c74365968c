"""The help texts, an index and a search: on a page of their own, or beside what one is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCursor, QTextFrameFormat, QTextTable
from PySide6.QtWidgets import QListView, QTextBrowser, QWidget
from typing_extensions import override

from app.i18n import _, ngettext
from app.services.program.help_topics import HelpTopic, found_topics, help_topic, help_topics
from ui.models.text_table import TextColumn, TextTable
from ui.style.theme import theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTERS_A_LINE = 70
_INDEX_PX = 260
_INDEX_ROWS = 8
_ROW_PX = 36
_LINE_HEIGHT = 115
"""Per cent of the font's own: a page of words is read more easily with air between its lines."""
_ALL_ROOM = 1_000
"""As much more than the empty room beside it as it can use."""
_FIRST = "today"


class HelpText(QTextBrowser):
    """One topic, in lines of about seventy letters."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(_("Help"))

    def show_topic(self, topic: HelpTopic, keys: Sequence[tuple[str, str]] = ()) -> None:
        """Display a topic from its beginning, and under it keys with what they do."""
        document = self.document()
        document.setDefaultFont(theme.font())
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("e" * _LETTERS_A_LINE))
        self.setMarkdown(f"### {topic.title}\n\n{topic.text}{_as_table(keys)}")
        self._give_air()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _give_air(self) -> None:
        """Set lines and paragraphs apart, and let a table have no lines of its own."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        air = QTextBlockFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        air.setLineHeight(_LINE_HEIGHT, proportional.value)
        air.setBottomMargin(theme.px(8))
        cursor.mergeBlockFormat(air)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape = frame.format()
                shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
                shape.setCellPadding(theme.px(4))
                frame.setFormat(shape)


class HelpIndex(QListView):
    """The topics by title; going from one to another shows it at once."""

    def __init__(self, table: TextTable) -> None:
        super().__init__()
        self.setObjectName("places")
        self.setModel(table)
        self.setAccessibleName(_("Subjects of the help"))
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class HelpView(QWidget):
    """Search, index and text; beside a page the index comes only when it is asked for."""

    def __init__(self, *, beside: bool) -> None:
        super().__init__()
        self._beside = beside
        self._name = _FIRST
        self._topics = TextTable([TextColumn(_("Subjects of the help"), _title)])
        self.search = TextField()
        self.search.setPlaceholderText(_("Search the help"))
        self.search.setAccessibleName(_("Search the help"))
        self.index = HelpIndex(self._topics)
        self.text = HelpText()
        self.every = Button(_("All subjects"))
        self._lay_out()
        self.search.edited.connect(self._search)
        self.every.clicked.connect(self._show_index)
        self.index.selectionModel().currentChanged.connect(self._choose)
        theme.changed.connect(self.refresh)

    @property
    def topic(self) -> str:
        """The name of the topic in sight."""
        return self._name

    def show_topic(self, name: str, keys: Sequence[tuple[str, str]] = ()) -> None:
        """Display a topic, with keys under it, and forget what was searched for."""
        self.search.clear()
        self._name = name
        self._list(help_topics())
        self.index.setVisible(not self._beside)
        self.text.show_topic(help_topic(name), keys)

    @Slot()
    def refresh(self) -> None:
        """Read the texts again: the language or the size of the letters may be another."""
        self.show_topic(self._name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.search.hasFocus() and self.index.isVisible() and event.key() == Qt.Key.Key_Down:
            self.index.setFocus()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        if self._beside:
            self.index.setMaximumHeight(theme.px(_INDEX_ROWS * _ROW_PX))
            under = column(row(self.search, self.every), self.index, self.text, spacing=12)
            under.setStretch(1, 2)
            under.setStretch(2, 3)
            self.setLayout(under)
            return
        self.every.hide()
        left = column(self.search, self.index, spacing=12)
        for each in (self.search, self.index):
            each.setFixedWidth(theme.px(_INDEX_PX))
        around = row(left, self.text, None, spacing=24)
        around.setStretch(1, _ALL_ROOM)
        self.setLayout(around)

    @Slot(str)
    def _search(self, asked: str) -> None:
        found = found_topics(asked) if asked.strip() else help_topics()
        self._name = found[0].name if found else self._name
        self._list(found)
        self.index.setVisible(bool(asked.strip()) or not self._beside)
        count = len(found)
        none = _("No subject holds these words.")
        some = ngettext("{n} subject", "{n} subjects", count).format(n=count)
        announce(self.search, some if count else none)
        if found:
            self._show(found[0])
        else:
            self.text.setPlainText(none)

    @Slot()
    def _show_index(self) -> None:
        self.index.show()
        self.index.setFocus()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self._show(self._topics.values[index.row()])

    def _show(self, topic: HelpTopic) -> None:
        self._name = topic.name
        self.text.show_topic(topic)

    def _list(self, topics: Sequence[HelpTopic]) -> None:
        """Offer these topics, with the one in sight marked where it is among them."""
        self._topics.show(topics)
        names = [each.name for each in topics]
        if self._name in names:
            self.index.setCurrentIndex(self._topics.index(names.index(self._name), 0))


def _as_table(keys: Sequence[tuple[str, str]]) -> str:
    """Return keys as a table of Markdown; none is no table."""
    if not keys:
        return ""
    rows = "".join(f"| {key} | {words} |\n" for key, words in keys)
    return "\n\n| {key} | {deed} |\n|---|---|\n{rows}".format(
        key=_("Key"), deed=_("What it does"), rows=rows
    )


def _title(topic: HelpTopic) -> str:
    return topic.title
