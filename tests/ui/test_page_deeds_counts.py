"""How many keys the usual work costs: chords and single keys; the text typed is not counted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.choices import MeetingState, PlanState
from app.domain.meetings import Meeting
from app.domain.plans import PlanActivity
from tests.building import Clients
from tests.ui.hands import ALT, CTRL, SHIFT, answered, asked, type_here
from ui.windows.dialogs import FinishPlanDialog
from ui.windows.finish_dialog import FinishedDialog, FinishMeetingDialog

ENTER, TAB, DOWN, ESC = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Down,
    Qt.Key.Key_Escape,
)


class Counting:
    """Hands without a mouse that count their keys."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, *keys, held=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            self.count += 1
            here = QApplication.activePopupWidget() or QApplication.focusWidget()
            QTest.keyClick(here, key, held)
            QApplication.processEvents()


def test_a_new_client_with_five_fields_costs_five(window, small):
    hands = Counting()

    hands.press(Qt.Key.Key_N, held=CTRL)
    type_here("Ola Nordmann")
    for text in ("990 00 777", "Faus", "Vil ha jobb", "Nav"):
        hands.press(Qt.Key.Key_Down, held=CTRL)
        type_here(text)

    small.desk.settle()
    client = small.desk.case.client
    assert client.name == "Ola Nordmann"
    assert client.phone == "990 00 777"
    assert client.municipality == "1841"
    assert small.desk.case.intake.purpose == "Vil ha jobb"
    assert small.desk.case.intake.requested_by == "NAV"
    assert hands.count <= 5


def test_from_a_client_to_a_running_conversation_costs_four(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    hands = Counting()

    hands.press(Qt.Key.Key_M, held=CTRL)
    hands.press(ENTER)
    type_here("i dag")
    hands.press(TAB)
    type_here("9")
    hands.press(Qt.Key.Key_M, held=CTRL | SHIFT)

    (meeting,) = small.desk.case.meetings
    assert window.page_name == "talk"
    assert meeting.state == MeetingState.STARTED
    assert meeting.day is not None
    assert meeting.at is not None
    assert hands.count == 4


def test_a_whole_conversation_and_its_plan(window, small, qtbot, tmp_path):
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    window.person.page("meetings").new.menu().actions()[0].trigger()
    hands = Counting()
    hands.press(Qt.Key.Key_M, held=CTRL | SHIFT)
    for number in range(len(window.talk.sections)):
        type_here(f"said {number}")
        if window.talk.here.key == "end_goal":
            hands.press(ENTER, held=CTRL | SHIFT)
        if number < len(window.talk.sections) - 1:
            hands.press(DOWN, held=CTRL)
    type_here("\nwrite to the school")
    hands.press(ENTER, held=CTRL)
    for _each in range(2):
        type_here("find a farm")
        hands.press(Qt.Key.Key_2, held=ALT)
        hands.press(Qt.Key.Key_D, held=ALT)
        type_here("+14")
        hands.press(ENTER, held=CTRL)
    hands.press(Qt.Key.Key_F, held=CTRL | SHIFT)
    asked(window, FinishMeetingDialog, qtbot)
    type_here("+14")
    hands.press(ENTER)
    asked(window, FinishedDialog, qtbot)
    hands.press(ESC)
    answered(window, qtbot)

    case = small.desk.case
    assert {m.state for m in case.all(Meeting)} == {MeetingState.FINISHED, MeetingState.PLANNED}
    assert len(case.all(PlanActivity)) == 3
    assert case.plan.end_goal
    assert hands.count <= 30

    _finish_and_save(window, small, qtbot)


def _finish_and_save(window, small, qtbot):
    hands = Counting()
    hands.press(ESC)
    hands.press(Qt.Key.Key_F, held=CTRL | SHIFT)
    asked(window, FinishPlanDialog, qtbot)
    hands.press(ENTER)
    answered(window, qtbot)
    hands.press(Qt.Key.Key_P, held=CTRL | SHIFT)
    dialog = window.findChild(QFileDialog)
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.isVisible())
    saved = dialog.selectedFiles()
    hands.press(ENTER)

    assert small.desk.case.plan.state == PlanState.FINAL
    assert saved
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert hands.count <= 6
