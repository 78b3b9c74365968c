"""The page of phrases, by keys: written, moved, taken in from examples, taken out and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.phrases import OwnPhrase, Phrase
from tests.building import a_workspace, drop
from tests.dictionaries import write_dictionary
from tests.ui.hands import CTRL, SHIFT, named, problems, told, type_here
from ui.forms.spelling import spelling
from ui.windows.main_window import MainWindow


def key(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def stored(workspace, kind):
    workspace.desk.settle()
    with workspace.vault.work() as work:
        return work.all(kind)


@pytest.fixture
def page(window):
    key(Qt.Key.Key_J, CTRL | SHIFT)
    return window


def texts(window):
    return "\n".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


def test_a_phrase_is_written_with_keys_alone_and_shown_as_it_will_be(page, small):
    key(Qt.Key.Key_N, CTRL | SHIFT)
    type_here("hei")
    for text in ("Hei {fornavn}!", "Hallo {fornamn} om {kva}", "Hello"):
        key(Qt.Key.Key_Tab)
        if QApplication.focusWidget().accessibleName() == "Whose":
            key(Qt.Key.Key_Tab)
        type_here(text)

    (made,) = stored(small, OwnPhrase)
    assert (made.abbreviation, made.nb, made.nn, made.en) == (
        "hei",
        "Hei {fornavn}!",
        "Hallo {fornamn} om {kva}",
        "Hello",
    )
    named(page, "Nynorsk").setFocus()
    assert "Hallo Randi om ‹kva›" in texts(page)  # noqa: RUF001
    named(page, "Bokmål").setFocus()
    assert "Hei Randi!" in texts(page)


def test_a_shortcut_that_is_taken_is_told_at_its_field_and_nothing_is_lost(page, small):
    small.desk.change([Phrase(abbreviation="mvh", nb="Hilsen")])
    key(Qt.Key.Key_N, CTRL | SHIFT)
    type_here("mvh")
    assert problems(page) == []
    key(Qt.Key.Key_Tab)

    assert problems(page) == [
        "The centre and you have this shortcut both. Yours comes when you type it."
    ]
    assert stored(small, OwnPhrase)[0].abbreviation == "mvh"


def test_an_ordinary_word_as_a_shortcut_is_told_at_its_field_and_kept(page, small):
    key(Qt.Key.Key_N, CTRL | SHIFT)
    type_here("og")
    key(Qt.Key.Key_Tab)

    assert problems(page) == ["“og” is an ordinary word: the text comes each time you write it."]
    assert stored(small, OwnPhrase)[0].abbreviation == "og"


def test_a_word_of_a_dictionary_is_told_too(page, small, tmp_path, qtbot):
    known = spelling(small.desk)
    with qtbot.waitSignal(known.changed, timeout=10_000):
        known.begin(small, [write_dictionary(tmp_path / "words")])
    qtbot.waitUntil(lambda: "nb" in known.loaded and known.loaded["nb"].dictionary is not None)
    key(Qt.Key.Key_N, CTRL | SHIFT)
    type_here("skjema")
    key(Qt.Key.Key_Tab)

    assert problems(page) == [
        "“skjema” is an ordinary word: the text comes each time you write it."
    ]


def test_a_phrase_becomes_the_centres_and_ones_own_again(page, small):
    key(Qt.Key.Key_N, CTRL | SHIFT)
    type_here("hei")
    choice = named(page, "Whose")
    choice.setFocus()
    key(Qt.Key.Key_Down)
    assert [each.abbreviation for each in stored(small, Phrase)] == ["hei"]
    assert stored(small, OwnPhrase) == ()

    key(Qt.Key.Key_Z, CTRL)
    assert stored(small, Phrase) == ()
    assert [each.abbreviation for each in stored(small, OwnPhrase)] == ["hei"]


def test_examples_are_taken_in_one_by_one_and_none_is_there_unasked(page, small):
    assert stored(small, OwnPhrase) == stored(small, Phrase) == ()
    examples = named(page, "Examples")
    examples.setFocus()
    key(Qt.Key.Key_Return)
    assert told(page) == "“mvh” is yours now, to change as you like."
    key(Qt.Key.Key_Return)

    assert [each.abbreviation for each in stored(small, OwnPhrase)] == ["mvh", "nsam"]
    assert "2 phrases" in texts(page)


def test_a_phrase_is_taken_out_and_comes_back(page, small):
    small.desk.change([Phrase(abbreviation="mvh", nb="Hilsen")])
    named(page, "Phrases").setFocus()
    key(Qt.Key.Key_Delete, CTRL | SHIFT)
    assert stored(small, Phrase) == ()
    assert told(page) == "mvh is taken out. Ctrl+Z brings it back."
    key(Qt.Key.Key_Z, CTRL)
    assert [each.abbreviation for each in stored(small, Phrase)] == ["mvh"]


def test_search_enter_and_esc_go_between_box_list_and_form(page, small, qtbot):
    small.desk.change(
        [Phrase(abbreviation="mvh", nb="Hilsen"), Phrase(abbreviation="zz", nb="Åse")]
    )
    type_here("aase\n")
    assert QApplication.focusWidget().accessibleName() == "Phrases"
    key(Qt.Key.Key_Return)
    assert QApplication.focusWidget().text() == "zz"
    key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget().accessibleName() == "Phrases"
    key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget().accessibleName() == "Search among the phrases"


def test_a_counsellor_reads_the_centres_and_writes_only_ones_own(staffed, qapp, qtbot):
    with staffed.unlocked("Kari") as vault, vault.work() as work:
        work.save(Phrase(abbreviation="mvh", nb="Hilsen"))
        work.save(OwnPhrase(counsellor_id=vault.counsellor.id, abbreviation="hem", nb="Hemmelig"))
    with staffed.unlocked("Per") as vault:
        workspace = a_workspace(vault)
        window = MainWindow(workspace)
        with qtbot.waitActive(window):
            window.show()
        key(Qt.Key.Key_J, CTRL | SHIFT)
        named(window, "Phrases").setFocus()
        assert "1 phrase" in texts(window)
        assert "Hemmelig" not in texts(window)
        assert named(window, "Bokmål").isReadOnly()
        assert not named(window, "Whose").isEnabled()
        key(Qt.Key.Key_Delete, CTRL | SHIFT)
        assert told(window) == "The centre’s phrases are written by its lead."
        key(Qt.Key.Key_N, CTRL | SHIFT)
        type_here("min")
        assert [each.abbreviation for each in stored(workspace, OwnPhrase)] == ["min"]
        workspace.desk.close()
        drop(window)
