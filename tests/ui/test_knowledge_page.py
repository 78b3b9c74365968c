"""Once a year everybody says that they know what privacy asks, before any case is shown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.i18n import LANGUAGES, use_language
from app.paths import RESOURCES
from tests.building import TODAY, Clients, drop
from tests.staffed import a_case_of
from tests.ui.hands import ALT, CTRL, button
from tests.ui.staffed import window_of
from ui.pages.knowledge_page import privacy_text
from ui.preferences import Preferences
from ui.session import Session
from ui.system.tasks import Tasks
from ui.windows.commands import commands
from ui.windows.main_window import MainWindow

A_YEAR = timedelta(days=365)


def confirmed_on(vault, day):
    with vault.work() as work:
        work.save(replace(vault.counsellor, knowledge_confirmed=day))


@pytest.fixture
def due(small, qtbot):
    """The window of somebody who confirmed a year ago."""
    confirmed_on(small.vault, TODAY - A_YEAR)
    window = MainWindow(small)
    with qtbot.waitActive(window):
        window.show()
    yield window
    drop(window)


def test_nothing_of_any_case_is_there_before_it_is_confirmed(due, small):
    assert due.page_name == "knowledge"
    assert due.knowledge.isVisible()
    assert not due.rail.isVisible()
    assert due.clients.table.clients == ()
    assert due.today.opened.list.lines.lines == ()


def test_no_key_and_no_menu_leads_past_it(due, small):
    for key, modifier in (
        (Qt.Key.Key_1, CTRL),
        (Qt.Key.Key_2, CTRL),
        (Qt.Key.Key_K, CTRL),
        (Qt.Key.Key_N, CTRL),
        (Qt.Key.Key_3, ALT),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(due, key, modifier)
    due.go("clients")
    due.go_to('{"page": "today"}')

    assert due.page_name == "knowledge"
    on = {name for name, action in due.actions_by_name.items() if action.isEnabled()}
    assert on == {"lock", "quit", "help_here"}


def test_one_press_confirms_it_for_a_year_and_the_day_begins(due, small):
    due.knowledge.known.click()

    assert due.page_name == "today"
    assert small.vault.counsellor.knowledge_confirmed == TODAY
    assert due.rail.isVisible()
    on = {name for name, action in due.actions_by_name.items() if action.isEnabled()}
    assert {"new", "today", "clients", "search", "print_template", "help"} <= on


def test_it_works_by_keyboard_alone(due, small):
    assert QApplication.focusWidget() is due.knowledge.text
    while QApplication.focusWidget() is not due.knowledge.known:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert due.page_name == "today"


def test_where_one_was_waits_until_then(due, small):
    client_id = Clients(small.vault).named("Liv")
    due.go_to(f'{{"page": "person", "client_id": "{client_id}", "tab": "intake"}}')
    assert due.page_name == "knowledge"

    due.knowledge.known.click()

    assert due.page_name == "person"
    assert small.desk.case.client.id == client_id


def test_locking_before_it_is_confirmed_forgets_no_place(due):
    assert due.place() == ""
    place = '{"page": "person", "client_id": "x", "tab": "intake"}'
    due.go_to(place)

    assert due.place() == place


def test_a_session_of_practice_confirms_for_everybody(small, qapp, tmp_path):
    confirmed_on(small.vault, None)
    small.tasks.stop()
    preferences = Preferences(qapp, tmp_path / "settings.json", "en")
    session = Session(small.vault, Tasks(), preferences, small.policy_report, practice=True)

    assert session.window.page_name == "today"
    session.workspace.desk.open(Clients(small.vault).named("Liv"))
    session.quit()
    drop(session.window)


def test_whoever_will_not_can_lock(due, qtbot):
    with qtbot.waitSignal(due.lock_wanted):
        button(due, "Lock").click()


@pytest.mark.parametrize(("days", "is_asked"), [(364, False), (365, True), (366, True)])
def test_it_holds_for_a_year(small, qapp, days, is_asked):
    confirmed_on(small.vault, TODAY - timedelta(days=days))
    window = MainWindow(small)

    assert (window.page_name == "knowledge") == is_asked
    drop(window)


def test_practice_asks_nobody(small, qapp):
    confirmed_on(small.vault, None)
    small.practice = True
    window = MainWindow(small)

    assert window.page_name == "today"
    drop(window)


@pytest.mark.parametrize("who", ["Anne", "Siri"])
def test_those_without_cases_confirm_it_too(staffed, qtbot, who):
    with staffed.unlocked(who) as vault:
        confirmed_on(vault, None)
    with window_of(staffed, who, qtbot) as window:
        assert window.page_name == "knowledge"
        window.knowledge.known.click()
        assert window.page_name in {"vault", "access"}


def test_a_colleague_is_asked_though_another_has_confirmed(staffed, qtbot):
    with staffed.unlocked("Per") as vault:
        confirmed_on(vault, None)
        a_case_of(vault, "Liv")
    with window_of(staffed, "Kari", qtbot) as window:
        assert window.page_name == "today"
    with window_of(staffed, "Per", qtbot) as window:
        assert window.page_name == "knowledge"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_speaks_every_language_and_says_what_counts(language):
    use_language(language)
    text = privacy_text()

    assert "<!--" not in text
    assert text.count("\n### ") == 8
    assert "Ctrl+L" in text
    assert len(text) < 2_000


def test_the_three_texts_are_of_one_day():
    days = {
        (RESOURCES / "help" / f"privacy-{code}.md").read_text("utf-8").splitlines()[0]
        for code in LANGUAGES
    }

    assert len(days) == 1


def test_a_command_that_is_always_there_needs_nothing():
    assert [c.name for c in commands() if c.name in {"lock", "quit"} and c.needs] == []
