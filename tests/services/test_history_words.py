"""History reads like memory: who did what, in whole sentences without a single code."""

import re
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest

from app.domain.choices import ActivityStatus, MeetingState, PlanState
from app.domain.clients import Client, DocumentItem
from app.domain.meetings import Meeting, Participant
from app.domain.plans import PlanActivity
from app.i18n import use_language
from app.services.case import conversing, planning
from app.services.case.editing import Editing, FieldKey
from app.services.case.history import chain_sentence, history, sentence, verify_history
from app.services.case.preparing import blank_case
from app.storage.values.changes import ChainReport, Change
from tests.builders import a_note, a_plan, stored

TODAY = datetime.now().astimezone().date()
NOON = datetime.now().astimezone()
NEW_AGREEMENT = (
    "Kari changed agreement from Career guidance in Nordland to Language minorities in Drammen"
)
SOON, LATER = date(TODAY.year, 3, 3), date(TODAY.year, 3, 17)
CODE = re.compile(r"\b[A-Z]+_[A-Z_]+\b|\b[a-z]+_[a-z_]+\b|\b(DRAFT|FINAL|DONE|NAV|True|None)\b")


class Teller:
    """A case on a desk, and what history says of the last deed."""

    def __init__(self, vault, client_id):
        self.vault, self.desk = vault, Editing(vault, client_id, TODAY)

    def told(self, *edits):
        """Type texts into fields, leave them, and return the new lines, oldest first."""
        before = self.everything()
        for entity, name, text in edits:
            self.desk.type_into(FieldKey(entity.id, name), text)
        self.desk.settle()
        return self.everything()[len(before) :]

    def told_of(self, *entities, removed=()):
        before = self.everything()
        self.desk.change(*entities, removed=removed)
        return self.everything()[len(before) :]

    def everything(self):
        return [event.sentence for event in history(self.vault, self.desk.client_id)][::-1]


@pytest.fixture
def teller(vault):
    meeting = Meeting(day=SOON, template_id="three_party", template_version=1)
    plan, *rows = a_plan("Ringe", "Søke")
    case = stored(vault, meeting, *a_note(meeting, request=""), plan, *rows)
    return Teller(vault, case.client.id)


def first(teller, kind):
    return teller.desk.case.all(kind)[0]


def test_a_case_begins_with_one_line(vault):
    assert Teller(vault, blank_case(vault)).everything() == ["Kari Øving began the case"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("name", "Liv Olsen", "Kari Øving changed name from Liv Hansen to Liv Olsen"),
        ("phone", "", "Kari Øving emptied phone, which was 990 00 055"),
        ("birth_year", "1985", "Kari Øving wrote year of birth: 1985"),
        ("municipality", "1804", "Kari Øving wrote municipality: Bodø"),
        ("language_form", "nn", "Kari Øving changed language on paper from bokmål to nynorsk"),
    ],
)
def test_a_field_is_written_changed_or_emptied(teller, name, text, said):
    assert teller.told((teller.desk.case.client, name, text)) == [said]


def test_labels_begin_small_inside_a_sentence_but_nav_stays_nav(teller):
    intake = teller.desk.case.intake

    assert teller.told((intake, "nav_office", "Nav Bodø")) == [
        "Kari Øving wrote Nav office: Nav Bodø"
    ]


def test_days_are_said_without_this_year_and_with_any_other(teller):
    meeting = first(teller, Meeting)
    name = f"three-party meeting 17 March {TODAY.year}"
    next_year = date(TODAY.year + 1, 3, 17)

    assert teller.told((meeting, "day", LATER.isoformat())) == [
        f"Kari Øving changed date from 3 March to 17 March ({name})"
    ]
    (said,) = teller.told((meeting, "next_meeting", next_year.isoformat()))
    assert said == f"Kari Øving wrote next meeting: 17 March {TODAY.year + 1} ({name})"


def test_a_deadline_is_one_field_whether_day_or_words(teller):
    row = first(teller, PlanActivity)

    assert [
        *teller.told((row, "due", "i høst")),
        *teller.told((row, "due", LATER.isoformat())),
    ] == [
        "Kari Øving wrote by when: i høst («Ringe»)",
        "Kari Øving changed by when from i høst to 17 March («Ringe»)",
    ]
    assert [*teller.told((row, "due", "til våren")), *teller.told((row, "due", ""))] == [
        "Kari Øving changed by when from 17 March to til våren («Ringe»)",
        "Kari Øving emptied by when, which was til våren («Ringe»)",
    ]


