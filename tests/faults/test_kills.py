"""R1: the real program is killed while it works: what was called saved is there afterwards."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from app.domain import fields
from app.domain.entities import Entity
from app.domain.kinds import kind_name
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.staff import Counsellor
from app.services.case.editing import FieldKey
from app.services.case.jottings import jot
from app.services.vault import health
from app.services.vault.colleagues import confirm_knowledge, renew_copies
from app.services.vault.restoring import find_copies
from app.storage.copies.making import COPIES
from app.storage.keys.sealing import NEXT
from app.storage.values.drafts import Draft
from app.storage.vault import Vault, open_vault
from tests.building import Clients
from tests.faults.key_deeds import NEW_PASSPHRASE
from tests.faults.key_verdicts import judge_put_back, opens, opens_copy
from tests.faults.lanes import LANES, shares
from tests.faults.recording import REPOSITORY
from tests.faults.records import Tally
from tests.faults.samples import PASSPHRASE, STATE, TODAY, VAULT, Sample, make_sample, quick_keys
from tests.faults.verdicts import Verdict, promises

LONGEST_S = 0.4
"""A robot's longest life after its window is there, or after it first said what it saved."""


UNTIL = {"put back": "ready", "lock": "locking"}
"""What some robots say when the part of their life begins in which they are killed."""

FIRST_DEED = {"take out": "taken_out"}
"""What most robots say after the first deed they are tried in; others after they have typed."""


class Nursery:
    """Where robots are brought up, one after another."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311 - a test that can be repeated
        self._seed = seed * 100_000
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=REPOSITORY,
            stdin=pipe,
            stdout=pipe,
            text=True,
        )

    def live_and_die(self, folder: Path, deed: str, passphrase: str) -> list[str]:
        """Let a robot work on a vault and kill it; return what it said."""
        first = FIRST_DEED.get(deed, "typed")
        until = UNTIL.get(deed) or (first if self._dice.random() < 0.8 else "ready")
        self._seed += 1
        asked = {
            "folder": str(folder),
            "seed": self._seed,
            "deed": deed,
            "passphrase": passphrase,
            "until": until,
            "moment_s": self._dice.uniform(0.0, LONGEST_S),
        }
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        lines = json.loads(self._process.stdout.readline())
        assert promises(lines, "ready"), lines
        return lines

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def nurseries() -> Iterator[list[Nursery]]:
    made = [Nursery(lane) for lane in range(LANES)]
    yield made
    for nursery in made:
        nursery.close()


@pytest.fixture(scope="module")
def livs(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A vault with one person in it, whose case the robots write in."""
    with quick_keys():
        return make_sample(tmp_path_factory.mktemp("livs") / VAULT, names=("Liv Hansen",))


@pytest.fixture
def kill_robots(tally: Tally, nurseries: list[Nursery], livs: Sample, tmp_path: Path):
    """Kill one robot after another on the same vault, in lanes beside each other.

    Gives in how many lives the vault got a new key.
    """

    def lane(number: int, rounds: int, deed: str) -> tuple[Verdict, int]:
        total, taking = Verdict(), 0
        folder = livs.copied_to(tmp_path / f"lane{number}").folder
        with closing(open_vault(folder, PASSPHRASE)) as vault:
            vault.copy()
        passphrase = PASSPHRASE
        for each in range(rounds):
            lines = nurseries[number].live_and_die(folder, deed, passphrase)
            verdict, passphrase = judge_robot(folder, lines)
            taking += bool(promises(lines, "taken_out"))
            total.add(verdict, f"{deed}, lane {number}, life {each}")
        return total, taking

    def run(kills: int, deed: str) -> int:
        taking = 0
        with ThreadPoolExecutor(LANES) as lanes:
            for found, lives in lanes.map(lane, range(LANES), shares(kills), [deed] * LANES):
                tally.add(found)
                taking += lives
        # Four in five live until they are told once; how often more is the machine's speed.
        assert tally.acknowledged > kills // 2
        tally.check()
        return taking

    return run


def judge_robot(folder: Path, lines: list[str]) -> tuple[Verdict, str]:
    """Hold a vault against what its robot reported; return the passphrase that opens it now too.

    Judged is what the next start leaves: it gives copies the vault's new key where a kill cut that
    off, as the program does before it makes a copy.
    """
    reports, taken_out = promises(lines, "typed"), promises(lines, "taken_out")
    typed = reports[-1] if reports else {}
    verdict = Verdict(acknowledged=len(reports) + len(taken_out))
    opening = [each for each in (PASSPHRASE, NEW_PASSPHRASE) if opens(folder, each)]
    if len(opening) != 1:
        verdict.blame(f"{len(opening)} passphrases open the vault", lost=len(reports) or 1)
        return verdict, PASSPHRASE
    with closing(open_vault(folder, opening[0])) as vault:
        _judge_open(vault, typed, verdict)
        if taken_out and vault.key_change.number in taken_out[:-1]:
            verdict.blame("the vault has a key that somebody left with", undetected=1)
        renew_copies(vault, ())
        holders = vault.colleagues.key_holders()
        with vault.work() as work:
            active = {each.id for each in work.all(Counsellor, active=True)}
    if (folder / NEXT).exists() or holders != active:
        verdict.blame("a half-done deed lies about", undetected=1)
    copies = find_copies(folder / COPIES)
    promised = promises(lines, "copy")
    if promised and max(copy.path.name for copy in copies) < promised[-1]:
        verdict.blame(f"the copy {promised[-1]} is gone", lost=1)
    if not all(copy.is_whole and opens_copy(copy, opening[0]) for copy in copies):
        verdict.blame("a bad copy", undetected=1)
    return verdict, opening[0]


