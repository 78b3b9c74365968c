"""Typing a crash left behind, when a colleague wrote there before its owner was back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.domain.change_marks import AT_UPGRADE
from app.domain.choices import MeetingState
from app.domain.clients import Client
from app.domain.meetings import Meeting, NoteSection
from app.domain.periods import Intake
from app.domain.plans import CareerPlan, PlanActivity
from app.services.case.case_team import Part, change_team
from app.services.case.editing import Editing, FieldKey
from app.services.case.history import history
from app.services.case.left_drafts import settle_left_drafts
from tests import raw
from tests.staffed import TODAY, a_case_of


@pytest.fixture
def left(staffed):
    """A case of Per's in which he had begun to type when the power went."""
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        leave(vault, client_id, Intake, "purpose", "Vil bli kokk")
    return client_id


def leave(vault, client_id, kind, name, text):
    """Type into a field, and go no further than the draft."""
    desk = Editing(vault, client_id, TODAY)
    desk.type_into(FieldKey(desk.case.all(kind)[0].id, name), text)
    desk.keep()


def write(vault, client_id, kind, **fields):
    """Store fields as somebody who types and leaves them."""
    with vault.work() as work:
        work.save(replace(work.case(client_id).all(kind)[0], **fields))


def said(vault, client_id, words):
    return [e.sentence for e in history(vault, client_id)[::-1] if words in e.sentence]


def settled(staffed, client_id):
    """Let Per unlock; returns his case and what history says of purpose, oldest first."""
    with staffed.unlocked("Per") as vault:
        settle_left_drafts(vault, TODAY)
        with vault.work() as work:
            assert work.drafts.all() == ()
            case = work.case(client_id)
        return case, said(vault, client_id, "purpose")


def test_words_left_behind_are_settled_where_nobody_wrote_since(staffed, left):
    case, told = settled(staffed, left)

    assert case.intake.purpose == "Vil bli kokk"
    assert len(told) == 1


def test_a_colleagues_later_words_stand_and_both_are_in_history(staffed, left):
    with staffed.unlocked("Kari") as vault:
        write(vault, left, Intake, purpose="Vil bli snekker")

    case, told = settled(staffed, left)

    assert case.intake.purpose == "Vil bli snekker"
    assert len(told) == 2
    assert told[0].startswith("Kari Øving changed")
    assert told[0].endswith("to Vil bli snekker")
    assert told[1].startswith("Per Olsen had typed")
    assert told[1].endswith("Vil bli kokk. What a colleague wrote later was kept")


def test_what_stands_is_undisturbed_at_the_next_unlock(staffed, left):
    with staffed.unlocked("Kari") as vault:
        write(vault, left, Intake, purpose="Vil bli snekker")
    first = settled(staffed, left)

    assert settled(staffed, left) == first


def test_a_colleagues_words_in_another_field_disturb_nothing(staffed, left):
    with staffed.unlocked("Kari") as vault:
        write(vault, left, Intake, motivation="Høy")

    case, _told = settled(staffed, left)

    assert (case.intake.purpose, case.intake.motivation) == ("Vil bli kokk", "Høy")


def test_a_colleagues_earlier_words_do_not_stand_in_the_way(staffed):
    with staffed.unlocked("Kari") as vault:
        client_id = a_case_of(vault, "Ida")
        write(vault, client_id, Intake, purpose="Vil bli snekker")
    with staffed.unlocked("Per") as vault:
        leave(vault, client_id, Intake, "purpose", "Vil bli kokk")

    case, _told = settled(staffed, client_id)

    assert case.intake.purpose == "Vil bli kokk"


def test_a_colleagues_hour_does_not_overtake_a_day_it_was_written_with(staffed):
    with staffed.unlocked("Kari") as vault:
        client_id = a_case_of(vault, "Ida")
        with vault.work() as work:
            work.save(Meeting(client_id=client_id, day=TODAY))
    with staffed.unlocked("Per") as vault:
        leave(vault, client_id, Meeting, "day", (TODAY + timedelta(days=7)).isoformat())
    with staffed.unlocked("Kari") as vault:
        write(vault, client_id, Meeting, at=time(9))

    case, _told = settled(staffed, client_id)

    (meeting,) = case.meetings
    assert (meeting.day, meeting.at) == (TODAY + timedelta(days=7), time(9))


