"""Every command of the main window: name, key, place in the menus and who may, in one table.

Those that go to a page are told in the tables of pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from app.domain.permissions import Deed
from app.i18n import _, said
from ui.pages.case_tabs import TABS
from ui.widgets.menu_style import MenuBarStyle, open_menus
from ui.windows.pages import ABOVE, BELOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtWidgets import QMainWindow

    from ui.pages.page import Page

_CASES = Deed.WORK_WITH_CASES
ALWAYS = frozenset({"lock", "quit", "help_here"})
"""What can be done even while the window waits for something to be confirmed."""


@dataclass(frozen=True)
class Command:
    """One line of a menu."""

    menu: str
    name: str
    text: str
    key: str = ""
    needs: Deed | None = None
    """What somebody's roles must allow; other commands are for everybody."""
    needs_person: bool = False
    """Whether a person must be in sight; without one it is grey, and its key does nothing."""
    needs_plan: bool = False
    """Whether that person must have a plan."""
    needs_talk: bool = False
    """Whether a conversation must be open."""
    needs_note: bool = False
    """Whether its note must be in sight, and not only what all may see."""
    needs_line: bool = False
    """Whether there must be lines that become activities: those of a note, or of a plan."""
    needs_writing: bool = False
    """Whether something must be written on the page: of a person, or the centre's own."""
    needs_page: bool = False
    """Whether a person's page must be in sight, and not a conversation."""
    also: tuple[str, ...] = ()
    """Keys that do the same, for hands that know them; no menu says them."""

    @property
    def keys(self) -> list[QKeySequence]:
        """Every key that does it, the one that is shown first.

        Never both Return and Enter: one press on a real keyboard is both, and does neither.
        """
        return [QKeySequence(each) for each in (self.key, *self.also) if each]


def commands() -> tuple[Command, ...]:
    """Return the commands in the order of the menus; a name of "-" is a line between."""
    return (
        Command("file", "new", _("New client"), "Ctrl+N", _CASES),
        Command("file", "-", ""),
        Command("file", "lock", _("Lock"), "Ctrl+L"),
        Command("file", "quit", _("Quit"), "Ctrl+Q"),
        Command("edit", "undo", _("Undo"), "Ctrl+Z", _CASES, needs_writing=True),
        Command("edit", "redo", _("Redo"), "Ctrl+Shift+Z", _CASES, needs_writing=True),
        *_to(ABOVE, "go"),
        Command("go", "search", _("Search"), "Ctrl+K", _CASES),
        *_to(BELOW, "go"),
        Command("go", "menus", _("The menus"), "F10"),
        *_to(TABS.values(), "client", needs_person=True),
        Command(
            "client", "team", _("Who works with the case …"), "Ctrl+T", _CASES, needs_person=True
        ),
        Command("client", "take_away", _("Put in the bin …"), "", _CASES, needs_person=True),
        Command("client", "-", ""),
        Command("client", "new_row", _("One more row"), "Ctrl+Shift+A", _CASES, needs_page=True),
        Command(
            "client",
            "finish_plan",
            _("Finish the plan …"),
            "Ctrl+Shift+F",
            _CASES,
            needs_plan=True,
            needs_page=True,
        ),
        Command(
            "client",
            "new_version",
            _("Begin the plan, or a new version"),
            "Ctrl+Shift+N",
            _CASES,
            needs_page=True,
        ),
        Command("client", "paper", _("Show the sheet large"), "F8", _CASES, needs_plan=True),
        *_of_talk(),
        Command("print", "print_plan", _("Print the plan …"), "Ctrl+P", _CASES, needs_plan=True),
        Command(
            "print",
            "save_plan",
            _("Save the plan as PDF …"),
            "Ctrl+Shift+P",
            _CASES,
            needs_plan=True,
        ),
        Command("help", "help_here", _("Help for this page"), "F1"),
        Command("help", "keys", _("Keys on this page"), "Ctrl+?"),
        *_to(BELOW, "help"),
        Command("help", "news", _("What is new …")),
        Command("help", "diagnostics", _("Diagnostic file …")),
        Command("help", "about", _("About Leia …")),
    )


def _of_talk() -> tuple[Command, ...]:
    """Return what one does about conversations, and in one."""
    return (
        Command("talk", "new_meeting", _("New meeting"), "Ctrl+M", _CASES, needs_person=True),
        Command(
            "talk",
            "start_meeting",
            _("Start the meeting"),
            "Ctrl+Shift+M",
            _CASES,
            needs_person=True,
        ),
        Command("talk", "no_show", _("Did not come"), "", _CASES, needs_page=True),
        Command("talk", "set_back", _("Set back to planned"), "", _CASES, needs_person=True),
        Command("talk", "-", ""),
        Command(
            "talk",
            "section_down",
            _("Next part"),
            "Ctrl+Down",
            _CASES,
            needs_note=True,
            also=("Alt+PgDown",),
        ),
        Command(
            "talk",
            "section_up",
            _("Part before"),
            "Ctrl+Up",
            _CASES,
            needs_note=True,
            also=("Alt+PgUp",),
        ),
        Command(
            "talk",
            "activity",
            _("New activity, or the line as an activity"),
            "Ctrl+Return",
            _CASES,
            needs_line=True,
        ),
        Command(
            "talk",
            "to_plan",
            _("Take the line along to the plan"),
            "Ctrl+Shift+Return",
            _CASES,
            needs_note=True,
        ),
        Command("talk", "share", _("Show to all"), "F9", _CASES, needs_talk=True),
        Command("talk", "outline", _("Show or hide the sections"), "F6", _CASES, needs_note=True),
        Command("talk", "so_far", _("Show or hide the plan so far"), "F7", _CASES, needs_note=True),
        Command("talk", "-", ""),
        Command(
            "talk", "finish_note", _("Finish the note …"), "Ctrl+Shift+F", _CASES, needs_note=True
        ),
        Command("talk", "print_template", _("Print an empty conversation template …")),
    )


def _to(pages: Iterable[Page], menu: str, *, needs_person: bool = False) -> tuple[Command, ...]:
    """Return the commands of a menu that go to pages."""
    return tuple(
        Command(menu, page.name, said(page.text), page.key, page.needs, needs_person=needs_person)
        for page in pages
        if page.menu == menu
    )


def menu_titles() -> dict[str, str]:
    """Return the menus in order; letters after & never meet in one language."""
    return {
        "file": _("&File"),
        "edit": _("&Edit"),
        "go": _("&Go"),
        "client": _("&Client"),
        "talk": _("Co&nversation"),
        "print": _("&Print"),
        "help": _("&Help"),
    }


def build_menus(
    window: QMainWindow, deeds: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Put the menus on a window; a command without a deed is a bug and raises."""
    bar = window.menuBar()
    bar.setStyle(MenuBarStyle(bar))
    deeds = {**deeds, "menus": partial(open_menus, bar)}
    menus = {name: bar.addMenu(title) for name, title in menu_titles().items()}
    actions: dict[str, QAction] = {}
    for command in commands():
        if command.name == "-":
            menus[command.menu].addSeparator()
            continue
        action = QAction(command.text, window)
        action.setObjectName(command.name)
        action.setShortcuts(command.keys)
        deed = deeds[command.name]
        action.triggered.connect(lambda _checked=False, do=deed: do())
        menus[command.menu].addAction(action)
        actions[command.name] = action
    return actions
