"""A plan of Liv Hansen's under a test's hands."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.building import Clients
from tests.ui.hands import CTRL, button, type_here


def begin_plan(window, small):
    """Begin Liv Hansen's plan; the caret is in the goal."""
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    button(window, "Begin the plan").click()
    return window.person.page("plan")


def type_three_rows(window, plan):
    """Type three activities by hand, and put the cursor on the first."""
    for what in ("Ring skolen", "Søk plass", "Møt opp"):
        QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
        type_here(what)
    plan.form.view.setFocus()
    plan.form.view.selectRow(0)
    return plan


def names(small):
    case = small.desk.case
    return [a.what for a in case.activities(case.plan.id)]


def statuses(small):
    case = small.desk.case
    return [a.status for a in case.activities(case.plan.id)]
