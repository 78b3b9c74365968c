"""The pages of the rail: one line each, which menu, rail and window read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.permissions import Deed
from app.i18n import _, later, said
from ui.pages.access_page import AccessPage
from ui.pages.clients_page import ClientsPage
from ui.pages.help_page import HelpPage
from ui.pages.page import Page
from ui.pages.partners_page import PartnersPage
from ui.pages.phrases_page import PhrasesPage
from ui.pages.settings_page import SettingsPage
from ui.pages.templates_page import TemplatesPage
from ui.pages.today_page import TodayPage
from ui.pages.vault_page import VaultPage
from ui.pages.week_page import WeekPage
from ui.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_CASES = Deed.WORK_WITH_CASES

ABOVE = (
    Page(
        *("today", later("Today"), "Ctrl+1", _CASES, TodayPage),
        follows=True,
        by_the_clock=True,
    ),
    Page("clients", later("Clients"), "Ctrl+2", _CASES, ClientsPage, follows=True),
    Page("week", later("Meetings"), "Ctrl+3", _CASES, WeekPage, follows=True),
    Page(
        *("partners", later("Partners"), "Ctrl+5", _CASES, PartnersPage),
        follows=True,
        of_centre=True,
    ),
    Page(
        *("templates", later("Templates"), "Ctrl+6", _CASES, TemplatesPage),
        follows=True,
        of_centre=True,
    ),
)
"""What the rail and the menu begin with."""
_ACCESS = Page("access", later("Access log"), "Ctrl+8", Deed.READ_ACCESS_LOG, AccessPage)
_VAULT = Page("vault", later("The vault"), "Ctrl+9", None, VaultPage)
_OWN = Page(
    *("settings", later("Settings"), "Ctrl+,", None, SettingsPage),
    of_centre=True,
    listed=later("General"),
)
_PHRASES = Page(
    *("phrases", later("Phrases"), "Ctrl+Shift+J", _CASES, PhrasesPage),
    follows=True,
    of_centre=True,
)
_HELP = Page("help", later("Help"), "", None, HelpPage, menu="help")
BELOW = (_PHRASES, _ACCESS, _VAULT, _OWN, _HELP)
"""What comes after; that is also the order in which one looks for where somebody begins."""
SETTINGS = (_OWN, _PHRASES, _VAULT, _ACCESS)
"""The pages of Settings, in the order of their list; the first is what the rail leads to."""
PAGES = {page.name: page for page in (*ABOVE, *BELOW)}
LATE = ("partners", "templates", "phrases")
"""Pages that are built late, and give their deeds before."""


def places(may: Callable[[Deed], bool]) -> tuple[str, ...]:
    """Return the pages somebody may go to, the one where they begin first."""
    return tuple(name for name, page in PAGES.items() if page.is_for(may))


def build_rail(allowed: Collection[str], *, practice: bool = False) -> Rail:
    """Return the rail with the places somebody may go to."""
    rail = Rail()
    if practice:
        rail.show_practice()
    _add(rail, ABOVE, allowed)
    rail.add_space()
    _add(rail, (_OWN, _HELP), allowed)
    rail.add_place("lock", _("Lock"), "Ctrl+L", is_place=False)
    return rail


def rail_place(name: str) -> str:
    """Return the place of the rail that a page belongs to."""
    return _OWN.name if name in {page.name for page in SETTINGS} else name


def _add(rail: Rail, pages: Collection[Page], allowed: Collection[str]) -> None:
    """Add places; the rail says the key of those alone which the menu of places has not."""
    for page in pages:
        if page.name in allowed:
            rail.add_place(page.name, said(page.text), "" if page.menu == "go" else page.key)
