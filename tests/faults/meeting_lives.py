"""One meeting after another, each lived in many lives: killed, locked, out of room, out of time."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.domain.choices import MeetingKind
from app.domain.clients import Client
from app.services.case.preparing import new_meeting
from app.services.templates.finding import newest_built_in
from app.services.vault.colleagues import confirm_knowledge
from tests.faults.contending import Child
from tests.faults.lanes import LANES
from tests.faults.meeting_pace import KEYS_A_MINUTE
from tests.faults.meeting_script import PEOPLE
from tests.faults.meeting_troubles import FAR_JUMPS, HOURS_S
from tests.faults.meeting_verdicts import Heard, State, judge_meeting
from tests.faults.samples import TODAY, VAULT, Sample, make_sample
from tests.faults.verdicts import Verdict

FEWEST_LIVES = 6
MINUTES_A_LIFE = 2
LINES_A_LIFE = 2
"""Each life begins further on in what there is to say, so that all of it is said."""
SHORTEST = 60
"""The keys of the shortest life."""
KILL, LATE, LOCK, CUT = "kill", "late kill", "lock", "kill while locking"
"""How a life ends; a late kill is when keys have waited to be kept as long as they may."""
_PATIENCE_S = 60.0
_KILLED_WITHIN_S = 0.04
_CUT_WITHIN_S = 0.2

Happening = tuple[int, str, float]


@dataclass(frozen=True)
class MeetingLane:
    """How many meetings one lane holds."""

    work: str
    seed: int
    meetings: int
    minutes: int
    """How much is typed in each, at 400 characters a minute."""

    def run(self) -> Verdict:
        """Hold meeting after meeting, and judge after each life."""
        import tests.faults.meeting_robot  # noqa: F401 - loaded once, for every child

        os.environ["XDG_RUNTIME_DIR"] = self.work  # where programs find each other
        Path(self.work).chmod(0o700)
        os.environ["TZ"] = "Europe/Oslo"
        time.tzset()
        total = Verdict()
        for number in range(self.meetings):
            seed = self.seed + LANES * number
            total.join(_Meeting(Path(self.work) / "meeting", seed, self.minutes).hold())
        return total


class _Meeting:
    """One person, one vault, one note."""

    def __init__(self, place: Path, seed: int, minutes: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311 - a test that can be repeated
        self._seed = seed
        self._number = seed % len(PEOPLE)
        self._person = PEOPLE[self._number]
        self._minutes = minutes
        self._sample, self._meeting_id = prepared(place, self._person.name)
        self._offset_s = 0.0
        self._kept = State()

    def hold(self) -> Verdict:
        """Live life after life until the meeting is over."""
        total, ends = Verdict(), self._ends()
        lengths = self._lengths(len(ends))
        for number, (end, length) in enumerate(zip(ends, lengths, strict=True)):
            happens = tuple(self._happenings(number, end, length))
            heard = Heard().hear(self._live(number, happens, end, length))
            verdict, kept = judge_meeting(
                self._sample.folder, self._sample.key, self._meeting_id, heard
            )
            if not heard.states or heard.states[0] != self._kept:
                verdict.blame("another note came back than was kept", lost=1)
            if end == LOCK and not heard.locked:
                verdict.blame("it did not lock", undetected=1)
            self._kept = kept
            if heard.offset_s is not None:
                self._offset_s = heard.offset_s
            verdict.counted = {**heard.counted, f"ends by {end}": 1}
            total.add(verdict, f"meeting {self._seed}, life {number}, {end}, {happens}")
        return total

    def _ends(self) -> list[str]:
        """Draw how each life ends; the first locks on a full disk."""
        lives = max(FEWEST_LIVES, self._minutes // MINUTES_A_LIFE)
        rest = [LATE, LATE, KILL, LOCK, CUT]
        rest += self._dice.choices((LATE, KILL, LOCK, CUT), (4, 2, 2, 1), k=lives - 1 - len(rest))
        self._dice.shuffle(rest)
        return [LOCK, *rest]

    def _lengths(self, lives: int) -> list[int]:
        """Share the keys of the meeting among its lives."""
        keys = self._minutes * KEYS_A_MINUTE
        cuts = sorted(self._dice.randrange(keys) for _each in range(lives - 1))
        return [
            max(SHORTEST, end - begin) for begin, end in zip((0, *cuts), (*cuts, keys), strict=True)
        ]

    def _happenings(self, number: int, end: str, length: int) -> Iterator[Happening]:
        if number == 0:
            yield from ((length - 30, "full", 0), (length + 30, "room", 0))
        elif number % 3 == 0 or self._dice.random() < 0.2:
            full = self._dice.randrange(1, length)
            yield from ((full, "full", 0), (full + self._dice.randrange(20, 150), "room", 0))
        if number <= len(FAR_JUMPS):
            yield (self._dice.randrange(1, length // 2), "clock to", number - 1 if number else 0)
        if self._dice.random() < 0.5:
            yield (self._dice.randrange(1, length), "clock", self._dice.choice(HOURS_S))
        yield (length, {KILL: "ripe", LATE: "ripen"}.get(end, "lock"), 0)

    def _live(
        self, number: int, happens: tuple[Happening, ...], end: str, length: int
    ) -> list[str]:
        """Let the robot live one life, and end it; return what it said."""
        from tests.faults.meeting_robot import Life, run

        seed = self._seed * 1_000 + number
        life = Life(
            person=self._number,
            meeting_id=self._meeting_id,
            seed=seed,
            begins_with=number * LINES_A_LIFE,
            offset_s=self._offset_s,
            happens=happens,
        )
        robot = Child(lambda: run(self._sample.folder, life))
        if end in {KILL, LATE}:
            robot.says("ripe", _PATIENCE_S)
            _kill_within(robot, self._dice.uniform(0, _KILLED_WITHIN_S))
        elif end == CUT:
            robot.says("locking", _PATIENCE_S)
            _kill_within(robot, self._dice.uniform(0, _CUT_WITHIN_S))
        elif not robot.says("locked", _PATIENCE_S):
            robot.kill()
        return robot.end()


def _kill_within(robot: Child, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0 and robot.listen(left):
        pass
    robot.kill()


def prepared(place: Path, name: str) -> tuple[Sample, str]:
    """Make a vault with one person, and a meeting with three parties that is planned."""
    shutil.rmtree(place, ignore_errors=True)
    sample = make_sample(place / VAULT, names=(name,))
    with closing(sample.open()) as vault:
        confirm_knowledge(vault, TODAY)  # else the robot meets a page that asks
        with vault.work() as work:
            case = work.case(work.all(Client)[0].id)
            form = newest_built_in("three_party")
            planned = new_meeting(case, MeetingKind.THREE_PARTY, form, vault.counsellor)
            for each in planned:
                work.save(each)
    return sample, planned[0].id
