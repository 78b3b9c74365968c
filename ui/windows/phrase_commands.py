"""The commands about phrases and spelling: in a text, and where they are written."""

from __future__ import annotations

from app.domain.permissions import Deed
from app.i18n import _
from ui.windows.command import Command, Sight

_CASES = Deed.WORK_WITH_CASES


def of_phrases() -> tuple[Command, ...]:
    """Return what one does with phrases, and with misspelt words."""
    return (
        Command("edit", "-", ""),
        Command("edit", "insert_phrase", _("Insert a phrase …"), "Ctrl+J", _CASES, Sight.PERSON),
        Command("edit", "next_mark", _("To what is to be filled in"), "F3", _CASES, Sight.PERSON),
        Command("edit", "check_spelling", _("Misspelt word …"), "F4", _CASES, Sight.PERSON),
        Command("edit", "own_words", _("Words of your own …"), "Shift+F4", _CASES),
        Command("edit", "-", ""),
        Command("edit", "new_phrase", _("New phrase"), "Ctrl+Shift+N", _CASES, Sight.PHRASES),
        Command(
            "edit",
            "take_out_phrase",
            _("Take the phrase out"),
            "Ctrl+Shift+Del",
            _CASES,
            Sight.PHRASES,
        ),
    )
