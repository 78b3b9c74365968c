"""What is new: told once after an update, and found in the Help menu later."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import UserError
from app.i18n import _
from app.services.program.news import mark_seen, news, news_since
from ui.style.theme import theme
from ui.windows.text_dialog import TextDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.storage.vault import Vault

_FIRST = "0"
_INDENT = 20


def tell_news(parent: QWidget, vault: Vault) -> None:
    """Show what the versions since the last seen one brought, and never again."""
    if vault.read_only:
        return  # it could not be remembered, and would be told at every unlock
    told = news(vault)
    with suppress(UserError):  # a full disk: it is told once more
        mark_seen(vault)
    if told:
        _show(parent, told)


def show_all_news(parent: QWidget) -> None:
    """Show what every version until this one brought."""
    _show(parent, news_since(_FIRST))


def _show(parent: QWidget, told: str) -> None:
    dialog = TextDialog(parent, _("What is new in Leia"))
    dialog.text.document().setIndentWidth(theme.px(_INDENT))
    dialog.text.setMarkdown(told)
    dialog.open()
