from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from app.domain.choices import MeetingKind, MeetingMode, MeetingState, Party
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.domain.staff import Counsellor
from app.errors import NotFinished
from app.services.case import conversing, preparing
from app.services.case.editing import Editing, FieldKey
from app.services.templates.finding import newest_built_in
from tests.builders import NOTHING, TODAY, a_case, a_form, a_note, a_plan, stored

NOW = datetime(2026, 3, 3, 10, 30, tzinfo=UTC)
KARI = Counsellor(name="Kari Øving")
KEYS = ("request", "wishes")
FORM = a_form(*KEYS)


def test_a_meeting_begins_with_an_empty_section_for_each_part_of_its_template():
    case = a_case(Meeting())

    meeting, *sections = conversing.begin(case, case.meetings[0], FORM)

    assert meeting.state == MeetingState.STARTED
    assert (meeting.template_id, meeting.template_version) == (FORM.id, FORM.version)
    assert [(s.key, s.text, s.client_id) for s in sections] == [
        (k, "", case.client.id) for k in KEYS
    ]


def test_what_is_begun_goes_on_with_the_sections_it_lacks():
    meeting = Meeting(state=MeetingState.STARTED)
    case = a_case(meeting, *a_note(meeting, request="Jobb"))

    (section,) = conversing.begin(case, case.meetings[0], FORM)

    assert section.key == "wishes"


def test_reading_a_finished_note_begins_nothing():
    meeting = Meeting(state=MeetingState.FINISHED)

    assert conversing.begin(a_case(meeting), meeting, FORM) == ()


@pytest.mark.parametrize(
    "state", [MeetingState.STARTED, MeetingState.NO_SHOW, MeetingState.CANCELLED]
)
def test_a_meeting_with_nothing_in_it_is_set_back_to_planned(state):
    meeting = Meeting(state=state)
    case = a_case(meeting, *a_note(meeting, request="", wishes=" "))

    planned, blank = conversing.set_back(case, case.meetings[0])

    assert planned.state == MeetingState.PLANNED
    assert {each.key for each in blank} == {"request", "wishes"}


def test_what_came_of_a_meeting_keeps_it_begun():
    meeting = Meeting(state=MeetingState.STARTED)
    plan, row = a_plan("Ringe")
    told = replace(row, meeting_id=meeting.id)
    ticked = [replace(each, not_relevant=True) for each in a_note(meeting, request="")]

    for things in (a_note(meeting, request="Jobb"), ticked, (plan, told)):
        case = a_case(meeting, *things)
        assert not conversing.may_set_back(case, case.meetings[0])
        with pytest.raises(NotFinished):
            conversing.set_back(case, case.meetings[0])
    sure = replace(meeting, confidence=7)
    assert not conversing.may_set_back(a_case(sure), sure)


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.FINISHED])
def test_what_is_not_begun_or_is_finished_is_not_set_back(state):
    meeting = Meeting(state=state)

    assert not conversing.may_set_back(a_case(meeting), meeting)


def test_br13_a_note_is_not_finished_before_the_next_meeting_is_settled():
    with pytest.raises(NotFinished, match="next date"):
        conversing.finish_meeting(Meeting(), NOW)


def test_br03_a_meeting_is_finished_whatever_else_is_missing():
    finished = conversing.finish_meeting(Meeting(none_agreed=True), NOW)

    assert (finished.state, finished.finished_at) == (MeetingState.FINISHED, NOW)
    assert finished.day == date(2026, 3, 3)


def test_a_finished_note_stays_as_it_is():
    finished = conversing.finish_meeting(Meeting(none_agreed=True, day=TODAY), NOW)

    assert conversing.finish_meeting(finished, NOW.replace(year=2027)) is finished
    assert conversing.no_show(finished) is finished


def test_somebody_may_not_come():
    assert conversing.no_show(Meeting()).state == MeetingState.NO_SHOW


def test_only_a_planned_meeting_is_called_off():
    started = Meeting(state=MeetingState.STARTED)

    assert conversing.called_off(started) is started
    assert conversing.called_off(Meeting()).state == MeetingState.CANCELLED


def test_the_next_meeting_agreed_is_booked_once_and_br05_assumes_nobody_from_nav():
    case = a_case(Intake(nav_contact="Linda Fors"))
    finished = Meeting(place="Fauske", next_meeting=date(2026, 4, 7), mode=MeetingMode.VIDEO)

    linked, meeting, *people = conversing.agreed_meeting(case, finished, KARI, NOTHING)

    assert linked.next_meeting_id == meeting.id

    assert (meeting.day, meeting.place, meeting.state) == (
        date(2026, 4, 7),
        "Fauske",
        MeetingState.PLANNED,
    )
    assert (meeting.kind, meeting.mode) == (MeetingKind.GUIDANCE, MeetingMode.IN_PERSON)
    assert [p.party for p in people] == [Party.CLIENT, Party.CENTRE]
    assert conversing.agreed_meeting(case.with_(meeting), finished, KARI, NOTHING) == (linked,)
    none = Meeting(none_agreed=True)
    assert conversing.agreed_meeting(case, none, KARI, NOTHING) == (none,)


