"""A command works on nobody who is not in sight: it is grey, and its key says why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from app.domain.choices import MeetingState
from app.domain.clients import Client
from tests.building import Clients
from tests.ui.hands import ALT, CTRL, SHIFT, answered, button, type_here

NONE = Qt.KeyboardModifier.NoModifier
OF_A_PERSON = {
    *("intake", "meetings", "plan", "papers", "history", "team", "activity", "to_plan"),
    *("share", "section_up", "section_down", "print_plan", "save_plan", "undo", "redo"),
}
ELSEWHERE = ("today", "clients", "vault", "access", "help")


@pytest.fixture
def camilla(practice_window, practice):
    """Somebody with a draft of a plan, opened on the plan's page."""
    practice_window.open_client(Clients(practice.vault).named("Camilla"), "plan")
    return practice_window


def on(window):
    return {name for name, action in window.actions_by_name.items() if action.isEnabled()}


def told(window):
    return " ".join(e.text() for e in window.status.findChildren(QLabel) if e.isVisible())


def test_on_a_page_without_a_person_nothing_works_on_one(camilla):
    for page in ELSEWHERE:
        camilla.go(page)

        assert not OF_A_PERSON & on(camilla)
        assert {"new", "search", "lock", "quit", "print_template"} <= on(camilla)


@pytest.mark.parametrize("modifier", [CTRL, CTRL | SHIFT])
def test_the_keys_of_paper_do_nothing_there_but_say_why(camilla, modifier):
    for page in (*ELSEWHERE, "settings"):
        camilla.go(page)
        camilla.status.tell("")

        QTest.keyClick(camilla, Qt.Key.Key_P, modifier)

        assert not camilla.findChildren(QDialog)
        assert "Open a client with a plan first" in told(camilla)


def test_undo_reaches_nobody_out_of_sight(camilla, practice, qtbot):
    answered(camilla, qtbot)
    camilla.person.page("plan").form.goal.setFocus()
    type_here("Kokk. ")
    written = practice.desk.case.plan.end_goal
    camilla.go("today")

    QTest.keyClick(camilla, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(camilla, Qt.Key.Key_Z, CTRL | SHIFT)

    assert practice.desk.case.plan.end_goal == written
    assert "nothing to undo" in told(camilla)


def test_the_centres_own_words_are_undone_on_their_page(camilla):
    camilla.go("settings")

    assert {"undo", "redo"} <= on(camilla)
    assert not (OF_A_PERSON - {"undo", "redo"}) & on(camilla)
    camilla.go("vault")
    assert not {"undo", "redo"} & on(camilla)


def test_alt_keys_lead_to_nobody_who_is_not_in_sight(camilla):
    camilla.go("clients")

    QTest.keyClick(camilla, Qt.Key.Key_1, ALT)

    assert camilla.page_name == "clients"
    assert "Open a client first" in told(camilla)


def test_with_a_person_in_sight_the_commands_are_theirs(camilla):
    assert on(camilla) >= OF_A_PERSON - {"to_plan", "share", "section_up", "section_down"}

    camilla.person.show_page("intake")
    assert "activity" not in on(camilla)
    assert "print_plan" in on(camilla)


def test_a_person_without_a_plan_has_none_to_print(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    assert not {"print_plan", "save_plan"} & on(window)

    button(window, "Begin the plan").click()

    assert {"print_plan", "save_plan", "activity"} <= on(window)


def test_what_all_may_see_takes_no_line_that_is_hidden(practice_window, practice):
    window = practice_window
    window.open_client(Clients(practice.vault).named("Meron"), "meetings")
    meeting = next(m for m in practice.desk.case.meetings if m.state == MeetingState.STARTED)
    window.open_talk(meeting.id)
    assert {"activity", "to_plan", "share", "section_down"} <= on(window)

    QTest.keyClick(window, Qt.Key.Key_F9, NONE)

    assert "share" in on(window)
    assert not {"activity", "to_plan", "section_up", "section_down"} & on(window)


def test_the_name_in_sight_is_whose_the_commands_are(camilla, practice):
    camilla.go("clients")
    camilla.open_client(Clients(practice.vault).named("Jonas"), "plan")

    assert practice.desk.case.get(Client, practice.desk.case.client.id).name == "Jonas Lillevoll"
    assert "print_plan" in on(camilla)
