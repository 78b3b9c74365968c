"""R1: a robot talks through a whole meeting, and everything goes wrong: nothing promised is lost.

It types Norwegian sentences of three voices into the page of a conversation of the real program,
one key each 150 ms: 400 characters a minute. The robot and the clocks by which the program keeps
what is typed run 15 times as fast as life: a key comes every 10 ms, and is kept after 200 ms at the
latest. Between the keys the robot marks whose words a line is, makes lines activities, asks
questions, takes steps back, goes from part to part and listens. Meanwhile the program is killed,
locks, is killed while it locks, finds the disk full and has room again, and its clock jumps: hours,
over midnight, through the nights of summer time.

The 3 s are counted in keys, not by a clock that a busy machine holds up: twenty intervals of
150 ms. What was typed up to twenty intervals before a kill may be missing; whatever is older must
be there, and so must what the screen called saved, and all of it after a lock. While the screen
says that nothing is saved, nothing new is promised; once there is room again, all of it must be
stored by itself. What is kept must be the whole note, its activities and its questions as they once
stood there together. A machine too busy for a key every 10 ms types slower, and so proves less: how
fast it was stands beside the table.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace

import pytest

from app.domain.meetings import Meeting, NoteSection
from app.domain.plans import CareerPlan, PlanActivity
from app.services.case.conversing import begin
from app.services.templates.finding import newest_built_in
from tests.faults.lanes import own_folder, shares
from tests.faults.meeting_lives import MeetingLane, prepared
from tests.faults.meeting_pace import KEY_MS, KEYS_A_MINUTE, PACE
from tests.faults.meeting_script import PEOPLE
from tests.faults.meeting_verdicts import AT_MOST, TRIES_AGAIN, Heard, State, judge_meeting

PART = "before_we_start"
KEPT = "● Det beste er folkene"
MORE = ", og ikke saksa i det hele tatt"
assert len(MORE) > AT_MOST


@pytest.mark.fault(id="R1", what="whole meeting: kills, locks, full disk, clock that jumps")
def test_nothing_promised_is_lost_in_a_whole_meeting(tally, counts, quick, shimmed_lanes):
    meetings = [
        MeetingLane(
            work=own_folder(quick, f"meetings-{seed}"),
            seed=seed,
            meetings=share,
            minutes=counts["meeting-minutes"],
        )
        for seed, share in enumerate(shares(counts["meetings"]))
    ]

    found = shimmed_lanes.run(meetings)

    tally.add(found)
    beats, milliseconds = found.counted["beats"], found.counted["ms of them"]
    pace = beats * KEY_MS / PACE / milliseconds
    tally.notes += [f"{count:,} {what}" for what, count in found.counted.items()]
    tally.notes.append(f"typed at {pace * KEYS_A_MINUTE:.0f} keys a minute")
    tally.check()
    assert all(found.counted.values()), f"something was never tried: {found.counted}"


class Past:
    """A vault in which a note is kept up to a word, and a robot that says that it typed more."""

    def __init__(self, place) -> None:
        self.sample, self.meeting_id = prepared(place, PEOPLE[0].name)
        self.write(text=KEPT)
        self.lines: list[str] = []
        self.beat = 0
        self.say(**{"is": State().tell()})
        self.type(KEPT)

    def say(self, **told: object) -> None:
        self.lines.append(json.dumps(told))

    def wait(self, keys: int) -> None:
        for _each in range(keys):
            self.beat += 1
            self.say(n=self.beat)

    def type(self, words: str, before: str = "") -> None:
        for at in range(len(words)):
            self.wait(1)
            self.say(key=[PART, before + words[: at + 1]])

    def write(self, **fields: object) -> None:
        """Store the part of the note, as the program would."""
        with closing(self.sample.open()) as vault, vault.work() as work:
            meeting = work.all(Meeting)[0]
            case = work.case(meeting.client_id)
            for each in begin(case, meeting, newest_built_in("three_party")):
                work.save(each)
            note = work.all(NoteSection, key=PART)[0]
            work.save(replace(note, **fields))

    def judge(self):
        heard = Heard().hear(self.lines)
        sample = self.sample
        return judge_meeting(sample.folder, sample.key, self.meeting_id, heard)[0]


@pytest.fixture
def past(tmp_path) -> Past:
    return Past(tmp_path)


def _nothing(past: Past) -> None:
    """All that was typed is kept."""


def _a_little_more(past: Past) -> None:
    past.type(MORE[: AT_MOST + 1], KEPT)


def _told_that_nothing_is_saved(past: Past) -> None:
    past.say(unsaved="Ikke lagret. Det er ikke plass på disken.")
    past.type(MORE, KEPT)


@pytest.mark.parametrize("way", [_nothing, _a_little_more, _told_that_nothing_is_saved])
def test_what_was_never_promised_is_no_loss(past, way):
    way(past)

    verdict = past.judge()

    assert (verdict.lost, verdict.undetected) == (0, 0), verdict.why


def _typed_longer_ago(past: Past) -> None:
    past.type(MORE[: AT_MOST + 2], KEPT)


def _one_letter_and_a_long_wait(past: Past) -> None:
    past.type(MORE[:1], KEPT)
    past.wait(AT_MOST + 1)


def _called_saved(past: Past) -> None:
    past.type(MORE[:1], KEPT)
    past.say(saved=True)


def _locked_without_it(past: Past) -> None:
    past.type(MORE[:1], KEPT)
    past.say(locked=True)


def _never_stood_there(past: Past) -> None:
    past.write(text=f"{KEPT}e")


def _an_activity_nobody_made(past: Past) -> None:
    with closing(past.sample.open()) as vault, vault.work() as work:
        meeting = work.all(Meeting)[0]
        plan = CareerPlan(client_id=meeting.client_id)
        work.save(plan)
        own = {"client_id": meeting.client_id, "plan_id": plan.id, "meeting_id": meeting.id}
        work.save(PlanActivity(**own, what="Ringe arbeidsgiveren"))


def _a_step_back_to_nowhere(past: Past) -> None:
    past.say(may=None)
    past.say(back=State.of({PART: "Det beste er"}, (), ()).tell())
    past.write(text="Det beste er")


def _said_nowhere_that_nothing_is_saved(past: Past) -> None:
    past.say(unsaved="")


def _quiet_about_a_full_disk(past: Past) -> None:
    past.say(full=True)
    past.type(MORE, KEPT)
    past.say(full=False)
    past.write(text=KEPT + MORE)


def _room_again_and_nothing_stored(past: Past) -> None:
    past.say(full=True)
    past.say(unsaved="Ikke lagret. Det er ikke plass på disken.")
    past.say(full=False)
    past.wait(TRIES_AGAIN + 1)


WAYS = (
    _typed_longer_ago,
    _one_letter_and_a_long_wait,
    _called_saved,
    _locked_without_it,
    _never_stood_there,
    _an_activity_nobody_made,
    _a_step_back_to_nowhere,
    _said_nowhere_that_nothing_is_saved,
    _quiet_about_a_full_disk,
    _room_again_and_nothing_stored,
)


@pytest.mark.fault(id="control", what="meeting of which something is gone")
def test_whatever_is_gone_of_a_meeting_would_be_noticed(tally, tmp_path):
    for number, way in enumerate(WAYS):
        past = Past(tmp_path / str(number))
        way(past)
        verdict = past.judge()
        tally.trials += 1
        tally.caught += bool(verdict.lost or verdict.undetected)
        assert verdict.why, way.__name__
    assert tally.caught == tally.trials
