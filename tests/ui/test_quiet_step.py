"""Before a plan leaves: nothing where there is nothing, else one sheet that keys alone answer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit

from app.domain.meetings import Meeting, Participant
from app.services.case import planning
from app.services.vault.access_log import case_log
from tests.building import Clients
from tests.ui.hands import CTRL, SHIFT, answered, button, told, type_here
from ui.widgets.announcing import voice
from ui.windows.quiet_sheet import QuietSheet


def key(which, *more):
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in more:
        modifiers |= each
    QTest.keyClick(QApplication.focusWidget(), which, modifiers)


@pytest.fixture
def plan(small, window):
    """Liv's plan lies open, with the caret in its goal; returns her case as it is now."""
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    button(window, "Begin the plan").click()
    return lambda: small.desk.case.plan


def sheets(window):
    return [each for each in window.findChildren(QuietSheet) if each.isVisible()]


def sheet_of(window, qtbot, which=Qt.Key.Key_P, *more):
    key(which, CTRL, *more)
    (sheet,) = sheets(window)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet and sheet.list.hasFocus())
    return sheet


def rows(sheet):
    return [
        (line.lead, line.title, line.title_rest.removeprefix(" · "))
        for line in sheet.list.lines.lines
    ]


def print_dialog(window):
    return next((d for d in window.findChildren(QPrintDialog) if d.isVisible()), None)


def test_where_there_is_nothing_to_look_at_nothing_is_shown(plan, window):
    type_here("Helsefagarbeider, kanskje sykepleier")

    key(Qt.Key.Key_P, CTRL)

    assert sheets(window) == []
    print_dialog(window).reject()


def test_each_finding_is_a_row_with_its_sentence_and_its_field(plan, window, qtbot):
    type_here("Jeg vil ut. Jeg har angst. Ringe Ahmed!")

    sheet = sheet_of(window, qtbot)

    assert rows(sheet) == [
        ("Health", "angst", "My end goal"),
        ("Somebody’s name", "Ahmed", "My end goal"),
    ]
    assert [line.subtitle for line in sheet.list.lines.lines] == ["Jeg har angst.", "Ringe Ahmed!"]
    said = " ".join(each.text() for each in sheet.findChildren(QLabel) if each.isVisible())
    assert "2 places are worth a second look." in said
    assert "Liv Hansen" in said
    assert "This tells of health." in said
    key(Qt.Key.Key_Down)
    said = " ".join(each.text() for each in sheet.findChildren(QLabel) if each.isVisible())
    assert "does not know that they are named" in said
    sheet.reject()


def test_one_key_goes_on_and_the_same_words_are_not_asked_about_again(
    plan, window, qtbot, tmp_path
):
    type_here("Jeg har angst.")
    sheet_of(window, qtbot)

    key(Qt.Key.Key_Return, CTRL)

    assert sheets(window) == []
    print_dialog(window).reject()
    answered(window, qtbot)
    key(Qt.Key.Key_P, CTRL, SHIFT)
    assert sheets(window) == []
    window.findChild(QFileDialog).reject()


def test_other_words_are_asked_about(plan, window, qtbot):
    type_here("Jeg har angst.")
    sheet_of(window, qtbot)
    key(Qt.Key.Key_Return, CTRL)
    print_dialog(window).reject()
    answered(window, qtbot)
    window.person.page("plan").form.goal.setFocus()
    type_here(" Og epilepsi.")

    sheet = sheet_of(window, qtbot)

    assert [row[1] for row in rows(sheet)] == ["epilepsi"]
    sheet.reject()


def test_esc_leaves_everything_as_it_was(plan, small, window, qtbot):
    type_here("Jeg har angst.")
    goal = QApplication.focusWidget()
    sheet_of(window, qtbot)

    key(Qt.Key.Key_Escape)
    answered(window, qtbot)

    assert print_dialog(window) is None
    assert QApplication.focusWidget() is goal
    assert plan().end_goal == "Jeg har angst."
    assert not any("printed" in e.what for e in case_log(small.vault, small.desk.case.client.id))
    sheet_of(window, qtbot).reject()


def test_enter_goes_to_the_words_and_what_is_typed_takes_their_place(plan, window, qtbot):
    type_here("Ro 🧭 og angst for høyder")
    window.person.page("plan").form.field("plan", "why").setFocus()
    sheet_of(window, qtbot)

    key(Qt.Key.Key_Return)
    answered(window, qtbot)
    type_here("respekt")

    assert QApplication.focusWidget() is window.person.page("plan").form.goal
    assert window.person.page("plan").form.goal.text().endswith("🧭 og respekt for høyder")


