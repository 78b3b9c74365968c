"""Ctrl+J: a phrase found beside the caret by letters, put in by Enter, or left with Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.phrases import OwnPhrase, Phrase
from tests.building import Clients
from tests.ui.hands import CTRL, told, type_here
from tests.ui.talking import begin_talk
from ui.forms.phrase_picker import PhrasePicker

NONE = Qt.KeyboardModifier.NoModifier


def key(key, modifier=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def picker(window):
    return next((e for e in window.findChildren(PhrasePicker) if e.isVisible()), None)


@pytest.fixture
def phrases(small):
    me = small.desk.register.folder.me.id
    small.desk.change(
        [
            Phrase(abbreviation="mvh", nb="Med vennlig hilsen {veileder}"),
            OwnPhrase(counsellor_id=me, abbreviation="skole", nb="Ring skolen på Ås."),
            OwnPhrase(counsellor_id=me, nb="Uten snarvei om økonomi."),
        ]
    )


@pytest.fixture
def note(window, small, phrases):
    return begin_talk(window, small).sections[0].note


def test_letters_narrow_and_enter_puts_it_in_where_the_caret_stood(note, window):
    type_here("Før og etter.")
    for _step in range(7):
        key(Qt.Key.Key_Left)
    key(Qt.Key.Key_J, CTRL)
    type_here("aas ring")
    assert [line.lead for line in picker(window).list.lines.lines] == ["skole"]

    key(Qt.Key.Key_Return)
    assert note.hasFocus()
    assert note.text == "Før og Ring skolen på Ås. etter."
    type_here("!")
    assert note.text == "Før og Ring skolen på Ås.! etter."


def test_arrows_choose_and_ctrl_z_takes_it_back(note, window):
    type_here("Takk ")
    key(Qt.Key.Key_J, CTRL)
    assert [line.lead for line in picker(window).list.lines.lines] == ["", "mvh", "skole"]
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Up)
    key(Qt.Key.Key_Return)

    assert note.text == "Takk Med vennlig hilsen Kari Øving"
    key(Qt.Key.Key_Z, CTRL)
    assert note.text == "Takk "


@pytest.mark.parametrize("leave", [Qt.Key.Key_Escape, Qt.Key.Key_Tab])
def test_esc_goes_back_with_the_caret_kept_and_nothing_changed(note, window, leave):
    type_here("Takk")
    key(Qt.Key.Key_Left)
    key(Qt.Key.Key_J, CTRL)
    type_here("mv")
    key(leave)

    assert picker(window) is None
    assert (note.hasFocus(), note.text, note.textCursor().position()) == (True, "Takk", 3)


def test_it_goes_with_the_focus_and_enter_on_nothing_does_nothing(note, window):
    key(Qt.Key.Key_J, CTRL)
    type_here("finnes ikke")
    key(Qt.Key.Key_Return)
    assert picker(window) is not None
    note.setFocus()
    assert picker(window) is None
    assert note.text == ""


def test_it_lies_within_the_window_also_where_that_is_low(note, window):
    window.resize(700, 460)
    key(Qt.Key.Key_J, CTRL)

    assert window.rect().contains(picker(window).geometry())


def test_a_line_of_the_plan_takes_one_too_and_a_name_does_not(window, small, phrases):
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    window.person.page("plan").begin.click()
    goal = window.person.page("plan").form.field("plan", "end_goal")
    goal.setFocus()
    key(Qt.Key.Key_J, CTRL)
    type_here("skole\n")
    assert goal.text() == "Ring skolen på Ås."

    window.open_client(Clients(small.vault).named("Liv"), "intake")
    name = window.person.page("intake").form.field("client", "name")
    assert isinstance(name, QLineEdit)
    name.setFocus()
    key(Qt.Key.Key_J, CTRL)
    assert picker(window) is None
    assert told(window) == "Put the caret in a text of the client’s first."


def test_where_there_are_no_phrases_it_says_where_they_are_written(window, small):
    begin_talk(window, small)
    key(Qt.Key.Key_J, CTRL)

    assert "Settings" in picker(window).nothing.text()
    key(Qt.Key.Key_Escape)
