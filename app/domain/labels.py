"""What each field is called, on screen and in the history alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from app.domain.cases import KINDS
from app.domain.choices import Code
from app.domain.fields import type_of
from app.domain.permissions import Roles
from app.formats import clock, long_date, near_date
from app.i18n import _, pgettext


def field_label(kind: str, name: str) -> str:
    """Return a field's name in the language of the moment; an unknown one keeps its code."""
    return _labels().get((kind, name)) or _labels().get(("", name)) or name


def kind_label(kind: str) -> str:
    """Return what a kind of thing is called."""
    return {
        "client": _("the person"),
        "intake": _("the preparation"),
        "document": _("a paper"),
        "meeting": _("a meeting"),
        "participant": _("a participant"),
        "note_section": _("the note"),
        "addendum": _("an addendum"),
        "plan": _("the plan"),
        "activity": _("an activity"),
        "centre": _("the centre"),
        "counsellor": _("the counsellor"),
        "owner": _("an owner of the case"),
        "recusal": _("a colleague the case is hidden from"),
        "substitution": _("a substitute"),
    }[kind]


def value_label(kind: str, name: str, value: object, today: date | None = None) -> str:
    """Return a stored value in words: a code as its label, a date as a date.

    With `today`, a date goes without its year where that is this one.
    """
    if value is None or value == "":
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name not in KINDS[kind].__dataclass_fields__:
        return str(value)  # a field of an earlier Leia
    type_ = type_of(kind, name)
    if issubclass(type_, Code):
        return type_.kept(str(value)).label
    return _READERS[type_](value, today) if type_ in _READERS else str(value)


def _dated(value: object, today: date | None) -> str:
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    return near_date(day, today) if today else long_date(day)


def _moment(value: object, today: date | None) -> str:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return f"{_dated(at.date(), today)} {clock(at)}"


def _timed(value: object, today: date | None) -> str:
    del today
    return clock(value if isinstance(value, time) else time.fromisoformat(str(value)))


_READERS: dict[type[Any], Callable[[object, date | None], str]] = {
    date: _dated,
    datetime: _moment,
    time: _timed,
    Roles: lambda value, _today: Roles.read(str(value)).label,
}


def _labels() -> dict[tuple[str, str], str]:
    return {
        ("", "name"): _("Name"),
        ("", "phone"): _("Phone"),
        ("", "position"): _("Order"),
        ("", "party"): _("Party"),
        ("", "state"): _("State"),
        ("", "status"): _("Status"),
        ("", "text"): _("Text"),
        **_person_labels(),
        **_meeting_labels(),
        **_plan_labels(),
    }


def _person_labels() -> dict[tuple[str, str], str]:
    return {
        ("client", "birth_year"): _("Year of birth"),
        ("client", "municipality"): _("Municipality"),
        ("client", "language_form"): _("Language on paper"),
        ("client", "interpreter"): _("Interpreter"),
        ("intake", "purpose"): _("Purpose, in the person's own words"),
        ("intake", "requested_by"): _("Who asked for the meeting"),
        ("intake", "first_contact"): _("First contact"),
        ("intake", "nav_office"): _("Nav office"),
        ("intake", "nav_contact"): _("Contact at Nav"),
        ("intake", "nav_phone"): _("Phone at Nav"),
        ("intake", "nav_role"): _("Role"),
        ("intake", "under_30"): _("Under 30"),
        ("intake", "no_upper_secondary"): _("Upper secondary not completed"),
        ("intake", "own_wish"): _("Wants this"),
        ("intake", "motivation"): _("Motivation"),
        ("intake", "agreed_to_share"): _("Agreed with Nav to share with us"),
        ("intake", "roles_informed"): _("Told about the roles"),
        ("document", "issuer"): _("From"),
        ("document", "changed_on"): _("Since"),
        ("addendum", "written_by"): _("Written by"),
        ("addendum", "written_at"): pgettext("addendum", "Written"),
        ("centre", "county"): _("County"),
        ("centre", "municipality"): _("Municipality"),
        ("centre", "client_word"): _("Word for the client"),
        ("centre", "nav_word"): _("Spelling of Nav"),
        ("counsellor", "active"): _("Works here"),
        ("counsellor", "roles"): _("Roles"),
        ("counsellor", "knowledge_confirmed"): _("Knowledge of privacy confirmed"),
        ("", "counsellor_id"): _("Colleague"),
        ("substitution", "owner_id"): _("Stands in for"),
        ("substitution", "substitute_id"): _("Substitute"),
        ("substitution", "begins"): _("From and with"),
        ("substitution", "ends"): _("Until and with"),
    }


def _meeting_labels() -> dict[tuple[str, str], str]:
    return {
        ("meeting", "kind"): _("Kind"),
        ("meeting", "mode"): _("How"),
        ("meeting", "place"): _("Place"),
        ("meeting", "day"): pgettext("meeting", "Date"),
        ("meeting", "at"): _("Time"),
        ("meeting", "confidence"): _("How sure, 0–10"),
        ("meeting", "next_meeting"): _("Next meeting"),
        ("meeting", "none_agreed"): _("No further meeting agreed"),
        ("meeting", "finished_at"): pgettext("meeting", "Finished"),
        ("participant", "role"): _("Role"),
        ("note_section", "text"): _("The note"),
        ("note_section", "not_relevant"): _("Not relevant"),
    }


def _plan_labels() -> dict[tuple[str, str], str]:
    return {
        ("plan", "end_goal"): _("My end goal"),
        ("plan", "why"): _("Why it matters to me"),
        ("plan", "brings"): _("What I bring with me"),
        ("plan", "route"): _("The route I have chosen"),
        ("plan", "deadlines"): _("Deadlines to remember"),
        ("plan", "considerations"): _("What the plan must take into account"),
        ("plan", "economy"): _("Economy and schemes to look into"),
        ("plan", "fallback"): _("Plan B"),
        ("plan", "support"): _("Support and contact"),
        ("plan", "next_step"): _("The first thing I do"),
        ("plan", "review_on"): _("We look at the plan again"),
        ("plan", "reason"): _("Why a new version"),
        ("plan", "number"): _("Version"),
        ("plan", "finished_on"): pgettext("plan", "Finished"),
        ("activity", "what"): _("What"),
        ("activity", "detail"): _("More about it"),
        ("activity", "party"): _("Who"),
        ("activity", "who"): _("Name"),
        ("activity", "due"): _("By when"),
        ("activity", "due_on"): _("By when"),
        ("activity", "due_words"): _("By when"),
        ("activity", "kind"): _("Kind"),
    }