def test_deadlines_of_two_rows_are_not_mixed_up(teller):
    one, other = teller.desk.case.all(PlanActivity)

    assert teller.told((one, "due", LATER.isoformat()), (other, "due", "i høst")) == [
        "Kari Øving wrote by when: 17 March («Ringe»)",
        "Kari Øving wrote by when: i høst («Søke»)",
    ]


def test_a_sure_zero_is_a_value(teller):
    meeting = first(teller, Meeting)
    teller.told((meeting, "confidence", "0"))

    (said,) = teller.told((meeting, "confidence", "5"))

    assert said.startswith("Kari Øving changed how sure, 0–10 from 0 to 5")


def test_a_tick_is_yes(teller):
    meeting = first(teller, Meeting)

    (on,) = teller.told((meeting, "none_agreed", "1"))
    (off,) = teller.told((meeting, "none_agreed", ""))

    assert on.startswith("Kari Øving wrote no further meeting agreed: yes")
    assert off.startswith("Kari Øving changed no further meeting agreed from yes to no")


def test_rows_come_go_move_and_are_known_by_their_words(teller):
    desk = teller.desk
    row = PlanActivity(client_id=desk.client_id, plan_id=desk.case.plan.id, position=9.0)

    assert teller.told_of(row) == ["Kari Øving added an activity"]
    assert teller.told((row, "what", "Skrive")) == ["Kari Øving wrote an activity: Skrive"]
    (moved,) = planning.moved_rows(desk.case, desk.case.get(PlanActivity, row.id), 0)
    assert teller.told_of(moved) == ["Kari Øving moved «Skrive»"]
    assert teller.told_of(replace(moved, status=ActivityStatus.DONE)) == [
        "Kari Øving changed status from Planned to Done («Skrive»)"
    ]
    assert teller.told_of(removed=[moved]) == ["Kari Øving took out «Skrive»"]
    desk.undo()
    assert teller.everything()[-1] == "Kari Øving brought back «Skrive»"


def test_papers_and_people_are_known_by_name(teller):
    meeting = first(teller, Meeting)
    paper = DocumentItem(client_id=teller.desk.client_id, name="Vitnemål")
    person = Participant(client_id=teller.desk.client_id, meeting_id=meeting.id, name="Linda")

    assert teller.told_of(paper) == ["Kari Øving added «Vitnemål»"]
    assert teller.told((paper, "issuer", "Skolen")) == [
        "Kari Øving wrote from: Skolen («Vitnemål»)"
    ]
    assert teller.told_of(person) == []
    assert teller.told((person, "role", "Tolk")) == ["Kari Øving wrote role: Tolk («Linda»)"]


def test_a_note_is_told_with_its_section_and_meeting(teller):
    section = teller.desk.case.note(first(teller, Meeting).id)["request"]

    (said,) = teller.told((section, "text", "Vil ha\njobb"))

    where = f"(The request, three-party meeting 3 March {TODAY.year})"
    assert said == f"Kari Øving wrote the note: Vil ha jobb {where}"


def test_long_texts_are_cut(teller):
    (said,) = teller.told((teller.desk.case.intake, "purpose", "ord " * 100))

    assert len(said) < 160
    assert said.endswith("…")


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([MeetingState.STARTED], "Kari Øving began the meeting: three-party meeting"),
        ([MeetingState.NO_SHOW], "Kari Øving noted that the client did not come: three-party"),
        (
            [MeetingState.NO_SHOW, MeetingState.PLANNED],
            "Kari Øving set the meeting back to planned: three-party meeting",
        ),
    ],
)
def test_the_state_of_a_meeting_is_told_as_what_happened(teller, states, said):
    for state in states:
        told = teller.told_of(replace(first(teller, Meeting), state=state))

    assert [sentence[: len(said)] for sentence in told] == [said]


def test_a_finished_note_is_one_line(teller):
    before = teller.everything()
    meeting = replace(first(teller, Meeting), none_agreed=True)
    teller.desk.change(meeting)
    now = datetime.now().astimezone() + timedelta(hours=1)
    teller.desk.finish(conversing.finish_meeting(meeting, now))

    assert teller.everything()[len(before) + 1 :] == [
        f"Kari Øving finished the note: three-party meeting 3 March {TODAY.year}"
    ]


