"""Every command of the main window: name, key and place in the menus, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from app.i18n import _
from ui.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMainWindow


@dataclass(frozen=True)
class Command:
    """One line of a menu."""

    menu: str
    name: str
    text: str
    key: str = ""


def commands() -> tuple[Command, ...]:
    """Return the commands in the order of the menus; a name of "-" is a line between."""
    return (
        Command("file", "new", _("New client"), "Ctrl+N"),
        Command("file", "-", ""),
        Command("file", "lock", _("Lock"), "Ctrl+L"),
        Command("file", "quit", _("Quit"), "Ctrl+Q"),
        Command("edit", "undo", _("Undo"), "Ctrl+Z"),
        Command("edit", "redo", _("Redo"), "Ctrl+Shift+Z"),
        Command("go", "today", _("Today"), "Ctrl+1"),
        Command("go", "clients", _("Clients"), "Ctrl+2"),
        Command("go", "search", _("Search"), "Ctrl+K"),
        Command("go", "settings", _("Settings"), "Ctrl+,"),
        Command("client", "intake", _("Preparation"), "Alt+1"),
        Command("client", "meetings", _("Meetings"), "Alt+2"),
        Command("client", "plan", _("Plan"), "Alt+3"),
        Command("client", "papers", _("Papers"), "Alt+4"),
        Command("client", "history", _("History"), "Alt+5"),
        Command("client", "-", ""),
        Command("client", "activity", _("New activity, or the line as an activity"), "Ctrl+Return"),
        Command("client", "to_plan", _("Take the line along to the plan"), "Ctrl+Shift+Return"),
        Command("client", "share", _("Show to all"), "F9"),
        Command("client", "section_up", _("Section before"), "Alt+PgUp"),
        Command("client", "section_down", _("Section after"), "Alt+PgDown"),
        Command("print", "print", _("Print the plan …"), "Ctrl+P"),
        Command("print", "save_pdf", _("Save the plan as PDF …"), "Ctrl+Shift+P"),
        Command("print", "blank", _("Print an empty conversation template …")),
        Command("help", "help", _("Help"), "F1"),
    )


def menu_titles() -> dict[str, str]:
    """Return the menus in order; letters after & never meet in one language."""
    return {
        "file": _("&File"),
        "edit": _("&Edit"),
        "go": _("&Go"),
        "client": _("&Client"),
        "print": _("&Print"),
        "help": _("&Help"),
    }


def build_menus(
    window: QMainWindow, deeds: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Put the menus on a window; a command without a deed is a bug and raises."""
    menus = {name: window.menuBar().addMenu(title) for name, title in menu_titles().items()}
    actions: dict[str, QAction] = {}
    for command in commands():
        if command.name == "-":
            menus[command.menu].addSeparator()
            continue
        action = QAction(command.text, window)
        if command.key:
            action.setShortcut(QKeySequence(command.key))
        deed = deeds[command.name]
        action.triggered.connect(lambda _checked=False, do=deed: do())
        menus[command.menu].addAction(action)
        actions[command.name] = action
    return actions


def build_rail() -> Rail:
    """Return the rail with its places; those not built yet are not shown."""
    rail = Rail()
    rail.add_place("today", _("Today"))
    rail.add_place("clients", _("Clients"))
    rail.add_space()
    rail.add_place("settings", _("Settings"))
    rail.add_place("help", _("Help"), "F1")
    rail.add_place("lock", _("Lock"), "Ctrl+L", is_place=False)
    return rail
