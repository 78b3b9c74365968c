"""Whatever is done with notes, in any order and across locks, a finished one stays as it is."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.choices import MeetingState
from app.domain.meetings import Addendum, Meeting, NoteSection
from app.domain.note_states import NEXT, NoteDeed, NoteState, may, note_state
from app.domain.staff import Counsellor
from app.errors import NotFinished
from app.services.case import conversing
from app.services.case.editing import Editing, FieldKey
from app.storage.vault import open_vault
from tests.builders import TODAY, a_client
from tests.building import PASSPHRASE, make_vault

NOW = datetime(2026, 3, 3, 10, 30, tzinfo=UTC)
KARI = Counsellor(name="Kari Øving")
WORDS = st.text(st.sampled_from("abæ ●✓\n"), max_size=6)


def test_every_state_says_what_may_be_done_and_a_finished_one_is_never_left():
    assert set(NEXT) == set(NoteState)
    assert set(NEXT[NoteState.FINISHED].values()) == {NoteState.FINISHED}
    assert NoteDeed.WRITE not in NEXT[NoteState.FINISHED]
    assert NoteDeed.TAKE_AWAY not in NEXT[NoteState.FINISHED]
    for deed in (NoteDeed.ADD, NoteDeed.CORRECT):
        assert [state for state in NoteState if deed in NEXT[state]] == [NoteState.FINISHED]


@pytest.mark.parametrize("state", [s for s in MeetingState if s != MeetingState.FINISHED])
def test_nothing_is_added_to_a_note_that_is_still_written(state):
    meeting = Meeting(state=state)

    assert not may(meeting, NoteDeed.ADD)
    with pytest.raises(NotFinished):
        conversing.addendum(meeting, "Han ringte", KARI, NOW)


class Notes(RuleBasedStateMachine):
    """One note, worked on by the real services in a real vault."""

    @initialize()
    def begin(self) -> None:
        self.held = tempfile.TemporaryDirectory()
        self.folder = Path(self.held.name) / "vault"
        make_vault(self.folder, practice=False)
        self.vault = open_vault(self.folder, PASSPHRASE)
        client = a_client(name="Liv Hansen")
        self.meeting = Meeting(client_id=client.id)
        note = NoteSection(client_id=client.id, meeting_id=self.meeting.id, key="wishes")
        with self.vault.work() as work:
            for each in (client, self.meeting, note):
                work.save(each)
        self.client_id, self.note_id = client.id, note.id
        self.added: list[str] = []
        self.finished_text: str | None = None
        self.open()

    def open(self) -> None:
        self.editing = Editing(self.vault, self.client_id, TODAY)

    @property
    def now(self) -> Meeting:
        return self.editing.case.get(Meeting, self.meeting.id)

    @rule(words=WORDS)
    def write(self, words: str) -> None:
        self.editing.type_into(FieldKey(self.note_id, "text"), words)

    @rule(state=st.sampled_from([MeetingState.STARTED, MeetingState.NO_SHOW]))
    def turn(self, state: MeetingState) -> None:
        if note_state(self.now) is not NoteState.FINISHED:
            self.editing.change(replace(self.now, state=state))

    @rule()
    def set_back(self) -> None:
        if conversing.may_set_back(self.editing.case, self.now):
            self.editing.change(conversing.set_back(self.editing.case, self.now)[0])

    @rule(agreed=st.booleans())
    def finish(self, agreed: bool) -> None:
        self.editing.settle()
        was = note_state(self.now)
        wanted = (
            replace(self.now, none_agreed=agreed) if was is not NoteState.FINISHED else self.now
        )
        try:
            ended = conversing.finish_meeting(wanted, NOW)
        except NotFinished:
            assert not agreed
            return
        if was is not NoteState.FINISHED:
            self.editing.change(wanted)
            self.editing.finish(ended)
            self.finished_text = self.text()

    @rule(words=WORDS, corrects=st.sampled_from(["", "wishes"]))
    def add(self, words: str, corrects: str) -> None:
        try:
            remark = conversing.addendum(self.now, words, KARI, NOW, corrects)
        except NotFinished:
            assert note_state(self.now) is not NoteState.FINISHED
            return
        self.editing.change(remark)
        self.added.append(remark.id)

    @rule()
    def undo(self) -> None:
        self.editing.undo()

    @rule()
    def lock(self) -> None:
        """Whatever was typed is kept; the vault is shut and opened again."""
        self.editing.keep()
        self.vault.close()
        self.vault = open_vault(self.folder, PASSPHRASE)
        self.open()

    def text(self) -> str:
        return self.editing.case.get(NoteSection, self.note_id).text

    @invariant()
    def a_finished_note_is_as_it_was(self) -> None:
        if getattr(self, "finished_text", None) is not None:
            assert note_state(self.now) is NoteState.FINISHED
            assert self.text() == self.finished_text
            there = {each.id for each in self.editing.case.all(Addendum)}
            assert set(self.added) <= there

    def teardown(self) -> None:
        if hasattr(self, "vault"):
            self.vault.close()
            self.held.cleanup()


Notes.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestNotes = Notes.TestCase
