"""Misspelt words in a note: marked once they are left, put right by keys, spoken, undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.choices import LanguageForm
from app.domain.own_words import OwnWord
from tests.dictionaries import write_dictionary
from tests.ui.hands import CTRL, told, type_here
from tests.ui.talking import begin_talk
from ui.forms.spelling import spelling
from ui.forms.spelling_picker import SpellingPicker
from ui.widgets.fields import CheckField
from ui.windows.own_words_dialog import OwnWordsDialog

WAVY = QTextCharFormat.UnderlineStyle.WaveUnderline


def key(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def marked(field):
    """The words with a wavy line under them."""
    found, block = [], field.document().firstBlock()
    while block.isValid():
        found += [
            block.text().encode("utf-16-le")[2 * each.start : 2 * (each.start + each.length)]
            for each in block.layout().formats()
            if each.format.underlineStyle() == WAVY
        ]
        block = block.next()
    return [each.decode("utf-16-le") for each in found]


def picker(window):
    return next((e for e in window.findChildren(SpellingPicker) if e.isVisible()), None)


def rows(window):
    return [line.title for line in picker(window).list.lines.lines]


@pytest.fixture
def spelled(small, window, qtbot, tmp_path):
    """Bokmål lies on this computer, and nothing else."""
    known = spelling(small.desk)
    known.begin(small, [write_dictionary(tmp_path / "dictionaries")])
    qtbot.waitUntil(lambda: {"nb", "nn"} <= set(known.loaded))
    return known


@pytest.fixture
def note(window, small, spelled):
    return begin_talk(window, small).sections[0].note


@pytest.fixture
def ask(window, qtbot):
    """Press F4, and wait for what was meant."""

    def press():
        key(Qt.Key.Key_F4)
        qtbot.waitUntil(lambda: picker(window) is not None and bool(rows(window)))

    return press


def test_a_word_is_marked_once_it_is_left_and_no_longer_when_it_is_right(note, qtbot):
    type_here("hun vil jobbn")
    qtbot.wait(300)
    assert marked(note) == []
    type_here(" og")
    qtbot.waitUntil(lambda: marked(note) == ["jobbn"])

    for _step in range(4):
        key(Qt.Key.Key_Left)
    assert marked(note) == ["jobbn"]
    type_here("e")
    assert (note.text, marked(note)) == ("hun vil jobben og", [])
    key(Qt.Key.Key_Backspace)
    assert marked(note) == []
    key(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: marked(note) == ["jobbn"])


def test_a_word_left_by_a_click_elsewhere_or_with_the_focus_is_marked(note, window, qtbot):
    type_here("og\nhun skriverrr")
    key(Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: marked(note) == ["skriverrr"])
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_End)
    assert marked(note) == ["skriverrr"]
    type_here("r")
    assert marked(note) == []
    window.rail.setFocus()
    qtbot.waitUntil(lambda: marked(note) == ["skriverrrr"])


def test_names_numbers_signs_and_words_with_capitals_are_never_marked(note, qtbot):
    type_here(
        "● Hun vil og jobber og Xyzzo og Bodø. Xyz123 og 4.trinn\n"
        "■ IKT og PCen 123abc a@b.no www.x-y.no "
        "jobb-karriere\n"
        "▲ Liv Hansen og hansen vil, veisøkeren og noen og arbeids- og jobb\n◆ ✓ 😀 jobbn og"
    )
    qtbot.waitUntil(lambda: marked(note) == ["jobbn"])


def test_f4_says_what_was_meant_and_enter_puts_it_in_and_undo_brings_it_back(note, ask, window):
    type_here("hun vil skrve og jobber ")
    key(Qt.Key.Key_Home)
    ask()
    assert rows(window)[0] == "skrive"
    key(Qt.Key.Key_Return)

    assert (note.text, note.hasFocus()) == ("hun vil skrive og jobber ", True)
    key(Qt.Key.Key_Z, CTRL)
    assert note.text == "hun vil skrve og jobber "


def test_f4_again_goes_to_the_next_word_and_esc_back_to_the_text(note, ask, window, qtbot):
    type_here("muligheit og jobbn\n😀 karrire og ")
    key(Qt.Key.Key_Home, CTRL)
    seen = []
    for _word in range(4):
        ask()
        seen.append(QApplication.focusWidget().accessibleName())
    words = ("muligheit", "jobbn", "karrire", "muligheit")
    assert seen == [f"Spelling of “{word}”" for word in words]
    key(Qt.Key.Key_Escape)
    assert note.hasFocus()
    assert note.textCursor().selectedText() == "muligheit"


def test_a_word_of_ones_own_is_right_from_then_on_and_kept_in_the_vault(
    note, ask, window, small, qtbot
):
    type_here("hun vil jobbn og jobbn ")
    qtbot.waitUntil(lambda: marked(note) == ["jobbn", "jobbn"])
    key(Qt.Key.Key_Home)
    ask()
    for _row in range(rows(window).index("Add to my words")):
        key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: marked(note) == [])
    (own,) = small.desk.register.folder.all(OwnWord)
    assert (own.word, own.counsellor_id) == ("jobbn", small.vault.counsellor.id)
    assert told(window) == "“jobbn” is among your words. Nobody else sees them."


def test_the_menu_key_offers_the_word_it_stands_on(note, window, qtbot):
    type_here("hun skrve og ")
    qtbot.waitUntil(lambda: marked(note) == ["skrve"])
    cursor = note.textCursor()
    cursor.setPosition(6)
    note.setTextCursor(cursor)
    place = note.cursorRect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, place, note.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(note.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert menu.actions()[0].text() == "Spelling of “skrve” …"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picker(window) is not None and "skrive" in rows(window))


def test_a_word_far_from_all_says_so_and_the_next_word_is_the_first_row_but_one(note, ask, window):
    type_here("hun xxxxxxxxxx og ")
    ask()
    assert rows(window) == ["Add to my words", "Leave it, and go to the next"]
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    assert told(window) == "No other words here are misspelt."
    assert note.hasFocus()


def test_without_misspelt_words_f4_says_so(note, window, qtbot):
    type_here("hun vil og ")
    key(Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: told(window) == "No words here are misspelt.")


def test_the_setting_turns_the_marks_off_and_on_and_says_what_was_found(note, window, small, qtbot):
    type_here("hun jobbn og ")
    qtbot.waitUntil(lambda: marked(note) == ["jobbn"])
    box = settings(window)
    assert "bokmål: found, 13 words.\nnynorsk: no dictionary" in " ".join(
        each.text() for each in window.findChildren(QLabel)
    )
    box.setFocus()
    key(Qt.Key.Key_Space)
    assert not small.settings.spelling
    window.open_talk(window.talk.meeting_id)
    qtbot.waitUntil(lambda: marked(note) == [])
    note.setFocus()
    key(Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: "Settings turns it on" in told(window))

    settings(window).setFocus()
    key(Qt.Key.Key_Space)
    window.open_talk(window.talk.meeting_id)
    qtbot.waitUntil(lambda: marked(note) == ["jobbn"])


def test_a_case_in_nynorsk_asks_for_its_own_dictionary(note, window, small, qtbot):
    type_here("hun jobbn og ")
    qtbot.waitUntil(lambda: marked(note) == ["jobbn"])
    client = small.desk.case.client
    small.desk.change([replace(client, language_form=LanguageForm.NN)])
    type_here("og ")
    qtbot.waitUntil(lambda: marked(note) == [])
    key(Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: told(window).startswith("nynorsk: no dictionary on this computer."))


def settings(window):
    window.go("settings")
    return window.findChild(CheckField, "settings.spelling")


def own_words(window):
    return next((e for e in window.findChildren(OwnWordsDialog) if e.isVisible()), None)


def listed(dialog):
    return [line.title for line in dialog.list.lines.lines]


def test_a_word_of_ones_own_is_taken_out_again_and_marked_from_then_on(
    note, window, spelled, small, qtbot
):
    for word in ("jobbn", "åre", "bla"):
        assert spelled.add(word)
    type_here("hun jobbn og ")
    key(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    dialog = own_words(window)
    qtbot.waitUntil(dialog.list.hasFocus)
    assert listed(dialog) == ["bla", "jobbn", "åre"]

    QTest.keyClicks(dialog.list, "j")
    key(Qt.Key.Key_Delete)

    assert listed(dialog) == ["bla", "åre"]
    assert told(window) == "“jobbn” is taken out. Ctrl+Z brings it back."
    key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: marked(note) == ["jobbn"])
    assert {each.word for each in small.desk.register.folder.all(OwnWord)} == {"bla", "åre"}


def test_what_was_taken_out_comes_back_by_ctrl_z_and_nothing_else_is_undone(
    note, window, spelled, qtbot
):
    spelled.add("bla")
    spelled.add("åre")
    key(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    dialog = own_words(window)
    qtbot.waitUntil(dialog.list.hasFocus)
    QTest.mouseClick(dialog.take_out, Qt.MouseButton.LeftButton)
    dialog.take_out.setFocus()
    key(Qt.Key.Key_Space)
    assert listed(dialog) == []
    assert dialog.act.hasFocus()

    for _time in range(3):
        key(Qt.Key.Key_Z, CTRL)

    assert listed(dialog) == ["bla", "åre"]
    dialog.reject()


def test_the_settings_lead_to_ones_own_words(window, spelled, qtbot):
    button = settings(window).window().settings.own_words
    button.setFocus()
    key(Qt.Key.Key_Return)

    assert listed(own_words(window)) == []
    said = [each.text() for each in own_words(window).findChildren(QLabel) if each.isVisible()]
    assert "None yet. F4 on a misspelt word adds it." in said
    own_words(window).reject()
