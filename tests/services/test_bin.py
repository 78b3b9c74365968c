"""What was made by mistake goes to the bin, comes back as it was, and what is finished stays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.domain.access_codes import Action
from app.domain.change_marks import BINNED
from app.domain.choices import MeetingState, PlanState
from app.domain.clients import Client, Recusal
from app.domain.meetings import Meeting, NoteSection, Participant
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.questions import OpenQuestion
from app.domain.reminders import Reminder
from app.domain.slips import AgreedSlip
from app.domain.taken_lines import TakenLine
from app.domain.taking_away import BIN_DAYS, meeting_with_parts
from app.errors import NotAllowed
from app.services.case.bin import bin_content, bin_person, bring_back
from app.services.case.case_access import CaseAccess
from app.services.case.client_list import list_clients
from app.services.case.editing import Editing, FieldKey
from app.services.case.history import history
from app.services.case.preparing import is_client, take_in
from app.services.case.today import Wait, look_at_today
from app.services.vault.access_log import AccessQuery, read_log
from app.storage.values.rights import Rights
from tests import raw
from tests.staffed import TODAY, a_case_of

LAST_DAY = TODAY + timedelta(days=BIN_DAYS - 1)
FINISHED = (
    Meeting(state=MeetingState.FINISHED, day=TODAY),
    Meeting(state=MeetingState.kept("FINAL_BY_A_NEWER")),
    CareerPlan(state=PlanState.FINAL),
    CareerPlan(state=PlanState.SUPERSEDED),
)


def save(vault, *entities):
    with vault.work() as work:
        for each in entities:
            work.save(each)


def a_full_case(vault, name="Liv Hansen"):
    """Return the id of a case with something for every list."""
    client_id = take_in(vault, Client(name=name, phone="990 00 055"), Intake(purpose="Jobb")).id
    own = {"client_id": client_id}
    plan = CareerPlan(**own, end_goal="Fagbrev")
    with vault.work() as work:
        reminder = Reminder(**own, counsellor_id=work.counsellor_id, text="Ring", due_on=TODAY)
        work.access.log(Action.OPENED, client_id=client_id)
    meeting = Meeting(**own, day=TODAY, place="Rom 2", state=MeetingState.STARTED)
    save(
        vault,
        plan,
        PlanActivity(**own, plan_id=plan.id, what="Søke", due_on=TODAY),
        reminder,
        meeting,
        Participant(**own, meeting_id=meeting.id, name=name),
        NoteSection(**own, meeting_id=meeting.id, key="goal", text="Vil bli rørlegger"),
    )
    return client_id, meeting


def kept(vault, client_id):
    with vault.work() as work:
        return dict(work.case(client_id).entities)


def ids_of(day, *waits):
    return [line.thing.client_id for line in day.waiting if line.wait in waits]


def seen(vault, client_id):
    """Return wherever a person shows."""
    day = look_at_today(vault, TODAY)
    lines = list_clients(vault, "", TODAY).lines
    found = list_clients(vault, "liv", TODAY).lines
    lists = {
        "list": [line.id for line in lines],
        "search": [line.id for line in found],
        "meetings": [line.meeting.client_id for line in day.meetings],
        "unfinished": ids_of(day, Wait.NOTE, Wait.MEETING),
        "deadlines": [
            line.activity.client_id
            for some in (day.overdue, day.due_today, day.due_soon)
            for line in some.lines
        ],
        "opened": [line.id for line in day.last_opened],
        "reminders": ids_of(day, Wait.REMINDER),
        "there": [client_id] if is_client(vault, client_id) else [],
    }
    counts = (day.waiting_count, day.due_today.count + day.due_soon.count, day.overdue.count)
    return {name for name, ids in lists.items() if client_id in ids}, counts


def test_a_person_in_the_bin_is_nowhere_and_comes_back_as_they_were(own_vault):
    client_id, _meeting = a_full_case(own_vault)
    yesterday = TODAY - timedelta(days=1)
    save(own_vault, Meeting(client_id=client_id, day=yesterday, state=MeetingState.STARTED))
    before, shown = kept(own_vault, client_id), seen(own_vault, client_id)
    assert len(shown[0]) == 8
    assert shown[1] == (2, 1, 0)

    bin_person(own_vault, client_id)

    assert seen(own_vault, client_id) == (set(), (0, 0, 0))
    with pytest.raises(LookupError):
        Editing(own_vault, client_id, TODAY)
    with pytest.raises(LookupError):
        CaseAccess(own_vault, lambda: TODAY).standing(client_id)
    (line,) = bin_content(own_vault, TODAY)
    assert (line.id, line.name, line.meeting) == (client_id, "Liv Hansen", None)
    assert (line.who, line.days_left) == (own_vault.counsellor.name, BIN_DAYS)

    bring_back(own_vault, client_id, TODAY)

    assert kept(own_vault, client_id) == before
    assert seen(own_vault, client_id) == shown
    assert bin_content(own_vault, TODAY) == ()
    assert own_vault.verify_chain().ok
    assert own_vault.compare_state() == {}


def test_both_ways_stand_in_the_history_and_in_the_log(own_vault):
    client_id, _meeting = a_full_case(own_vault)

    bin_person(own_vault, client_id)
    bring_back(own_vault, client_id, TODAY)

    told = [event.sentence for event in history(own_vault, client_id)]
    who = own_vault.counsellor.name
    assert told[:2] == [
        f"{who} brought back the client",
        f"{who} put the client in the bin",
    ]
    logged = [each.entry.action for each in read_log(own_vault, AccessQuery())]
    assert logged[:2] == [Action.BROUGHT_BACK.value, Action.BINNED.value]


@pytest.mark.parametrize("finished", FINISHED, ids=lambda each: f"{each.state}")
def test_somebody_with_a_finished_note_or_plan_stays_and_it_is_said_why(own_vault, finished):
    client_id = take_in(own_vault, Client(name="Liv"), Intake()).id
    save(own_vault, replace(finished, id="", client_id=client_id))

    with pytest.raises(NotAllowed) as refused:
        bin_person(own_vault, client_id)

    assert str(refused.value).endswith("the client stays too.")
    assert is_client(own_vault, client_id)
    with pytest.raises(ValueError, match="what is finished never changes"), own_vault.work() as w:
        w.remove(w.get(Client, client_id))  # the vault itself refuses
    assert is_client(own_vault, client_id)


def test_a_meeting_goes_with_its_note_comes_back_by_undo_and_goes_again_by_redo(own_vault):
    client_id, meeting = a_full_case(own_vault)
    before = kept(own_vault, client_id)
    desk = Editing(own_vault, client_id, TODAY)

    desk.change(removed=meeting_with_parts(desk.case, meeting), mark=BINNED)

    kinds = {type(each) for each in kept(own_vault, client_id).values()}
    assert not kinds & {Meeting, Participant, NoteSection}
    assert PlanActivity in kinds
    (line,) = bin_content(own_vault, TODAY)
    assert (line.id, line.meeting) == (meeting.id, meeting)
    assert look_at_today(own_vault, TODAY).meetings == ()

    desk.undo()
    assert kept(own_vault, client_id) == before
    assert bin_content(own_vault, TODAY) == ()

    desk.redo()
    assert [each.id for each in bin_content(own_vault, TODAY)] == [meeting.id]


def test_a_meeting_is_brought_back_another_day_with_what_went_with_it_alone(own_vault):
    client_id, meeting = a_full_case(own_vault)
    gone_before = Participant(client_id=client_id, meeting_id=meeting.id, name="Feil Mann")
    save(own_vault, gone_before)
    with own_vault.work() as work:
        work.remove(gone_before)
    before = kept(own_vault, client_id)
    desk = Editing(own_vault, client_id, TODAY)
    desk.change(removed=meeting_with_parts(desk.case, meeting), mark=BINNED)

    bring_back(own_vault, meeting.id, LAST_DAY)

    assert kept(own_vault, client_id) == before
    told = [event.sentence for event in history(own_vault, client_id)]
    assert "put three-party meeting" in told[1]
    assert told[1].endswith("in the bin")
    assert "brought back three-party" in told[0]
    assert own_vault.compare_state() == {}


@pytest.mark.parametrize("another_day", [False, True])
def test_what_a_note_left_to_check_and_where_its_lines_went_goes_and_comes_with_it(
    own_vault, another_day
):
    client_id, meeting = a_full_case(own_vault)
    own = {"client_id": client_id, "meeting_id": meeting.id}
    made = (OpenQuestion(**own, text="Dekker Nav?"), TakenLine(**own), AgreedSlip(**own))
    parts = {each.id for each in made}
    save(own_vault, *made)
    desk = Editing(own_vault, client_id, TODAY)

    desk.change(removed=meeting_with_parts(desk.case, meeting), mark=BINNED)
    assert not parts & set(kept(own_vault, client_id))
    if another_day:
        bring_back(own_vault, meeting.id, LAST_DAY)
    else:
        desk.undo()

    assert parts <= set(kept(own_vault, client_id))


def test_what_was_typed_in_a_meeting_and_is_no_value_yet_comes_back_with_it(own_vault):
    client_id, meeting = a_full_case(own_vault)
    desk, day = Editing(own_vault, client_id, TODAY), FieldKey(meeting.id, "day")
    desk.type_into(day, "en gang i mars")
    desk.settle()
    desk.change(removed=meeting_with_parts(desk.case, meeting), mark=BINNED)

    bring_back(own_vault, meeting.id, TODAY)

    assert Editing(own_vault, client_id, TODAY).shown(day) == "en gang i mars"


def test_a_finished_note_is_not_taken_away_by_the_desk(own_vault):
    client_id, meeting = a_full_case(own_vault)
    save(own_vault, replace(meeting, state=MeetingState.FINISHED))
    desk = Editing(own_vault, client_id, TODAY)
    whole = meeting_with_parts(desk.case, desk.case.get(Meeting, meeting.id))

    with pytest.raises(ValueError, match="what is finished never changes"):
        desk.change(removed=whole, mark=BINNED)


def test_a_meeting_of_somebody_in_the_bin_waits_until_they_are_back(own_vault):
    client_id, meeting = a_full_case(own_vault)
    desk = Editing(own_vault, client_id, TODAY)
    desk.change(removed=meeting_with_parts(desk.case, meeting), mark=BINNED)
    bin_person(own_vault, client_id)

    assert [each.id for each in bin_content(own_vault, TODAY)] == [client_id]
    with pytest.raises(NotAllowed):
        bring_back(own_vault, meeting.id, TODAY)

    bring_back(own_vault, client_id, TODAY)
    assert [each.id for each in bin_content(own_vault, TODAY)] == [meeting.id]


def test_what_was_undone_or_taken_out_otherwise_is_in_no_bin(own_vault):
    client_id = take_in(own_vault, Client(name="Liv"), Intake()).id
    desk = Editing(own_vault, client_id, TODAY)
    desk.change(Meeting(client_id=client_id, day=TODAY))

    desk.undo()

    assert bin_content(own_vault, TODAY) == ()


def test_after_thirty_days_the_bin_is_empty_and_nothing_comes_back(own_vault):
    client_id, _meeting = a_full_case(own_vault)
    bin_person(own_vault, client_id)

    assert [each.days_left for each in bin_content(own_vault, LAST_DAY)] == [1]
    assert bin_content(own_vault, LAST_DAY + timedelta(days=1)) == ()
    with pytest.raises(NotAllowed) as refused:
        bring_back(own_vault, client_id, LAST_DAY + timedelta(days=1))

    assert "not in the bin any more" in str(refused.value)
    assert not is_client(own_vault, client_id)
    with own_vault.work() as work:  # a tombstone: what was written stays in the history
        rows = raw.connection(work).execute(
            text("SELECT count(*) FROM change WHERE client_id = :id"), {"id": client_id}
        )
        assert rows.scalar() > 5


def test_a_clock_set_back_gives_no_more_days(own_vault):
    client_id, _meeting = a_full_case(own_vault)
    bin_person(own_vault, client_id)

    (line,) = bin_content(own_vault, TODAY - timedelta(days=400))
    assert line.days_left == BIN_DAYS


def test_the_bin_tells_nobody_of_a_case_that_is_hidden_or_a_colleague_s(staffed):
    with staffed.unlocked("Kari") as vault:
        mine, hidden = a_case_of(vault, "Liv Hansen"), a_case_of(vault, "Ola Skjult")
        save(vault, Recusal(client_id=hidden, counsellor_id=staffed.ids["Per"]))
        bin_person(vault, mine)
        bin_person(vault, hidden)
        assert len(bin_content(vault, TODAY)) == 2
    with staffed.unlocked("Per") as vault:
        assert bin_content(vault, TODAY) == ()
        for each in (mine, hidden):
            with pytest.raises(NotAllowed):
                bring_back(vault, each, TODAY)
        own = a_case_of(vault, "Ida Vik")
        bin_person(vault, own)
        assert [each.name for each in bin_content(vault, TODAY)] == ["Ida Vik"]
    with staffed.unlocked("Siri") as vault:
        assert bin_content(vault, TODAY) == ()


def test_who_took_a_colleague_s_case_away_may_bring_it_back(staffed):
    with staffed.unlocked("Kari") as vault:
        case = a_case_of(vault, "Liv Hansen")
    with staffed.unlocked("Per") as vault:
        bin_person(vault, case)
        assert [each.id for each in bin_content(vault, TODAY)] == [case]
        bring_back(vault, case, TODAY)
    with staffed.unlocked("Kari") as vault:
        assert is_client(vault, case)
        bin_person(vault, case)
        assert [each.who for each in bin_content(vault, TODAY)] == [vault.counsellor.name]


def test_rights_that_were_narrower_elsewhere_hold_for_what_lies_in_the_bin_too(staffed):
    with staffed.unlocked("Kari") as vault:
        case = a_case_of(vault, "Liv Hansen")
        bin_person(vault, case)
        per = staffed.ids["Per"]
        hidden = Rights(roles={}, left=frozenset(), hidden=frozenset({(case, per)}), owners={})

        vault.keep_within([hidden])
        bring_back(vault, case, TODAY)
    with staffed.unlocked("Per") as vault:
        assert not is_client(vault, case)


def test_the_bin_is_read_from_what_is_gone_and_not_from_all_there_is(vault):
    asked = []
    driver = raw.driver(vault)
    driver.set_trace_callback(asked.append)
    bin_content(vault, TODAY)
    driver.set_trace_callback(None)

    of_bin = [each for each in asked if "JOIN change" in each]
    plans = [driver.execute(f"EXPLAIN QUERY PLAN {each}").fetchall() for each in of_bin]
    scans = {row[-1] for plan in plans for row in plan if row[-1].startswith("SCAN")}
    assert len(of_bin) == 2
    assert scans == {"SCAN t USING INDEX ix_client_gone", "SCAN t USING INDEX ix_meeting_gone"}
