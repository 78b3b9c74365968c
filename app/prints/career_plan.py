"""The career plan on paper. It can only be made from a plan: no note can get here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.choices import DocumentStatus, PlanState
from app.domain.labels import field_label
from app.formats import long_date, uncapital, weekday_date
from app.i18n import _, speaking
from app.prints.blocks import Cell, Look, Row, own_words, text
from app.prints.lines import Run, runs
from app.prints.page import WIDTH, Frame, Paper
from app.prints.plan_table import add_activities
from app.prints.sections import Item, add_heading, add_list, add_section, add_words
from app.prints.styles import (
    BODY,
    CENTRE,
    FJORD,
    GOAL,
    GOAL_LABEL,
    GROUND,
    NAME,
    QUIET,
    STRONG,
    SUN,
    TITLE,
)

if TYPE_CHECKING:
    from datetime import date

    from app.domain.clients import DocumentItem
    from app.domain.plans import CareerPlan, PlanActivity

_SIDE = 200.0


@dataclass(frozen=True, kw_only=True)
class PlanSheet:
    """Everything that may stand on the paper, as plain values. There is no place for a note."""

    plan: CareerPlan
    activities: tuple[PlanActivity, ...] = ()
    documents: tuple[DocumentItem, ...] = ()
    client_name: str = ""
    centre_name: str = ""
    centre_phone: str = ""
    counsellor_name: str = ""
    counsellor_phone: str = ""
    nav_contact: str = ""
    nav_office: str = ""
    nav_phone: str = ""
    language: str = "nb"
    printed_on: date


def career_plan_pdf(paper: PlanSheet) -> bytes:
    """Return the plan as a tagged PDF in the person's language form."""
    with speaking(paper.language):
        sheet = Paper(_frame(paper))
        _add_top(sheet, paper)
        _add_goal(sheet, paper.plan)
        _add_first_step(sheet, paper.plan)
        for name in ("why", "brings", "route"):
            _add_field(sheet, paper.plan, name)
        add_activities(sheet, paper.activities, paper.printed_on)
        _add_documents(sheet, paper.documents)
        _add_deadlines(sheet, paper.plan)
        for name in ("considerations", "economy", "fallback"):
            _add_field(sheet, paper.plan, name)
        _add_contacts(sheet, paper)
        return sheet.finish()


def _frame(paper: PlanSheet) -> Frame:
    title = _("Career plan")
    return Frame(
        title=title,
        language=paper.language,
        running=" · ".join(part for part in (title, paper.client_name) if part.strip()),
        foot=_(
            "The plan is yours. You decide whether Nav or others may see it, "
            "and you can change your mind."
        ),
        version=_running_version(paper.plan),
        is_draft=paper.plan.state == PlanState.DRAFT,
    )


def _version(plan: CareerPlan) -> str:
    if plan.state == PlanState.DRAFT:
        return _("Draft of version {number}").format(number=plan.number)
    return _("Version {number}").format(number=plan.number)


def _running_version(plan: CareerPlan) -> str:
    if plan.state == PlanState.DRAFT:
        return _("draft of version {number}").format(number=plan.number)
    return _("version {number}").format(number=plan.number)


def _add_top(sheet: Paper, paper: PlanSheet) -> None:
    root, wide = sheet.root, WIDTH - _SIDE - 16
    left = [
        text(root.child(kind), words, style, wide)
        for kind, words, style in (
            ("P", paper.centre_name, CENTRE),
            ("H1", _("Career plan"), TITLE),
            ("P", paper.client_name, NAME),
        )
        if words.strip()
    ]
    right = [text(root.child("P"), words, QUIET, _SIDE) for words in _made(paper) if words.strip()]
    side = tuple(replace(made, right=_SIDE) for made in right)
    sheet.add(Row((Cell(0, tuple(left)), Cell(WIDTH - _SIDE, side)), WIDTH, space_before=14))


