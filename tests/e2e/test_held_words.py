"""A full disk at lock: nothing is shown, no word is lost, and its writer comes back to it."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.domain.access_codes import Action
from app.policy.policy import Policy
from app.storage.values.accesses import AccessQuery
from app.storage.vault import open_vault
from tests.building import PASSPHRASE
from tests.e2e.working import ended, stored_name, type_name
from tests.ui.faults import a_full_disk
from tests.ui.reading import texts
from ui.front.held_window import HeldWindow

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")


@pytest.fixture
def typed(unlock):
    """A program whose last word is in no file yet."""
    run = unlock()
    type_name(run, " Dahl")
    return run


def held_window():
    (held,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, HeldWindow))
    return held


def come_back(held, passphrase=PASSPHRASE):
    QTest.keyClicks(held.field, passphrase)
    QTest.keyClick(held.field, Qt.Key.Key_Return)


def test_nothing_is_shown_and_it_is_said_why(typed, folder, qtbot):
    with a_full_disk():
        typed.program.session.lock()
        held = held_window()

        assert not typed.main.isVisible()
        assert typed.main.windowTitle() == held.windowTitle() == "Leia – locked"
        said = " ".join(texts(held))
        assert "Liv" not in said
        assert "kept in the memory of this computer" in said
        assert (typed.ends, typed.failures) == ([], [])
        held.close()
        assert held.isVisible()
        assert "Still not saved" in held.notice.accessibleName()

    held.store.click()
    assert ended(typed, qtbot) == [True]
    assert stored_name(folder) == "Liv Hansen Dahl"


def test_as_soon_as_there_is_room_it_stores_and_locks_by_itself(typed, folder, qtbot):
    with a_full_disk():
        typed.program.session.lock()

    typed.program.session.workspace.desk.clocks.retry.start(10)

    assert ended(typed, qtbot) == [True]
    assert stored_name(folder) == "Liv Hansen Dahl"


def test_its_writer_comes_back_to_every_word_and_goes_on(typed, folder, qtbot):
    with a_full_disk():
        typed.program.session.lock()
        held = held_window()
        come_back(held)
        qtbot.waitUntil(typed.main.isVisible, timeout=20_000)

        field = typed.main.focusWidget()
        assert field.text() == "Liv Hansen Dahl"
        qtbot.waitUntil(lambda: not isValid(held))
        QTest.keyClicks(field, "e")
        typed.program.session.lock()
        assert not typed.main.isVisible()
        come_back(held_window())
        qtbot.waitUntil(typed.main.isVisible, timeout=20_000)

    typed.program.session.lock()
    assert ended(typed, qtbot) == [True]
    assert stored_name(folder) == "Liv Hansen Dahle"


def test_another_passphrase_shows_nothing_and_is_told_in_the_log(typed, folder, qtbot):
    with a_full_disk():
        typed.program.session.lock()
        held = held_window()
        assert "not everything is saved" in held.field.accessibleDescription()
        come_back(held, "something else entirely")
        qtbot.waitUntil(lambda: bool(held.row.problem), timeout=20_000)

        assert held.field.accessibleDescription() == held.row.problem
        assert not typed.main.isVisible()
        assert typed.ends == []
        typed.program.session.workspace.desk.clocks.retry.stop()  # else it may be first
    come_back(held)
    qtbot.waitUntil(typed.main.isVisible, timeout=20_000)
    notices = typed.program.session.workspace.notices.all
    assert any("1 failed try" in each.text for each in notices)
    typed.program.session.lock()
    ended(typed, qtbot)

    vault = open_vault(folder, PASSPHRASE)
    with vault.work() as work:
        told = [entry.action for entry in work.access.page(AccessQuery(), limit=100)]
    vault.close()
    assert told.count(Action.UNLOCK_FAILED) == 1


def test_the_time_to_lock_begins_anew_for_whoever_is_back(unlock, qtbot):
    run = unlock(policy=Policy(idle_minutes=1))
    type_name(run, " Dahl")
    with a_full_disk():
        run.program.session.idle.due.emit()
        come_back(held_window())
        qtbot.waitUntil(run.main.isVisible, timeout=20_000)

        assert run.program.session.idle.seconds_left > 50
        assert run.ends == []


def test_a_log_off_meanwhile_ends_once_the_words_are_stored(typed, folder, qtbot):
    with a_full_disk():
        typed.program.session.lock()
        typed.program.quit()
        assert typed.ends == []

    typed.program.quit()

    assert ended(typed, qtbot) == [False]
    assert stored_name(folder) == "Liv Hansen Dahl"


def test_a_second_start_shows_the_window_that_says_so(typed, folder, qtbot):
    with a_full_disk():
        typed.program.session.lock()
        held = held_window()
        held.showMinimized()

        typed.program.session.show_window()

        assert not held.isMinimized()
        assert not typed.main.isVisible()
    held.store.click()
    ended(typed, qtbot)
