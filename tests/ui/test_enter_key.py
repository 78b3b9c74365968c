"""Enter presses the button that has the focus, in every window and dialog."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QPushButton

from tests.building import Clients
from tests.ui.hands import button
from tests.ui.scenes import all_scenes
from ui.widgets.passphrase_field import EyeButton
from ui.windows.dialogs import FinishPlanDialog


def buttons(window):
    """Return what Enter has to press; elsewhere than in the main window it passes ticks by."""
    kind = QAbstractButton if isinstance(window, QMainWindow) else QPushButton
    return [
        each
        for each in window.findChildren(kind)
        if each.isVisibleTo(window)
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each, EyeButton)
    ]


def listen(each, pressed):
    """Have a button tell that it was pressed, and do nothing more."""

    def tell():
        pressed.append(each)
        each.blockSignals(True)  # what it does is connected to what comes after the press

    each.pressed.connect(tell)
    return partial(each.pressed.disconnect, tell)


def press(each, key):
    """Press Enter on a button and leave it as it was."""
    group = each.group()
    marked = (group.checkedButton() if group else each) or each
    before = marked.isChecked()
    each.setFocus()
    QTest.keyClick(QApplication.focusWidget(), key)
    marked.blockSignals(True)
    marked.setChecked(before)


def test_enter_presses_every_button_and_no_other(marked, qtbot):
    problems, count = [], 0
    for scene in all_scenes(*marked):
        window, pressed = scene.widget, []
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        everything = window.findChildren(QAbstractButton)
        deaf = [listen(each, pressed) for each in everything]
        for each in buttons(window):
            pressed.clear()
            press(each, Qt.Key.Key_Enter if count % 2 else Qt.Key.Key_Return)
            menu = each.menu() if isinstance(each, QPushButton) else None
            if menu is not None:
                count += menu.isVisible()
                problems += [] if menu.isVisible() else [f"{scene.name}: {each.text()}: no menu"]
                menu.hide()
            elif pressed != [each]:
                problems.append(f"{scene.name}: {each.text()}: {[p.text() for p in pressed]}")
            count += 1
            for one in everything:
                one.blockSignals(False)
        for stop in deaf:
            stop()

    assert problems == [], "\n".join(problems)
    assert count > 100


def test_enter_on_back_does_not_what_the_dialog_is_for(window, small, qtbot):
    done = []
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    case = small.desk.case
    dialog = FinishPlanDialog(window, case, lambda: done.append(True), done.append)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.back.setFocus()

    QTest.keyClick(dialog.back, Qt.Key.Key_Return)

    assert not done
    assert not dialog.isVisible()


def test_enter_held_down_presses_once(window, qtbot):
    window.go("today")
    new = button(window, "New client")
    times = []
    new.clicked.connect(lambda: times.append(True))
    new.setFocus()

    QTest.keyClick(new, Qt.Key.Key_Return)

    assert times == [True]
    assert window.page_name == "person"
