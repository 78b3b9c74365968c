"""Criteria follow the agreement; what a fact answers is told, and the rest is asked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import Answer, PeriodKind
from app.domain.periods import CriterionAnswer
from app.services.agreements import NO_AGREEMENT
from app.services.case.history import history
from tests.building import Clients
from tests.ui.hands import CTRL


@pytest.fixture
def form(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window.person.page("intake").form


def shown(form):
    return {
        cell.field.accessibleName(): cell.told.text() or cell.field.currentText()
        for cell in form.criteria.cells
    }


def cell(form, name):
    return next(each for each in form.criteria.cells if each.field.accessibleName() == name)


def test_the_agreement_of_the_county_is_usual_and_asks_its_criteria(form):
    assert form.field("intake", "agreement").currentText() == (
        "Career guidance in Nordland, as usual here"
    )
    assert shown(form) == {
        "Under 30": "not asked yet",
        "Upper secondary not completed": "not asked yet",
        "Wants this": "not asked yet",
        "Motivated for education": "not asked yet",
    }


def test_a_fact_answers_at_once_and_the_question_gives_way(form, small, qtbot):
    year = form.field("client", "birth_year")
    year.setFocus()
    QTest.keyClicks(year, "2004")

    qtbot.waitUntil(lambda: shown(form)["Under 30"] == "Yes – born 2004")
    assert not cell(form, "Under 30").field.isVisible()
    year.clear()
    QTest.keyClick(year, Qt.Key.Key_A)
    QTest.keyClick(year, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: shown(form)["Under 30"] == "not asked yet")


def test_an_answer_by_key_is_a_row_of_its_own_and_undone_with_it(form, small, window, qtbot):
    field = cell(form, "Wants this").field
    field.setFocus()
    QTest.keyClicks(field, "y")
    small.desk.settle()

    (stored,) = small.desk.case.all(CriterionAnswer)
    assert (stored.criterion, stored.answer) == ("own_wish", Answer.YES)
    assert stored.intake_id == small.desk.case.intake.id
    told = [each.sentence for each in history(small.vault, small.desk.case.client.id)]
    assert "Kari Øving answered «Wants this»: Yes" in told

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert all(e.answer == Answer.OPEN for e in small.desk.case.all(CriterionAnswer))
    assert shown(form)["Wants this"] == "not asked yet"
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert [e.answer for e in small.desk.case.all(CriterionAnswer)] == [Answer.NO]


def test_another_agreement_asks_other_things_and_offers_other_groups(form, small, qtbot):
    agreement = form.field("intake", "agreement")
    agreement.setFocus()
    QTest.keyClicks(agreement, "Sick")

    qtbot.waitUntil(lambda: set(shown(form)) == {"Sick-listed", "Wants this"})
    priority = form.field("intake", "priority")
    assert [priority.itemText(row) for row in range(priority.count())] == [
        "not asked yet",
        "Sick-listed for eight weeks or more",
    ]
    groups = form.field("intake", "groups")
    groups.setFocus()
    QTest.keyClick(groups, Qt.Key.Key_Down)
    lines = groups.list.model()
    assert [lines.index(row, 0).data() for row in range(lines.rowCount())] == [
        "Sick-listed",
        "Change at work",
    ]
    QTest.keyClick(groups.list, Qt.Key.Key_Escape)


def test_no_agreement_and_no_nav_ask_nothing_of_the_kind(form, small, qtbot):
    intake = small.desk.case.intake
    small.desk.change([replace(intake, agreement=NO_AGREEMENT)])
    qtbot.waitUntil(lambda: form.criteria.cells == [])

    small.desk.change([replace(intake, agreement="", kind=PeriodKind.OPEN)])
    assert form.criteria.cells == []
    assert form.field("intake", "agreement").currentText() == "not asked yet"


def test_an_agreement_no_file_has_is_shown_as_it_is(form, small, qtbot):
    small.desk.change([replace(small.desk.case.intake, agreement="gone")])

    qtbot.waitUntil(lambda: "gone" in form.field("intake", "agreement").currentText())
    assert small.desk.case.intake.agreement == "gone"


def test_the_criteria_of_an_earlier_period_are_only_read(form, small, window):
    case = small.desk.case
    answer = CriterionAnswer(
        client_id=case.client.id,
        intake_id=case.intake.id,
        criterion="own_wish",
        answer=Answer.YES,
    )
    small.desk.change([answer])
    later = replace(case.intake, id="", number=2)
    small.desk.change([later])

    form.show_case(case.intake)

    assert shown(form)["Wants this"] == "Yes"
    assert not any(each.field.isEnabled() for each in form.criteria.cells)
    form.show_case()
    assert shown(form)["Wants this"] == "not asked yet"
    assert all(each.field.isEnabled() for each in form.criteria.cells)
