"""The receipt of a copy that was given out: the person keeps it, and can take the sharing back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.cases import case_code
from app.domain.plans import CareerPlan
from app.domain.sharing import PARTS, Disclosure, SharingDecision
from app.formats import uncapital
from app.i18n import _, later, speaking
from app.services.code_lists import code_lists
from app.services.printing import AtDesk, Print, language_of
from app.services.quiet.outgoing import texts_of

if TYPE_CHECKING:
    from app.domain.cases import Case
    from app.domain.staff import Centre, Counsellor
    from app.prints.receipt import ReceiptSheet


def newest_of(case: Case, decision_id: str) -> Disclosure | None:
    """Return what left last by a decision; nothing where nothing has."""
    found = [each for each in case.all(Disclosure) if each.decision_id == decision_id]
    return found[-1] if decision_id and found else None


def receipt_of(
    case: Case, given: Disclosure, centre: Centre, counsellor: Counsellor
) -> ReceiptSheet | None:
    """Return the receipt of what left once; nothing where the decision is not there."""
    from app.prints.receipt import ReceiptSheet

    decision, plan = case.entities.get(given.decision_id), case.entities.get(given.plan_id)
    if not isinstance(decision, SharingDecision) or given.given_at is None:
        return None
    language = language_of(case)
    with speaking(language):
        named = {each.code: each.label for each in code_lists()["plan_parts"].codes}
        how, said = given.given_how.label, uncapital(decision.said_how.label)
    shared = [code for code in named if code in given.parts]
    left = [code for code in named if given.parts and code in PARTS - given.parts]
    return ReceiptSheet(
        number=number_of(case, given),
        client_id=case.client.id,
        client_name=case.client.name,
        recipient=given.recipient,
        shared=tuple(named[code] for code in shared),
        left_out=tuple(named[code] for code in left),
        version=plan.number if isinstance(plan, CareerPlan) else 1,
        purpose=decision.purpose.strip(),
        said_how=said,
        given_how=how,
        given_on=given.given_at.astimezone().date(),
        until=decision.until,
        centre_name=centre.name,
        centre_phone=centre.phone,
        counsellor_name=counsellor.name,
        counsellor_phone=counsellor.phone,
        language=language,
    )


def number_of(case: Case, given: Disclosure) -> str:
    """Return the number of a receipt: its day, and which it is of the case's that day."""
    if given.given_at is None:
        return ""
    day = given.given_at.astimezone().date()
    same = [
        each.id
        for each in case.all(Disclosure)
        if each.given_at is not None and each.given_at.astimezone().date() == day
    ]
    return f"{day:%d.%m.%Y}-{same.index(given.id) + 1}"


def _gather(desk: AtDesk) -> ReceiptSheet | None:
    given = newest_of(desk.case, desk.decision_id) if desk.case is not None else None
    if desk.case is None or given is None:
        return None
    sheet = receipt_of(desk.case, given, desk.centre, desk.counsellor)
    return replace(sheet, practice=desk.practice) if sheet is not None else None


def _receipt_pdf(sheet: ReceiptSheet) -> bytes:
    from app.prints.receipt import receipt_pdf

    return receipt_pdf(sheet)


RECEIPT: Print[AtDesk, ReceiptSheet] = Print(
    name="receipt",
    gather=_gather,
    draw=_receipt_pdf,
    file_name=lambda sheet: f"kvittering-{case_code(sheet.client_id)}.pdf",
    whose=lambda sheet: sheet.client_id,
    texts=texts_of,
    words=lambda sheet: {"name": sheet.client_name or _("(no name yet)")},
    missing=later("Nothing has been given out by this decision, so there is nothing to receipt."),
    called=later("The receipt for {name}"),
    sent=later("The receipt for {name} is sent to the printer."),
)
"""What was shared, with whom, until when, and how it is taken back."""
