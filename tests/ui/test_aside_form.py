"""Beside the conversation: what is open from before is gone through by keys, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import ActivityStatus, MeetingKind, MeetingState, PlanState
from app.domain.meetings import Meeting, NoteSection
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.questions import OpenQuestion
from tests.building import TODAY, Clients
from tests.ui.hands import CTRL, SHIFT, asked, type_here
from ui.windows.finish_dialog import FinishMeetingDialog

LATE = TODAY - timedelta(days=2)


@pytest.fixture
def talk(window, small):
    """A follow-up with two activities open from before, and a note that is finished."""
    client_id = Clients(small.vault).named("Liv")
    window.open_client(client_id, "meetings")
    desk, own = small.desk, {"client_id": client_id}
    held = Meeting(**own, kind=MeetingKind.GUIDANCE, day=LATE, template_id="follow_up")
    held = replace(held, template_version=1)
    note = NoteSection(**own, meeting_id=held.id, key="since_last", text="Sov dårlig")
    plan = CareerPlan(**own, end_goal="Fagbrev")
    rows = [
        PlanActivity(**own, plan_id=plan.id, position=n, what=what, due_on=LATE)
        for n, what in enumerate(("Søke læreplass", "Bestille bevis"))
    ]
    coming = Meeting(**own, kind=MeetingKind.FOLLOW_UP, day=TODAY, template_id="follow_up")
    coming = replace(coming, template_version=1, state=MeetingState.STARTED)
    desk.change([held, note, plan, *rows, coming])
    desk.change([replace(held, state=MeetingState.FINISHED)])
    window.open_talk(coming.id)
    return window.talk


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def status(small, what):
    (found,) = (a for a in small.desk.case.all(PlanActivity) if a.what == what)
    return found


def spoken(talk):
    return [line.spoken for line in talk.aside.list.lines.lines]


def test_a_follow_up_begins_at_the_first_that_is_open_from_before(talk):
    assert QApplication.focusWidget() is talk.aside.list
    assert talk.aside.list.currentIndex().row() == 0
    assert spoken(talk)[0].startswith("Open from before · 2, Søke læreplass, Liv, was due")


def test_space_is_done_and_goes_to_the_next(talk, small):
    press(Qt.Key.Key_Space)

    assert status(small, "Søke læreplass").status == ActivityStatus.DONE
    assert talk.aside.list.currentIndex().row() == 1
    assert len(spoken(talk)) == 2, "what was closed here stays where it was"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Space)
    assert status(small, "Søke læreplass").status == ActivityStatus.PLANNED


def test_g_goes_on_with_another_day(talk, small):
    press(Qt.Key.Key_G)
    type_here("+14")
    press(Qt.Key.Key_Return)

    assert status(small, "Søke læreplass").due_on == TODAY + timedelta(days=14)
    assert QApplication.focusWidget() is talk.aside.list


def test_d_is_dropped_and_says_why_and_ctrl_z_brings_it_back(talk, small):
    press(Qt.Key.Key_D)
    type_here("Fant en annen vei")
    press(Qt.Key.Key_Return)

    dropped = status(small, "Søke læreplass")
    assert (dropped.status, dropped.closing) == (ActivityStatus.STOPPED, "Fant en annen vei")
    assert talk.aside.list.currentIndex().row() == 1
    press(Qt.Key.Key_Z, CTRL)
    assert status(small, "Søke læreplass").status == ActivityStatus.PLANNED


def test_esc_drops_nothing(talk, small):
    press(Qt.Key.Key_D)
    type_here("Fant")
    press(Qt.Key.Key_Escape)

    assert status(small, "Søke læreplass").status == ActivityStatus.PLANNED
    assert QApplication.focusWidget() is talk.aside.list


def test_enter_writes_in_the_row_and_esc_comes_back_to_it(talk, small):
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is talk.aside.edit.what
    press(Qt.Key.Key_End)
    type_here(" i Bodø")
    press(Qt.Key.Key_Escape)

    assert status(small, "Søke læreplass i Bodø")
    assert QApplication.focusWidget() is talk.aside.list


def test_a_line_that_is_an_activity_opens_it_and_esc_goes_back_to_the_line(talk, small):
    talk.go_to(0)
    type_here("Ringe skolen")
    press(Qt.Key.Key_Return, CTRL)
    talk.here.note.caret_to_line(0)

    press(Qt.Key.Key_Return, CTRL)
    assert QApplication.focusWidget() is talk.aside.edit.what
    press(Qt.Key.Key_Escape)

    assert QApplication.focusWidget() is talk.here.note
    assert "New today · 1, Ringe skolen" in spoken(talk)[2]


def test_a_finished_plan_lets_what_is_done_be_said_and_no_day_be_moved(talk, small):
    plan = small.desk.case.plan
    small.desk.finish(replace(plan, state=PlanState.FINAL))
    press(Qt.Key.Key_Space)
    assert status(small, "Søke læreplass").status == ActivityStatus.DONE

    press(Qt.Key.Key_G)
    type_here("+14")
    press(Qt.Key.Key_Return)

    assert status(small, "Bestille bevis").due_on == LATE


def test_a_question_comes_back_until_it_is_answered(talk, window, small):
    talk.go_to(0)
    type_here("Dekker Nav reisen?")
    press(Qt.Key.Key_6, CTRL | SHIFT)
    meeting_id = talk.meeting_id
    (other,) = (m for m in small.desk.case.meetings if m.state == MeetingState.FINISHED)
    window.open_talk(other.id)
    assert "To be checked · 1, Dekker Nav reisen?" in spoken(talk)[2]

    window.open_talk(meeting_id)
    talk.aside.list.setFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    type_here("Ja, fra 1. januar")
    press(Qt.Key.Key_Return)

    (question,) = small.desk.case.all(OpenQuestion)
    assert (question.answer, question.answered_on) == ("Ja, fra 1. januar", TODAY)


def test_the_note_before_is_read_beside_and_cannot_be_changed(talk):
    press(Qt.Key.Key_B, CTRL)

    assert "Sov dårlig" in talk.aside.before.text.toPlainText()
    assert QApplication.focusWidget() is talk.aside.before.text
    assert talk.aside.before.text.isReadOnly()
    press(Qt.Key.Key_B, CTRL)
    assert talk.aside.before.text.isHidden()


def test_f7_goes_to_the_list_and_puts_it_away_and_esc_goes_back_to_the_note(talk, window):
    talk.go_to(0)
    note = talk.here.note

    press(Qt.Key.Key_F7)
    assert QApplication.focusWidget() is talk.aside.list
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is note
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_F7)

    assert not talk.aside.isVisible()
    assert QApplication.focusWidget() is note
    assert window.page_name == "talk"


def test_a_whole_follow_up_takes_at_most_forty_keys(talk, window, small, qtbot):
    keys = 0

    def hit(key, held=Qt.KeyboardModifier.NoModifier):
        nonlocal keys
        keys += 1
        press(key, held)

    hit(Qt.Key.Key_Space)
    hit(Qt.Key.Key_D)
    type_here("Ikke aktuelt lenger")
    hit(Qt.Key.Key_Return)
    hit(Qt.Key.Key_Escape)
    type_here("Det går bedre")
    hit(Qt.Key.Key_Down, CTRL)
    type_here("Nav ringer skolen innen fredag")
    hit(Qt.Key.Key_Return, CTRL)
    type_here("Liv bestiller bevis til mandag")
    hit(Qt.Key.Key_Return, CTRL)
    type_here("Søke plass")
    hit(Qt.Key.Key_Return, CTRL)
    hit(Qt.Key.Key_F, CTRL | SHIFT)
    asked(window, FinishMeetingDialog, qtbot)
    type_here("+14")
    hit(Qt.Key.Key_Return)

    done = [a.status for a in small.desk.case.all(PlanActivity)]
    assert done.count(ActivityStatus.DONE) == done.count(ActivityStatus.STOPPED) == 1
    assert len(done) == 5
    assert small.desk.case.get(Meeting, talk.meeting_id).state == MeetingState.FINISHED
    assert keys <= 40
