"""The commands about the centre's conversation templates, in the order of their menu."""

from __future__ import annotations

from app.domain.permissions import Deed
from app.i18n import _
from ui.windows.command import Command, Sight


def of_templates() -> tuple[Command, ...]:
    """Return what one does on the page of templates; writing is the lead's."""
    writes, reads = Deed.SET_CENTRE, Deed.WORK_WITH_CASES
    named = (
        ("copy_template", _("Make our own of it"), "Ctrl+Shift+C", writes),
        ("new_template_version", _("Write a new version"), "Ctrl+Shift+W", writes),
        ("use_template", _("Take in use"), "Ctrl+Shift+F", writes),
        ("retire_template", _("Take out of use"), "Ctrl+Shift+X", writes),
        ("throw_template", _("Throw the draft away"), "Ctrl+Shift+Del", writes),
        ("-", "", "", None),
        ("new_part", _("New part"), "Ctrl+Shift+N", writes),
        ("new_question", _("New question"), "Ctrl+Return", writes),
        ("part_up", _("Move the part up"), "Ctrl+Shift+Up", writes),
        ("part_down", _("Move the part down"), "Ctrl+Shift+Down", writes),
        ("take_out_part", _("Take the part out"), "Ctrl+Shift+Backspace", writes),
        ("-", "", "", None),
        ("suggest_change", _("Suggest a change …"), "Ctrl+Shift+H", reads),
        ("take_suggestion", _("Take the suggestion in"), "Ctrl+Shift+G", writes),
        ("leave_suggestion", _("Leave the suggestion"), "Ctrl+Shift+K", writes),
        ("-", "", "", None),
        ("template_in", _("Take in a template from a file …"), "Ctrl+Shift+O", writes),
        ("template_out", _("Save the template as a file …"), "Ctrl+Shift+E", reads),
        ("suggestions_out", _("Save it with what is suggested …"), "Ctrl+Shift+B", reads),
        ("print_suggestions", _("Print a sheet for suggestions …"), "Ctrl+Shift+R", reads),
        ("-", "", "", None),
        ("template_looks", _("Show it on paper, or on screen"), "F8", reads),
    )
    return tuple(
        Command("templates", name, text, key, needs, Sight.TEMPLATES)
        for name, text, key, needs in named
    )
