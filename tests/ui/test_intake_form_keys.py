"""The whole preparation by keys alone, where the answers are known: within a minute."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.code_sets import Codes
from tests.ui.hands import CTRL, type_here
from ui.windows.told_window import ToldWindow

KEYS_IN_A_SECOND = 4
"""What somebody types who looks at notes beside, and looks at the screen in between."""
MINUTE = 60


class Hands:
    """Types where the caret is, and counts."""

    def __init__(self):
        self.keys = 0

    def type(self, text):
        self.keys += len(text)
        type_here(text)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.keys += 1
        there = QApplication.activePopupWidget() or QApplication.focusWidget()
        QTest.keyClick(there, key, modifier)

    def next(self, text=""):
        self.press(Qt.Key.Key_Down, CTRL)
        name = QApplication.focusWidget().accessibleName()
        self.type(text)
        return name


def test_everything_that_is_worth_asking_is_answered_within_a_minute(window, small, qtbot):
    hands, asked = Hands(), []
    hands.press(Qt.Key.Key_N, CTRL)
    hands.type("Kim Berg")
    words = ("990 00 077", "Bod", "Vil finne en jobb som varer hele året.", "Nav", "")
    asked += [hands.next(text) for text in words]
    hands.type("Loo")
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Escape)
    asked += [hands.next("Trade"), hands.next("Ordered"), hands.next("8")]
    hands.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), ToldWindow))
    hands.press(Qt.Key.Key_Return)

    page = window.person.page("intake")
    qtbot.waitUntil(lambda: not page.left.isVisible())
    intake, client = small.desk.case.intake, small.desk.case.client
    assert (client.name, client.municipality) == ("Kim Berg", "1804")
    assert (intake.labour_status, intake.education) == (Codes({"UNEMPLOYED"}), "TRADE")
    assert (intake.source, intake.motivation_level) == ("NAV_ORDER", 8)
    assert intake.roles_informed == small.today()
    assert len(asked) == len(set(asked)) == 8
    assert hands.keys / KEYS_IN_A_SECOND < MINUTE