def test_what_a_colleague_told_for_an_upgrade_is_not_their_words(staffed, left):
    with staffed.unlocked("Kari") as vault:  # as an upgrade that writes rows would
        raw.driver(vault).execute("UPDATE intake SET purpose = purpose || '.'")
        raw.driver(vault).execute("DELETE FROM meta WHERE key = 'told_schema'")
    with staffed.unlocked("Kari") as vault, vault.work() as work:
        (told, *_rest) = work.changes.of(left)
        assert (told.field, told.note) == ("purpose", AT_UPGRADE)

    case, told = settled(staffed, left)

    assert case.intake.purpose == "Vil bli kokk"
    assert len(told) == 1
    assert "had typed" not in told[0]


def test_a_deadline_is_one_field_whether_day_or_words(staffed):
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Ida")
        plan = CareerPlan(client_id=client_id)
        with vault.work() as work:
            work.save(plan)
            work.save(PlanActivity(client_id=client_id, plan_id=plan.id, what="Ringe"))
        leave(vault, client_id, PlanActivity, "due", "i høst")
    with staffed.unlocked("Kari") as vault:
        write(vault, client_id, PlanActivity, due_on=TODAY + timedelta(days=9))

    case, _told = settled(staffed, client_id)

    (row,) = case.all(PlanActivity)
    assert (row.due_on, row.due_words) == (TODAY + timedelta(days=9), "")
    with staffed.unlocked("Per") as vault:
        (told,) = said(vault, client_id, "i høst")
        assert told.startswith("Per Olsen had typed by when: i høst")


def test_words_left_in_a_note_a_colleague_finished_are_not_lost(staffed):
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Ida")
        meeting = Meeting(client_id=client_id, day=TODAY, state=MeetingState.STARTED)
        with vault.work() as work:
            work.save(meeting)
            work.save(NoteSection(client_id=client_id, meeting_id=meeting.id, key="request"))
        leave(vault, client_id, NoteSection, "text", "Viktig å huske")
    with staffed.unlocked("Kari") as vault:
        write(vault, client_id, Meeting, state=MeetingState.FINISHED)

    case, _told = settled(staffed, client_id)

    assert case.all(NoteSection)[0].text == ""
    with staffed.unlocked("Per") as vault:
        (told,) = said(vault, client_id, "Viktig å huske")
        assert told.startswith("Per Olsen had typed")


def test_text_that_is_no_value_stays_a_draft_beside_the_colleagues_value(staffed):
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Ida")
        leave(vault, client_id, Client, "birth_year", "nitten")
    with staffed.unlocked("Kari") as vault:
        write(vault, client_id, Client, birth_year=1990)

    with staffed.unlocked("Per") as vault:
        settle_left_drafts(vault, TODAY)
        desk = Editing(vault, client_id, TODAY)

        assert desk.shown(FieldKey(client_id, "birth_year")) == "nitten"
        assert desk.problem(FieldKey(client_id, "birth_year"))
        assert desk.case.client.birth_year == 1990


def test_nobody_settles_anothers_words(staffed, left):
    with staffed.unlocked("Kari") as vault:
        assert settle_left_drafts(vault, TODAY) == 0
        with vault.work() as work:
            assert work.case(left).intake.purpose == "Liv Hansen vil ha jobb"


def test_words_in_a_case_hidden_since_wait_until_it_is_shown_again(staffed, left):
    kari, per = staffed.ids["Kari"], staffed.ids["Per"]
    with staffed.unlocked("Kari") as vault:
        change_team(vault, left, {kari: Part.OWNS, per: Part.SHUT_OUT})
    with staffed.unlocked("Per") as vault:
        assert settle_left_drafts(vault, TODAY) == 0
    with staffed.unlocked("Kari") as vault:
        change_team(vault, left, {per: Part.ASKS})

    case, _told = settled(staffed, left)

    assert case.intake.purpose == "Vil bli kokk"


