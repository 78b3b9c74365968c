"""Veisøkere: every person, found by name, with or without accents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.i18n import _, ngettext
from ui.models.client_table import ClientTable
from ui.style.theme import theme
from ui.widgets.buttons import Button, KeyButton
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layouts import Card, column, folding, row
from ui.widgets.rows_view import RowsView

if TYPE_CHECKING:
    from ui.workspace import Workspace

SEARCH_MS = 60


class ClientView(RowsView):
    """The table itself; Enter opens a person."""

    opened = Signal(str)

    def __init__(self, model: ClientTable) -> None:
        super().__init__(model, _("Clients"))
        self._table = model
        self.setObjectName("plain")
        self.setWordWrap(False)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Share the width out among the columns."""
        self.verticalHeader().setDefaultSectionSize(
            QFontMetrics(theme.font()).lineSpacing() + theme.px(15)
        )
        total = sum(column.share for column in self._table.columns)
        for number, column_ in enumerate(self._table.columns):
            least = QFontMetrics(theme.font(14)).horizontalAdvance(column_.heading) + 24
            self.setColumnWidth(
                number, max(self.viewport().width() * column_.share // total, least)
            )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (0x01000004, 0x01000005):  # Enter, and Enter of the number block
            self._open()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _open(self) -> None:
        row_number = self.currentIndex().row()
        if 0 <= row_number < len(self._table.clients):
            self.opened.emit(self._table.clients[row_number].id)


class ClientsPage(QWidget):
    """Search box, table, and the way to a new person."""

    opened = Signal(str)
    new_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.search = TextField()
        self.search.setPlaceholderText(_("Search by name …"))
        self.search.setAccessibleName(_("Search by name"))
        self.table = ClientTable(workspace.today())
        self.view = ClientView(self.table)
        self._count = Label("", "quiet")
        self._nothing = Label("", "quiet", wrap=True)
        self._clear = Button(_("Show everybody"))
        new = KeyButton(_("New client"), "Ctrl+N", "primary")
        new.clicked.connect(self.new_wanted)
        self._later = QTimer(self, singleShot=True, interval=SEARCH_MS)
        titles = column(Label(_("Clients"), "title"), self._count, spacing=0)
        head = folding(titles, row(self.search, new, spacing=14), below=720, shares=(1, 1))
        card = Card(column(self.view, spacing=0), margin=1)
        empty = row(self._nothing, self._clear, None)
        layout = column(head, empty, card, spacing=14)
        layout.setStretch(2, 1)
        layout.setContentsMargins(22, 18, 22, 18)
        self.setLayout(layout)
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        words = self.search.text()
        with self._workspace.vault.work() as work:
            found = work.lists.clients(words)
        here = self.view.currentIndex().row()
        self.table.show(found)
        self._count.setText(ngettext("{n} person", "{n} people", len(found)).format(n=len(found)))
        self._nothing.setText(
            _("Nobody has that name.") if words else _("Nobody yet. Begin with a new client.")
        )
        self._nothing.setVisible(not found)
        self._clear.setVisible(not found and bool(words))
        if found:
            self.view.selectRow(min(max(here, 0), len(found) - 1))

    def search_for(self, words: str) -> None:
        """Search, with the caret in the box."""
        self.search.setText(words)
        self.refresh()
        self.focus_start()

    def focus_start(self) -> None:
        """Put the caret in the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def _connect(self) -> None:
        self.search.edited.connect(self._later.start)
        self.search.returnPressed.connect(self._open_first)
        self._later.timeout.connect(self.refresh)
        self._clear.clicked.connect(lambda: self.search_for(""))
        self.view.opened.connect(self.opened)

    @Slot()
    def _open_first(self) -> None:
        self._later.stop()
        self.refresh()
        if self.table.clients:
            self.opened.emit(self.table.clients[0].id)
