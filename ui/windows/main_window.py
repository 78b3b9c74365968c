"""The main window: rail, pages, the conversation, and what the keys do."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from app.domain.permissions import Deed
from app.services.printing import BLANK_TEMPLATE, CAREER_PLAN
from ui.pages.case_tabs import TABS
from ui.pages.knowledge_page import KnowledgePage
from ui.pages.person_page import PersonPage
from ui.pages.talk_page import TalkPage
from ui.style.focus_ring import FocusRing
from ui.style.theme import theme
from ui.widgets.enter_key import enter_ticks
from ui.widgets.layouts import column, holding
from ui.widgets.notices import NoticeStack
from ui.widgets.status_line import StatusLine
from ui.windows.bookmark import mark_of, read_bookmark
from ui.windows.case_deeds import CaseDeeds
from ui.windows.case_ways import CaseViews, CaseWays
from ui.windows.commands import build_menus
from ui.windows.curtain import Curtain
from ui.windows.freshness import Freshness
from ui.windows.getting_ready import GettingReady
from ui.windows.help_beside import HelpBeside, WithHelp
from ui.windows.help_deeds import help_deeds
from ui.windows.page_deeds import PageDeeds
from ui.windows.page_stack import PageStack
from ui.windows.pages import LATE, PAGES, build_rail, places, rail_place
from ui.windows.print_desk import PrintDesk, PrintedPages
from ui.windows.reach import Reach
from ui.windows.shell import NARROW_BELOW, put_corner, shell, title_of
from ui.windows.status_report import StatusReport
from ui.windows.template_file_deeds import TemplateFileDeeds
from ui.windows.vault_deeds import VaultDeeds
from ui.windows.way_back import WayBack
from ui.windows.whereabouts import say_case, say_place, say_talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.workspace import Workspace


class MainWindow(QMainWindow):
    """Everything a counsellor does between unlock and lock."""

    lock_wanted = Signal()
    quit_wanted = Signal()
    restore_wanted = Signal()
    practice_wanted = Signal()
    """To practise with invented people, beside this vault and without touching it."""
    look_changed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace, self._desk = workspace, workspace.desk
        self.setWindowTitle(title_of(workspace))
        self.curtain = Curtain(self)
        self.setMinimumSize(640, 420)
        self._build_pages()
        self.help = HelpBeside(self.person, self.talk, lambda: self.page_name)
        self._places = places(workspace.vault.may)
        self._waits, self._later = not workspace.practice and self.knowledge.is_due, ""
        self.rail = build_rail(self._places, practice=workspace.practice)
        self.status, self._stack = StatusLine(), PageStack(self._places)
        self._modes = QStackedWidget()
        self._shell = self._build_shell()
        self._report = StatusReport(self.status, workspace)
        printed = PrintedPages(self.person, self.talk, self._pages["templates"])
        self._print_desk = PrintDesk(self, workspace, printed, self.go_to)
        self._case_deeds = CaseDeeds(self, workspace, self.person, self.talk)
        views = CaseViews(self.person, self.talk, self.show_case, self.open_talk, self.start_talk)
        self._ways = CaseWays(self, workspace, self._case_deeds, views)
        self._back = WayBack(self, self._ways, views, self.go)
        self.vault_deeds = VaultDeeds(self, workspace, self.vault)
        self.actions_by_name = build_menus(self, self._deeds(views))
        self._reach = Reach(self, workspace, views, self.actions_by_name)
        self._whose, self._ring = put_corner(self, workspace), FocusRing(self)
        self._fresh = Freshness(self, workspace, self.rail)
        self._connect()
        self.resize(1366, 768)
        self._welcome()

    @property
    def page_name(self) -> str:
        """Where we are: a place of the rail, person, talk, or knowledge before all others."""
        shown = self._modes.currentWidget()
        if shown is self._shell:
            shown = self._stack.shown
        beside = {"person": self.person, "talk": self.talk, "knowledge": self.knowledge}
        return next(name for name, page in {**self._pages, **beside}.items() if page is shown)

    @property
    def has_other_places(self) -> bool:
        """Whether somebody's roles changed since, so that the window no longer fits them."""
        return places(self.workspace.vault.may) != self._places

    def go(self, name: str) -> None:
        """Go to a page of the rail; one that is not for them leads where they begin."""
        if self._waits:
            return
        self._desk.settle()
        name = name if name in self._places else self._places[0]
        self._back.leave(self.page_name, name)
        of_centre = PAGES[name].of_centre
        self._desk.folders.front = self._desk.register if of_centre else self._desk.editing
        self._modes.setCurrentWidget(self._shell)
        page = self._pages[name]
        self._stack.show_page(page, name)
        self.rail.show_place(rail_place(name))
        page.refresh()
        say_place(self, name)
        self._fresh.count()
        page.focus_start()

    @Slot(str)
    def open_client(self, client_id: str, page: str = "") -> None:
        """Put a person on the desk and show a page of the case; a colleague's is asked about."""
        self._ways.open(client_id, page)

    def show_case(self, page: str = "") -> None:
        """Show a page of the case on the desk."""
        self._back.leave(self.page_name, "person")
        self._desk.folders.front = self._desk.editing
        self._modes.setCurrentWidget(self._shell)
        self._stack.show_page(self.person)
        self.rail.show_place("clients")
        name = page if page in TABS else self.person.suggest_page()
        self.person.show_page(name)
        say_case(self, self._desk.case, name)
        self.person.page(name).focus_start()

    def open_talk(self, meeting_id: str) -> None:
        """Open the workspace of a meeting of the case on the desk."""
        self._desk.settle()
        self._modes.setCurrentWidget(self.talk)
        say_talk(self, self._desk.case, meeting_id)
        self.talk.show_meeting(meeting_id)

    def start_talk(self, meeting_id: str) -> None:
        """Open the workspace of a meeting that begins now."""
        self.open_talk(meeting_id)
        self.talk.start()

    def get_ready(self) -> None:
        """Build and load in pauses what a first look would otherwise wait for."""
        if self.workspace.vault.may(Deed.WORK_WITH_CASES):
            steps = chain(self.person.build_ahead(), self.talk.note_cards.build_ahead())
            GettingReady(self, self.workspace, steps)

    def place(self) -> str:
        """Return where we are, to come back after unlock: page, person, field, caret."""
        return self._later if self._waits else self._ways.here(self.page_name).written()

    def go_to(self, place: str) -> None:
        """Go back to where we were; what is not there any more leads where one begins."""
        there = read_bookmark(place)
        if self._waits:
            self._later = place
        elif there.page in {"person", "talk"}:
            self._ways.return_to(there)
        elif there.page in self._pages:
            self.go(there.page)
            self._ways.find(there)

    def show_idle(self, seconds_left: int) -> None:
        """Tell how long until the program locks itself."""
        if not self.curtain.is_drawn:
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
        taken = self._back.take(event, self.page_name) or enter_ticks(self, event)
        if not (taken or self._reach.tell_why(event)):
            super().keyPressEvent(event)

    def _build_pages(self) -> None:
        """Build the pages of the rail, and those that are no place of it."""
        workspace = self.workspace
        self._pages: dict[str, Any] = {name: page.make(workspace) for name, page in PAGES.items()}
        named = ("today", "clients", "access", "vault", "settings")
        found = [self._pages[name] for name in named]
        self.today, self.clients, self.access, self.vault, self.settings = found
        self.person = PersonPage(workspace)
        self.talk = TalkPage(workspace)
        self.knowledge = KnowledgePage(workspace)

    def _welcome(self) -> None:
        """Begin at the first place, or with what has to be confirmed before anything is shown."""
        self._reach.begin(waiting=self._waits)
        if self._waits:
            self._modes.setCurrentWidget(self.knowledge)
            self.knowledge.focus_start()
            return
        self.go(self._places[0])

    @Slot()
    def _go_on(self) -> None:
        """Show what waited until it was confirmed."""
        self._waits = False
        self._welcome()
        self.go_to(self._later)

    def _deeds(self, views: CaseViews) -> dict[str, Callable[[], object]]:
        return {
            **{name: partial(self._ways.turn_to, name) for name in TABS},
            **self._case_deeds.by_name(),
            **PageDeeds(self, self.workspace, views, self.go_to).by_name(),
            "new": self._ways.begin,
            "lock": self.lock_wanted.emit,
            "quit": self.quit_wanted.emit,
            **{name: partial(self.go, name) for name in self._pages},
            "search": self._search,
            **help_deeds(self, self.workspace, self.help),
            **self._print_desk.by_name(),
            **TemplateFileDeeds(self, self.workspace, self._pages["templates"]).by_name(),
            **{name: do for page in LATE for name, do in self._pages[page].deeds().items()},
        }

    def _build_shell(self) -> QWidget:
        around = WithHelp(self._modes, self.help)
        self.setCentralWidget(holding(column(around, self.status, spacing=0)))
        found = shell(self.rail, NoticeStack(self.workspace.notices), self._stack)
        for each in (found, self.talk, self.knowledge):
            self._modes.addWidget(each)
        self._stack.fill({**self._pages, "person": self.person})
        return found

    def _connect(self) -> None:
        self._modes.currentChanged.connect(self._reach.refresh)
        self._stack.turned.connect(self._reach.refresh)
        self._reach.moved.connect(self.help.follow)
        self.rail.chosen.connect(self._choose)
        self._stack.chosen.connect(self._choose)
        self.knowledge.confirmed.connect(self._go_on)
        self._case_deeds.shut_out.connect(partial(self.go, "clients"))
        self.knowledge.lock_wanted.connect(self.lock_wanted)
        for page in (self.today, self._pages["week"]):
            page.going.connect(self._ways.follow)
        self.today.search_wanted.connect(self._search)
        self.today.new_wanted.connect(self._ways.begin)
        self.clients.opened.connect(self.open_client)
        self.clients.new_wanted.connect(self._ways.begin)
        self.clients.bin_wanted.connect(self._case_deeds.bin.show_bin)
        self.person.talk_wanted.connect(self.open_talk)
        self.person.start_wanted.connect(self.start_talk)
        self.person.print_wanted.connect(partial(self._print_desk.print, CAREER_PLAN))
        self.talk.closed.connect(self._ways.leave_talk)
        self.settings.look_changed.connect(self.look_changed)
        self.vault_deeds.settings_changed.connect(self.look_changed)
        self._case_deeds.stage.settings_changed.connect(self.look_changed)
        self.vault.restore_wanted.connect(self.restore_wanted)
        self.today.brought_back.wanted.connect(lambda place: self.go_to(mark_of(place)))
        self.today.vault_wanted.connect(partial(self.go, "vault"))
        self.today.practice_wanted.connect(self.practice_wanted)
        self.today.template_wanted.connect(partial(self._print_desk.print, BLANK_TEMPLATE))
        self._fresh.stale.connect(self._refresh_lists)

    @Slot(str)
    def _choose(self, name: str) -> None:
        if name == "lock":
            self.lock_wanted.emit()
        else:
            self.go(name)

    @Slot(str)
    def _search(self, words: str = "") -> None:
        self.go("clients")
        self.clients.search_for(words)

    @Slot()
    def _refresh_lists(self) -> None:
        if self.curtain.is_drawn:
            return  # what nobody sees need not be fresh
        if self.has_other_places:
            self.look_changed.emit(self.workspace.settings)  # built anew, as for a language
            return
        name = self.page_name
        if name in PAGES and self._fresh.concerns(PAGES[name]):
            self._pages[name].refresh()
        self._fresh.count()
