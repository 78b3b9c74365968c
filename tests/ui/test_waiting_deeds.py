"""On the waiting list by one key and a dialog, and in again by another."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import PeriodState
from app.services.case import periods
from tests.building import TODAY, Clients
from tests.ui.hands import CTRL, SHIFT, answered, asked, problems, told
from ui.windows.waiting_dialog import WaitingDialog

BOTH = CTRL | SHIFT


@pytest.fixture
def meron(practice_window, practice):
    """The desk, with Meron's case on it."""
    practice_window.open_client(Clients(practice.vault).named("Meron"), "plan")
    return practice.desk


def press(window, key, modifiers=BOTH):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def choose(field, code):
    field.setCurrentIndex(field.findData(code))
    field.activated.emit(field.currentIndex())


def test_since_when_by_which_rule_and_under_which_agreement(practice_window, meron, qtbot):
    press(practice_window, Qt.Key.Key_W)
    dialog = asked(practice_window, WaitingDialog, qtbot)
    choose(dialog.agreement, "hallingdal")
    choose(dialog.priority, "YOUTH_GUARANTEE")
    dialog.since.setText("for lenge siden")
    dialog.act.click()
    assert problems(dialog)
    dialog.since.setText((TODAY - timedelta(days=14)).strftime("%d.%m.%Y"))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    answered(practice_window, qtbot)

    period = meron.case.intake
    assert period.state == PeriodState.WAITING
    assert period.waiting_since == TODAY - timedelta(days=14)
    assert (period.agreement, period.priority) == ("hallingdal", "YOUTH_GUARANTEE")
    assert told(practice_window) == "Meron Haile is on the waiting list."
    press(practice_window, Qt.Key.Key_Z, CTRL)
    assert meron.case.intake.state == PeriodState.OPEN


def test_another_agreement_offers_its_own_rules(practice_window, meron, qtbot):
    press(practice_window, Qt.Key.Key_W)
    dialog = asked(practice_window, WaitingDialog, qtbot)
    choose(dialog.agreement, "kongsberg")
    codes = [dialog.priority.itemData(row) for row in range(dialog.priority.count())]
    assert codes == ["", "EIGHT_WEEKS"]
    dialog.reject()
    answered(practice_window, qtbot)

    assert meron.case.intake.state == PeriodState.OPEN


def test_one_key_takes_in_again_and_since_when_they_waited_stays(practice_window, meron):
    press(practice_window, Qt.Key.Key_G)
    assert told(practice_window) == "Meron Haile is not on the waiting list."
    since = TODAY - timedelta(days=9)
    meron.change([periods.put_on_waiting_list(meron.case.intake, since)])

    press(practice_window, Qt.Key.Key_G)

    period = meron.case.intake
    assert (period.state, period.waiting_since) == (PeriodState.OPEN, since)
    assert told(practice_window) == "Meron Haile is taken in from the waiting list."


def test_guidance_that_is_over_is_begun_anew_first(practice_window, meron):
    meron.change([periods.completed(meron.case.intake, TODAY)])

    press(practice_window, Qt.Key.Key_W)

    assert told(practice_window) == "The guidance is over. Begin a new period first."
