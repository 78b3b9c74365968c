"""Every command of the main window: name, key, place in the menus and who may, in one table.

Those that go to a page are told in the tables of pages.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.domain.permissions import Deed
from app.i18n import _, said
from ui.pages.case_tabs import TABS
from ui.widgets.menu_style import MenuBarStyle, open_menus
from ui.windows.command import Command, Sight
from ui.windows.pages import ABOVE, BELOW
from ui.windows.phrase_commands import of_phrases
from ui.windows.talk_commands import of_lines, of_talk
from ui.windows.template_commands import of_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtWidgets import QMainWindow

    from ui.pages.page import Page

_CASES = Deed.WORK_WITH_CASES
ALWAYS = frozenset({"lock", "quit", "help_here"})
"""What can be done even while the window waits for something to be confirmed."""


def commands() -> tuple[Command, ...]:
    """Return the commands in the order of the menus; a name of "-" is a line between."""
    return (
        Command("file", "new", _("New client"), "Ctrl+N", _CASES),
        Command("file", "-", ""),
        Command("file", "lock", _("Lock"), "Ctrl+L"),
        Command("file", "quit", _("Quit"), "Ctrl+Q"),
        Command("edit", "undo", _("Undo"), "Ctrl+Z", _CASES, Sight.WRITING),
        Command("edit", "redo", _("Redo"), "Ctrl+Shift+Z", _CASES, Sight.WRITING),
        *of_phrases(),
        *_to(ABOVE, "go"),
        Command("go", "search", _("Search"), "Ctrl+K", _CASES),
        *_to(BELOW, "go"),
        Command("go", "menus", _("The menus"), "F10"),
        *_to(TABS.values(), "client", Sight.PERSON | Sight.PAGE),
        Command("client", "team", _("Who works with the case …"), "Ctrl+T", _CASES, Sight.PERSON),
        Command("client", "period", _("The guidance …"), "Ctrl+Shift+K", _CASES, Sight.PERSON),
        Command(
            "client",
            "take_away",
            _("Put in the bin …"),
            "Ctrl+Shift+Del",
            _CASES,
            Sight.PERSON,
        ),
        Command("client", "-", ""),
        *_of_contact(),
        Command("client", "-", ""),
        Command("client", "next_question", _("Next question"), "Ctrl+Down", _CASES, Sight.PAGE),
        Command("client", "show_told", _("Show what is told"), "F9", _CASES, Sight.PAGE),
        Command(
            *("client", "contact_to_partners", _("Add the contact at Nav to the partners")),
            *("Ctrl+Shift+L", _CASES, Sight.PAGE),
        ),
        Command("client", "new_row", _("One more row"), "Ctrl+Shift+A", _CASES, Sight.PAGE),
        Command(
            "client",
            "finish_plan",
            _("Finish the plan …"),
            "Ctrl+Shift+F",
            _CASES,
            Sight.PLAN | Sight.PAGE,
        ),
        Command(
            "client",
            "new_version",
            _("Begin the plan, or a new version"),
            "Ctrl+Shift+N",
            _CASES,
            Sight.PAGE,
        ),
        Command("client", "paper", _("Show the sheet large"), "F8", _CASES, Sight.PLAN),
        *of_talk(),
        *of_lines(),
        *_of_partners(),
        *of_templates(),
        Command("print", "print_plan", _("Print the plan …"), "Ctrl+P", _CASES, Sight.PLAN),
        Command(
            "print",
            "save_plan",
            _("Save the plan as PDF …"),
            "Ctrl+Shift+P",
            _CASES,
            Sight.PLAN,
        ),
        Command(
            *("print", "print_agreed", _("What was agreed …")),
            *("Ctrl+Shift+D", _CASES, Sight.NOTE),
        ),
        Command(
            *("print", "print_receipt", _("Receipt of what was shared …")),
            *("Ctrl+R", _CASES, Sight.PERSON),
        ),
        Command(
            "print",
            "print_told",
            _("Print what is told …"),
            "Ctrl+Shift+O",
            _CASES,
            Sight.PERSON,
        ),
        Command("print", "-", ""),
        Command("print", "decide", _("Write the choice down"), "Ctrl+Shift+V", _CASES, Sight.PAGE),
        Command("print", "withdraw", _("Take it back"), "Ctrl+Shift+7", _CASES, Sight.PAGE),
        Command("help", "help_here", _("Help for this page"), "F1"),
        Command("help", "keys", _("Keys on this page"), "Ctrl+?"),
        *_to(BELOW, "help"),
        Command("help", "news", _("What is new …")),
        Command("help", "diagnostics", _("Diagnostic file …")),
        Command("help", "about", _("About Leia …")),
    )


def _of_contact() -> tuple[Command, ...]:
    """Return what one key writes down about contact between the meetings, and who waits."""
    one, row = Sight.PERSON, Sight.SOMEBODY
    return tuple(
        Command("client", name, text, key, _CASES, sight)
        for name, text, key, sight in (
            ("phoned", _("Phoned: reached"), "Ctrl+Shift+R", row),
            ("no_answer", _("Phoned: no answer"), "Ctrl+Shift+Y", row),
            ("texted", _("Text message sent"), "Ctrl+Shift+H", row),
            ("mailed", _("E-mail sent"), "Ctrl+Shift+E", row),
            ("put_waiting", _("Put on the waiting list …"), "Ctrl+Shift+W", one),
            ("take_in_waiting", _("Take in from the waiting list"), "Ctrl+Shift+G", one),
        )
    )


def _of_partners() -> tuple[Command, ...]:
    """Return what one does with the partners, and with the people there."""
    named = (
        ("new_partner", _("New partner"), "Ctrl+Shift+N"),
        ("new_contact", _("New contact person"), "Ctrl+Shift+A"),
        ("confirm_contact", _("Confirmed today"), "Ctrl+Return"),
        ("unconfirmed", _("Show those nobody has confirmed, or all"), "Ctrl+Shift+U"),
        ("-", "", ""),
        ("partners_in", _("Take partners in from a file …"), "Ctrl+Shift+O"),
        ("partners_out", _("Save the partners as a file …"), "Ctrl+Shift+E"),
        ("-", "", ""),
        ("take_out_contact", _("Take the contact person out"), "Ctrl+Shift+Backspace"),
        ("take_out_partner", _("Take the partner out"), "Ctrl+Shift+Del"),
    )
    return tuple(
        Command("partners", name, text, key, _CASES, Sight.PARTNERS) for name, text, key in named
    )


def _to(pages: Iterable[Page], menu: str, in_sight: Sight = Sight.ANYTHING) -> tuple[Command, ...]:
    """Return the commands of a menu that go to pages."""
    return tuple(
        Command(menu, page.name, said(page.text), page.key, page.needs, in_sight)
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
        "line": _("&Line"),
        "partners": _("Pa&rtners"),
        "templates": _("&Templates"),
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
