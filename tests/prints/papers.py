"""Plans to print: a usual one, and random ones that are anything but."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.domain.choices import ActivityStatus, DocumentStatus, Party, PlanState
from app.domain.clients import DocumentItem
from app.domain.plans import CareerPlan, PlanActivity
from app.prints.plan_sheet import PlanSheet

TODAY = date(2026, 3, 3)
FIELDS = ("why", "brings", "route", "deadlines", "considerations", "economy", "fallback", "support")
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789",
    "áÁčČđĐŋŊšŠŧŦžŽïÏńŃöÖäÄǥǤǧǦǩǨǯǮʒƷõÕâÂ",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёъыэАБВГЯ",
    "<&>\"'\\()[]{}/%$#@!?;:,.–—«»“”’‑…·→☐☑✓●■▲◆○½²",
    "🙂👩‍🚀☑️🇳🇴❤️",
    "سلامאבגदे中文字",
    "\x00\x01\x07\x1b\x7f\x85\u200b\u200f\u202e\u2066\ufeff\u00ad\ud800\udfff",
    "\t\u00a0\u2007\u2003\u3000 ",
    "\r\n\u2028",
)


def an_activity(what: str, party: str = "CLIENT", **fields: Any) -> PlanActivity:
    return PlanActivity(what=what, party=Party(party), **fields)


def a_plan() -> CareerPlan:
    return CareerPlan(
        state=PlanState.FINAL,
        end_goal="Fagbrev som helsefagarbeider, og kanskje sykepleier siden.",
        next_step="Jeg henter vitnemålet på skolen og leverer det til Kari innen 10. mars.",
        why="Jeg vil ha fast jobb og lønn etter det jeg kan.",
        brings="Nesten seks år på sykehjem (80 %) og to år i hjemmetjenesten (50 %).\nGod på ro.",
        route="Realkompetansevurdering → praksiskandidat → fagbrev",
        deadlines="1. september: oppmelding til eksamen.",
        review_on=date(2026, 6, 2),
        economy="Spørre Lånekassen om støtte.",
        fallback="Fagbrev på jobb hvis praksistiden ikke godkjennes.",
    )


def some_activities() -> tuple[PlanActivity, ...]:
    return (
        an_activity("Be om attest", due_on=date(2026, 2, 20), status=ActivityStatus.DONE),
        an_activity("Sende søknad", "CENTRE", due_on=date(2026, 3, 10), detail="Mangler vitnemål"),
        an_activity("Ringe arbeidsgiver", "NAV", who="Ola", status=ActivityStatus.ONGOING),
        an_activity("Barnepass i eksamensukene", "OTHER", who="Mor", due_words="i høst"),
        an_activity("Melde meg opp til eksamen", due_on=date(2027, 9, 1)),
    )


def some_documents() -> tuple[DocumentItem, ...]:
    return (
        DocumentItem(name="Vitnemål", issuer="Bodin vgs", status=DocumentStatus.ORDERED),
        DocumentItem(name="Attest", status=DocumentStatus.RECEIVED),
        DocumentItem(name="Førerkort"),
    )


def a_paper(**fields: Any) -> PlanSheet:
    """The plan of the design's picture, in English."""
    usual = PlanSheet(
        plan=a_plan(),
        activities=some_activities(),
        documents=some_documents(),
        client_name="Camilla Storjord",
        centre_name="Karriere Nordland Salten",
        centre_phone="755 00 000",
        counsellor_name="Kari Nilsen",
        counsellor_phone="990 00 012",
        nav_contact="Ola Hansen",
        nav_office="Nav Fauske",
        nav_phone="990 00 041",
        language="en",
        printed_on=TODAY,
    )
    return replace(usual, **fields)


def a_draft(**fields: Any) -> PlanSheet:
    paper = a_paper(**fields)
    return replace(paper, plan=replace(paper.plan, state=PlanState.DRAFT, number=3))


def a_random_paper(seed: int) -> PlanSheet:
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    words = {name: any_text(dice) for name in (*FIELDS, "end_goal", "next_step")}
    plan = CareerPlan(
        state=dice.choice(list(PlanState)),
        number=dice.randint(1, 40),
        replaces=dice.choice(["", "x"]),
        review_on=dice.choice([None, any_day(dice)]),
        **words,
    )
    return PlanSheet(
        plan=plan,
        activities=tuple(_any_activity(dice) for _row in range(dice.choice([0, 1, 3, 12, 80]))),
        documents=tuple(_any_document(dice) for _row in range(dice.randint(0, 5))),
        client_name=any_text(dice, 3),
        centre_name=any_text(dice, 3),
        centre_phone=any_text(dice, 1),
        counsellor_name=any_text(dice, 3),
        counsellor_phone=any_text(dice, 1),
        nav_contact=any_text(dice, 3),
        nav_office=any_text(dice, 3),
        nav_phone=any_text(dice, 1),
        language="en",
        printed_on=TODAY,
    )


def any_text(dice: random.Random, most: int = 60) -> str:
    """Nothing, a few words, or words nobody would write."""
    return " ".join(_any_word(dice) for _word in range(dice.choice([0, 1, 2, most])))


def any_day(dice: random.Random) -> date:
    return TODAY + timedelta(days=dice.randint(-300, 900))


def _any_word(dice: random.Random) -> str:
    alphabet = dice.choice(ALPHABETS[:2] if dice.random() < 0.7 else ALPHABETS)
    length = 230 if dice.random() < 0.02 else dice.randint(1, 12)
    return "".join(dice.choice(alphabet) for _sign in range(length))


def _any_activity(dice: random.Random) -> PlanActivity:
    return PlanActivity(
        what=any_text(dice, 12),
        detail=any_text(dice, 30),
        party=dice.choice(list(Party)),
        who=any_text(dice, 2),
        due_on=dice.choice([None, any_day(dice)]),
        due_words=any_text(dice, 2),
        status=dice.choice(list(ActivityStatus)),
    )


def _any_document(dice: random.Random) -> DocumentItem:
    status = dice.choice(list(DocumentStatus))
    return DocumentItem(name=any_text(dice, 4), issuer=any_text(dice, 3), status=status)
