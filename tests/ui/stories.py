"""The ten people of the field report, and the hands that enter them by keys alone."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QDialog

from tests.ui.hands import CTRL, SHIFT, answered, type_here
from tests.ui.talking import leave_receipt
from ui.widgets.code_fields import SeveralField
from ui.widgets.section import SectionHead
from ui.windows.main_window import MainWindow
from ui.windows.period_dialog import PeriodDialog

_MOST_STEPS = 150


@dataclass(frozen=True)
class Met:
    """A meeting: its kind, its day counted from the first contact, and what came of it."""

    kind: str
    days: int
    came: bool = True
    line: str = ""
    """What is said, and becomes an activity."""
    helper: str = ""
    """Somebody who comes besides those expected."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """What is told of one person (domain report 7)."""

    client: dict[str, str]
    intake: dict[str, str]
    meetings: tuple[Met, ...]
    goal: str
    steps: tuple[str, ...]
    """What is to be done that no conversation gave."""
    journey: tuple[str, ...]


class Hands:
    """Ten fingers on the keys of the main window; nothing else is touched."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window, self.qtbot = window, qtbot
        self.count = 0

    @property
    def desk(self):
        return self.window.workspace.desk

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the caret is."""
        self.count += 1
        here = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(here, key, modifiers)

    def tab_to(self, name: str) -> None:
        """Go on with Tab until the field of this name has the caret."""
        for _step in range(_MOST_STEPS):
            here = QApplication.focusWidget()
            if here is not None and here.objectName() == name:
                return
            if isinstance(here, SectionHead) and not here.is_open:
                self.press(Qt.Key.Key_Space)
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name}")

    def fill(self, entity_id: str, name: str, value: str) -> None:
        """Answer one field: letters for words and days, arrows for a choice."""
        self.tab_to(f"{entity_id}.{name}")
        here = QApplication.focusWidget()
        if isinstance(here, SeveralField):
            self._tick(here, value)
        elif isinstance(here, QComboBox) and not here.isEditable():
            self._pick(here, value)
        else:
            type_here(value)

    def _pick(self, box: QComboBox, code: str) -> None:
        goal = box.findData(code)
        if goal < 0:  # known by its name
            type_here(code)
            assert code in box.currentText()
            return
        while box.currentIndex() != goal:
            down = box.currentIndex() < goal
            self.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up)

    def _tick(self, box: SeveralField, codes: str) -> None:
        for code in codes.split():
            self.press(Qt.Key.Key_Down)
            rows = [box.list.model().index(n, 0) for n in range(box.list.model().rowCount())]
            goal = next(r.row() for r in rows if r.data(Qt.ItemDataRole.UserRole) == code)
            for _step in range(_MOST_STEPS):
                at = box.list.currentIndex().row()
                if at == goal:
                    break
                QTest.keyClick(box.list, Qt.Key.Key_Down if at < goal else Qt.Key.Key_Up)
            QTest.keyClick(box.list, Qt.Key.Key_Space)
            QTest.keyClick(box.list, Qt.Key.Key_Escape)

    def choose_in_menu(self, text: str) -> None:
        """Go down an open menu to a line, and take it."""
        menu = QApplication.activePopupWidget()
        for _step in range(_MOST_STEPS):
            if menu.activeAction() and menu.activeAction().text() == text:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        answered(self.window, self.qtbot)

    def answer(self, *keys: object) -> None:
        """Type into the dialog that came, and give the keys back to the window."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        self.qtbot.waitUntil(dialog.isActiveWindow)
        for key in keys:
            if isinstance(key, str):
                type_here(key)
            else:
                self.press(key)
        answered(self.window, self.qtbot)

    def command(self, key, modifiers=CTRL) -> None:
        """Press a key of the menus."""
        self.count += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def with_shift(self, key) -> None:
        """Press a key of the menus with Ctrl and Shift."""
        self.command(key, CTRL | SHIFT)

    def tab_to_words(self, text: str) -> None:
        """Go on with Tab until a button whose words begin so has the focus."""
        for _step in range(_MOST_STEPS):
            here = QApplication.focusWidget()
            if isinstance(here, QAbstractButton) and here.text().startswith(text):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to “{text}”")

    def agree(self, *, is_last: bool) -> None:
        """Answer when one meets again: never, or in two weeks."""
        del is_last
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        self.qtbot.waitUntil(dialog.isActiveWindow)
        for _step in range(_MOST_STEPS):
            here = QApplication.focusWidget()
            if isinstance(here, QCheckBox):
                break
            self.press(Qt.Key.Key_Tab)
        self.press(Qt.Key.Key_Space)
        self.press(Qt.Key.Key_Return)
        leave_receipt(self.window, self.qtbot)

    def answer_period(self, reason: str) -> None:
        """Begin a new period, with the plan that is there, for a reason."""
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PeriodDialog)
        self.qtbot.waitUntil(dialog.isActiveWindow)
        while dialog.chosen.name != "new":
            self.press(Qt.Key.Key_Down)
        while QApplication.focusWidget() is not dialog.with_plan:
            self.press(Qt.Key.Key_Tab)
        self.press(Qt.Key.Key_Space)
        self.press(Qt.Key.Key_Tab)
        type_here(reason)
        self.press(Qt.Key.Key_Return)
        answered(self.window, self.qtbot)
