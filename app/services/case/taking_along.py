"""From a line of a note to the plan: as an activity, or as words of one of its texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.domain.plans import CareerPlan, PlanActivity
from app.domain.taken_lines import TakenLine
from app.domain.voices import Voice, with_voice
from app.errors import NotFinished
from app.i18n import _
from app.services.case.line_links import bare
from app.services.case.planning import first_plan, last_position

if TYPE_CHECKING:
    from datetime import date

    from app.domain.cases import Case
    from app.domain.choices import Party
    from app.domain.entities import CaseEntity
    from app.domain.meetings import NoteSection


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What a line of a note says will be done."""

    what: str
    party: Party
    who: str = ""
    due_on: date | None = None
    due_words: str = ""
    line: str
    """The line as it stays in the note, without its sign."""


def line_to_activity(
    case: Case, section: NoteSection, number: int, agreed: Agreed
) -> tuple[CaseEntity, ...]:
    """Return the activity a line of the note becomes, and the note with the line marked ✓.

    The plan it lands in comes along when there was no draft yet. After the last line comes an
    empty one, to write on in. Raises NotFinished where the plan is finished.
    """
    what = bare(agreed.what)
    lines = section.text.split("\n")
    if not what or number >= len(lines):
        return ()
    plan, made = draft_plan(case)
    activity = PlanActivity(
        client_id=case.client.id,
        plan_id=plan.id,
        position=last_position(case, plan.id) + 1,
        what=what,
        party=agreed.party,
        who=agreed.who,
        due_on=agreed.due_on,
        due_words=agreed.due_words,
        meeting_id=section.meeting_id,
        section_key=section.key,
    )
    stays = bare(agreed.line) or what
    lines[number] = with_voice(stays, Voice.AGREED)
    if number == len(lines) - 1:
        lines.append("")
    taken = _taken(section, plan, stays, activity_id=activity.id)
    return (*made, replace(section, text="\n".join(lines)), activity, taken)


def line_to_plan(
    case: Case, section: NoteSection, field_name: str, line: str
) -> tuple[CaseEntity, ...]:
    """Return the plan with words of a note added to one of its texts; what is there, stays once.

    Raises NotFinished where the plan is finished.
    """
    plan, made = draft_plan(case)
    before: str = getattr(plan, field_name)
    lines, words = before.splitlines(), bare(line)
    if not words or words in lines:
        return made
    text: dict[str, Any] = {field_name: "\n".join([*lines, words])}
    taken = _taken(section, plan, words, plan_field=field_name, words=words)
    return (replace(plan, **text), taken)


def draft_plan(case: Case) -> tuple[CareerPlan, tuple[CaseEntity, ...]]:
    """Return the draft that takes new lines, and what had to be made for it."""
    plan = case.plan
    if plan is None:
        plan = first_plan(case)
        return plan, (plan,)
    if not case.may_edit(plan, "end_goal"):
        raise NotFinished(
            _("The plan is finished and stays as it is. Make a new version of it first.")
        )
    return plan, ()


def _taken(section: NoteSection, plan: CareerPlan, line: str, **where: str) -> TakenLine:
    place = {"meeting_id": section.meeting_id, "section_key": section.key, "plan_id": plan.id}
    return TakenLine(client_id=section.client_id, line=line, **place, **where)
