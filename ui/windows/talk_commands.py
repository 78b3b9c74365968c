"""The commands about conversations and appointments, in the order of their menu."""

from __future__ import annotations

from app.domain.permissions import Deed
from app.i18n import _
from ui.windows.command import Command, Sight

_CASES = Deed.WORK_WITH_CASES


def of_talk() -> tuple[Command, ...]:
    """Return what one does about conversations, and in one."""
    return (
        Command("talk", "new_meeting", _("New meeting"), "Ctrl+M", _CASES, Sight.PERSON),
        Command(
            "talk",
            "start_meeting",
            _("Start the meeting"),
            "Ctrl+Shift+M",
            _CASES,
            Sight.PERSON,
        ),
        Command("talk", "no_show", _("Did not come"), "Ctrl+Shift+I", _CASES, Sight.PAGE),
        Command("talk", "call_off", _("Call off"), "Ctrl+Shift+X", _CASES, Sight.PAGE),
        Command("talk", "set_back", _("Set back to planned"), "Ctrl+Shift+B", _CASES, Sight.PERSON),
        Command(
            "talk",
            "copy_text",
            _("Copy a text about the appointment …"),
            "Ctrl+Shift+C",
            _CASES,
            Sight.PERSON,
        ),
        Command("talk", "calendar_file", _("Save as a calendar file …"), "Ctrl+Shift+S", _CASES),
        Command("talk", "-", ""),
        Command(
            "talk",
            "section_down",
            _("Next part"),
            "Ctrl+Down",
            _CASES,
            Sight.NOTE,
            also=("Alt+PgDown",),
        ),
        Command(
            "talk",
            "section_up",
            _("Part before"),
            "Ctrl+Up",
            _CASES,
            Sight.NOTE,
            also=("Alt+PgUp",),
        ),
        Command("talk", "share", _("Show to all"), "F9", _CASES, Sight.TALK),
        Command(
            "talk",
            "share_where",
            _("Show to all on this screen, or another"),
            "Shift+F9",
            _CASES,
            Sight.TALK,
        ),
        Command("talk", "told_in_talk", _("Show what is told"), "Ctrl+F9", _CASES, Sight.TALK),
        Command("talk", "outline", _("Show or hide the sections"), "F6", _CASES, Sight.NOTE),
        Command("talk", "note_before", _("The note before"), "Ctrl+B", _CASES, Sight.NOTE),
        Command("talk", "so_far", _("Show or hide the activities"), "F7", _CASES, Sight.NOTE),
        Command("talk", "-", ""),
        Command("talk", "finish_note", _("Finish the note …"), "Ctrl+Shift+F", _CASES, Sight.NOTE),
        Command("talk", "correct", _("Correct this part …"), "Ctrl+Shift+Q", _CASES, Sight.NOTE),
        Command(
            "talk", "print_template", _("Print an empty conversation template …"), "Ctrl+Shift+T"
        ),
    )


def of_lines() -> tuple[Command, ...]:
    """Return what is done with the line of the caret, and said of it, by one key each."""
    named = (
        ("to_plan", _("Take the line along to the plan"), "Ctrl+Shift+Return"),
        ("-", "", ""),
        ("said_by_client", _("The client said it"), "Ctrl+Shift+1"),
        ("said_by_nav", _("Nav said it"), "Ctrl+Shift+2"),
        ("said_by_centre", _("The centre said it"), "Ctrl+Shift+3"),
        ("said_by_other", _("Somebody else said it"), "Ctrl+Shift+4"),
        ("agreed", _("We agreed on it"), "Ctrl+Shift+5"),
        ("one_voice", _("Show one voice after the other"), "Ctrl+Shift+9"),
        ("to_check", _("To be checked until next time"), "Ctrl+Shift+6"),
        ("-", "", ""),
        ("client_does", _("The client does it"), "Alt+1"),
        ("nav_does", _("Nav does it"), "Alt+2"),
        ("centre_does", _("The centre does it"), "Alt+3"),
        ("other_does", _("Somebody else does it"), "Alt+4"),
        ("by_when", _("By when …"), "Alt+D"),
        ("not_relevant", _("Not relevant, or relevant after all"), "Ctrl+Shift+0"),
    )
    return (
        Command(
            "line",
            "activity",
            _("New activity, or the line as an activity"),
            "Ctrl+Return",
            _CASES,
            Sight.LINE,
        ),
        *(Command("line", name, text, key, _CASES, Sight.NOTE) for name, text, key in named),
    )
