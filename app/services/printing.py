"""Everything that is ever printed. Nothing here may take a note, and no sheet has room for one.

A print is one line of a table: what is gathered for it as a plain value, and how that value is
drawn. ReportLab is loaded when the first one is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.domain.cases import case_code
from app.domain.choices import MeetingState, PlanState
from app.i18n import Words, _, language, later, said
from app.policy.policy import Export
from app.services.agreed import agreed_sheet, outgoing
from app.services.given_out import of_own
from app.services.printed_words import explained_in
from app.services.quiet.outgoing import texts_of
from app.services.templates.finding import newest_built_in
from app.services.told import told_pdf, told_sheet

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.domain.cases import Case
    from app.domain.entities import CaseEntity
    from app.domain.plans import CareerPlan
    from app.domain.sharing import GivenHow
    from app.domain.staff import Centre, Counsellor
    from app.domain.templates import ConversationTemplate
    from app.prints.agreed_sheet import AgreedSheet
    from app.prints.blank_template import TemplateSheet
    from app.prints.plan_sheet import PlanSheet
    from app.prints.told_sheet import ToldSheet
    from app.services.quiet.outgoing import Outgoing

S = TypeVar("S")
P = TypeVar("P")


@dataclass(frozen=True, kw_only=True)
class AtDesk:
    """What is printed from in an open vault."""

    centre: Centre
    counsellor: Counsellor
    today: date
    case: Case | None = None
    plan: CareerPlan | None = None
    """The version that is wanted."""
    meeting_id: str = ""
    """The meeting whose agreements are wanted."""
    decision_id: str = ""
    """The decision whose copy is wanted."""
    template: ConversationTemplate | None = None
    """The conversation template that is wanted empty; else the usual one."""
    practice: bool = False
    """Whether the vault is of invented people; every sheet says so."""


def _nobody(sheet: object) -> str:
    del sheet
    return ""


def _no_words(sheet: object) -> Mapping[str, str]:
    del sheet
    return {}


@dataclass(frozen=True, kw_only=True)
class Print(Generic[S, P]):
    """Something that can be printed."""

    name: str
    """What its commands are named after."""
    gather: Callable[[S], P | None]
    """Make the value that may leave the vault; nothing where there is nothing to print."""
    draw: Callable[[P], bytes]
    """Return it as a tagged PDF, made in memory."""
    file_name: Callable[[P], str]
    """It names nobody: print queues show it."""
    whose: Callable[[P], str] = _nobody
    """The id of the person it is about; what is about nobody is not logged."""
    texts: Callable[[P], Sequence[Outgoing]] = texts_of
    """What in it was written by hand, which is looked through before it leaves."""
    record: Callable[[S, P, bytes, GivenHow, datetime], CaseEntity] | None = None
    """What is kept of it when it leaves; it may raise, and then nothing leaves."""
    words: Callable[[P], Mapping[str, str]] = _no_words
    """What the sentences about it are filled with: whose it is, which version."""
    called: Words = ""
    """What it is called in the sentence above the print dialog; `words` fills it."""
    missing: Words = ""
    """What is said where there is nothing to print."""
    sent: Words = ""
    """What is said when it is on its way to the printer; `words` fills it."""
    saved: Words = ""
    """What is said when it lies there as a file; without it, it goes to the printer only."""
    export_code: Export | None = None
    """What the county must allow before it becomes a file."""
    refused: Words = ""

    def say(self, words: Words, sheet: P) -> str:
        """Return a sentence about a sheet, with whose it is."""
        return said(words).format(**self.words(sheet)) if words else ""


def load_prints() -> None:
    """Load what makes documents, which takes a tenth of a second, before it is wanted."""
    import app.prints.career_plan  # noqa: F401 - only to have it loaded
    from app.services.quiet.quiet_check import load_lists

    load_lists()


def plan_sheet(
    case: Case, plan: CareerPlan, centre: Centre, counsellor: Counsellor, today: date
) -> PlanSheet:
    """Gather what goes on the plan's paper, in the person's written form."""
    from app.domain.clients import DocumentItem
    from app.prints.plan_sheet import PlanSheet

    nav = case.period_of(plan).told_of_nav()
    activities = tuple(a for a in case.activities(plan.id) if a.what.strip())
    documents = case.all(DocumentItem)
    spoken = language_of(case)
    sheet = PlanSheet(
        plan=plan,
        activities=activities,
        documents=documents,
        explained=explained_in((plan, activities, documents), spoken),
        client_name=case.client.name,
        centre_name=centre.name,
        centre_phone=centre.phone,
        counsellor_name=counsellor.name,
        counsellor_phone=counsellor.phone,
        nav_contact=nav.nav_contact,
        nav_office=nav.nav_office,
        nav_phone=nav.nav_phone,
        language=spoken,
        printed_on=today,
    )
    return _with_next_meeting(sheet, case, today)


def _with_next_meeting(sheet: PlanSheet, case: Case, today: date) -> PlanSheet:
    """Add the day the person comes again after today, and where; nothing of what was said.

    A version that was replaced tells of no day to come.
    """
    if sheet.plan.state == PlanState.SUPERSEDED:
        return sheet
    ahead = (m for m in case.meetings if m.state == MeetingState.PLANNED and m.day)
    meeting = next((m for m in ahead if m.day and m.day > today), None)
    if meeting is None:
        return sheet
    return replace(
        sheet,
        meets_on=meeting.day,
        meets_at=meeting.at,
        meets_how=meeting.mode,
        meets_where=meeting.place,
    )


def language_of(case: Case) -> str:
    """Return the written form a person wants; bokmål where only a newer Leia knows it."""
    form = case.client.language_form
    return form.value if form.is_known else "nb"


def plan_pdf(sheet: PlanSheet) -> bytes:
    """Return the career plan as a tagged PDF, made in memory."""
    from app.prints.career_plan import career_plan_pdf

    return career_plan_pdf(sheet)


def plan_file_name(client_id: str, number: int) -> str:
    """Return a file name that names nobody: the case's short code and the plan's version."""
    return f"karriereplan-{case_code(client_id)}-v{number}.pdf"


def _gather_plan(desk: AtDesk) -> PlanSheet | None:
    if desk.case is None or desk.plan is None:
        return None
    sheet = plan_sheet(desk.case, desk.plan, desk.centre, desk.counsellor, desk.today)
    return replace(sheet, practice=desk.practice)


def _plan_words(sheet: PlanSheet) -> Mapping[str, str]:
    """Say whose plan it is and which version: never in a file name, always to the counsellor."""
    return {
        "name": sheet.client_name or _("(no name yet)"),
        "version": version_words(sheet.plan),
    }


def version_words(plan: CareerPlan) -> str:
    """Return which version of a plan it is, and whether it is finished."""
    words = _("draft {n}") if plan.state == PlanState.DRAFT else _("version {n}")
    return words.format(n=plan.number)


def _gather_template(desk: AtDesk) -> TemplateSheet:
    from app.prints.blank_template import TemplateSheet

    template = desk.template or newest_built_in()
    return TemplateSheet(template, language(), desk.centre.name, practice=desk.practice)


def _gather_suggestions(desk: AtDesk) -> TemplateSheet:
    return replace(_gather_template(desk), for_suggestions=True)


def _gather_told(desk: AtDesk) -> ToldSheet | None:
    if desk.case is None:
        return None
    who, form = (desk.centre, desk.counsellor), language_of(desk.case)
    return told_sheet(desk.case.intake, form, *who, practice=desk.practice)


def _gather_agreed(desk: AtDesk) -> AgreedSheet | None:
    if desk.case is None or desk.meeting_id not in desk.case.entities:
        return None
    who = (desk.centre, desk.counsellor, language_of(desk.case))
    sheet = agreed_sheet(desk.case, desk.meeting_id, *who)
    return replace(sheet, practice=desk.practice) if sheet is not None else None


def _agreed_pdf(sheet: AgreedSheet) -> bytes:
    from app.prints.agreed_sheet import agreed_pdf

    return agreed_pdf(sheet)


def _template_pdf(sheet: TemplateSheet) -> bytes:
    from app.prints.blank_template import blank_template_pdf

    return blank_template_pdf(sheet)


CAREER_PLAN: Print[AtDesk, PlanSheet] = Print(
    name="plan",
    gather=_gather_plan,
    draw=plan_pdf,
    record=lambda _desk, *about: of_own(*about),
    file_name=lambda sheet: plan_file_name(sheet.plan.client_id, sheet.plan.number),
    whose=lambda sheet: sheet.plan.client_id,
    missing=later("Open a client with a plan first; then it can be printed."),
    words=_plan_words,
    called=later("The plan of {name}, {version}"),
    sent=later("The plan of {name}, {version}, is sent to the printer."),
    saved=later(
        "The plan of {name}, {version}, is saved. The file is not encrypted: look after it."
    ),
    export_code=Export.PLAN_PDF,
    refused=later("County IT has decided that plans are not saved as files here."),
)
BLANK_TEMPLATE: Print[AtDesk, TemplateSheet] = Print(
    name="template",
    gather=_gather_template,
    draw=_template_pdf,
    file_name=lambda _sheet: "samtalemal.pdf",
    called=later("An empty conversation template"),
    sent=later("The empty conversation template is sent to the printer."),
)
SUGGESTIONS: Print[AtDesk, TemplateSheet] = replace(
    BLANK_TEMPLATE,
    name="suggestions",
    gather=_gather_suggestions,
    file_name=lambda _sheet: "forslag-til-mal.pdf",
    called=later("A sheet for suggestions to the template"),
    sent=later("The sheet for suggestions is sent to the printer."),
)
TOLD: Print[AtDesk, ToldSheet] = Print(
    name="told",
    gather=_gather_told,
    draw=told_pdf,
    file_name=lambda _sheet: "om-veiledningen.pdf",
    missing=later("Open a client first."),
    called=later("What the client is told"),
    sent=later("What the client is told is sent to the printer."),
)
AGREED: Print[AtDesk, AgreedSheet] = Print(
    name="agreed",
    gather=_gather_agreed,
    draw=_agreed_pdf,
    file_name=lambda sheet: f"avtalt-{case_code(sheet.client_id)}.pdf",
    whose=lambda sheet: sheet.client_id,
    texts=outgoing,
    words=lambda sheet: {"name": sheet.client_name or _("(no name yet)")},
    missing=later("Mark what was agreed, and ask the client who may have a copy, first."),
    called=later("What was agreed with {name}"),
    sent=later("What was agreed with {name} is sent to the printer."),
)
AT_DESK: tuple[Print[AtDesk, Any], ...] = (CAREER_PLAN, BLANK_TEMPLATE, SUGGESTIONS, TOLD, AGREED)
"""What is printed from an open vault."""
