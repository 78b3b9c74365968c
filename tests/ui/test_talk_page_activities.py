"""Lines of a note become activities of the plan, once, with a way back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import LanguageForm, MeetingState, Party, PeriodKind
from app.domain.plans import PlanActivity
from app.domain.taken_lines import TakenLine
from tests.building import TODAY, Clients
from tests.ui.faults import a_full_disk
from tests.ui.hands import ALT, CTRL, SHIFT, problems, type_here
from tests.ui.talking import begin_talk
from ui.desk import Saved


@pytest.fixture
def talk(window, small):
    return begin_talk(window, small)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def make():
    press(Qt.Key.Key_Return, CTRL)


def ask_by_when(text):
    press(Qt.Key.Key_D, ALT)
    type_here(text)


def goal_section(talk):
    return next(n for n, s in enumerate(talk.sections) if s.section.plan_field == "end_goal")


def test_ctrl_enter_makes_the_line_an_activity_with_party_deadline_and_its_origin(talk, small):
    talk.go_to(2)
    type_here("Snakket om skole\n- Bestille time hos fastlegen\nMer om det")
    note = talk.here.note
    note.set_caret(note.toPlainText().index("time"))
    press(Qt.Key.Key_2, ALT)
    ask_by_when("+14")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is note

    make()

    case = small.desk.case
    (made,) = case.activities(case.plan.id)
    assert (made.what, made.party) == ("Bestille time hos fastlegen", Party.NAV)
    assert (made.due_on - TODAY).days == 14
    assert (made.meeting_id, made.section_key) == (talk.meeting_id, talk.sections[2].key)
    assert QApplication.focusWidget() is note
    with small.vault.work() as work:
        assert work.case(case.client.id).get(PlanActivity, made.id) == made


@pytest.mark.parametrize(
    ("form", "what"), [(LanguageForm.NB, "Spørre skolen"), (LanguageForm.NN, "Spørje skolen")]
)
def test_the_deed_is_named_in_the_language_of_the_clients_papers(talk, small, form, what):
    small.desk.change([replace(small.desk.case.client, language_form=form)])
    type_here("Nav spør skolen")

    make()

    assert [each.what for each in small.desk.case.all(PlanActivity)] == [what]


def test_the_line_is_marked_as_agreed_and_the_caret_goes_on_below(talk, small):
    type_here("Ringe skolen")

    make()
    type_here("Og så")

    assert talk.here.note.toPlainText() == "✓ Ringe skolen\nOg så"
    assert small.desk.case.note(talk.meeting_id)[talk.here.key].text == "✓ Ringe skolen\nOg så"
    assert [line.title for line in talk.aside.list.lines.lines] == ["Ringe skolen"]


def test_the_same_line_again_opens_the_activity_and_makes_no_second(talk, small):
    type_here("Ringe skolen")
    make()
    talk.here.note.caret_to_line(0)

    make()

    (made,) = small.desk.case.all(PlanActivity)
    assert talk.aside.spoken_of == made.id
    assert QApplication.focusWidget() is talk.aside.edit.what
    assert talk.here.note.toPlainText() == "✓ Ringe skolen\n"


def test_a_line_that_was_written_in_since_is_still_the_same_activity(talk, small):
    type_here("Ringe skolen i morgen tidlig")
    make()
    talk.here.note.caret_to_line(0)
    type_here(" igjen")

    make()

    assert len(small.desk.case.all(PlanActivity)) == 1


def test_what_became_of_a_line_stands_beside_it_and_what_it_could_become_is_a_guess(talk, qtbot):
    type_here("Ringe skolen")
    make()
    press(Qt.Key.Key_1, ALT)
    type_here("Søke læreplass")
    press(Qt.Key.Key_2, ALT)

    qtbot.waitUntil(lambda: set(talk.here.note.chips) == {0, 1})
    made, guess = talk.here.note.chips[0], talk.here.note.chips[1]
    assert (made.text, made.is_made) == ("● Liv", True)
    assert (guess.text, guess.is_made, guess.role) == ("■ Nav", False, "nav")
    assert "Nav" in talk.here.note.accessibleDescription()


def test_the_section_and_the_outline_count_what_has_really_gone(talk, small):
    number = goal_section(talk)
    talk.go_to(number)
    type_here("Fagbrev som tømrer")
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    press(Qt.Key.Key_End)
    type_here("\nRinge skolen")
    make()

    spoken = talk.outline.model().index(number).data(Qt.ItemDataRole.AccessibleTextRole)
    assert talk.here.count == 2
    assert spoken.endswith("2 in the plan")


def test_an_empty_line_makes_nothing(talk, small):
    make()

    assert small.desk.case.plan is None


def test_a_deadline_in_words_stays_in_words_and_goes_with_the_key_that_makes(talk, small):
    type_here("Søke skoleplass")
    ask_by_when("i høst")

    make()

    (made,) = small.desk.case.activities(small.desk.case.plan.id)
    assert (made.due_on, made.due_words) == (None, "i høst")
    assert not talk.here.by_when.isVisible()


def test_esc_leaves_the_deadline_be(talk, small):
    type_here("Søke skoleplass")
    ask_by_when("i høst")
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is talk.here.note

    make()

    (made,) = small.desk.case.all(PlanActivity)
    assert made.due_words == ""


def test_ctrl_z_takes_the_activity_back_first_and_then_the_words(talk, small):
    type_here("Ringe skolen")
    make()

    press(Qt.Key.Key_Z, CTRL)

    assert small.desk.case.plan is None
    assert talk.here.note.toPlainText() == "Ringe skolen"
    assert not small.desk.case.all(TakenLine)
    press(Qt.Key.Key_Z, CTRL)
    assert talk.here.note.toPlainText() == ""


def test_who_does_it_can_be_said_of_what_is_an_activity_already(talk, small):
    type_here("Ringe skolen")
    make()
    talk.here.note.caret_to_line(0)

    press(Qt.Key.Key_3, ALT)

    (made,) = small.desk.case.all(PlanActivity)
    assert made.party == Party.CENTRE


def test_a_line_is_taken_along_to_the_plans_section_and_back(talk, window, small):
    talk.go_to(goal_section(talk))
    type_here("Fagbrev som tømrer")
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert small.desk.case.plan.end_goal == "Fagbrev som tømrer"
    assert talk.aside.goal.toPlainText() == "Fagbrev som tømrer"
    QApplication.processEvents()

    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)

    assert small.desk.case.plan.end_goal == ""
    assert not small.desk.case.all(TakenLine)
    assert talk.here.count == 0
    press(Qt.Key.Key_Z, CTRL)
    assert small.desk.case.plan.end_goal == "Fagbrev som tømrer"
    assert talk.here.count == 1


def test_chosen_words_go_to_the_plan_and_the_rest_stays(talk, small):
    talk.go_to(goal_section(talk))
    type_here("Jeg vil bli tømrer")
    for _letter in range(6):
        press(Qt.Key.Key_Left, SHIFT)

    press(Qt.Key.Key_Return, CTRL | SHIFT)

    assert small.desk.case.plan.end_goal == "tømrer"


def test_words_that_were_changed_in_the_plan_are_not_called_gone(talk, small):
    talk.go_to(goal_section(talk))
    type_here("Fagbrev som tømrer")
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert talk.here.count == 1

    talk.aside.goal.setFocus()
    talk.aside.goal.caret_to_end()
    type_here(" eller snekker")

    assert talk.here.count == 0


def test_an_activity_that_could_not_be_stored_leaves_line_and_deadline_on_screen(talk, small):
    type_here("Ringe skolen")
    small.desk.settle()
    ask_by_when("i høst")

    with a_full_disk():
        make()

    assert talk.here.by_when.text == "i høst"
    assert talk.here.note.toPlainText() == "Ringe skolen"
    make()
    assert [a.due_words for a in small.desk.case.all(PlanActivity)] == ["i høst"]


def test_a_finished_plan_takes_no_line_and_says_how_to_go_on(practice_window, practice):
    window = practice_window
    window.open_client(Clients(practice.vault).named("Ida"), "meetings")
    planned = next(m for m in practice.desk.case.meetings if m.state == MeetingState.PLANNED)
    window.open_talk(planned.id)
    type_here("Ringe skolen")

    make()

    note = window.talk.here.note
    assert any("Make a new version of it first" in text for text in problems(window.talk))
    assert "Make a new version of it first" in note.accessibleDescription()
    assert note.toPlainText().endswith("Ringe skolen")
    type_here(".")
    assert problems(window.talk) == []


def test_a_deadline_that_cannot_be_kept_is_not_called_saved(talk, small):
    talk.go_to(2)
    type_here("Ringe")
    small.desk.settle()
    ask_by_when("i høs")
    with a_full_disk():
        small.desk.settle()
        assert (small.desk.saved, small.desk.has_unkept) == (Saved.FAILED, True)

    small.desk.try_again()

    assert (small.desk.saved, small.desk.has_unkept) == (Saved.SAVED, False)
    with small.vault.work() as work:
        assert [draft.raw for draft in work.drafts.all()] == ["i høs"]


def test_a_deadline_on_its_way_is_in_the_vault_and_comes_back_to_its_section(talk, window, small):
    talk.go_to(2)
    type_here("Ringe")
    ask_by_when("i høs")
    client_id, meeting_id = small.desk.case.client.id, talk.meeting_id
    window.go("today")

    with small.vault.work() as work:
        assert [draft.raw for draft in work.drafts.of(client_id)] == ["i høs"]
    window.open_client(client_id, "meetings")
    window.open_talk(meeting_id)
    talk.go_to(1)
    assert talk.here.by_when.text == ""
    talk.go_to(2)
    assert (talk.here.by_when.text, talk.here.by_when.isVisible()) == ("i høs", True)


def test_a_key_without_nav_in_the_case_makes_nobody_of_nav(window, small):

    begin_talk(window, small)
    small.desk.change([replace(small.desk.case.intake, kind=PeriodKind.OPEN)])
    type_here("Ringe skolen")

    press(Qt.Key.Key_2, ALT)
    make()

    (made,) = small.desk.case.all(PlanActivity)
    assert made.party == Party.CLIENT
