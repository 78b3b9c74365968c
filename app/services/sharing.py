"""Sharing by choice: what is asked before a decision holds, and the copy that it covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from app.domain.cases import case_code
from app.domain.choices import PlanState
from app.domain.code_sets import Codes
from app.domain.plans import CareerPlan
from app.domain.sharing import (
    ACTIVITIES,
    PAPERS,
    TEXTS,
    DecisionState,
    Disclosure,
    GivenHow,
    SaidHow,
    Scope,
    SharingDecision,
    SharingDeed,
    covered_parts,
    decision_state,
    may,
)
from app.errors import NotAllowed, NotFinished
from app.i18n import _, later
from app.paths import RESOURCES
from app.policy.policy import Export
from app.services.given_out import of_copy
from app.services.printed_words import explained_in
from app.services.printing import AtDesk, Print, language_of, plan_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from app.domain.cases import Case
    from app.domain.staff import Centre, Counsellor
    from app.prints.copy_sheet import CopySheet
    from app.prints.plan_sheet import PlanSheet


class _Suggested(msgspec.Struct, frozen=True):
    suggested_parts: tuple[str, ...]
    suggested_days: int


@cache
def _suggested() -> _Suggested:
    file = RESOURCES / "reference" / "sharing.json"
    return msgspec.json.decode(file.read_bytes(), type=_Suggested)


def new_decision(case: Case, plan: CareerPlan, today: date) -> SharingDecision:
    """Return a decision to be written: nothing is chosen, and the usual parts lie ready."""
    nav = case.period_of(plan).told_of_nav()
    named = ", ".join(part for part in (nav.nav_contact.strip(), nav.nav_office.strip()) if part)
    return SharingDecision(
        client_id=case.client.id,
        plan_id=plan.id,
        parts=Codes(_suggested().suggested_parts),
        recipient=named,
        contact_id=nav.nav_contact_id if named else "",
        until=today + timedelta(days=_suggested().suggested_days),
    )


def replacing(decision: SharingDecision, today: date) -> SharingDecision:
    """Return a decision to be written that takes another's place; until then that one stands."""
    fresh = SharingDecision(client_id=decision.client_id)
    until = today + timedelta(days=_suggested().suggested_days)
    return replace(
        decision,
        id=fresh.id,
        said_how=SaidHow.OPEN,
        until=until,
        decided_on=None,
        withdrawn_on=None,
        replaces=decision.id,
    )


def decisions_of(case: Case, plan_id: str) -> tuple[SharingDecision, ...]:
    """Return what was decided about a version of the plan, and what is being written, in order."""
    return tuple(each for each in case.all(SharingDecision) if each.plan_id == plan_id)


def given_out(case: Case) -> tuple[Disclosure, ...]:
    """Return what has left, newest first."""
    return tuple(reversed(case.all(Disclosure)))


def lacking(decision: SharingDecision, today: date) -> tuple[str, ...]:
    """Return what has to be asked before a decision holds, a sentence each."""
    return tuple(_lacking(decision, today))


def _lacking(decision: SharingDecision, today: date) -> Iterator[str]:
    if decision.scope == Scope.OPEN:
        yield _("Ask what the client wants.")
    if decision.scope in {Scope.PARTS, Scope.ALL}:
        if not covered_parts(decision):
            yield _("Choose at least one part.")
        if not decision.recipient.strip():
            yield _("Write who gets it.")
        if not decision.purpose.strip():
            yield _("Write what it is to be used for.")
        if decision.until is not None and decision.until < today:
            yield _("The day until which it is valid has passed.")
    if decision.scope != Scope.OPEN and decision.said_how == SaidHow.OPEN:
        yield _("Choose how the client said it.")


def decided(decision: SharingDecision, case: Case, today: date) -> SharingDecision:
    """Return the decision written down for good.

    Raises NotFinished with what is missing, or where it was decided before.
    """
    if not may(decision, SharingDeed.DECIDE, case, today):
        raise NotFinished(_("This was decided already. A new decision takes its place."))
    problems = lacking(decision, today)
    if problems:
        raise NotFinished(" ".join(problems))
    return replace(decision, decided_on=today)


def withdrawn(decision: SharingDecision, case: Case, today: date) -> SharingDecision:
    """Return the decision as taken back from today; raises NotFinished where it does not hold."""
    if not may(decision, SharingDeed.WITHDRAW, case, today):
        raise NotFinished(_("There is nothing to take back: this decision does not hold."))
    return replace(decision, withdrawn_on=today)


def why_nothing_leaves(decision: SharingDecision | None, case: Case, today: date) -> str:
    """Return why no copy can be made by a decision; empty where one can."""
    if decision is None:
        return _("Nothing is decided about this version of the plan.")
    sentences = {
        DecisionState.WRITTEN: _("Nothing leaves before the client’s choice is written down."),
        DecisionState.REFUSED: _("The client does not want to share the plan."),
        DecisionState.EXPIRED: _("The decision has run out. Ask again."),
        DecisionState.WITHDRAWN: _("The client has taken the decision back."),
        DecisionState.REPLACED: _("A later decision has taken its place."),
    }
    return sentences.get(decision_state(decision, case, today), "")


