"""Veisøkere: every person, found by name, with or without accents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services.case.bin import bin_content
from app.services.case.client_list import Whose, choose_whose, list_clients
from ui.models.client_table import GIVING_WAY, WHOSE, ClientTable
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, Card, column, folding, row
from ui.widgets.segments import Segments
from ui.widgets.wide_view import WideView

if TYPE_CHECKING:
    from app.services.case.client_list import ClientList
    from ui.workspace import Workspace

SEARCH_MS = 60


class ClientsPage(QWidget):
    """Search box, table, and the way to a new person."""

    opened = Signal(str)
    new_wanted = Signal()
    bin_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.search = TextField()
        self.search.setPlaceholderText(_("Search by name …"))
        self.search.setAccessibleName(_("Search by name"))
        self.table = ClientTable(workspace.today)
        shares = [each.share for each in self.table.columns]
        self.view = WideView(self.table, _("Clients"), shares, GIVING_WAY)
        self.whose = Segments(_("Whose cases"), [(Whose.MINE, _("Mine")), (Whose.ALL, _("All"))])
        self._count = Label("", "quiet")
        self.bin = Button("", "link")
        self._words = ""
        self.nothing = Label("", "quiet", wrap=True)
        self._clear = Button(_("Show everybody"))
        new = KeyButton(_("New client"), "Ctrl+N", "primary")
        new.clicked.connect(self.new_wanted)
        self._later = QTimer(self, singleShot=True, interval=SEARCH_MS)
        told = row(self._count, self.bin, None, spacing=14)
        titles = column(Label(_("Clients"), "title"), told, spacing=0)
        head = folding(
            titles, row(self.whose, self.search, new, spacing=12), below=720, shares=(1, 1)
        )
        card = Card(column(self.view, spacing=0), margin=1)
        empty = row(self.nothing, self._clear, None)
        layout = column(head, empty, card, spacing=14)
        layout.setStretch(2, 1)
        layout.setContentsMargins(EDGE_PX, 20, EDGE_PX, 20)
        self.setLayout(layout)
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        words = self.search.text()
        found = list_clients(self._workspace.vault, words, self._workspace.today())
        here = self._row_to_keep(found, words)
        self.table.show(found.lines)
        everybodys = found.is_shared and found.whose == Whose.ALL
        self.view.leave_out(() if everybodys else (WHOSE,))
        self.whose.show_code(found.whose)
        self.whose.setVisible(found.is_shared)
        count = len(found.lines)
        self._count.setText(ngettext("{n} client", "{n} clients", count).format(n=count))
        self._say_nothing(found, words)
        self._say_bin()
        if found.lines:
            self.view.selectRow(min(here, count - 1))

    def _row_to_keep(self, found: ClientList, words: str) -> int:
        """Return where the person is whose row has the cursor; a new search begins at the first."""
        row, self._words, before = self.view.currentIndex().row(), words, self._words
        if words != before or row < 0:
            return 0
        here = self.table.clients[row].id
        return next((n for n, line in enumerate(found.lines) if line.id == here), row)

    @Slot()
    def _found(self) -> None:
        """Show what the words find, and say how many."""
        self.refresh()
        none = self.nothing.text() if not self.nothing.isHidden() else ""
        announce(self._count, none or self._count.text())

    def search_for(self, words: str) -> None:
        """Search, with the caret in the box."""
        self.search.setText(words)
        self.refresh()
        self.focus_start()

    def focus_start(self) -> None:
        """Put the caret in the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def _say_nothing(self, found: ClientList, words: str) -> None:
        """Where nobody is listed, say why, and offer to look further."""
        mine = found.whose == Whose.MINE
        if words:
            none = _("None of yours has that name.") if mine else _("Nobody has that name.")
        elif mine:
            none = _("None of the cases is yours. Begin with a new client, or look at all.")
        else:
            none = _("Nobody yet. Begin with a new client.")
        self.nothing.setText(none)
        self.nothing.setVisible(not found.lines)
        self._clear.setText(_("Search among everybody's") if mine else _("Show everybody"))
        self._clear.setVisible(not found.lines and (mine or bool(words)))

    def _say_bin(self) -> None:
        """Lead to what was taken away, where there is something."""
        count = len(bin_content(self._workspace.vault, self._workspace.today()))
        self.bin.setText(_("Bin ({n})").format(n=count))
        self.bin.setVisible(count > 0)

    @Slot(str)
    def _list(self, whose: str) -> None:
        choose_whose(self._workspace.vault, Whose(whose))
        self.refresh()

    @Slot()
    def _look_further(self) -> None:
        if self.whose.code == Whose.MINE:
            self._list(Whose.ALL)
        else:
            self.search_for("")

    def _connect(self) -> None:
        self.search.edited.connect(self._later.start)
        self.search.returnPressed.connect(self._open_first)
        self._later.timeout.connect(self._found)
        self._clear.clicked.connect(self._look_further)
        self.bin.clicked.connect(self.bin_wanted)
        self.whose.chosen.connect(self._list)
        self.view.row_opened.connect(self._open_row)

    @Slot(int)
    def _open_row(self, number: int) -> None:
        self.opened.emit(self.table.clients[number].id)

    @Slot()
    def _open_first(self) -> None:
        self._later.stop()
        self.refresh()
        if self.table.clients:
            self.opened.emit(self.table.clients[0].id)
