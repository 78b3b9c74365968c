"""What is new: once after an update, later from the menu, and never to a newcomer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.policy.policy import PolicyReport
from app.services.program.news import news
from app.services.vault.colleagues import confirm_knowledge
from tests.building import TODAY, drop
from ui.preferences import Preferences
from ui.session import Session
from ui.system.tasks import Tasks
from ui.windows.main_window import MainWindow
from ui.windows.news_dialog import show_all_news, tell_news
from ui.windows.text_dialog import TextDialog


def told(window):
    return [each for each in window.findChildren(TextDialog) if each.isVisible()]


@pytest.fixture
def window(small):
    confirm_knowledge(small.vault, TODAY)  # before that, the menu only locks and quits
    shown = MainWindow(small)
    shown.show()
    yield shown
    drop(shown)


def remember(vault, version):
    with vault.work() as work:
        work.memory.put("version", version)


def test_a_newcomer_is_told_nothing(window, small):
    tell_news(window, small.vault)

    assert told(window) == []


def test_after_an_update_it_is_told_once(window, small):
    remember(small.vault, "0.1.0")

    tell_news(window, small.vault)
    (dialog,) = told(window)
    dialog.closing.click()
    tell_news(window, small.vault)

    assert "Several people can use one vault." in dialog.text.toPlainText()
    assert "**" not in dialog.text.toPlainText()
    assert told(window) == []


def test_a_vault_that_can_only_be_read_is_not_told_the_same_every_day(window, small, monkeypatch):
    remember(small.vault, "0.1.0")
    monkeypatch.setattr(type(small.vault), "read_only", True)

    tell_news(window, small.vault)

    assert told(window) == []


def test_the_help_menu_tells_it_again(window):
    window.actions_by_name["news"].trigger()

    (dialog,) = told(window)
    assert "Several people" in dialog.text.toPlainText()


def test_it_closes_by_the_keyboard(window):
    show_all_news(window)
    (dialog,) = told(window)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert told(window) == []


@pytest.fixture
def begun(small_vault, qapp, tmp_path):
    """Begin a session, and end it after the test."""
    sessions = []

    def begin(*, practice):
        preferences = Preferences(qapp, tmp_path / "settings.json", "en")
        session = Session(small_vault, Tasks(), preferences, PolicyReport(), practice=practice)
        sessions.append(session)
        session.begin()
        return session

    yield begin
    for session in sessions:
        session.workspace.practice = True  # no copy is needed
        session.quit()
        drop(session.window)


@pytest.mark.parametrize(("practice", "dialogs"), [(False, 1), (True, 0)])
def test_it_is_told_after_unlock_but_not_to_who_practises(small_vault, begun, practice, dialogs):
    remember(small_vault, "0.1.0")

    session = begun(practice=practice)

    assert len(told(session.window)) == dialogs
    assert bool(news(small_vault)) == practice
