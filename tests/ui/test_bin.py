"""What was made by mistake is taken away and brought back, by the buttons a counsellor presses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import MeetingState
from app.domain.meetings import Meeting
from app.services.case.bin import bin_content, bin_person
from tests.building import TODAY, Clients
from tests.ui.hands import CTRL, SHIFT, answered, asked, button, type_here
from tests.ui.reading import texts
from ui.windows.bin_deeds import BinDialog, TakeAwayDialog


def the_bin(window):
    content = bin_content(window.workspace.vault, TODAY)
    return [(each.name, each.meeting is not None) for each in content]


def take_away(window, qtbot):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete, CTRL | SHIFT)
    return asked(window, TakeAwayDialog, qtbot)


@pytest.fixture
def liv(window):
    client_id = Clients(window.workspace.vault).named("Liv")
    window.open_client(client_id, "meetings")
    return client_id


@pytest.fixture
def receipts(window):
    told = []
    window.workspace.receipts.given.connect(told.append)
    return told


def test_a_person_goes_to_the_bin_and_ctrl_z_brings_them_back(window, liv, receipts, qtbot):
    dialog = take_away(window, qtbot)
    assert "Liv Hansen" in texts(dialog)
    assert "Liv" not in dialog.windowTitle()
    button(dialog, "Put in the bin").click()
    answered(window, qtbot)

    assert window.page_name == "clients"
    assert window.workspace.desk.editing is None
    assert the_bin(window) == [("Liv Hansen", False)]
    assert receipts == ["Liv Hansen is in the bin. Ctrl+Z brings them back."]

    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)

    assert the_bin(window) == []
    assert receipts[1:] == ["Liv Hansen is back."]
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)  # nothing more to take back
    assert the_bin(window) == []


def test_what_a_screen_reader_writes_behind_the_dialog_goes_along_into_the_bin(window, liv, qtbot):
    window.open_client(liv, "intake")
    dialog = take_away(window, qtbot)
    window.person.page("intake").form.field("client", "name").insert("?")
    button(dialog, "Put in the bin").click()
    answered(window, qtbot)

    assert the_bin(window) == [("Liv Hansen?", False)]


def test_what_is_written_behind_the_bin_is_not_lost_as_a_meeting_comes_back(window, liv, qtbot):
    page = new_meeting(window)
    button(page, "Put in the bin").click()
    new_meeting(window)
    (meeting,) = window.workspace.desk.case.meetings
    window.clients.bin_wanted.emit()
    dialog = asked(window, BinDialog, qtbot)
    page.form.field("meeting", "place").insert("Rom 9")
    button(dialog, "Bring back").click()
    window.workspace.desk.settle()

    assert window.workspace.desk.case.get(Meeting, meeting.id).place == "Rom 9"


def test_escape_leaves_the_person_where_they_are(window, liv, qtbot):
    QTest.keyClick(take_away(window, qtbot), Qt.Key.Key_Escape)
    answered(window, qtbot)

    assert window.workspace.desk.case.client.id == liv
    assert the_bin(window) == []


def test_enter_alone_takes_nobody_away(window, liv, qtbot):
    take_away(window, qtbot)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    answered(window, qtbot)

    assert the_bin(window) == []


def test_somebody_with_a_finished_note_stays_and_the_dialog_says_why(practice_window, qtbot):
    window = practice_window
    with window.workspace.vault.work() as work:
        done = work.all(Meeting, state=MeetingState.FINISHED)[0]
    window.open_client(done.client_id)

    dialog = take_away(window, qtbot)

    assert any("A finished note is kept" in each for each in texts(dialog))
    assert not dialog.act.isVisible()
    button(dialog, "Close").click()
    answered(window, qtbot)
    assert the_bin(window) == []


def test_the_list_leads_to_the_bin_and_a_row_brings_the_person_back(window, liv, qtbot):
    assert not window.clients.bin.isVisible()
    bin_person(window.workspace.vault, liv)
    window.workspace.desk.put_away()
    window.go("clients")

    button(window, "Bin (1)").click()
    dialog = asked(window, BinDialog, qtbot)
    (line,) = dialog.list.lines.lines
    assert line.spoken.startswith("Liv Hansen, Kari Øving took it away today")
    assert line.trail == "30 days left"
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    assert not dialog.act.isVisible()
    assert "The bin is empty." in texts(dialog)
    button(dialog, "Close").click()
    answered(window, qtbot)
    qtbot.waitUntil(lambda: not window.clients.bin.isVisible())
    assert [line.name for line in window.clients.table.clients] == ["Liv Hansen"]


def new_meeting(window):
    page = window.person.page("meetings")
    page.new.menu().actions()[0].trigger()
    type_here("24.12\t")
    return page


def test_a_meeting_goes_to_the_bin_and_ctrl_z_brings_it_back(window, liv, receipts):
    page = new_meeting(window)
    button(page, "Put in the bin").click()

    assert page.list.lines.lines == ()
    assert the_bin(window) == [("Liv Hansen", True)]
    assert receipts[0].endswith("is in the bin. Ctrl+Z brings it back.")

    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)

    assert len(page.list.lines.lines) == 1
    assert the_bin(window) == []


def test_a_meeting_brought_back_from_the_bin_is_in_its_case_again(window, liv, qtbot):
    page = new_meeting(window)
    before = window.workspace.desk.case
    button(page, "Put in the bin").click()
    window.go("clients")
    button(window, "Bin (1)").click()
    dialog = asked(window, BinDialog, qtbot)
    button(dialog, "Bring back").click()
    button(dialog, "Close").click()
    answered(window, qtbot)

    assert window.workspace.desk.case.entities == before.entities
    window.open_client(liv, "meetings")
    assert len(page.list.lines.lines) == 1


def test_a_finished_note_has_no_such_button_and_it_is_said_why(practice_window):
    window = practice_window
    with window.workspace.vault.work() as work:
        done = work.all(Meeting, state=MeetingState.FINISHED)[0]
    window.open_client(done.client_id, "meetings")
    page = window.person.page("meetings")
    page.show_meeting(done.id)

    assert "A finished note is never taken away." in texts(page)
    assert all(b.text() != "Put in the bin" or not b.isVisible() for b in buttons(page))


def buttons(page):
    return page.findChildren(type(page.new))
