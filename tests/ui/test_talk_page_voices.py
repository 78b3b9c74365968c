"""Whose words a line is: one key, a sign in the margin, and said to whoever listens."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.voices import Voice, voice_of
from tests.ui.hands import ALT, CTRL, SHIFT, type_here
from tests.ui.talking import begin_talk
from ui.widgets.announcing import voice


@pytest.fixture
def talk(window, small):
    return begin_talk(window, small)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def make():
    press(Qt.Key.Key_Return, CTRL)


@pytest.fixture
def receipts(window):
    told = []
    window.workspace.receipts.given.connect(told.append)
    return told


@pytest.fixture
def announced():
    heard = []
    voice.said.connect(lambda sentence, _assertive: heard.append(sentence))
    return heard


@pytest.mark.parametrize(
    ("key", "whose"),
    [
        (Qt.Key.Key_1, Voice.CLIENT),
        (Qt.Key.Key_2, Voice.NAV),
        (Qt.Key.Key_3, Voice.CENTRE),
        (Qt.Key.Key_4, Voice.OTHER),
        (Qt.Key.Key_5, Voice.AGREED),
    ],
)
def test_one_key_says_whose_words_a_line_is_and_takes_it_back(talk, small, key, whose):
    type_here("Det er tredje gang\nIngen")
    talk.here.note.caret_to_line(0)

    press(key, CTRL | SHIFT)

    text = small.desk.case.note(talk.meeting_id)[talk.here.key].text
    assert voice_of(text.splitlines()[0]) is whose
    assert text.splitlines()[1] == "Ingen"
    press(key, CTRL | SHIFT)
    text = small.desk.case.note(talk.meeting_id)[talk.here.key].text
    assert text == "Det er tredje gang\nIngen"


def test_the_caret_passes_the_sign_as_if_it_were_not_in_the_text(talk):
    type_here("Først\nSå")
    press(Qt.Key.Key_1, CTRL | SHIFT)
    note = talk.here.note

    press(Qt.Key.Key_Home)
    type_here("Og ")
    assert note.toPlainText() == "Først\n● Og Så"
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Left)
    type_here(".")
    assert note.toPlainText() == "Først.\n● Og Så"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Backspace)
    assert note.toPlainText() == "Først.\nOg Så"


def test_one_voice_after_the_other_and_at_last_all_again(talk, window, receipts):
    type_here("Jeg vil\nKan dekkes\nIngen")
    note = talk.here.note
    for line, key in ((0, Qt.Key.Key_1), (1, Qt.Key.Key_2)):
        note.caret_to_line(line)
        press(key, CTRL | SHIFT)

    def seen():
        blocks = [note.document().findBlockByNumber(n) for n in range(3)]
        return [block.isVisible() for block in blocks]

    tall = note.height()
    press(Qt.Key.Key_9, CTRL | SHIFT)
    assert seen() == [True, False, False]
    assert "Shown: Liv · 1 line" in receipts[-1]
    press(Qt.Key.Key_9, CTRL | SHIFT)
    assert seen() == [False, True, False]
    for _each in range(4):
        press(Qt.Key.Key_9, CTRL | SHIFT)
    assert seen() == [True, True, True]
    assert note.height() == tall

    press(Qt.Key.Key_9, CTRL | SHIFT)
    note.caret_to_line(0)
    type_here("!")
    assert seen() == [True, True, True], "what is typed shows all of it"


def test_whose_a_line_is_and_what_it_became_is_said_where_the_caret_comes_to_it(talk, announced):
    type_here("Jeg vil prøve")
    press(Qt.Key.Key_1, CTRL | SHIFT)
    type_here("\nRinge skolen")
    press(Qt.Key.Key_2, ALT)
    make()
    talk.here.becoming.refresh()

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)

    assert announced[-2:] == ["what was agreed · Nav", "Liv"]


def test_after_writing_it_begins_with_the_first_voice_again(talk):
    type_here("Jeg vil\nIngen")
    talk.here.note.caret_to_line(0)
    press(Qt.Key.Key_1, CTRL | SHIFT)
    press(Qt.Key.Key_9, CTRL | SHIFT)
    press(Qt.Key.Key_9, CTRL | SHIFT)
    type_here("!")
    assert talk.here.note.only is None

    press(Qt.Key.Key_9, CTRL | SHIFT)

    assert talk.here.note.only is Voice.CLIENT
