"""The main window: rail, pages, the conversation, and what the keys do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from app.formats import joined
from app.i18n import _
from app.services.preparing import blank_case, is_client
from ui.pages.clients_page import ClientsPage
from ui.pages.help_page import HelpPage
from ui.pages.person_page import PersonPage
from ui.pages.settings_page import SettingsPage
from ui.pages.talk_page import TalkPage
from ui.pages.today_page import Going, TodayPage
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.labels import Label
from ui.widgets.layouts import column, holding, row
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.status_line import StatusLine
from ui.windows.case_deeds import CaseDeeds
from ui.windows.commands import build_menus, build_rail
from ui.windows.place import Place, caret_of, put_caret, read_place
from ui.windows.print_desk import PrintDesk
from ui.windows.status_report import StatusReport

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.workspace import Workspace

REFRESH_MS = 250
NARROW_BELOW = 960


class MainWindow(QMainWindow):
    """Everything a counsellor does between unlock and lock."""

    lock_wanted = Signal()
    quit_wanted = Signal()
    look_changed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._desk = workspace.desk
        self._hidden: tuple[QWidget | None, QWidget | None] | None = None
        self.setWindowTitle("Leia")
        self.setMinimumSize(640, 420)
        self.today = TodayPage(workspace)
        self.clients = ClientsPage(workspace)
        self.person = PersonPage(workspace)
        self.settings = SettingsPage(workspace)
        self.help = HelpPage(workspace)
        self.talk = TalkPage(workspace)
        self.notice = NoticeBar()
        self.rail = build_rail()
        self.status = StatusLine()
        self._pages: dict[str, Any] = {
            "today": self.today,
            "clients": self.clients,
            "person": self.person,
            "settings": self.settings,
            "help": self.help,
        }
        self._stack, self._modes = QStackedWidget(), QStackedWidget()
        self._shell = self._build_shell()
        self._report = StatusReport(self.status, workspace)
        self._print_desk = PrintDesk(self, workspace, self.notice, self.person.plan_to_print)
        self._case_deeds = CaseDeeds(self, workspace, self.person, self.talk)
        self.actions_by_name = build_menus(self, self._deeds())
        self._whose = self._corner()  # the menu bar alone would not keep it
        self.menuBar().setCornerWidget(self._whose)
        self._ring = FocusRing(self)
        self._stale = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._connect()
        self.resize(1366, 768)
        self.go("today")

    @property
    def page_name(self) -> str:
        """Where we are: today, clients, person, settings, help or talk."""
        if self._modes.currentWidget() is self.talk:
            return "talk"
        return next(
            name for name, page in self._pages.items() if page is self._stack.currentWidget()
        )

    def go(self, name: str) -> None:
        """Go to a page of the rail."""
        self._desk.settle()
        self._modes.setCurrentWidget(self._shell)
        page = self._pages[name]
        self._stack.setCurrentWidget(page)
        self.rail.show_place(name)
        page.refresh()
        if name == "today":
            self._count_waiting()
        page.focus_start()

    def open_client(self, client_id: str, page: str = "") -> None:
        """Put a person on the desk and show a page of the case."""
        self._desk.open(client_id)
        self._modes.setCurrentWidget(self._shell)
        self._stack.setCurrentWidget(self.person)
        self.rail.show_place("clients")
        name = page or self.person.suggest_page()
        self.person.show_page(name)
        self.person.page(name).focus_start()

    def open_talk(self, meeting_id: str) -> None:
        """Open the workspace of a meeting of the case on the desk."""
        self._desk.settle()
        self._modes.setCurrentWidget(self.talk)
        self.talk.show_meeting(meeting_id)

    def place(self) -> str:
        """Return where we are, to come back after unlock: page, person, field, caret."""
        editing, focus = self._desk.editing, self.focusWidget()
        here = Place(
            page=self.page_name,
            client_id=editing.client_id if editing else "",
            tab=self.person.page_name,
            meeting_id=self.talk.meeting_id if self.page_name == "talk" else "",
            field=focus.objectName() if focus is not None else "",
            caret=caret_of(focus),
        )
        return here.written()

    def go_to(self, place: str) -> None:
        """Go back to where we were; what no longer exists leads to today."""
        there = read_place(place)
        if there.page in {"person", "talk"} and is_client(self._workspace.vault, there.client_id):
            self.open_client(there.client_id, there.tab)
            if there.meeting_id in self._desk.case.entities:
                self.open_talk(there.meeting_id)
        elif there.page in self._pages and there.page != "person":
            self.go(there.page)
        if self._desk.editing is not None:
            self._case_deeds.reveal(there.field.partition(".")[0])
        fields = self.findChildren(QWidget, there.field) if there.field else []
        for field in fields:
            if field.isVisibleTo(self):  # one value may stand in two places
                field.setFocus()
                put_caret(field, there.caret)

    def hide_content(self) -> None:
        """Take everything off the screen at once."""
        focused = self.focusWidget()
        self.setWindowTitle(_("Leia – Locked"))
        self.hide()
        self.menuBar().hide()
        self._hidden = (self.takeCentralWidget(), focused)  # kept: it may have to come back

    def show_content(self) -> None:
        """Show everything again, as it was: it could not be stored."""
        if self._hidden is None:
            return
        (content, focused), self._hidden = self._hidden, None
        if content is not None:
            self.setCentralWidget(content)
        self.setWindowTitle("Leia")
        self.menuBar().show()
        self.show()
        if focused is not None:
            focused.setFocus()

    def show_idle(self, seconds_left: int) -> None:
        """Tell how long until the program locks itself."""
        if self._hidden is None:
            self.status.show_idle(seconds_left)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=event.size().width() < theme.px(NARROW_BELOW))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.quit_wanted.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.page_name == "talk":
            self._leave_talk()
            return
        super().keyPressEvent(event)

    def _deeds(self) -> dict[str, Callable[[], object]]:
        pages = ("intake", "meetings", "plan", "papers", "history")
        return {
            **{name: partial(self._case_page, name) for name in pages},
            **self._case_deeds.by_name(),
            "new": self._new_client,
            "lock": self.lock_wanted.emit,
            "quit": self.quit_wanted.emit,
            "today": lambda: self.go("today"),
            "clients": lambda: self.go("clients"),
            "search": self._search,
            "settings": lambda: self.go("settings"),
            "help": lambda: self.go("help"),
            "print": self._print_desk.print_plan,
            "save_pdf": self._print_desk.save_plan,
            "blank": self._print_desk.print_blank,
        }

    def _build_shell(self) -> QWidget:
        notice = column(self.notice)
        notice.setContentsMargins(22, 0, 22, 0)
        right = column(notice, self._stack, spacing=0)
        right.setStretch(1, 1)
        shell = row(self.rail, right, spacing=0)
        shell.setStretch(1, 1)
        for page in self._pages.values():
            self._stack.addWidget(page)
        found = holding(shell)
        self._modes.addWidget(found)
        self._modes.addWidget(self.talk)
        self.setCentralWidget(holding(column(self._modes, self.status, spacing=0)))
        return found

    def _corner(self) -> Label:
        vault = self._workspace.vault
        corner = Label(joined([vault.centre.name, vault.counsellor.name]))
        corner.setObjectName("corner")
        return corner

    def _connect(self) -> None:
        self.rail.chosen.connect(self._choose)
        self.today.going.connect(self._follow)
        self.today.search_wanted.connect(self._search)
        self.today.new_wanted.connect(self._new_client)
        self.clients.opened.connect(self.open_client)
        self.clients.new_wanted.connect(self._new_client)
        self.person.talk_wanted.connect(self.open_talk)
        self.person.print_wanted.connect(self._print_desk.print_plan)
        self.talk.closed.connect(self._leave_talk)
        self.settings.look_changed.connect(self.look_changed)
        self._workspace.changes.changed.connect(self._stale.start)
        self._stale.timeout.connect(self._refresh_lists)
        self._desk.warned.connect(self.notice.say)
        self._desk.warned.connect(self.talk.notice.say)

    @Slot(str)
    def _choose(self, name: str) -> None:
        if name == "lock":
            self.lock_wanted.emit()
        else:
            self.go(name)

    @Slot(object)
    def _follow(self, going: Going) -> None:
        self.open_client(going.client_id, "meetings" if going.page == "talk" else going.page)
        if going.page == "talk":
            self.open_talk(going.meeting_id)
        elif going.meeting_id:
            self.person.page("meetings").show_meeting(going.meeting_id)
        elif going.entity_id:
            self.person.page("plan").form.view.show_row(going.entity_id)
            self.person.page("plan").form.view.setFocus()

    @Slot(str)
    def _search(self, words: str = "") -> None:
        self.go("clients")
        self.clients.search_for(words)

    @Slot()
    def _new_client(self) -> None:
        self._desk.settle()
        self.open_client(blank_case(self._workspace.vault), "intake")

    def _case_page(self, name: str) -> None:
        if self._desk.editing is not None:
            self.open_client(self._desk.editing.client_id, name)

    @Slot()
    def _leave_talk(self) -> None:
        if self.talk.is_shared:
            self.talk.toggle_shared()
            return
        self.open_client(self._desk.case.client.id, "meetings")
        self.person.page("meetings").show_meeting(self.talk.meeting_id)

    @Slot()
    def _refresh_lists(self) -> None:
        if self.page_name in {"today", "clients"}:
            self._pages[self.page_name].refresh()
        self._count_waiting()

    def _count_waiting(self) -> None:
        if self.page_name == "today":
            self.rail.show_waiting("today", self.today.waiting_count())
