"""What can be done on a page by key: the menu Conversation, and the plan's finish and versions."""

import sys
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import MeetingKind, MeetingState, PlanState
from app.domain.clients import DocumentItem
from app.domain.meetings import Participant
from app.domain.reminders import Reminder
from app.i18n import LANGUAGES, use_language
from tests.building import Clients
from tests.ui.hands import ALT, CTRL, SHIFT, answered, asked, type_here
from tests.ui.talking import leave_receipt
from ui.system.qt_texts import QtTexts
from ui.windows.command import Sight
from ui.windows.commands import commands, menu_titles
from ui.windows.dialogs import FinishPlanDialog
from ui.windows.finish_dialog import FinishMeetingDialog

KEYLESS = {"help", "news", "diagnostics", "about"}
"""What does nothing to anybody's papers: a menu line is key enough."""


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


@pytest.fixture
def liv(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window


@pytest.fixture
def planned(liv, small):
    """Liv's page with a meeting that is planned."""
    press(Qt.Key.Key_M, CTRL)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    return liv


def test_every_command_has_a_key_of_its_own():
    of_partners = [each for each in commands() if Sight.PARTNERS in each.in_sight]
    of_phrases = [each for each in commands() if Sight.PHRASES in each.in_sight]
    of_templates = [each for each in commands() if Sight.TEMPLATES in each.in_sight]
    apart = (*of_partners, *of_phrases, *of_templates)
    of_all_else = [each for each in commands() if each not in apart]
    twice = {
        key
        for group in (of_partners, of_phrases, of_templates, of_all_else)
        for key, count in Counter(k.toString() for each in group for k in each.keys).items()
        if count > 1
    }

    assert {c.name for c in commands() if not c.key} - KEYLESS == {"-"}
    assert twice == {"Ctrl+Shift+F", "Ctrl+Down", "F9"} | {f"Alt+{n}" for n in range(1, 5)}
    keys_apart = {key.toString() for each in apart for key in each.keys}
    shared = {
        each.name for each in of_all_else if keys_apart & {key.toString() for key in each.keys}
    }
    needed = {each.name: each.in_sight for each in of_all_else}
    assert all(needed[name] != Sight.ANYTHING for name in shared), "never both on at once"


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_after_the_mark_never_meet(language):
    use_language(language)
    titles = menu_titles().values()
    letters = [title[title.index("&") + 1].lower() for title in titles]

    assert len(set(letters)) == len(titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_say_keys_in_the_words_of_the_buttons(window, qapp, language):
    use_language(language)
    texts = QtTexts()
    qapp.installTranslator(texts)
    native = QKeySequence.SequenceFormat.NativeText
    shown = {
        name: window.actions_by_name[name].shortcut().toString(native)
        for name in ("activity", "section_down", "section_up", "finish_note")
    }
    qapp.removeTranslator(texts)

    assert shown == {
        "activity": "Ctrl+Enter",
        "section_down": "Ctrl+↓",
        "section_up": "Ctrl+↑",
        "finish_note": "Ctrl+Shift+F",
    }


def test_a_new_meeting_is_of_the_first_kind_unless_one_chooses(planned, small):
    (meeting,) = small.desk.case.meetings

    assert planned.person.page_name == "meetings"
    assert meeting.kind == next(iter(MeetingKind))
    assert planned.person.page("meetings").form.day.hasFocus()


def test_escape_makes_no_meeting(liv, small):
    press(Qt.Key.Key_M, CTRL)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)

    assert small.desk.case.meetings == ()
    assert liv.person.page("meetings").new.hasFocus()


def test_a_planned_meeting_starts_by_key_from_its_list_and_from_its_note(planned, small):
    press(Qt.Key.Key_M, CTRL | SHIFT)

    assert planned.page_name == "talk"
    assert small.desk.case.meetings[0].state == MeetingState.STARTED
    press(Qt.Key.Key_B, CTRL | SHIFT)
    assert small.desk.case.meetings[0].state == MeetingState.PLANNED
    press(Qt.Key.Key_M, CTRL | SHIFT)
    assert small.desk.case.meetings[0].state == MeetingState.STARTED


def test_somebody_who_did_not_come(planned, small):
    press(Qt.Key.Key_I, CTRL | SHIFT)

    assert small.desk.case.meetings[0].state == MeetingState.NO_SHOW


def test_a_meeting_is_called_off_by_key_and_set_back_or_undone(planned, small):
    press(Qt.Key.Key_X, CTRL | SHIFT)
    assert small.desk.case.meetings[0].state == MeetingState.CANCELLED
    assert not planned.person.page("meetings").call_off.isVisible()

    press(Qt.Key.Key_B, CTRL | SHIFT)
    assert small.desk.case.meetings[0].state == MeetingState.PLANNED
    press(Qt.Key.Key_Z, CTRL)
    assert small.desk.case.meetings[0].state == MeetingState.CANCELLED


def test_what_is_not_there_is_told(liv, small):
    told = []
    small.receipts.given.connect(told.append)

    press(Qt.Key.Key_M, CTRL | SHIFT)
    press(Qt.Key.Key_F, CTRL | SHIFT)

    assert told[0] == "Choose a meeting that is planned first."
    assert len(told) == 2
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("keys", [(CTRL, Qt.Key.Key_Down, Qt.Key.Key_Up), None])
def test_control_and_arrows_go_through_the_parts_and_so_do_the_old_keys(planned, keys):
    held, down, up = keys or (ALT, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    press(Qt.Key.Key_M, CTRL | SHIFT)
    talk = planned.talk
    type_here("one\ntwo\nthree")

    press(down, held)
    press(down, held)
    assert talk.here is talk.sections[2]
    assert talk.here.note.hasFocus()
    press(up, held)
    assert talk.here is talk.sections[1]


def test_one_key_finishes_the_note_in_its_talk_and_the_plan_on_its_page(planned, small, qtbot):
    press(Qt.Key.Key_M, CTRL | SHIFT)
    type_here("Wants to work with fish")
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_F, CTRL | SHIFT)
    note = asked(planned, FinishMeetingDialog, qtbot)
    note.none.click()
    QTest.keyClick(note.day, Qt.Key.Key_Return)
    leave_receipt(planned, qtbot)
    assert small.desk.case.meetings[0].state == MeetingState.FINISHED

    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_3, ALT)
    type_here("Skipper")
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_F, CTRL | SHIFT)
    plan = asked(planned, FinishPlanDialog, qtbot)
    QTest.keyClick(plan.act, Qt.Key.Key_Return)
    answered(planned, qtbot)

    assert planned.person.page_name == "plan"
    assert small.desk.case.plan.state == PlanState.FINAL


