"""The plan: rows by keys and mouse, undo across fields, the paper that follows, finishing."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import ActivityStatus, Party
from app.services.case import planning
from app.services.case.editing import Editing
from tests.building import TODAY, Clients
from tests.ui.hands import ALT, CTRL, SHIFT, button, type_here
from tests.ui.plan_hands import begin_plan, names, statuses, type_three_rows
from tests.ui.reading import texts


@pytest.fixture
def plan(window, small):
    return begin_plan(window, small)


@pytest.fixture
def three_rows(plan, window):
    return type_three_rows(window, plan)


def stored_names(small):
    with small.vault.work() as work:
        case = work.case(small.desk.case.client.id)
    return [a.what for a in case.activities(case.plan.id)]


def form_field(plan, name):
    return plan.form.field("plan", name)


def test_the_page_begins_with_an_empty_plan_and_the_caret_in_the_goal(plan, small):
    type_here("Fagbrev som helsefagarbeider")

    assert QApplication.focusWidget() is plan.form.goal
    assert small.desk.case.plan.end_goal == "Fagbrev som helsefagarbeider"


def test_ctrl_enter_adds_a_row_after_the_cursor_with_the_caret_in_its_first_field(
    three_rows, window, small
):
    three_rows.form.view.selectRow(0)
    three_rows.form.view.setFocus()

    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    type_here("Bestill time")

    assert names(small) == ["Ring skolen", "Bestill time", "Søk plass", "Møt opp"]
    assert QApplication.focusWidget() is three_rows.form.row_form.what


def test_a_row_takes_who_when_and_how_far_from_its_fields(three_rows, small):
    form = three_rows.form.row_form
    form.due.setFocus()
    type_here("+14")
    form.party.setFocus()
    QTest.keyClick(form.party, Qt.Key.Key_Down)
    form.who.setFocus()
    type_here("Ola i Nav")
    form.what.setFocus()

    row = small.desk.case.activities(small.desk.case.plan.id)[0]
    assert (row.due_on - TODAY).days == 14
    assert (row.party, row.who) == (Party.NAV, "Ola i Nav")


def test_alt_and_the_arrows_carry_a_row(three_rows, small):
    view = three_rows.form.view

    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert names(small) == ["Søk plass", "Ring skolen", "Møt opp"]
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert names(small) == ["Søk plass", "Møt opp", "Ring skolen"]
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert names(small) == ["Søk plass", "Møt opp", "Ring skolen"]
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)

    assert names(small) == stored_names(small) == ["Søk plass", "Ring skolen", "Møt opp"]
    assert view.currentIndex().row() == 1
    assert view.hasFocus()


def test_rows_are_dragged_to_other_places(small_vault):
    desk = Editing(small_vault, Clients(small_vault).named("Liv"), TODAY)
    desk.change(planning.first_plan(desk.case))
    for what in ("Ring skolen", "Søk plass", "Møt opp"):
        desk.change(replace(planning.new_activity(desk.case, desk.case.plan), what=what))
    small_vault.close()
    drags = [(0, 2), (0, 1), (2, 0)]

    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.dragging", str(small_vault.folder), json.dumps(drags)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == [
        ["Søk plass", "Møt opp", "Ring skolen"],
        ["Møt opp", "Søk plass", "Ring skolen"],
        ["Ring skolen", "Møt opp", "Søk plass"],
    ]


def test_space_ticks_a_row_and_takes_the_tick_back(three_rows, small):
    view = three_rows.form.view

    QTest.keyClick(view, Qt.Key.Key_Space)
    assert statuses(small) == [ActivityStatus.DONE, ActivityStatus.PLANNED, ActivityStatus.PLANNED]
    QTest.keyClick(view, Qt.Key.Key_Space)

    assert statuses(small) == [ActivityStatus.PLANNED] * 3


def test_delete_takes_a_row_out_and_ctrl_z_brings_it_back_where_it_was(three_rows, window, small):
    view = three_rows.form.view
    view.selectRow(1)

    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert names(small) == stored_names(small) == ["Ring skolen", "Møt opp"]
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert names(small) == stored_names(small) == ["Ring skolen", "Søk plass", "Møt opp"]
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT)

    assert names(small) == stored_names(small) == ["Ring skolen", "Møt opp"]


def test_the_button_takes_out_the_row_that_is_shown(three_rows, window, small):
    button(window, "Take out").click()

    assert names(small) == ["Søk plass", "Møt opp"]


def test_enter_goes_into_the_row(three_rows):
    QTest.keyClick(three_rows.form.view, Qt.Key.Key_Return)

    assert QApplication.focusWidget() is three_rows.form.row_form.what


def test_undo_and_redo_go_through_fields_one_burst_at_a_time(plan, window, small):
    goal, step = plan.form.goal, form_field(plan, "next_step")
    type_here("Læreplass")
    step.setFocus()
    type_here("Ringe mester")
    why = form_field(plan, "why")
    why.setFocus()
    type_here("Liker å bygge")

    def shown():
        return goal.text(), step.text(), why.toPlainText()

    QTest.keyClick(why, Qt.Key.Key_Z, CTRL)
    assert shown() == ("Læreplass", "Ringe mester", "")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert shown() == ("Læreplass", "", "")
    assert QApplication.focusWidget() is step
    QTest.keyClick(step, Qt.Key.Key_Z, CTRL)
    assert shown() == ("", "", "")
    assert QApplication.focusWidget() is goal
    for _each in range(3):
        QTest.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT)

    assert shown() == ("Læreplass", "Ringe mester", "Liker å bygge")
    small.desk.settle()
    with small.vault.work() as work:
        stored = work.case(small.desk.case.client.id).plan
    assert (stored.end_goal, stored.next_step, stored.why) == shown()


def test_the_paper_follows_the_typing(plan, qtbot):
    qtbot.waitUntil(lambda: plan.paper.page_count > 0)
    before = plan.paper.viewport().grab().toImage()
    assert "Fagbrev som tømrer" not in plan.paper.words
    plan.form.goal.setFocus()

    type_here("Fagbrev som tømrer")

    qtbot.waitUntil(lambda: "Fagbrev som tømrer" in plan.paper.words)
    assert plan.paper.viewport().grab().toImage() != before


def test_the_last_key_is_on_the_paper_though_one_was_being_drawn(plan, qtbot):
    plan.form.goal.setFocus()
    for word in ("En ", "to ", "tre "):
        type_here(word)
        plan.redraw.timeout.emit()  # sooner than its clock would

    qtbot.waitUntil(lambda: not plan.is_behind)

    assert "En to tre" in plan.paper.words


def test_advice_stops_nobody_and_goes_when_it_is_followed(three_rows, small):
    assert not any("give every activity" in text for text in texts(three_rows))
    assert any("agree on a date" in text for text in texts(three_rows))
    review = form_field(three_rows, "review_on")
    review.setFocus()

    type_here("+30")

    assert (small.desk.case.plan.review_on - TODAY).days == 30
    assert any("first small thing" in text for text in texts(three_rows))


def test_the_paper_of_one_person_is_never_on_the_page_of_another(practice_window, practice, qtbot):
    people = Clients(practice.vault)
    page = practice_window.person.page("plan")
    practice_window.open_client(people.named("Camilla"), "plan")
    qtbot.waitUntil(lambda: page.paper.page_count > 0)

    practice_window.open_client(people.named("Jonas"), "plan")

    assert page.paper.page_count == 0
    qtbot.waitUntil(lambda: page.paper.page_count > 0)


def test_f8_shows_the_sheet_as_large_as_the_page_and_the_plan_again(
    practice_window, practice, qtbot
):
    practice_window.open_client(Clients(practice.vault).named("Jonas"), "plan")
    page = practice_window.person.page("plan")
    qtbot.waitUntil(lambda: page.paper.page_count > 0)
    beside = page.paper.size()

    QTest.keyClick(page.form.goal, Qt.Key.Key_F8)
    assert page.paper.hasFocus()
    qtbot.waitUntil(lambda: page.paper.width() > beside.width() * 3 // 2)
    assert page.paper.height() > beside.height()
    QTest.keyClick(page.paper, Qt.Key.Key_F8)

    assert page.form.goal.hasFocus()
    qtbot.waitUntil(lambda: page.paper.width() < page.form.width())


def test_esc_leaves_the_large_sheet_and_another_page_of_the_case_too(practice_window, practice):
    practice_window.open_client(Clients(practice.vault).named("Jonas"), "plan")
    page = practice_window.person.page("plan")
    for leave in (Qt.Key.Key_Escape, Qt.Key.Key_F8):
        QTest.keyClick(page.form.goal, Qt.Key.Key_F8)
        QTest.keyClick(page.paper, leave)
        assert practice_window.page_name == "person"
        assert page.form.goal.isVisible()
    QTest.keyClick(page.form.goal, Qt.Key.Key_F8)

    practice_window.show_case("intake")

    assert practice_window.person.tabs.isVisible()


def test_the_caret_is_after_the_goal_so_that_one_writes_on(practice_window, practice):
    practice_window.open_client(Clients(practice.vault).named("Jonas"), "plan")
    goal = practice_window.person.page("plan").form.goal

    assert goal.cursorPosition() == len(goal.text()) > 0
    assert not goal.hasSelectedText()


def test_nothing_of_the_page_is_ever_a_window_of_its_own(practice_window, practice, qtbot):
    practice_window.open_client(Clients(practice.vault).named("Jonas"), "plan")
    page = practice_window.person.page("plan")
    qtbot.waitUntil(lambda: page.paper.page_count > 0)

    assert QApplication.activeWindow() is practice_window
    assert page.form.goal.hasFocus()
