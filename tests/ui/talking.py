"""A conversation with Liv Hansen, as tests begin one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.meetings import Meeting
from app.services.templates.finding import newest_built_in
from tests.building import Clients
from tests.ui.hands import answered, asked, button, type_here
from ui.windows.finish_dialog import FinishedDialog

THREE_PARTY = [section.key for section in newest_built_in("three_party").sections]


def begin_talk(window, small):
    """Begin a three-party meeting with Liv Hansen."""
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    page = window.person.page("meetings")
    page.new.menu().actions()[0].trigger()
    page.form.day.setFocus()
    type_here("+0")
    button(window, "Start the meeting").click()
    return window.talk


def meeting(small, talk):
    return small.desk.case.get(Meeting, talk.meeting_id)


def prepare_talk(window, small):
    """Look at a three-party meeting with Liv Hansen that is not begun."""
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    page = window.person.page("meetings")
    page.new.menu().actions()[0].trigger()
    button(window, "Prepare").click()
    return window.talk


def stored(small, talk):
    """The meeting and its note as the vault has them."""
    with small.vault.work() as work:
        case = work.case(small.desk.case.client.id)
        return case.get(Meeting, talk.meeting_id), case.note(talk.meeting_id)


def leave_receipt(window, qtbot):
    """Read the receipt of a finished note, and go back to the note."""
    receipt = asked(window, FinishedDialog, qtbot)
    QTest.keyClick(receipt, Qt.Key.Key_Escape)
    answered(window, qtbot)
