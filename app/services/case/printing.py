"""Put a plan on paper. There is no function here, and must never be one, that takes a note."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from app.domain.cases import case_code

if TYPE_CHECKING:
    from datetime import date

    from app.domain.cases import Case
    from app.domain.plans import CareerPlan
    from app.domain.staff import Centre, Counsellor
    from app.domain.templates import ConversationTemplate
    from app.prints.career_plan import PlanPaper


def plan_paper(
    case: Case, plan: CareerPlan, centre: Centre, counsellor: Counsellor, today: date
) -> PlanPaper:
    """Gather what goes on the paper, in the person's written form."""
    from app.domain.clients import DocumentItem
    from app.prints.career_plan import PlanPaper  # ReportLab, when first needed

    intake = case.intake
    return PlanPaper(
        plan=plan,
        activities=tuple(a for a in case.activities(plan.id) if a.what.strip()),
        documents=case.all(DocumentItem),
        client_name=case.client.name,
        centre_name=centre.name,
        centre_phone=centre.phone,
        counsellor_name=counsellor.name,
        counsellor_phone=counsellor.phone,
        nav_contact=intake.nav_contact,
        nav_office=intake.nav_office,
        nav_phone=intake.nav_phone,
        language=case.client.language_form.value,
        printed_on=today,
    )


def plan_pdf(paper: PlanPaper) -> bytes:
    """Return the career plan as a tagged PDF, made in memory."""
    from app.prints.career_plan import career_plan_pdf

    return career_plan_pdf(paper)


def unprintable_letters(paper: PlanPaper) -> str:
    """Return the characters of a plan that the paper's typeface does not have."""
    from app.prints.text import unprintable

    parts: tuple[Any, ...] = (paper, paper.plan, *paper.activities, *paper.documents)
    values = (getattr(part, f.name) for part in parts for f in fields(part))
    return unprintable(" ".join(value for value in values if isinstance(value, str)))


def blank_template(template: ConversationTemplate, language: str, centre_name: str) -> bytes:
    """Return an empty conversation template to fill in by hand."""
    from app.prints.blank_template import blank_template_pdf

    return blank_template_pdf(template, language, centre_name)


def paper_name(client_id: str, number: int) -> str:
    """Return a file name that names nobody: the case's short code and the plan's version."""
    return f"karriereplan-{case_code(client_id)}-v{number}.pdf"
