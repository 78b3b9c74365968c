"""Works in a vault while the wall clock jumps: years, days, an hour of summer time, a time zone."""

from __future__ import annotations

import os
import random
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain import entities
from app.domain.clients import Client
from app.domain.plans import CareerPlan, PlanActivity
from app.services.vault.restoring import find_copies
from app.storage import devices, meta
from app.storage.copies.making import COPIES
from app.storage.vault import Vault
from tests import raw
from tests.faults.edits import edit
from tests.faults.samples import Sample
from tests.faults.shim import Shim
from tests.faults.verdicts import Verdict, kept

DAY_S = 86_400.0
JUMPS_S = (-DAY_S, -57 * 365 * DAY_S, 10 * 365 * DAY_S, -3_600.0, 3_600.0, -0.5, 90 * DAY_S)
ZONES = ("Europe/Oslo", "America/Anchorage", "Asia/Tokyo", "UTC")
STEPS = 12
DUE = date(2031, 5, 17)


@dataclass(frozen=True)
class ClockLane:
    """How many sequences of jumps one lane makes."""

    folder: str
    """Of the sample."""
    work: str
    seed: int
    sequences: int

    def run(self) -> Verdict:
        """Make sequences of jumps, and judge each."""
        dice = random.Random(self.seed)  # noqa: S311 - a test that can be repeated
        sample, total, shim = Sample(Path(self.folder)), Verdict(), Shim()
        assert sample.key, "derived once, for every trial"
        for number in range(self.sequences):
            trial = sample.copied_to(Path(self.work) / "trial")
            shim.set_clock(0)
            total.add(_sequence(trial, dice, shim), f"sequence {number} of seed {self.seed}")
        return total


def _sequence(sample: Sample, dice: random.Random, shim: Shim) -> Verdict:
    verdict, edits = Verdict(), []
    _promise_something(sample)
    for step in range(STEPS):
        shim.set_clock(sum(dice.choices(JUMPS_S, k=dice.randrange(3))))
        os.environ["TZ"] = dice.choice(ZONES)
        time.tzset()
        raw.set_ids_back()  # as in a process that has just begun
        with closing(sample.open()) as vault:
            for each in range(dice.randrange(1, 5)):
                number = step * 6 + each
                edit(vault, number)
                edits.append(number)
            if dice.random() < 0.2:
                vault.copy()
            if dice.random() < 0.1:
                _become_another_computer(vault)
    with closing(sample.open()) as vault:
        _judge(vault, edits, verdict)
    if not all(copy.is_whole for copy in find_copies(sample.folder / COPIES)):
        verdict.blame("a bad copy", undetected=1)
    return verdict


def _promise_something(sample: Sample) -> None:
    with closing(sample.open()) as vault, vault.work() as work:
        plan = CareerPlan(client_id=work.all(Client)[0].id)
        work.save(plan)
        work.save(PlanActivity(client_id=plan.client_id, plan_id=plan.id, what="Søk", due_on=DUE))


def _become_another_computer(vault: Vault) -> None:
    """Do what a restore does: the journal goes on under another device id."""
    with raw.database(vault).transaction() as connection:
        meta.put(connection, "device_id", own := entities.new_id())
        devices.begin(connection, own)


def _judge(vault: Vault, edits: list[int], verdict: Verdict) -> None:
    verdict.acknowledged = len(edits)
    missing = set(edits) - kept(vault, edits)
    if missing:
        verdict.blame(f"edits {sorted(missing)} are gone", lost=len(missing))
    if not vault.verify_chain().ok:
        verdict.blame("the chain is broken", undetected=1)
    readings = raw.database(vault).alone(_readings_as_written)
    if readings != sorted(set(readings)):
        verdict.blame("the logical clock went back", undetected=1)
    with vault.work() as work:
        due = [each.due_on for each in work.all(PlanActivity)]
    made = raw.database(vault).alone(_people_as_made)
    if made != sorted(made):
        verdict.blame("people changed places", undetected=1)
    if due != [DUE]:
        verdict.blame("a deadline moved", undetected=1)


def _people_as_made(driver) -> list[tuple[str, str]]:
    """Return device and id of each person; a new device's ids do not follow another's clock."""
    return driver.execute(
        "SELECT device_id, entity_id FROM change WHERE kind = 'client' AND field = '*' "
        "ORDER BY device_id, device_seq"
    ).fetchall()


def _readings_as_written(driver) -> list[str]:
    rows = driver.execute(
        "SELECT hlc FROM (SELECT rowid, hlc, 1 AS part FROM change ORDER BY rowid)"
    ).fetchall()
    return [row[0] for row in rows]
