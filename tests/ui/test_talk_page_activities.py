"""Lines of a note become activities of the plan, with a deadline."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import MeetingState, Party
from app.domain.plans import PlanActivity
from tests.building import TODAY, Clients
from tests.ui.faults import a_full_disk
from tests.ui.hands import CTRL, SHIFT, button, problems, type_here
from tests.ui.talking import begin_talk
from ui.desk import Saved


@pytest.fixture
def talk(window, small):
    return begin_talk(window, small)


def test_ctrl_enter_makes_the_line_an_activity_with_party_deadline_and_its_origin(
    talk, window, small
):
    talk.go_to(2)
    type_here("Snakket om skole\n- Bestille time hos fastlegen\nMer om det")
    note = talk.here.note
    note.set_caret(note.toPlainText().index("time"))
    talk.here.due.setFocus()
    type_here("+14")
    talk.here.party.setCurrentIndex(talk.here.party.findData(Party.NAV.value))

    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL)

    case = small.desk.case
    (made,) = case.activities(case.plan.id)
    assert (made.what, made.party) == ("Bestille time hos fastlegen", Party.NAV)
    assert (made.due_on - TODAY).days == 14
    assert (made.meeting_id, made.section_key) == (talk.meeting_id, talk.sections[2].key)
    assert talk.here.due.text() == ""
    assert QApplication.focusWidget() is note
    with small.vault.work() as work:
        assert work.case(case.client.id).get(PlanActivity, made.id) == made


def test_the_button_does_the_same_and_the_plan_beside_shows_it(talk, window, small):
    type_here("Ringe skolen")

    button(window, "Make it an activity").click()

    assert [line.title for line in talk.aside.list.lines.lines] == ["Ringe skolen"]
    assert small.desk.case.note(talk.meeting_id)[talk.here.key].text == "Ringe skolen"


def test_an_empty_line_makes_nothing(talk, small):
    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL)

    assert small.desk.case.plan is None


def test_a_deadline_in_words_stays_in_words(talk, small):
    type_here("Søke skoleplass")
    talk.here.due.setFocus()
    type_here("i høst")

    QTest.keyClick(talk.here.due, Qt.Key.Key_Return, CTRL)

    (made,) = small.desk.case.activities(small.desk.case.plan.id)
    assert (made.due_on, made.due_words) == (None, "i høst")


def test_ctrl_z_takes_the_activity_back_and_leaves_the_note(talk, window, small):
    type_here("Ringe skolen")
    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL)

    QTest.keyClick(talk.here.note, Qt.Key.Key_Z, CTRL)

    assert small.desk.case.plan is None
    assert talk.here.note.toPlainText() == "Ringe skolen"


def test_a_line_is_taken_along_to_the_plans_section(talk, window, small):
    number = next(n for n, s in enumerate(talk.sections) if s.section.plan_field == "end_goal")
    talk.go_to(number)
    type_here("Fagbrev som tømrer")

    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL | SHIFT)

    assert small.desk.case.plan.end_goal == "Fagbrev som tømrer"
    assert talk.aside.goal.toPlainText() == "Fagbrev som tømrer"


def test_an_activity_that_could_not_be_stored_leaves_line_and_deadline_on_screen(
    talk, window, small
):
    type_here("Ringe skolen")
    small.desk.settle()
    talk.here.due.setFocus()
    type_here("i høst")

    with a_full_disk():
        QTest.keyClick(talk.here.due, Qt.Key.Key_Return, CTRL)

    assert talk.here.due.text() == "i høst"
    assert talk.here.note.toPlainText() == "Ringe skolen"
    QTest.keyClick(talk.here.due, Qt.Key.Key_Return, CTRL)
    assert [a.due_words for a in small.desk.case.all(PlanActivity)] == ["i høst"]


def test_a_finished_plan_takes_no_line_and_says_how_to_go_on(practice_window, practice):
    window = practice_window
    window.open_client(Clients(practice.vault).named("Ida"), "meetings")
    planned = next(m for m in practice.desk.case.meetings if m.state == MeetingState.PLANNED)
    window.open_talk(planned.id)
    type_here("Ringe skolen")

    QTest.keyClick(window.talk.here.note, Qt.Key.Key_Return, CTRL)

    note = window.talk.here.note
    assert any("Make a new version of it first" in text for text in problems(window.talk))
    assert "Make a new version of it first" in note.accessibleDescription()
    assert note.toPlainText().endswith("Ringe skolen")
    type_here(".")
    assert problems(window.talk) == []


def test_a_deadline_that_cannot_be_kept_is_not_called_saved(talk, window, small):
    talk.go_to(2)
    talk.here.due.setFocus()
    type_here("i høs")
    with a_full_disk():
        small.desk.settle()
        assert (small.desk.saved, small.desk.has_unkept) == (Saved.FAILED, True)

    small.desk.try_again()

    assert (small.desk.saved, small.desk.has_unkept) == (Saved.SAVED, False)
    with small.vault.work() as work:
        assert [draft.raw for draft in work.drafts.all()] == ["i høs"]


def test_a_deadline_on_its_way_is_in_the_vault_and_comes_back_to_its_section(talk, window, small):
    talk.go_to(2)
    talk.here.due.setFocus()
    type_here("i høs")
    client_id, meeting_id = small.desk.case.client.id, talk.meeting_id
    window.go("today")

    with small.vault.work() as work:
        assert [draft.raw for draft in work.drafts.of(client_id)] == ["i høs"]
    window.open_client(client_id, "meetings")
    window.open_talk(meeting_id)
    talk.go_to(1)
    assert talk.here.due.text() == ""
    talk.go_to(2)
    assert talk.here.due.text() == "i høs"