def test_the_next_meeting_has_the_time_kind_and_place_that_were_agreed():
    case = a_case(Intake(nav_contact="Linda Fors"))
    finished = Meeting(next_meeting=date(2026, 4, 7), finished_at=NOW)
    wished = Meeting(kind=MeetingKind.FOLLOW_UP, at=time(10), place="Rom 2")

    _linked, meeting, *_people = conversing.agreed_meeting(case, finished, KARI, NOTHING, wished)

    assert (meeting.kind, meeting.at, meeting.place) == (MeetingKind.FOLLOW_UP, time(10), "Rom 2")
    assert (meeting.template_id, meeting.placed_on) == ("follow_up", NOW.date())


def test_one_that_is_planned_already_gets_the_time_and_a_cancelled_one_is_none():
    day = date(2026, 4, 7)
    planned = Meeting(day=day, place="Rom 3")
    case = a_case(planned)
    finished = Meeting(next_meeting=day, finished_at=NOW)
    (there,) = case.meetings

    linked, timed = conversing.agreed_meeting(case, finished, KARI, NOTHING, Meeting(at=time(9)))
    off = case.with_(replace(there, state=MeetingState.CANCELLED))
    _linked, other, *_people = conversing.agreed_meeting(off, finished, KARI, NOTHING)

    assert linked.next_meeting_id == timed.id == there.id != other.id
    assert (timed.at, timed.place, timed.moved) == (time(9), "Rom 3", 0)


def test_br04_and_br06_a_three_party_meeting_is_in_person_and_keeps_its_templates_version():
    case = a_case(Intake(nav_contact="Linda Fors"))
    form = newest_built_in("three_party")

    meeting, *people = preparing.new_meeting(case, MeetingKind.THREE_PARTY, form, KARI)

    assert meeting.mode == MeetingMode.IN_PERSON
    assert (meeting.template_id, meeting.template_version) == ("three_party", form.version)
    assert [(p.party, p.name) for p in people] == [
        (Party.CLIENT, "Liv Hansen"),
        (Party.NAV, "Linda Fors"),
        (Party.CENTRE, "Kari Øving"),
    ]
    assert [p.position for p in people] == [1.0, 2.0, 3.0]


def test_br05_nav_is_taken_out_of_one_meeting_and_stays_in_the_other(vault):
    desk = Editing(vault, stored(vault).client.id, TODAY)
    form = newest_built_in("three_party")
    for _n in range(2):
        desk.change(*preparing.new_meeting(desk.case, MeetingKind.THREE_PARTY, form, KARI))
    first, second = desk.case.meetings

    desk.change(removed=[p for p in desk.case.participants(first.id) if p.party == Party.NAV])

    assert len(desk.case.participants(first.id)) == 2
    assert len(desk.case.participants(second.id)) == 3


def test_a_remark_is_added_to_a_finished_note_which_stays(vault):
    meeting = Meeting(none_agreed=True, at=time(9))
    case = stored(vault, meeting, *a_note(meeting, wishes="Ute"))
    desk = Editing(vault, case.client.id, TODAY)
    desk.finish(conversing.finish_meeting(desk.case.meetings[0], NOW))

    desk.change(conversing.addendum(desk.case.meetings[0], " Inne. ", KARI, NOW))

    (remark,) = desk.case.addenda(meeting.id)
    assert (remark.text, remark.written_by, remark.written_at) == ("Inne.", "Kari Øving", NOW)
    desk.type_into(FieldKey(remark.id, "text"), "noe annet")
    desk.type_into(FieldKey(desk.case.note(meeting.id)["wishes"].id, "text"), "noe annet")
    assert desk.is_settled
    with pytest.raises(ValueError, match="never changes"):
        desk.change(replace(remark, text="noe annet"))


def test_a_remark_is_not_taken_back_by_undo(vault):
    meeting = Meeting(none_agreed=True, at=time(9))
    desk = Editing(vault, stored(vault, meeting).client.id, TODAY)
    desk.finish(conversing.finish_meeting(desk.case.meetings[0], NOW))
    desk.type_into(FieldKey(desk.case.client.id, "phone"), "990")
    desk.change(conversing.addendum(desk.case.meetings[0], "Inne.", KARI, NOW))

    assert desk.undo() is None
    assert len(desk.case.addenda(meeting.id)) == 1