def say_kept_at(vault, moment):
    """Let a draft say that it was typed at another moment: the clock of that day was wrong."""
    with raw.database(vault).transaction() as connection:
        connection.exec_driver_sql("UPDATE draft SET kept_at = ?", (moment,))


LONG_AGO, FAR_OFF = "2020-01-01T10:00:00+01:00", "2099-01-01T10:00:00+01:00"


def test_a_clock_that_was_set_back_does_not_let_ones_own_earlier_words_stand(staffed):
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Ida")
        write(vault, client_id, Intake, purpose="Vil bli snekker")
        leave(vault, client_id, Intake, "purpose", "Vil bli kokk")
        say_kept_at(vault, LONG_AGO)

    case, _told = settled(staffed, client_id)

    assert case.intake.purpose == "Vil bli kokk"


def test_typing_over_a_colleagues_words_goes_in_though_the_clock_was_set_back_since(staffed):
    with staffed.unlocked("Kari") as vault:
        client_id = a_case_of(vault, "Ida")
        write(vault, client_id, Intake, purpose="Vil bli snekker")
    with staffed.unlocked("Per") as vault:
        leave(vault, client_id, Intake, "purpose", "Vil bli kokk")
        say_kept_at(vault, LONG_AGO)

    case, _told = settled(staffed, client_id)

    assert case.intake.purpose == "Vil bli kokk"


def test_a_colleagues_later_words_stand_though_their_clock_says_they_came_first(staffed, left):
    with staffed.unlocked("Per") as vault:
        say_kept_at(vault, FAR_OFF)
    with staffed.unlocked("Kari") as vault:
        write(vault, left, Intake, purpose="Vil bli snekker")

    case, told = settled(staffed, left)

    assert case.intake.purpose == "Vil bli snekker"
    assert told[-1].endswith("Vil bli kokk. What a colleague wrote later was kept")


@pytest.mark.parametrize(
    ("kept_at", "stands"), [(LONG_AGO, "Vil bli snekker"), (FAR_OFF, "Vil bli kokk")]
)
def test_a_draft_of_an_earlier_leia_is_judged_by_the_clock(staffed, left, kept_at, stands):
    with staffed.unlocked("Per") as vault:
        say_kept_at(vault, kept_at)
        raw.driver(vault).execute("UPDATE draft SET began = NULL")
    with staffed.unlocked("Kari") as vault:
        write(vault, left, Intake, purpose="Vil bli snekker")

    case, _told = settled(staffed, left)

    assert case.intake.purpose == stands


def test_typing_goes_on_from_what_was_settled_before(staffed, left):
    with staffed.unlocked("Per") as vault:
        desk = Editing(vault, left, TODAY)
        key = FieldKey(desk.case.intake.id, "purpose")
        desk.settle()
        desk.type_into(key, "Vil bli kokk til sjøs")
        desk.keep()

    case, _told = settled(staffed, left)

    assert case.intake.purpose == "Vil bli kokk til sjøs"


def test_a_deadlines_draft_knows_both_its_day_and_its_words(staffed):
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Ida")
        plan = CareerPlan(client_id=client_id)
        row = PlanActivity(
            client_id=client_id, plan_id=plan.id, what="Ringe", due_words="i h\ud800st"
        )
        with vault.work() as work:
            work.save(plan)
            work.save(row)
        leave(vault, client_id, PlanActivity, "due", "12.3.2031")

    case, _told = settled(staffed, client_id)

    (row,) = case.all(PlanActivity)
    assert (row.due_on, row.due_words) == (date(2031, 3, 12), "")


def test_what_a_draft_keeps_of_the_words_before_it_tells_nothing_of_them(staffed, left):
    with staffed.unlocked("Per") as vault:
        with vault.work() as work:
            (first,) = work.drafts.all()
        leave(vault, left, Intake, "purpose", "Vil bli kokk til sjøs")
        with vault.work() as work:
            (second,) = work.drafts.all()

    assert first.began
    assert second.began
    assert first.began != second.began
    assert len(first.began) == len(second.began) == 48
