"""Practice looks like practice wherever one is, and nothing takes that away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.i18n import use_language
from app.services.vault.unlocking import Door
from tests.building import TODAY, Clients, dress, drop
from ui.front.unlock_window import UnlockWindow
from ui.style.theme import theme
from ui.windows.main_window import MainWindow

WORDS = {"nb": "Øvelse", "nn": "Øving", "en": "Practice"}


@pytest.fixture(params=[("nb", "light"), ("nn", "dark"), ("en", "light")], ids="-".join)
def practising(request, practice, qapp, qtbot):
    """The main window of somebody who practises, in a language and a palette, and its word."""
    language, look = request.param
    use_language(language)
    theme.apply(qapp, look, 100)
    practice.practice = True
    window = MainWindow(practice)
    with qtbot.waitActive(window):
        window.show()
    yield window, WORDS[language]
    practice.desk.close()
    drop(window)
    dress(qapp)


def said(window, word):
    labels = window.findChildren(QLabel)
    return [each for each in labels if word in each.text() and each.isVisible()]


def ground(widget):
    """Return the colour a widget shows near its lower edge."""
    image = widget.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() - 2).name()


def test_title_rail_and_menu_bar_say_it(practising):
    window, word = practising

    assert window.windowTitle() == f"Leia – {word}"
    assert word in {each.text() for each in said(window.rail, word)}
    assert ground(window.rail) == theme.colour("rail_practice").name()
    assert theme.colour("rail_practice") != theme.colour("rail")


def test_it_is_said_in_a_conversation_too_where_there_is_no_rail(practising, practice):
    window, word = practising
    window.open_client(Clients(practice.vault).named("Meron"), "meetings")
    window.open_talk(practice.desk.case.meetings[-1].id)

    assert not window.rail.isVisible()
    assert said(window.menuBar(), word)
    window.resize(700, 600)
    assert said(window.menuBar(), word)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.talk.is_shared
    assert said(window.talk.shared, word)


def test_nothing_closes_it(practising):
    window, word = practising
    for button in window.rail.findChildren(QAbstractButton):
        if button.property("place") not in {"lock", "help"}:
            button.click()
            assert said(window.rail, word)
    QTest.keyClick(window, Qt.Key.Key_Escape)

    assert said(window.rail, word)
    assert said(window.menuBar(), word)


def test_a_screen_reader_hears_it_in_the_title(practising):
    window, word = practising

    heard = QAccessible.queryAccessibleInterface(window).text(QAccessible.Text.Name)

    assert word in heard


def test_a_real_vault_shows_nothing_of_it(window):
    assert window.windowTitle() == "Leia"
    assert not said(window, "Practice")
    assert ground(window.rail) == theme.colour("rail").name()


def test_the_locked_practice_says_it_too(practice, qtbot):
    window = UnlockWindow(Door(practice.vault.folder), practice.tasks, lambda: TODAY, practice=True)
    qtbot.addWidget(window)

    assert window.windowTitle() == "Leia – Practice, locked"
