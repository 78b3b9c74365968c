"""After something was brought back from the bin, Ctrl+Z does what it says, or says it cannot."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.case.bin import bin_content
from tests.building import TODAY, Clients
from tests.ui.hands import CTRL, SHIFT, answered, asked, button, told, type_here
from ui.windows.bin_deeds import BinDialog, TakeAwayDialog

NOTHING = "There is nothing to undo on this page."


@pytest.fixture
def liv(window):
    client_id = Clients(window.workspace.vault).named("Liv")
    window.open_client(client_id, "meetings")
    return client_id


@pytest.fixture
def meeting(window, liv):
    """A meeting of Liv's that is planned for Christmas Eve."""
    page = window.person.page("meetings")
    page.new.menu().actions()[0].trigger()
    type_here("24.12\t")
    (found,) = window.workspace.desk.case.meetings
    return found


def press(key, modifiers):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def bring_back(window, qtbot):
    window.go("clients")
    button(window, "Bin (1)").click()
    dialog = asked(window, BinDialog, qtbot)
    button(dialog, "Bring back").click()
    button(dialog, "Close").click()
    answered(window, qtbot)


def there(window):
    """Return how many meetings the desk has, and how many things the bin."""
    case = window.workspace.desk.case
    return len(case.meetings), len(bin_content(window.workspace.vault, TODAY))


def test_of_a_person_brought_back_there_is_nothing_to_undo(window, liv, qtbot):
    press(Qt.Key.Key_Delete, CTRL | SHIFT)
    button(asked(window, TakeAwayDialog, qtbot), "Put in the bin").click()
    answered(window, qtbot)
    bring_back(window, qtbot)

    press(Qt.Key.Key_Z, CTRL)
    assert told(window) == NOTHING

    window.open_client(liv, "meetings")
    press(Qt.Key.Key_Z, CTRL)
    assert told(window) == NOTHING
    assert there(window) == (0, 0)


def test_bringing_a_meeting_back_is_a_step_that_is_undone_first(window, liv, meeting, qtbot):
    whole = window.workspace.desk.case.entities
    button(window, "Put in the bin").click()
    bring_back(window, qtbot)
    window.open_client(liv, "meetings")
    assert window.workspace.desk.case.entities == whole

    seen = []
    for _n in range(3):
        press(Qt.Key.Key_Z, CTRL)
        seen.append(there(window))
    assert seen == [(0, 1), (1, 0), (1, 0)]
    assert window.workspace.desk.case.meetings[0].day != meeting.day

    for _n in range(3):
        press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert there(window) == (1, 0)
    assert window.workspace.desk.case.entities == whole


def test_what_was_undone_is_done_again_as_often_as_it_was(window, liv, meeting):
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    press(Qt.Key.Key_Z, CTRL | SHIFT)

    assert told(window) == "Nothing that was undone is left to do again."
    assert window.workspace.desk.case.meetings[0].day == meeting.day
