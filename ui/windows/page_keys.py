"""The keys that are no command's: what a list or a table of a page does with them."""

from __future__ import annotations

from app.i18n import _


def page_keys(topic: str) -> tuple[tuple[str, str], ...]:
    """Return (key, what it does) of a page; the menus know the others."""
    opens = (("Return", _("Open what the row is about")), ("Up, Down", _("Row by row")))
    writes = (("Return", _("From the list: write in what the row is about")), *opens[1:])
    found = {
        "today": (("Tab", _("To the next list")), *opens),
        "clients": (("Return", _("From the search: open the first one found")), *opens),
        "week": (
            ("Return", _("Open the meeting in its case")),
            ("Up, Down", _("Meeting by meeting")),
            ("Left, Right", _("To the day before, or after")),
            ("PgUp, PgDown", _("To the week before, or after")),
            ("Home", _("To today")),
            ("D, W", _("Show a day, or a week")),
        ),
        "intake": (
            ("Return", _("In the contacts: write some words")),
            ("Del", _("In the contacts: take the line out")),
        ),
        "meetings": (("Return", _("Look at the note; that begins nothing")), *opens[1:]),
        "plan": (
            ("Return", _("In the table: write in the row")),
            ("Space", _("In the table: done, or not done after all")),
            ("Del", _("In the table: take the row out")),
            ("Alt+Up, Alt+Down", _("In the table: move the row")),
        ),
        "partners": writes,
        "templates": (
            *writes,
            ("Alt+Up, Alt+Down", _("In the list of parts: move the part")),
        ),
        "phrases": writes,
        "history": opens[1:],
        "talk": (("Return", _("In the outline: write in that part")),),
        "shared": opens[1:],
    }
    return found.get(topic, ())


def keys_everywhere() -> tuple[tuple[str, str], ...]:
    """Return what these do wherever one is."""
    return (
        ("Tab, Shift+Tab", _("To the next field, and to the one before")),
        ("Return", _("Press the button that has the focus")),
        ("Space", _("Tick a box, press a button")),
        ("Alt+Down", _("Open a list of choices")),
        ("Esc", _("Back to where you came from; nothing typed is lost")),
    )