def _judge_open(vault: Vault, typed: dict[str, str], verdict: Verdict) -> None:
    found = health.check_now(vault, TODAY)
    verdict.repaired += found.repaired
    if found.needs_restore or not vault.verify_chain().ok:
        verdict.blame(f"damaged: {found.sentence}", undetected=1)
        return
    with vault.work() as work:
        case = work.case(Clients(vault).named("Liv"))
        things = {**case.entities, **work.register().entities}
        drafts = work.drafts.all()
    for name, text in typed.items():
        if not kept(things, drafts, name).strip().startswith(text.strip()):  # a deadline's edges go
            verdict.blame(f"what was typed into {name.partition('.')[2]} is gone", lost=1)


def kept(things: Mapping[str, Entity], drafts: tuple[Draft, ...], name: str) -> str:
    """Return what the next start will show in a field, or beside a thing."""
    entity_id, _dot, field = name.partition(".")
    for draft in drafts:
        if (draft.entity_id, draft.field) == (entity_id, field):
            return draft.raw
    thing = things[entity_id]
    return fields.shown(thing, field) if fields.is_edited(kind_name(thing), field) else ""


@pytest.mark.fault(id="R1", what="program killed while typing and saving")
def test_killed_while_typing(kill_robots, counts):
    kill_robots(counts["kills"], "type")


@pytest.mark.fault(id="R1", what="program killed while typing and copying")
def test_killed_while_copying(kill_robots, counts):
    kill_robots(counts["kills-beside"], "copy")


@pytest.mark.fault(id="R1", what="program killed while typing and taking colleagues in and out")
def test_killed_while_taking_colleagues_in_and_out(kill_robots, counts):
    kills = counts["kills-beside"]

    lives_with_one = kill_robots(kills, "take out")

    # A new key for each of them, all through the trial and not only in its first lives.
    assert lives_with_one > kills // 2


@pytest.mark.fault(id="R1", what="program killed while typing and changing passphrases")
def test_killed_while_changing_passphrases(kill_robots, counts):
    kill_robots(counts["kills-beside"], "change")


@pytest.mark.fault(id="R1", what="program killed while it locks")
def test_killed_while_locking(tally, nurseries, livs, counts, tmp_path):
    def lane(number: int, rounds: int) -> tuple[Verdict, int]:
        total, locked = Verdict(), 0
        folder = livs.copied_to(tmp_path / f"lane{number}").folder
        with closing(open_vault(folder, PASSPHRASE)) as vault:
            confirm_knowledge(vault, TODAY)  # else the robot meets a page that asks
        for each in range(rounds):
            lines = nurseries[number].live_and_die(folder, "lock", PASSPHRASE)
            verdict, _passphrase = judge_robot(folder, lines)
            judge_memory(folder, verdict)
            locked += bool(promises(lines, "locked"))
            total.add(verdict, f"lane {number}, life {each}")
        return total, locked

    kills, locked = counts["kills-beside"], 0
    with ThreadPoolExecutor(LANES) as lanes:
        for found, lives in lanes.map(lane, range(LANES), shares(kills)):
            tally.add(found)
            locked += lives

    assert locked < kills, "every robot had locked before it was killed: the trial is empty"
    tally.check()


def judge_memory(folder: Path, verdict: Verdict) -> None:
    """What this computer remembers of the vault never speaks against it: nothing was put back."""
    with closing(open_vault(folder, PASSPHRASE)) as vault:
        if health.check_state(vault, folder.parent / STATE).is_against:
            verdict.blame("the computer remembers another vault", undetected=1)


@pytest.mark.fault(id="R1", what="program killed in the window that restores")
def test_killed_while_restoring(tally, nurseries, staffed, counts, tmp_path):
    def lane(number: int, rounds: int) -> Verdict:
        total = Verdict()
        for each in range(rounds):
            trial = staffed.copied_to(tmp_path / f"lane{number}")
            lines = nurseries[number].live_and_die(trial.folder, "put back", PASSPHRASE)
            verdict = judge_put_back(trial.folder, staffed.key, lines)
            total.add(verdict, f"lane {number}, life {each}")
        return total

    with ThreadPoolExecutor(LANES) as lanes:
        for found in lanes.map(lane, range(LANES), shares(counts["kills-beside"])):
            tally.add(found)

    tally.check()


@pytest.mark.fault(id="control", what="robot that reports more than is saved")
def test_a_lost_text_would_be_noticed_in_every_kind_of_field(tally, livs, tmp_path):
    folder = livs.copied_to(tmp_path).folder
    with closing(open_vault(folder, PASSPHRASE)) as vault:
        typed = write_everywhere(vault)

    def lost(typed: dict[str, str]) -> int:
        return judge_robot(folder, [json.dumps({"typed": typed})])[0].lost

    assert lost(typed) == 0
    tally.trials = len(typed)
    tally.caught = lost({name: f"{text}en" for name, text in typed.items()})
    assert tally.caught == tally.trials


def write_everywhere(vault: Vault) -> dict[str, str]:
    """Write into a field of each kind that robots type in; return what stands there now."""
    client_id, centre = Clients(vault).named("Liv"), vault.centre
    own = {"client_id": client_id}
    plan = CareerPlan(**own)
    row = PlanActivity(**own, plan_id=plan.id, what="Ringe")
    with vault.work() as work:
        intake = work.case(client_id).intake
        for each in (plan, row):
            work.save(each)
        work.drafts.keep(kind_name(row), row.id, client_id, "due", "til høst")
    jot(vault, client_id, FieldKey(plan.id, "addendum"), "Han ringte")
    return {
        f"{intake.id}.purpose": intake.purpose,
        f"{row.id}.due": "til høst",
        f"{plan.id}.addendum": "Han ringte",
        f"{centre.id}.phone": centre.phone,
    }