def test_a_plan_is_finished_and_replaced_in_few_words(teller):
    desk = teller.desk
    desk.finish(planning.finish_plan(desk.case, desk.case.plan, TODAY))
    assert teller.everything()[-1] == "Kari Øving finished the plan"

    before = teller.everything()
    desk.change(*planning.new_version(desk.case, desk.case.plan, "nytt mål"))

    assert teller.everything()[len(before) :] == ["Kari Øving began version 2 of the plan"]
    assert teller.told((desk.case.plan, "end_goal", "Kokk")) == [
        "Kari Øving changed my end goal from Bli snekker to Kokk (version 2 of the plan)"
    ]
    desk.undo()
    desk.undo()
    assert teller.everything()[-1] == "Kari Øving went back to the plan"
    assert desk.case.plan.state == PlanState.FINAL


def test_a_row_written_into_a_new_version_is_told_though_copies_are_not(teller):
    desk = teller.desk
    desk.finish(planning.finish_plan(desk.case, desk.case.plan, TODAY))
    desk.change(*planning.new_version(desk.case, desk.case.plan, "nytt mål"))
    row = replace(planning.new_activity(desk.case, desk.case.plan), what="Skrive")

    assert teller.told_of(row) == ["Kari Øving added «Skrive»"]


def test_the_newest_comes_first_with_who_and_when(teller):
    teller.told((teller.desk.case.client, "name", "Liv Olsen"))

    newest, *_older = history(teller.vault, teller.desk.client_id)

    assert (newest.who, newest.at.date()) == ("Kari Øving", TODAY)
    assert "Liv Olsen" in newest.sentence
    assert len(history(teller.vault, teller.desk.client_id, limit=1)) == 1


def test_a_deadline_at_the_end_of_what_is_asked_for_is_told_too(teller):
    teller.told((first(teller, PlanActivity), "due", "i høst"))

    (event,) = history(teller.vault, teller.desk.client_id, limit=1)

    assert event.sentence == "Kari Øving wrote by when: i høst («Ringe»)"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_history_of_everybody_in_practice_shows_no_code(practice, language):
    use_language(language)
    with practice.work() as work:
        ids = [client.id for client in work.all(Client)]

    sentences = [event.sentence for i in ids for event in history(practice, i)]

    assert len(sentences) > 300
    assert [sentence for sentence in sentences if CODE.search(sentence)] == []
    assert [sentence for sentence in sentences if "{" in sentence] == []


def test_an_unbroken_history_is_said_with_its_count_and_an_anchor(teller):
    report = verify_history(teller.vault)

    said = chain_sentence(report)

    assert report.ok
    assert said.startswith(f"{report.count} entries")
    assert report.head[:16] in said


def test_a_broken_history_is_said_without_guessing_who():
    report = ChainReport(ok=False, count=3, first_bad="an entry", head="")

    assert "does not agree in one place" in chain_sentence(report)


def a_change(name, old, new, kind="intake"):
    return Change(
        **{each.name: "" for each in fields(Change)}
        | {"kind": kind, "field": name, "old": old, "new": new, "at": NOON, "device_seq": 1}
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("under_30", "", "YES", "Kari wrote under 30: Yes"),
        ("own_wish", "YES", "NO", "Kari changed wants this from Yes to No"),
        ("own_wish", "YES", "", "Kari emptied wants this, which was Yes"),
        ("agreement", "nordland", "drammen", NEW_AGREEMENT),
        ("priority", "", "EIGHT_WEEKS", "Kari wrote priority: Sick-listed for eight weeks or more"),
    ],
)
def test_fields_of_an_earlier_leia_and_codes_of_files_are_told_in_words(name, old, new, said):
    assert sentence(a_change(name, old, new), "Kari", {}) == said


@pytest.mark.parametrize(
    ("name", "new", "said"),
    [
        ("*", {"answer": "YES"}, "Kari answered «Wants this»: Yes"),
        ("*", {}, ""),
        ("answer", "NO", "Kari answered «Wants this»: No"),
        ("answer", "", "Kari took back the answer to «Wants this»"),
        ("deleted", True, ""),
    ],
)
def test_an_answer_to_a_criterion_is_told_with_the_criterion(name, new, said):
    change = a_change(name, None, new, "criterion")

    assert sentence(change, "Kari", {change.entity_id: "«Wants this»"}) == said
