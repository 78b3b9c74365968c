"""Veisøkere: every person, found by name, with or without accents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services.case.bin import bin_content
from app.services.case.client_list import (
    Shown,
    Whose,
    choose_shown,
    choose_whose,
    count_shown,
    list_clients,
)
from ui.models.client_table import (
    GIVING_WAY,
    OF_GUIDANCE,
    ON_WAITING_LIST,
    STATE,
    WHOSE,
    ClientTable,
    longest_state,
)
from ui.pages.shown_filter import ShownFilter
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Label
from ui.widgets.layouts import EDGE_PX, Card, column, folding, row
from ui.widgets.segments import Segments
from ui.widgets.wide_view import WideView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.case.client_list import ClientList
    from ui.workspace import Workspace

SEARCH_MS = 60
COUNT_MS = 30
"""The counts come when the list stands there."""


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
        self.view = WideView(self.table, _("Clients"), shares, GIVING_WAY, {STATE: longest_state()})
        self.whose = Segments(_("Whose cases"), [(Whose.MINE, _("Mine")), (Whose.ALL, _("All"))])
        self.shown = ShownFilter()
        self._among: Sequence[str] | None = None
        self._count = Label("", "quiet")
        self.bin = Button("", "link")
        self._words = ""
        self.nothing = Label("", "quiet", wrap=True)
        self._clear = Button(_("Show everybody"))
        new = KeyButton(_("New client"), "Ctrl+N", "primary")
        new.clicked.connect(self.new_wanted)
        self._later = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._counting = QTimer(self, singleShot=True, interval=COUNT_MS)
        told = row(self._count, self.bin, None, spacing=14)
        titles = column(Label(_("Clients"), "title"), told, spacing=0)
        head = folding(
            titles, row(self.whose, self.search, new, spacing=12), below=720, shares=(1, 1)
        )
        card = Card(column(self.view, spacing=0), margin=1)
        empty = row(self.nothing, self._clear, None)
        layout = column(head, self.shown, empty, card, spacing=14)
        layout.setStretch(3, 1)
        layout.setContentsMargins(EDGE_PX, 20, EDGE_PX, 20)
        self.setLayout(layout)
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Read the list again, and after it how many there are of each."""
        self._among = None
        self._list_found()
        self._counting.start()

    def _list_found(self) -> None:
        words = self.search.text()
        found = list_clients(self._workspace.vault, words, self._workspace.today(), self._among)
        self._among = found.among
        here = self._row_to_keep(found, words)
        self.table.show(found.lines)
        self.view.leave_out(_left_out(found))
        self.shown.show_choice(found.shown, mine=found.is_shared and found.whose == Whose.MINE)
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
        self._list_found()
        self._say_found()

    def _say_found(self) -> None:
        none = self.nothing.text() if not self.nothing.isHidden() else ""
        announce(self._count, none or self._count.text())

    @property
    def chosen_id(self) -> str:
        """Whose row has the cursor; empty where nobody is listed."""
        row = self.view.currentIndex().row()
        return self.table.clients[row].id if 0 <= row < len(self.table.clients) else ""

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
        some = found.shown != Shown.ALL
        if some:
            none = _("None of these has that name.") if words else _("Nobody here right now.")
        elif words:
            none = _("None of yours has that name.") if mine else _("Nobody has that name.")
        elif mine:
            none = _("None of the cases is yours. Begin with a new client, or look at all.")
        else:
            none = _("Nobody yet. Begin with a new client.")
        self.nothing.setText(none)
        self.nothing.setVisible(not found.lines)
        further = mine and not some
        self._clear.setText(_("Search among everybody's") if further else _("Show everybody"))
        self._clear.setVisible(not found.lines and (mine or some or bool(words)))

    def _say_bin(self) -> None:
        """Lead to what was taken away, where there is something."""
        count = len(bin_content(self._workspace.vault, self._workspace.today()))
        self.bin.setText(_("Bin ({n})").format(n=count))
        self.bin.setVisible(count > 0)

    @Slot(str)
    def _list(self, whose: str) -> None:
        choose_whose(self._workspace.vault, Whose(whose))
        self.refresh()

    @Slot(str)
    def _show(self, shown: str) -> None:
        choose_shown(self._workspace.vault, Shown(shown))
        self.refresh()
        self._say_found()

    @Slot()
    def _say_counts(self) -> None:
        if self.isVisible():
            self.shown.show_counts(count_shown(self._workspace.vault, self._workspace.today()))

    @Slot()
    def _look_further(self) -> None:
        if self.shown.segments.code != Shown.ALL:
            self._show(Shown.ALL)
        elif self.whose.code == Whose.MINE:
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
        self.shown.chosen.connect(self._show)
        self._counting.timeout.connect(self._say_counts)
        self.view.row_opened.connect(self._open_row)

    @Slot(int)
    def _open_row(self, number: int) -> None:
        self.opened.emit(self.table.clients[number].id)

    @Slot()
    def _open_first(self) -> None:
        self._later.stop()
        self._list_found()
        if self.table.clients:
            self.opened.emit(self.table.clients[0].id)


def _left_out(found: ClientList) -> tuple[int, ...]:
    """Return the columns that say nothing in this list."""
    owners = () if found.is_shared and found.whose == Whose.ALL else (WHOSE,)
    if found.shown == Shown.WAITING:
        return (*owners, STATE, *OF_GUIDANCE)
    states = (Shown.OPEN, Shown.COMPLETED)
    says_state = found.is_mixed and found.shown not in states
    return (*owners, *ON_WAITING_LIST, *(() if says_state else (STATE,)))
