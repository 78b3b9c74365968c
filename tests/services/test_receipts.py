"""The receipt tells what left, from its record and the decision behind it."""

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.sharing import GivenHow, SharingDecision
from app.services.given_out import of_copy, of_own
from app.services.printing import plan_sheet
from app.services.receipts import newest_of, number_of, receipt_of
from app.services.sharing import copy_pdf, copy_sheet, decided
from tests.builders import TODAY
from tests.services.test_sharing import CENTRE, KARI, a_decision, a_full_case

NOW = datetime(2026, 3, 3, 10, 30, tzinfo=UTC)


def given_twice():
    """Return a case in which two parts left, after the person's own copy on the same day."""
    case, plan = a_full_case()
    made = decided(a_decision(case, plan), case, TODAY)
    case = case.with_(made)
    own = of_own(plan_sheet(case, plan, CENTRE, KARI, TODAY), b"own", GivenHow.PRINT, NOW)
    copy = copy_sheet(case, made, CENTRE, KARI, TODAY)
    left = of_copy(copy, copy_pdf(copy), GivenHow.PRINT, NOW)
    return case.changed({each.id: each for each in (own, left)}), made, own, left


def test_it_tells_what_left_and_what_stayed():
    case, made, _own, left = given_twice()

    receipt = receipt_of(case, left, CENTRE, KARI)

    assert newest_of(case, made.id) == left
    assert receipt.shared == ("Målet mitt", "Dette skal gjøres")
    assert len(receipt.left_out) == 10
    assert (receipt.recipient, receipt.purpose, receipt.until) == (
        made.recipient,
        made.purpose,
        made.until,
    )
    assert receipt.said_how == "muntlig, lest høyt sammen"


def test_a_number_is_the_day_and_which_it_was_that_day():
    case, _made, own, left = given_twice()

    assert (number_of(case, own), number_of(case, left)) == ("03.03.2026-1", "03.03.2026-2")


def test_the_persons_own_copy_needs_no_receipt():
    case, _made, own, _left = given_twice()

    assert receipt_of(case, own, CENTRE, KARI) is None
    assert newest_of(case, "") is None


def test_a_whole_plan_leaves_nothing_out():
    case, made, _own, left = given_twice()
    whole = replace(left, id="", parts=type(left.parts)())
    case = case.with_(whole)

    receipt = receipt_of(case, whole, CENTRE, KARI)

    assert isinstance(case.entities[made.id], SharingDecision)
    assert (receipt.shared, receipt.left_out) == ((), ())
