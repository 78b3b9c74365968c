"""The access log in words that depend on more than a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.access_codes import Action, Detail
from app.domain.permissions import Reason
from app.domain.restores import Restored
from app.formats import clock, long_date
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping


def detail_label(code: str, detail: str, names: Mapping[str, str]) -> str:
    """Return what more an entry tells: a reason, a colleague, a number; else as it is stored."""
    for codes in (Reason, Detail):
        if detail in set(codes):
            return codes(detail).label
    if code == Action.UNLOCK_FAILED and detail.isdigit():
        return ngettext("{n} time", "{n} times", int(detail)).format(n=detail)
    if code == Action.RESTORED:
        return _copy_made(detail)
    return names.get(detail) or detail


def _copy_made(detail: str) -> str:
    """Return when the copy was made; what else stands there is for machines."""
    try:
        made_at = Restored.read(detail).made_at.astimezone()
    except ValueError:
        return ""
    return _("The copy was made on {day} at {time}").format(
        day=long_date(made_at), time=clock(made_at)
    )


def case_sentence(code: str, who: str, detail: str = "") -> str:
    """Return in a sentence that somebody looked into a case or took it out; else nothing.

    What a newer Leia logs of a case is told too, for it may be as much.
    """
    if not Action.kept(code).is_known:
        told = _("{who} did something with the case that a newer version of Leia calls {code}")
        return told.format(who=who, code=code)
    text = {
        Action.OPENED.value: _("{who} opened the case"),
        Action.PRINTED.value: _("{who} printed the plan"),
        Action.EXPORTED.value: _saved(detail),
    }.get(code, "")
    return text.format(who=who)


def _saved(detail: str) -> str:
    if detail == Detail.CALENDAR:
        return _("{who} saved an appointment as a file for a calendar")
    return _("{who} saved the plan as a file")
