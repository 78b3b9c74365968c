"""The ways on with a person's guidance, walked by key in the real window."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from app.domain.choices import MeetingKind, PeriodKind, PeriodState, PlanState
from app.i18n import use_language
from app.services.case.history import history
from tests.ui.hands import CTRL, SHIFT, answered, asked, button
from ui.windows.period_dialog import PeriodDialog


@pytest.fixture
def liv(window, small):
    with small.vault.work() as work:
        client_id = work.lists.clients()[0].id
    window.open_client(client_id)
    return window


@pytest.fixture
def people(practice_window, practice):
    with practice.vault.work() as work:
        found = {line.name.split()[0]: line.id for line in work.lists.clients()}
    return practice_window, found


def opened(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL | SHIFT)
    return asked(window, PeriodDialog, qtbot)


def undone(window, qtbot):
    answered(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)


def test_the_guidance_is_completed_by_two_keys_and_that_is_undone_by_one(liv, small, qtbot):
    dialog = opened(liv, qtbot)
    assert isinstance(dialog, PeriodDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)

    assert small.desk.case.intake.state == PeriodState.COMPLETED
    assert small.desk.case.intake.state_on == small.today()
    undone(liv, qtbot)
    assert small.desk.case.intake.state == PeriodState.OPEN


def test_it_ends_early_with_a_code_and_words_which_history_tells(liv, small, qtbot):
    dialog = opened(liv, qtbot)
    qtbot.keyClick(dialog.choices["done"], Qt.Key.Key_Down)
    assert dialog.act.text() == "End the guidance early"
    qtbot.keyClicks(dialog.why_ended, "Moved")
    qtbot.keyClicks(dialog.reason, "Til Bodø")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    period = small.desk.case.intake
    assert (period.state, period.ended_why) == (PeriodState.ENDED_EARLY, "MOVED")
    assert period.state_why == "Til Bodø"
    told = [event.sentence for event in history(small.vault, small.desk.case.client.id)]
    assert any("ended the guidance early" in each for each in told)
    assert any("Moved" in each for each in told)


def test_whoever_comes_back_goes_on_with_the_old_plan_and_the_old_period_stays(
    people, practice, qtbot
):
    window, found = people
    window.open_client(found["Randi"])
    before = practice.desk.case
    assert before.plan.state == PlanState.FINAL

    dialog = opened(window, qtbot)
    qtbot.keyClick(dialog.choices["done"], Qt.Key.Key_Down)
    qtbot.keyClick(dialog.choices["early"], Qt.Key.Key_Down)
    qtbot.keyClick(dialog.with_plan, Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.reason, "Vil noe annet")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    case = practice.desk.case
    assert [each.number for each in case.periods] == [1, 2]
    assert (case.plan.state, case.plan.number) == (PlanState.DRAFT, before.plan.number + 1)
    assert case.plan.intake_id == case.intake.id
    assert case.get(type(before.plan), before.plan.id).state == PlanState.SUPERSEDED
    assert not case.may_edit(case.periods[0], "purpose")
    assert case.periods[0].purpose == before.intake.purpose
    told = [event.sentence for event in history(practice.vault, case.client.id)]
    assert any("began a new period of guidance" in each for each in told)

    window.open_client(case.client.id, "intake")
    page = window.person.page("intake")
    field = page.form.field("intake", "purpose")
    assert (page.period.isVisible(), field.text) == (True, "")
    page.period.field.setFocus()
    qtbot.keyClick(page.period.field, Qt.Key.Key_Down)
    assert field.text == before.intake.purpose
    assert field.isReadOnly()

    undone(window, qtbot)
    assert practice.desk.case.periods == before.periods
    assert practice.desk.case.plan == before.plan


def test_the_plan_of_an_earlier_period_is_read_printed_and_gone_on_with(people, practice, qtbot):
    window, found = people
    window.open_client(found["Randi"])
    old = practice.desk.case.plan
    dialog = opened(window, qtbot)
    qtbot.keyClick(dialog.choices["done"], Qt.Key.Key_Down)
    qtbot.keyClick(dialog.choices["early"], Qt.Key.Key_Down)
    assert dialog.chosen.name == "new"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    answered(window, qtbot)

    window.open_client(found["Randi"], "plan")
    page, print_plan = window.person.page("plan"), action(window, "print_plan")
    assert practice.desk.case.plan is None
    assert (page.shown, print_plan.isEnabled()) == (None, False)
    button(window, "Read the earlier plan").click()
    assert page.shown == old
    qtbot.waitUntil(print_plan.isEnabled)

    button(window, "New version …").click()
    draft = practice.desk.case.plan
    assert (draft.number, draft.replaces) == (old.number + 1, old.id)
    assert draft.intake_id == practice.desk.case.intake.id


def action(window, name):
    return window.findChild(QAction, name)


def said_in(window):
    """Return every word that stands in the window's middle, and what is said of it."""
    shown = [each for each in window.centralWidget().findChildren(QWidget) if each.isVisible()]
    texts = []
    for each in shown:
        texts += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
        if isinstance(each, QLabel | QLineEdit):
            texts.append(each.text())
        if isinstance(each, QComboBox):
            texts.append(each.currentText())
    return texts


@pytest.mark.parametrize("spoken", ["nb", "nn", "en"])
def test_where_nav_takes_no_part_its_name_stands_nowhere(people, practice, spoken):
    use_language(spoken)
    window, found = people
    window.open_client(found["Marit"])
    assert practice.desk.case.intake.kind == PeriodKind.OPEN
    for page in ("intake", "meetings", "plan", "papers", "history"):
        window.open_client(found["Marit"], page)
        here = [text for text in said_in(window) if re.search(r"\bNAV\b", text, re.IGNORECASE)]
        assert here == [], page
    window.open_talk(practice.desk.case.meetings[0].id)
    assert not [text for text in said_in(window) if re.search(r"\bNav\b", text)]


def test_a_series_makes_meetings_nobody_has_dated_yet(liv, small, qtbot):
    liv.open_client(small.desk.case.client.id, "meetings")
    qtbot.keyClick(liv, Qt.Key.Key_M, CTRL)
    menu = QApplication.activePopupWidget()
    series = [each for each in menu.actions() if each.text() == "Three sessions for sick-listed"]
    menu.setActiveAction(series[0])
    qtbot.keyClick(menu, Qt.Key.Key_Return)

    made = small.desk.case.meetings
    three, guidance = MeetingKind.THREE_PARTY, MeetingKind.GUIDANCE
    assert [each.kind for each in made] == [guidance, guidance, three]
    assert {each.day for each in made} == {None}
    assert {each.intake_id for each in made} == {small.desk.case.intake.id}
