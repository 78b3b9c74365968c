"""Whatever is done in whatever order, screen, vault and a program that starts now agree."""

from dataclasses import replace
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.choices import MeetingState
from app.domain.clients import DocumentItem
from app.domain.meetings import Meeting
from app.domain.plans import PlanActivity
from app.services.case import planning
from app.services.case.editing import Editing, FieldKey
from tests.builders import a_note, a_plan, stored
from tests.services.desks import drafts, in_vault, reopened, texts

TODAY = datetime.now().astimezone().date()  # drafts are dated by the clock
RANDOM = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = st.sampled_from(["", "a", "ab", "17.3", "17.3.20", "9.30", "1985", "7", "i høst", "ø\n–"])
FIELDS = {
    "client": ("name", "birth_year"),
    "meeting": ("day", "at", "confidence", "place", "none_agreed"),
    "note": ("text",),
    "plan": ("end_goal", "review_on"),
    "row": ("what", "due"),
    "paper": ("name", "changed_on"),
}
PLACES = [(kind, name) for kind, names in FIELDS.items() for name in names]
TYPING = st.tuples(st.just("type"), st.sampled_from(PLACES), st.integers(0, 2), WORDS)
DEEDS = ["keep", "settle", "undo", "redo", "add_row", "drop_row", "move_row", "add_paper"]
DEED = st.tuples(st.sampled_from([*DEEDS, "drop_paper", "no_show"]), st.integers(0, 3))
EDITS = st.lists(TYPING | TYPING | DEED, max_size=20)


class Person:
    """Somebody's case on a desk, and hands that do anything with it."""

    def __init__(self, vault):
        self.vault = vault
        plan, *rows = a_plan("Ringe", "Søke")
        meeting = Meeting(place="Fauske")
        case = stored(vault, plan, *rows, meeting, *a_note(meeting, wishes="Ute"))
        self.desk = Editing(vault, case.client.id, TODAY)

    def do(self, edits):
        for name, *details in edits:
            getattr(self, name)(*details)

    def type(self, place, number, words):
        kind, name = place
        if entity := self.pick(kind, number):
            self.desk.type_into(FieldKey(entity.id, name), words)

    def pick(self, kind, number):
        case = self.desk.case
        found = {
            "client": [case.client],
            "meeting": case.meetings,
            "note": list(case.note(case.meetings[0].id).values()),
            "plan": case.plans,
            "row": case.activities(case.plan.id),
            "paper": case.all(DocumentItem),
        }[kind]
        return found[number % len(found)] if found else None

    def keep(self, _number):
        self.desk.keep()

    def settle(self, _number):
        self.desk.settle()

    def undo(self, _number):
        self.desk.undo()

    def redo(self, _number):
        self.desk.redo()

    def add_row(self, number):
        after = self.pick("row", number)
        self.desk.change(planning.new_activity(self.desk.case, self.desk.case.plan, after))

    def drop_row(self, number):
        self.desk.change(removed=[row] if (row := self.pick("row", number)) else [])

    def move_row(self, number):
        if row := self.pick("row", number):
            self.desk.change(*planning.moved_rows(self.desk.case, row, 3 - number))

    def add_paper(self, _number):
        self.desk.change(DocumentItem(client_id=self.desk.client_id))

    def drop_paper(self, number):
        self.desk.change(removed=[paper] if (paper := self.pick("paper", number)) else [])

    def no_show(self, _number):
        meeting = self.desk.case.all(Meeting)[0]
        self.desk.change(replace(meeting, state=MeetingState.NO_SHOW))

    def unread(self):
        return {key: text for key, text in texts(self.desk).items() if self.desk.problem(key)}


@RANDOM
@given(edits=EDITS)
def test_after_any_edits_a_program_that_starts_now_shows_the_same(vault, edits):
    person = Person(vault)

    person.do(edits)
    person.desk.settle()

    assert texts(reopened(vault, person.desk, TODAY)) == texts(person.desk)
    assert in_vault(vault, person.desk) == dict(person.desk.case.entities)
    assert drafts(vault, person.desk) == person.unread()


@RANDOM
@given(edits=EDITS)
def test_a_crash_after_keeping_loses_nothing(vault, edits):
    person = Person(vault)

    person.do(edits)
    person.desk.keep()
    found = reopened(vault, person.desk, TODAY)

    assert texts(found) == texts(person.desk)
    assert dict(found.case.entities) == dict(person.desk.case.entities)


@RANDOM
@given(edits=EDITS)
def test_undo_all_the_way_is_the_beginning_and_redo_all_the_way_the_end(vault, edits):
    person = Person(vault)
    desk = person.desk
    start = dict(desk.case.entities)
    person.do(edits)
    desk.settle()
    while desk.can_redo:
        desk.redo()
    end, shown = dict(desk.case.entities), texts(desk)

    while desk.can_undo:
        desk.undo()
    assert dict(desk.case.entities) == start == in_vault(vault, desk)
    assert drafts(vault, desk) == {}

    while desk.can_redo:
        desk.redo()
    assert dict(desk.case.entities) == end == in_vault(vault, desk)
    assert texts(desk) == shown


@RANDOM
@given(edits=EDITS)
def test_rows_keep_places_of_their_own(vault, edits):
    person = Person(vault)

    person.do(edits)

    positions = [row.position for row in person.desk.case.all(PlanActivity)]
    assert len(set(positions)) == len(positions)


def test_the_history_of_all_this_holds(vault):
    person = Person(vault)
    person.do([("type", ("client", "name"), 0, "ab"), ("settle", 0), ("undo", 0)])

    assert vault.verify_chain().ok