def test_one_key_begins_the_plan_and_a_new_version_of_a_finished_one(liv, small, qtbot):
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert small.desk.case.plan.state == PlanState.DRAFT
    told = []
    small.receipts.given.connect(told.append)
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert len(told) == 1

    type_here("Skipper")
    press(Qt.Key.Key_Return, CTRL)
    type_here("Visit a farm")
    press(Qt.Key.Key_F, CTRL | SHIFT)
    QTest.keyClick(asked(liv, FinishPlanDialog, qtbot).act, Qt.Key.Key_Return)
    answered(liv, qtbot)
    press(Qt.Key.Key_N, CTRL | SHIFT)

    assert small.desk.case.plan.number == 2


def test_one_more_row_is_what_the_page_has_rows_of(planned, small):
    before = len(small.desk.case.all(Participant))
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert len(small.desk.case.all(Participant)) == before + 1
    for tab, kind in ((Qt.Key.Key_1, Reminder), (Qt.Key.Key_4, DocumentItem)):
        press(tab, ALT)
        press(Qt.Key.Key_A, CTRL | SHIFT)
        assert len(small.desk.case.all(kind)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Alt alone opens the menus")
def test_alt_leaves_no_menu_behind_and_f10_opens_them(liv):
    bar = liv.menuBar()
    press(Qt.Key.Key_2, ALT)
    for field in (QApplication.focusWidget(), liv):
        QTest.keyPress(field, Qt.Key.Key_Alt)
        QTest.keyRelease(field, Qt.Key.Key_Alt)

    assert liv.person.page_name == "meetings"
    assert bar.activeAction() is None
    assert not bar.hasFocus()
    press(Qt.Key.Key_F10)
    assert QApplication.activePopupWidget() is bar.actions()[0].menu()
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)


def test_alt_and_a_letter_opens_its_menu(liv):
    press(Qt.Key.Key_N, ALT)

    assert QApplication.activePopupWidget() is liv.menuBar().actions()[4].menu()
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
