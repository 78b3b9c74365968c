"""Who may be the same person, quietly below the fields where name and telephone are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame

from app.domain.clients import Client
from app.formats import age
from app.i18n import _, ngettext
from app.services.case.likely import LikelyPeople, is_another, may_put_aside
from app.services.reference import municipality_short_name
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layouts import column, row
from ui.widgets.line_list import LineListView
from ui.widgets.lines import Line

if TYPE_CHECKING:
    from datetime import date

    from app.services.case.likely import Likely
    from ui.workspace import Workspace

LOOK_MS = 300
"""How long typing rests before anybody is looked for."""
ASKED = {Client: ("name", "phone", "birth_year")}
"""What people are told apart by."""


class LikelyForm(QFrame):
    """Offers the files that are there already; it is looked for beside, and never asked twice."""

    same_wanted = Signal(str, bool)
    """It is the same person: their id, and whether the file on the desk may be put aside."""
    looked = Signal()
    """A look is over, whatever came of it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self._people = LikelyPeople(workspace.vault)
        self._is_looking = self._is_stale = False
        self._found: tuple[Likely, ...] = ()
        self.setObjectName("notice")
        self.setProperty("tone", "quiet")
        self._heading = Label("", "label", wrap=True)
        self.list = LineListView(_("Who may be the same person"), grows=True)
        self.list.keeps_mark = True
        self.same = Button(_("It is the same person"))
        self.other = Button(_("Somebody else"))
        layout = column(
            self._heading, self.list, row(self.same, self.other, None, spacing=8), spacing=8
        )
        layout.setContentsMargins(12, 10, 12, 12)
        self.setLayout(layout)
        self.hide()
        self._later = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._later.timeout.connect(self._look)
        self.same.clicked.connect(self._open)
        self.other.clicked.connect(self._set_apart)
        self.list.opened.connect(self._open)

    def show_case(self) -> None:
        """Begin with the case on the desk; one just begun is looked up at once."""
        self._show(())
        case = self._desk.case
        if case.client.name.strip() and may_put_aside(self._workspace.vault, case):
            self._look()

    @Slot()
    def look_soon(self) -> None:
        """Look when the typing rests."""
        self._later.start()

    @Slot()
    def _look(self) -> None:
        """Look for the person as they are typed by now; while one look goes on, the next waits."""
        if self._desk.editing is None:
            return
        if self._is_looking:
            self._is_stale = True
            return
        client, people = self._desk.case.client, self._people
        self._is_looking = True
        self._workspace.tasks.run(
            lambda: (client, people.like(client)),
            self._take,
            self,
            otherwise=self._give_up,
            quick=True,
        )

    def _take(self, looked: tuple[Client, tuple[Likely, ...]]) -> None:
        client, found = looked
        self._is_looking = False
        if self._desk.editing is not None and self._desk.case.client == client:
            self._show(found)
        self.looked.emit()
        if self._is_stale:
            self._is_stale = False
            self._look()

    def _give_up(self, _error: BaseException) -> None:
        """Offer nobody: whatever failed stands where it belongs, and this is only a help."""
        self._is_looking = self._is_stale = False
        self._show(())
        self.looked.emit()

    def _show(self, found: tuple[Likely, ...]) -> None:
        news = [each for each in found if each not in self._found]
        self._found = found
        lines = tuple(_line(each, self._workspace.today()) for each in found)
        self.list.show_lines(lines)
        count = len(lines)
        self._heading.setText(
            ngettext("May be the same person", "May be the same person: {n} people", count).format(
                n=count
            )
        )
        self.setVisible(bool(found))
        if news:
            said = ". ".join(line.spoken for line in lines)
            announce(self, f"{self._heading.text()}: {said}")

    @Slot()
    def _open(self) -> None:
        likely = self._chosen()
        if likely is not None:
            self._desk.settle()
            aside = may_put_aside(self._workspace.vault, self._desk.case)
            self.same_wanted.emit(likely.line.id, aside)

    @Slot()
    def _set_apart(self) -> None:
        likely = self._chosen()
        if likely is None:
            return
        new = self._desk.case.client.id
        if self._desk.write(lambda: is_another(self._workspace.vault, new, likely.line.id)):
            self._show(tuple(each for each in self._found if each is not likely))

    def _chosen(self) -> Likely | None:
        here = self.list.currentIndex().row()
        return self._found[here] if 0 <= here < len(self._found) else None


def _line(likely: Likely, today: date) -> Line:
    person = likely.line
    years = age(person.birth_year, today)
    about = [
        _("{n} years").format(n=years) if years else "",
        municipality_short_name(person.municipality),
    ]
    whose = [
        _("{reason} · case of {owners}").format(
            reason=likely.reason.label, owners=_(" and ").join(person.owners)
        )
        if person.owners
        else likely.reason.label
    ]
    return Line(
        title=person.name or _("(no name yet)"),
        title_rest="".join(f" · {part}" for part in about if part),
        subtitle=whose[0],
        strong=True,
        target=person.id,
    )