def _made(paper: PlanSheet) -> tuple[str, ...]:
    plan = paper.plan
    who = _joined(paper.counsellor_name, _unbroken(paper.counsellor_phone))
    return (
        long_date(plan.finished_on or paper.printed_on),
        _version(plan),
        _("Replaces version {number}").format(number=plan.number - 1) if plan.replaces else "",
        _("Replaced by a later version") if plan.state == PlanState.SUPERSEDED else "",
        "" if plan.state.is_known else plan.state.label,
        _("Made together with {name}").format(name=who) if who else "",
    )


def _add_goal(sheet: Paper, plan: CareerPlan) -> None:
    if not plan.end_goal.strip() and plan.state != PlanState.DRAFT:
        return
    inside = WIDTH - 36
    label = text(sheet.root.child("H2"), field_label("plan", "end_goal"), GOAL_LABEL, inside)
    goal = own_words(sheet.root, plan.end_goal, GOAL, inside)
    if not goal:
        goal = (text(sheet.root.child("P"), _("Not decided yet"), QUIET, inside),)
    look = Look(above=11, below=13, ground=GROUND, bar=FJORD)
    sheet.add(Row((Cell(18, (label, *goal)),), WIDTH, look, space_before=16))


def _add_first_step(sheet: Paper, plan: CareerPlan) -> None:
    if not plan.next_step.strip():
        return
    label = _("{heading}: ").format(heading=field_label("plan", "next_step"))
    words = [Run(label, STRONG), *runs(plan.next_step, BODY)]
    step = text(sheet.root.child("P"), words, BODY, WIDTH - 27)
    look = Look(above=9, below=10, border=SUN)
    sheet.add(Row((Cell(13.5, (step,)),), WIDTH, look, space_before=15))


def _add_field(sheet: Paper, plan: CareerPlan, name: str) -> None:
    add_section(sheet, field_label("plan", name), getattr(plan, name))


def _add_documents(sheet: Paper, documents: tuple[DocumentItem, ...]) -> None:
    named = [document for document in documents if document.name.strip()]
    if not named:
        return
    add_heading(sheet, _("Papers I need"))
    add_list(sheet, [Item(_document(document), _mark(document)) for document in named])


def _document(document: DocumentItem) -> str:
    words = _joined(document.name, document.issuer)
    if document.status == DocumentStatus.NEEDED:
        return words
    state = uncapital(document.status.label)
    return _("{paper} ({state})").format(paper=words, state=state)


def _mark(document: DocumentItem) -> str:
    return "☑" if document.status == DocumentStatus.RECEIVED else "☐"


def _add_deadlines(sheet: Paper, plan: CareerPlan) -> None:
    if not plan.deadlines.strip() and plan.review_on is None:
        return
    add_heading(sheet, field_label("plan", "deadlines"))
    add_words(sheet, plan.deadlines)
    if plan.review_on is not None:
        day = weekday_date(plan.review_on)
        add_words(sheet, _("We look at the plan again on {day}.").format(day=day))


def _add_contacts(sheet: Paper, paper: PlanSheet) -> None:
    has_own_phone = paper.centre_phone.strip() not in {"", paper.counsellor_phone.strip()}
    people = [
        _joined(paper.counsellor_name, paper.centre_name, _unbroken(paper.counsellor_phone)),
        _joined(paper.centre_name, _unbroken(paper.centre_phone)) if has_own_phone else "",
        _joined(paper.nav_contact, paper.nav_office, _unbroken(paper.nav_phone)),
    ]
    contacts = [Item(words) for words in people if words]
    if not contacts and not paper.plan.support.strip():
        return
    add_heading(sheet, field_label("plan", "support"))
    add_words(sheet, paper.plan.support)
    add_list(sheet, contacts)


def _unbroken(phone: str) -> str:
    return phone.strip().replace(" ", "\N{NO-BREAK SPACE}")


def _joined(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())
