"""What hands do on the pages of a case, and what the vault has of it then."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def pick(choice, code):
    """Choose with the keyboard, as a user does."""
    choice.setFocus()
    goal = choice.findData(code)
    while choice.currentIndex() != goal:
        down = choice.currentIndex() < goal
        QTest.keyClick(choice, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def stored(small):
    with small.vault.work() as work:
        return work.case(small.desk.case.client.id)


def new_meeting(meetings):
    meetings.new.menu().actions()[0].trigger()
