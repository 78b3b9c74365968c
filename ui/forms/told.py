"""What was just done with an activity or a line, in one sentence for the eye and the ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.choices import Party
from app.domain.plans import PlanActivity
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.entities import Entity
    from app.domain.voices import Voice


def activity_made(made: Iterable[Entity]) -> str:
    """Say which activity a line became."""
    what = next((each.what for each in made if isinstance(each, PlanActivity)), "")
    return _("Activity made: {what}").format(what=what)


def voice_words(voice: Voice | None, client: str) -> str:
    """Say whose words a line is now."""
    if voice is None:
        return _("The line is nobody’s in particular now.")
    if voice.party is None:
        return _("Agreed by all.")
    return _("{who} said it.").format(who=who_said(voice, client))


def who_said(voice: Voice, client: str) -> str:
    """Return who a voice is: the client by name, the others by their party."""
    if voice.party is None:
        return _("what was agreed")
    return client if voice.party == Party.CLIENT and client else voice.party.label


def activity_taken_out(activity: PlanActivity) -> str:
    """Say which activity is gone, and how it comes back."""
    return _("Activity taken out: {what}. Ctrl+Z brings it back.").format(what=_what(activity))


def activity_moved(activity: PlanActivity, number: int) -> str:
    """Say where an activity stands now."""
    return _("{what} is number {n} now").format(what=_what(activity), n=number)


def activity_ticked(activity: PlanActivity, *, done: bool) -> str:
    """Say whether an activity is done."""
    words = _("Done: {what}") if done else _("Not done any more: {what}")
    return words.format(what=_what(activity))


def _what(activity: PlanActivity) -> str:
    return activity.what or _("(no words yet)")
