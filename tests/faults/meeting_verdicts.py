"""Holds a vault against what the robot of a meeting typed, was promised, and was told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.cases import Case
from app.domain.clients import Client
from app.domain.meetings import NoteSection
from app.domain.plans import PlanActivity
from app.domain.questions import OpenQuestion
from app.errors import UserError
from app.storage.values.drafts import Draft
from tests.faults.samples import Key, open_with
from tests.faults.verdicts import Verdict, judge_open

AT_MOST = 20
"""Keys between the first one that may be missing and the last: 3 s at 400 a minute."""
TRIES_AGAIN = 40
"""Keys in which all is stored once there is room again: it is tried every 5 s, which is 33."""
SAVED = "times saved"
_SHOWN = 60


@dataclass(frozen=True)
class State:
    """Everything that came of a meeting, as one thing: what is kept is one of these, and whole."""

    texts: tuple[tuple[str, str], ...] = ()
    """What stands in each section; empty ones are left out."""
    activities: tuple[tuple[str, ...], ...] = ()
    """What was agreed, the party that does it, and by when."""
    questions: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        texts: Mapping[str, str],
        activities: Iterable[Sequence[str]],
        questions: Iterable[str],
    ) -> State:
        written = sorted((key, text) for key, text in texts.items() if text)
        return cls(tuple(written), tuple(map(tuple, activities)), tuple(questions))

    @classmethod
    def told(cls, told: Mapping) -> State:
        """Return what a robot said as one."""
        return cls.of(told["texts"], told["activities"], told["questions"])

    def tell(self) -> dict:
        """Say it so that `told` understands it."""
        texts = dict(self.texts)
        return {"texts": texts, "activities": self.activities, "questions": self.questions}

    def with_line(self, key: str, words: str) -> State:
        """Return the state with another last line in one section."""
        before, line_break, _last = dict(self.texts).get(key, "").rpartition("\n")
        return self.with_text(key, before + line_break + words)

    def with_text(self, key: str, text: str) -> State:
        """Return the state with another text in one section."""
        return self.of({**dict(self.texts), key: text}, self.activities, self.questions)


def state_of(case: Case, meeting_id: str, drafts: Iterable[Draft] = ()) -> State:
    """Return what came of a meeting as it lies in a case, with what is typed but no state yet."""
    typed = {each.entity_id: each.raw for each in drafts if each.field == "text"}
    notes = (each for each in case.all(NoteSection) if each.meeting_id == meeting_id)
    made = [each for each in case.all(PlanActivity) if each.meeting_id == meeting_id]
    asked = sorted(each.text for each in case.all(OpenQuestion) if each.meeting_id == meeting_id)
    return State.of(
        {each.key: typed.get(each.id, each.text) for each in notes},
        [made_of(each) for each in sorted(made, key=lambda each: each.position)],
        asked,
    )


def made_of(activity: PlanActivity) -> tuple[str, str, str]:
    """Return what was agreed, the party that does it, and by when."""
    return activity.what, activity.party, str(activity.due_on or activity.due_words)


@dataclass
class Heard:
    """What one life of the robot said, and what it may therefore count on."""

    counted: Counter[str] = field(default_factory=Counter)
    """How often what happened."""
    offset_s: float | None = None
    """How wrong the clock was put, where it was."""
    locked: bool = False
    faults: list[str] = field(default_factory=list)
    """What the robot saw itself: a letter that is not on the screen, a step back to nowhere."""
    states: list[State] = field(default_factory=list)
    promised: int = -1
    """The oldest of the states that may be what is kept."""
    _ticks: list[int] = field(default_factory=list)
    _now: int = 0
    _ripe: int = -1
    _may: State | None = None
    _may_be_any: bool = False
    _is_unsaved: bool = False
    _full_since: int = 0
    """How many states there were when the disk was full."""
    _is_quiet_about_it: bool = False
    _room_since: int | None = None
    _last_look: tuple[int, float] | None = None

    def hear(self, lines: Iterable[str]) -> Heard:
        """Take in what it said, line by line."""
        for line in lines:
            told = json.loads(line)
            if "n" in told:
                self._tick(told["n"])
            for name, value in told.items():
                if name != "n":
                    getattr(self, f"_hear_{name}")(value)
        return self

    def place_of(self, kept: State) -> int | None:
        """Return which of its states is what is kept, the newest of equal ones; None for none."""
        if kept == self._may:
            return len(self.states)
        found = [at for at in range(len(self.states) - 1, -1, -1) if self.states[at] == kept]
        if found and self._may_be_any:
            return len(self.states)
        return found[0] if found else None

    def _tick(self, number: int) -> None:
        """Let the time of one key pass: what was typed 3 s before is promised by now."""
        self._now = number
        while self._ripe + 1 < len(self._ticks) and number - self._ticks[self._ripe + 1] > AT_MOST:
            self._ripe += 1
        if not self._is_unsaved:
            self.promised = max(self.promised, self._ripe)
        waits = self._room_since is not None and self._is_unsaved
        if waits and number - self._room_since > TRIES_AGAIN:
            self.faults.append("there is room on the disk, and still nothing is stored")
            self._room_since = None

    def _hear_key(self, told: Sequence[str]) -> None:
        self.counted["keys"] += 1
        self._add(self.states[-1].with_line(*told))

    def _hear_is(self, told: Mapping) -> None:
        state, before = State.told(told), self.states[-1:]
        for what in ("activities", "questions"):
            is_new = any(len(getattr(state, what)) > len(getattr(each, what)) for each in before)
            self.counted[what] += is_new
        self._add(state)

    def _hear_back(self, told: Mapping) -> None:
        """Hear where a step back led: nowhere but to what there was before."""
        state = State.told(told)
        self.counted["steps back"] += state != self.states[-1]
        if state not in self.states:
            self.faults.append("a step back led to what never was")
        self._add(state)

    def _hear_may(self, told: Mapping | None) -> None:
        """Hear what a deed that begins now will lead to; a step back, to any state before."""
        self._may = State.told(told) if told else None
        self._may_be_any = told is None

    def _add(self, state: State) -> None:
        self._may, self._may_be_any = None, False
        self.states.append(state)
        self._ticks.append(self._now)

    def _hear_saved(self, _told: bool) -> None:
        self.counted[SAVED] += 1
        self._is_unsaved, self._room_since = False, None
        self.promised = len(self.states) - 1

    def _hear_unsaved(self, words: str) -> None:
        """Hear that the screen says so; from here on nothing new is promised."""
        self.counted["times told that nothing is saved"] += 1
        self._is_unsaved, self._is_quiet_about_it = True, False
        if not words:
            self.faults.append("the screen does not say that nothing is saved")

    def _hear_full(self, is_full: bool) -> None:
        self.counted["full disks"] += is_full
        if is_full:
            self._full_since, self._is_quiet_about_it = len(self.states), True
        else:
            self._room_since = self._now
            self._check_that_it_was_said()

    def _check_that_it_was_said(self) -> None:
        """Find fault where words could not be stored for 3 s, and the screen said nothing."""
        written = self._ticks[self._full_since :]
        if self._is_quiet_about_it and written and self._now - written[0] > AT_MOST:
            self.faults.append("nothing could be stored, and the screen did not say so")

    def _hear_clock(self, offset_s: float) -> None:
        self.offset_s = offset_s
        self.counted["turns of the clock"] += 1

    def _hear_at(self, second: float) -> None:
        if self._last_look is not None:
            beats, before = self._last_look
            self.counted["beats"] += self._now - beats
            self.counted["ms of them"] += round((second - before) * 1_000)
        self._last_look = self._now, second

    def _hear_ripe(self, told: bool) -> None:
        """Nothing follows from it."""

    _hear_locking = _hear_ripe

    def _hear_locked(self, _told: bool) -> None:
        self.locked = True

    def _hear_fault(self, words: str) -> None:
        self.faults.append(words)

    def _hear_died(self, words: str) -> None:
        self.faults.append(words)


def judge_meeting(folder: Path, key: Key, meeting_id: str, heard: Heard) -> tuple[Verdict, State]:
    """Judge what one life of the robot left; returns what is kept, too."""
    verdict, kept = Verdict(acknowledged=heard.counted[SAVED]), State()
    try:
        with closing(open_with(folder, key)) as vault:
            judge_open(vault, [], verdict)
            with vault.work() as work:
                case = work.case(work.all(Client)[0].id)
                kept = state_of(case, meeting_id, work.drafts.all())
    except UserError as error:
        verdict.blame(f"cannot be used: {error}", lost=max(1, heard.counted[SAVED]))
        return verdict, kept
    for fault in heard.faults:
        verdict.blame(fault, undetected=1)
    _judge_state(kept, heard, verdict)
    return verdict, kept


def _judge_state(kept: State, heard: Heard, verdict: Verdict) -> None:
    at, newest = heard.place_of(kept), len(heard.states) - 1
    if at is None:
        verdict.blame(f"what is kept never stood there: {_apart(kept, heard.states[-1])}", lost=1)
    elif at < heard.promised:
        gone = _apart(kept, heard.states[heard.promised])
        verdict.blame(
            f"{newest - at} steps are gone, {heard.promised - at} too many: {gone}", lost=1
        )
    elif heard.locked and at < newest:
        verdict.blame(f"locked without the last words: {_apart(kept, heard.states[-1])}", lost=1)


def _apart(kept: State, wanted: State) -> str:
    """Say where two states part."""
    if (kept.activities, kept.questions) != (wanted.activities, wanted.questions):
        return f"{replace(kept, texts=())} instead of {replace(wanted, texts=())}"
    here, there = dict(kept.texts), dict(wanted.texts)
    keys = (key for key in {**here, **there} if here.get(key) != there.get(key))
    shown = [(key, here.get(key, "")[-_SHOWN:], there.get(key, "")[-_SHOWN:]) for key in keys]
    return f"{shown}"