def test_enter_goes_to_the_row_of_an_activity_from_another_page(plan, window, qtbot):
    window.person.page("plan").form.add_activity()
    type_here("Ringe Ahmed om skyss")
    window.person.page("plan").form.add_activity()
    type_here("Sende søknad")
    key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    sheet = sheet_of(window, qtbot)
    assert rows(sheet) == [("Somebody’s name", "Ahmed", "Activity 1")]

    key(Qt.Key.Key_Return)
    answered(window, qtbot)

    what = QApplication.focusWidget()
    assert isinstance(what, QLineEdit)
    assert (what.text(), what.selectedText()) == ("Ringe Ahmed om skyss", "Ahmed")


def test_enter_leads_out_of_a_conversation_to_the_plan(plan, small, window, qtbot):
    type_here("Jeg har angst.")
    meeting = Meeting(client_id=small.desk.case.client.id)
    small.desk.change([meeting])
    window.open_talk(meeting.id)
    sheet_of(window, qtbot)

    key(Qt.Key.Key_Return)
    answered(window, qtbot)

    assert window.page_name == "person"
    assert QApplication.focusWidget().selectedText() == "angst"


def test_enter_stays_with_the_version_that_was_to_leave(plan, small, window, qtbot):
    type_here("Jeg har angst.")
    window.person.page("plan").form.add_activity()
    type_here("Sende søknad")
    small.desk.settle()
    small.desk.finish(planning.finish_plan(small.desk.case, plan(), small.today()))
    first = plan()
    small.desk.change(planning.new_version(small.desk.case, first))
    page = window.person.page("plan")
    page.versions.setFocus()
    page.versions.setCurrentIndex(page.versions.findData(first.id))
    page.versions.edited.emit(first.id)
    assert page.shown.id == first.id
    sheet_of(window, qtbot)

    key(Qt.Key.Key_Return)
    answered(window, qtbot)

    assert page.shown.id == first.id
    assert QApplication.focusWidget().selectedText() == "angst"


def test_del_takes_the_words_out_and_ctrl_z_brings_them_back(plan, window, qtbot):
    type_here("Jeg har angst nå. Ringe Ahmed.")
    sheet = sheet_of(window, qtbot)

    key(Qt.Key.Key_Delete)

    assert plan().end_goal == "Jeg har nå. Ringe Ahmed."
    assert [row[1] for row in rows(sheet)] == ["Ahmed"]
    for _time in range(2):  # what was typed before the sheet came stays
        key(Qt.Key.Key_Z, CTRL)
        assert plan().end_goal == "Jeg har angst nå. Ringe Ahmed."
        assert [row[1] for row in rows(sheet)] == ["angst", "Ahmed"]
    sheet.reject()


def test_when_all_is_taken_out_going_on_has_the_focus(plan, window, qtbot):
    type_here("Jeg har angst.")
    sheet = sheet_of(window, qtbot)

    key(Qt.Key.Key_Delete)

    assert rows(sheet) == []
    assert (sheet.act.text(), sheet.act.hasFocus()) == ("Print", True)
    assert "taken out" in told(window)
    key(Qt.Key.Key_Return)
    assert print_dialog(window) is not None
    print_dialog(window).reject()


def test_a_finished_version_keeps_its_words_and_still_goes_out(plan, small, window, qtbot):
    type_here("Jeg har angst.")
    window.person.page("plan").form.add_activity()
    type_here("Sende søknad")
    small.desk.settle()
    small.desk.finish(planning.finish_plan(small.desk.case, plan(), small.today()))
    sheet = sheet_of(window, qtbot)

    key(Qt.Key.Key_Delete)

    assert plan().end_goal == "Jeg har angst."
    assert not sheet.take_out.isEnabled()
    said = " ".join(each.text() for each in sheet.findChildren(QLabel) if each.isVisible())
    assert "This version is finished" in said
    key(Qt.Key.Key_Return, CTRL)
    print_dialog(window).reject()


def test_whoever_takes_part_may_be_named(plan, small, window):
    client_id = small.desk.case.client.id
    meeting = Meeting(client_id=client_id)
    small.desk.change(
        [meeting, Participant(client_id=client_id, meeting_id=meeting.id, name="Ahmed Moe")]
    )
    window.person.page("plan").form.goal.setFocus()
    type_here("Ringe Ahmed og Liv")

    key(Qt.Key.Key_P, CTRL)

    assert sheets(window) == []
    print_dialog(window).reject()


def test_it_is_spoken(plan, window, qtbot):
    type_here("Jeg har angst. Ringe Ahmed.")
    sheet = sheet_of(window, qtbot)
    heard = []
    voice.said.connect(lambda sentence, _assertive: heard.append(sentence))

    spoken = sheet.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    key(Qt.Key.Key_Delete)

    assert spoken == "Health, angst · My end goal, Jeg har angst."
    assert any(sentence.startswith("1 place is worth") for sentence in heard)
    assert sheet.list.accessibleName() == "Worth a second look"
    sheet.reject()