def copy_sheet(
    case: Case, decision: SharingDecision, centre: Centre, counsellor: Counsellor, today: date
) -> CopySheet:
    """Return the copy as it would leave, also while the decision is still being written.

    It is built from what is covered and from nothing else: what is not named here has no way in.
    """
    from app.prints.copy_sheet import CopySheet

    plan = case.get(CareerPlan, decision.plan_id)
    whole = plan_sheet(case, plan, centre, counsellor, today)
    parts = covered_parts(decision)
    is_whole = decision.scope == Scope.ALL
    copied = whole if is_whole else _only(whole, parts, language_of(case))
    return CopySheet(
        sheet=replace(copied, for_others=True),
        recipient=decision.recipient.strip(),
        is_whole=is_whole,
        until=decision.until,
        decision_id=decision.id,
        parts=parts,
    )


def _only(whole: PlanSheet, parts: frozenset[str], language: str) -> PlanSheet:
    from app.prints.plan_sheet import PlanSheet

    texts: dict[str, Any] = {
        n: getattr(whole.plan, n) for part, n in TEXTS.items() if part in parts
    }
    plan = CareerPlan(
        id=whole.plan.id,
        client_id=whole.plan.client_id,
        number=whole.plan.number,
        state=whole.plan.state if whole.plan.state.is_known else PlanState.DRAFT,
        finished_on=whole.plan.finished_on,
        **texts,
    )
    activities = whole.activities if ACTIVITIES in parts else ()
    documents = whole.documents if PAPERS in parts else ()
    return PlanSheet(
        plan=plan,
        activities=activities,
        documents=documents,
        explained=explained_in((plan, activities, documents), language),
        client_name=whole.client_name,
        centre_name=whole.centre_name,
        centre_phone=whole.centre_phone,
        counsellor_name=whole.counsellor_name,
        counsellor_phone=whole.counsellor_phone,
        language=whole.language,
        practice=whole.practice,
        printed_on=whole.printed_on,
    )


def copy_pdf(sheet: CopySheet) -> bytes:
    """Return the copy as a tagged PDF, made in memory."""
    from app.prints.plan_copy import plan_copy_pdf

    return plan_copy_pdf(sheet)


def check_covered(case: Case, sheet: CopySheet, today: date) -> None:
    """Raise NotAllowed unless a decision that holds today covers all that is on a copy.

    Asked again at the moment something leaves, whatever was shown before.
    """
    decision = case.entities.get(sheet.decision_id)
    found = decision if isinstance(decision, SharingDecision) else None
    why = why_nothing_leaves(found, case, today)
    if found is None or why or not sheet.parts <= covered_parts(found):
        raise NotAllowed(
            why or _("The decision does not cover all of this copy. Nothing has left.")
        )


def _gather(desk: AtDesk) -> CopySheet | None:
    """Return the copy of the decision that is asked for; nothing where none lets it leave."""
    found = desk.case.entities.get(desk.decision_id) if desk.case is not None else None
    if desk.case is None or not isinstance(found, SharingDecision):
        return None
    if why_nothing_leaves(found, desk.case, desk.today):
        return None
    sheet = copy_sheet(desk.case, found, desk.centre, desk.counsellor, desk.today)
    return replace(sheet, sheet=replace(sheet.sheet, practice=desk.practice))


def _record(
    desk: AtDesk, sheet: CopySheet, content: bytes, how: GivenHow, now: datetime
) -> Disclosure:
    """Ask once more whether it is covered, at the moment it leaves, and keep what leaves."""
    if desk.case is None:
        raise NotAllowed(_("Nothing is decided about this version of the plan."))
    check_covered(desk.case, sheet, desk.today)
    return of_copy(sheet, content, how, now)


COPY: Print[AtDesk, CopySheet] = Print(
    name="copy",
    gather=_gather,
    draw=copy_pdf,
    record=_record,
    file_name=lambda copy: f"utgave-{case_code(copy.sheet.plan.client_id)}.pdf",
    whose=lambda copy: copy.sheet.plan.client_id,
    words=lambda copy: {
        "name": copy.sheet.client_name or _("(no name yet)"),
        "who": copy.recipient,
    },
    missing=later("Write down on the page Sharing what the client wants, first."),
    called=later("A copy of the plan of {name}, for {who}"),
    sent=later("The copy for {who} is sent to the printer."),
    saved=later("The copy for {who} is saved. The file is not encrypted: look after it."),
    export_code=Export.PLAN_PDF,
    refused=later("County IT has decided that plans are not saved as files here."),
)
"""A copy for somebody else, of what the person has chosen."""
