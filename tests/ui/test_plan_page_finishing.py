"""Finishing a plan lists what is missing and stops nobody; a finished one gets new versions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.choices import ActivityStatus, PlanState
from tests.building import TODAY
from tests.ui.hands import ALT, CTRL, answered, asked, button, told, type_here
from tests.ui.plan_hands import begin_plan, names, statuses, type_three_rows
from tests.ui.reading import texts
from ui.forms.form import FieldBinding
from ui.widgets.buttons import Button
from ui.windows.dialogs import FinishPlanDialog


@pytest.fixture
def plan(window, small):
    return begin_plan(window, small)


@pytest.fixture
def three_rows(plan, window):
    return type_three_rows(window, plan)


def test_finishing_demands_a_goal_and_an_activity_and_says_so(plan, window, small, qtbot):
    button(window, "Finish the plan …").click()
    dialog = asked(window, FinishPlanDialog, qtbot)
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)

    assert dialog.isVisible()
    assert "The plan needs an end goal" in dialog.problem.text()
    assert "The plan needs at least one activity." in dialog.problem.text()
    assert dialog.problem.isVisible()
    assert small.desk.case.plan.state == PlanState.DRAFT


def test_escape_leaves_the_question_and_changes_nothing(plan, window, small, qtbot):
    button(window, "Finish the plan …").click()
    dialog = asked(window, FinishPlanDialog, qtbot)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert small.desk.case.plan.state == PlanState.DRAFT
    assert not plan.form.goal.isReadOnly()


def test_finishing_says_whose_plan_it_is_and_each_gap_is_one_enter_away(
    three_rows, window, small, qtbot
):
    form = three_rows.form
    gaps = {
        "The plan needs an end goal in the client's own words.": form.goal,
        "Agree on a date to look at the plan again.": form.field("plan", "review_on"),
        "Write the first small thing the client will do.": form.field("plan", "next_step"),
        "Give every activity a deadline, in words if need be.": form.row_form.due,
    }
    for said, where in gaps.items():
        button(window, "Finish the plan …").click()
        dialog = asked(window, FinishPlanDialog, qtbot)
        assert dialog.act.hasFocus()
        assert "Liv Hansen · draft 1" in texts(dialog)
        assert "Still missing. Nothing stops you:" in texts(dialog)
        way = button(dialog, f"→ {said}")
        way.setFocus()

        QTest.keyClick(way, Qt.Key.Key_Return)

        answered(window, qtbot)
        assert where.hasFocus(), said
    assert small.desk.case.plan.state == PlanState.DRAFT


def test_the_way_to_a_missing_deadline_leads_to_the_row_that_lacks_it(
    three_rows, window, small, qtbot
):
    for row in (0, 2):
        three_rows.form.view.selectRow(row)
        three_rows.form.row_form.due.setFocus()
        type_here("i dag")
    three_rows.form.view.selectRow(0)
    button(window, "Finish the plan …").click()
    dialog = asked(window, FinishPlanDialog, qtbot)

    button(dialog, "→ Give every activity a deadline, in words if need be.").click()

    answered(window, qtbot)
    assert three_rows.form.row_form.what.text() == "Søk plass"
    assert three_rows.form.row_form.due.hasFocus()


def test_after_finishing_the_paper_is_one_key_away_and_a_receipt_says_whose(finished, window):
    focused = QApplication.focusWidget()

    assert focused.text() == "Print"
    assert told(window) == "The plan of Liv Hansen is finished, and the guidance is completed."
    assert not any("piece of advice" in text for text in texts(window))


@pytest.fixture
def finished(three_rows, window, qtbot):
    three_rows.form.goal.setFocus()
    type_here("Fagbrev")
    button(window, "Finish the plan …").click()
    dialog = asked(window, FinishPlanDialog, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    answered(window, qtbot)
    return three_rows


def test_a_finished_plan_is_read_only_except_how_far_each_row_has_come(finished, window, small):
    case = small.desk.case
    assert case.plan.state == PlanState.FINAL
    assert case.plan.finished_on == TODAY
    fields = [b.field for b in finished.form.findChildren(FieldBinding) if b.key]
    lines = [f for f in fields if isinstance(f, QLineEdit)]
    assert lines
    assert all(f.isReadOnly() for f in lines)
    view = finished.form.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert names(small) == ["Ring skolen", "Søk plass", "Møt opp"]

    QTest.keyClick(view, Qt.Key.Key_Space)

    assert statuses(small)[0] == ActivityStatus.DONE


def test_a_finished_plan_is_not_undone(finished, window, small):
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)

    assert small.desk.case.plan.state == PlanState.FINAL
    assert small.desk.case.plan.end_goal == "Fagbrev"


def test_a_new_version_copies_the_rows_asks_why_and_leaves_the_old_one_alone(
    finished, window, small
):
    old = small.desk.case.plan
    button(window, "New version …").click()
    assert QApplication.focusWidget() is finished.form.reason
    type_here("Nytt mål")
    finished.form.goal.setFocus()
    finished.form.goal.selectAll()
    type_here("Studium")
    finished.form.view.setFocus()

    case = small.desk.case
    assert [p.state for p in case.plans] == [PlanState.SUPERSEDED, PlanState.DRAFT]
    assert (case.plan.number, case.plan.reason, case.plan.end_goal) == (2, "Nytt mål", "Studium")
    assert case.plans[0].end_goal == old.end_goal == "Fagbrev"
    assert names(small) == ["Ring skolen", "Søk plass", "Møt opp"]
    with small.vault.work() as work:
        assert [p.end_goal for p in work.case(case.client.id).plans] == ["Fagbrev", "Studium"]


def test_a_new_version_is_not_finished_without_a_reason(finished, window, small, qtbot):
    button(window, "New version …").click()
    button(window, "Finish the plan …").click()
    dialog = asked(window, FinishPlanDialog, qtbot)
    dialog.act.click()

    assert dialog.problem.text() == "Say in a few words why there is a new version."
    assert small.desk.case.plan.state == PlanState.DRAFT


def test_an_earlier_version_is_read_and_printed_as_it_was(finished, window, small, qtbot):
    assert not finished.versions.isVisible()
    button(window, "New version …").click()
    goal = finished.form.goal
    goal.setFocus()
    goal.selectAll()
    type_here("Sykepleier")

    finished.versions.setFocus()
    QTest.keyClick(finished.versions, Qt.Key.Key_Down)

    assert finished.versions.currentText() == "Version 1"
    assert (goal.text(), goal.isReadOnly()) == ("Fagbrev", True)
    ways = {"Finish the plan …", "New version …"}
    assert not any(b.text() in ways for b in window.findChildren(Button) if b.isVisible())
    assert window.person.plan_to_print().number == 1
    qtbot.waitUntil(lambda: finished.paper.page_count == 1)
    assert small.desk.case.plan.end_goal == "Sykepleier"

    QTest.keyClick(finished.versions, Qt.Key.Key_Up)

    assert goal.text() == "Sykepleier"
    assert window.person.plan_to_print().number == 2
