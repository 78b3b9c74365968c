"""What is done for the vault beside the work: checks, notices, copies, and leaving it."""

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.domain.clients import Client
from app.policy.policy import PolicyReport
from app.services.program.disk_protection import DiskProtection
from app.services.vault.copying import copy_status, copy_targets
from app.settings import Settings, load_settings, save_settings
from app.storage import clock
from app.storage.copies.making import copies_in
from app.storage.vault import open_vault
from tests.building import PASSPHRASE, drop, opened_copy
from tests.ui.hands import button
from ui import caretaker
from ui.front.leaving_window import LeavingWindow
from ui.preferences import Preferences
from ui.session import Session
from ui.system.tasks import Tasks
from ui.widgets.notices import Notice
from ui.windows.colleague_dialogs import LetInDialog

SOON_MS = 50
"""How often is looked whether a copy is due, for those who wait for it."""


@pytest.fixture
def begin(qapp, tmp_path):
    """Run a session over a vault, as after unlocking."""
    sessions = []

    def begun(vault, known=("disk", "swap")):
        save_settings(Settings(known_unprotected=known), tmp_path / "settings.json")
        preferences = Preferences(qapp, tmp_path / "settings.json", "en")
        session = Session(vault, Tasks(), preferences, PolicyReport())
        session.ends = []
        session.closed.connect(session.ends.append)
        sessions.append(session)
        session.begin("", tmp_path / "state")
        return session

    yield begun
    for session in sessions:
        if not session.ends:
            session.workspace.practice = True  # no copy is needed
            session.quit()
        drop(session.window)


def copies(vault):
    return copies_in(vault.folder / "backups")


def notices(session):
    return session.workspace.notices.all


def lock(session, qtbot):
    session.lock()
    qtbot.waitUntil(lambda: session.ends == [True], timeout=30_000)


def leave(session, qtbot):
    session.quit()
    qtbot.waitUntil(lambda: session.ends == [False], timeout=30_000)


def test_a_days_first_copy_is_made_soon_after_unlocking(small_vault, begin, qtbot):
    begin(small_vault)

    qtbot.waitUntil(lambda: len(copies(small_vault)) == 1, timeout=30_000)


def test_a_place_that_turns_up_gets_its_copy_the_same_day(
    small_vault, begin, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(caretaker, "EVERY_MS", SOON_MS)
    session = begin(small_vault)
    qtbot.waitUntil(lambda: len(copies(small_vault)) == 1, timeout=30_000)
    stick = tmp_path / "stick"
    stick.mkdir()
    session.window.vault_deeds.add_place(str(stick))

    qtbot.waitUntil(lambda: bool(list(stick.iterdir())), timeout=30_000)


def test_what_was_written_today_is_in_a_copy_after_leaving(small_vault, begin, qtbot):
    session = begin(small_vault)
    qtbot.waitUntil(lambda: len(copies(small_vault)) == 1, timeout=30_000)
    with small_vault.work() as work:
        work.save(Client(name="Ny Person"))

    leave(session, qtbot)

    (newest, *_older) = copies(small_vault)
    copy = open_vault(newest.path, PASSPHRASE)
    with copy.work() as work:
        assert "Ny Person" in {client.name for client in work.all(Client)}
    copy.close()


def test_locking_waits_for_no_copy_and_the_vault_is_shut_at_once(small_vault, begin, qtbot):
    session = begin(small_vault)
    qtbot.waitUntil(lambda: len(copies(small_vault)) == 1, timeout=30_000)
    before = copies(small_vault)
    with small_vault.work() as work:
        work.save(Client(name="Ny Person"))

    lock(session, qtbot)

    assert copies(small_vault) == before
    assert not any(isinstance(each, LeavingWindow) for each in QApplication.topLevelWidgets())
    open_vault(small_vault.folder, PASSPHRASE).close()


def test_after_unlock_a_copy_gets_what_was_written_before_the_lock(
    small_vault, small_template, begin, qtbot
):
    first = begin(small_vault)
    qtbot.waitUntil(lambda: len(copies(small_vault)) == 1, timeout=30_000)
    (before,) = copies(small_vault)
    with small_vault.work() as work:
        work.save(Client(name="Ny Person"))
    lock(first, qtbot)
    again = open_vault(small_vault.folder, PASSPHRASE)

    second = begin(again)

    qtbot.waitUntil(lambda: copies(again)[0] != before, timeout=30_000)
    leave(second, qtbot)


def test_a_screen_that_locks_while_leia_quits_ends_the_copying(small_vault, begin, qtbot):
    session = begin(small_vault)
    session.quit()
    assert any(isinstance(each, LeavingWindow) for each in QApplication.topLevelWidgets())

    session.lock()

    qtbot.waitUntil(lambda: session.ends == [False], timeout=30_000)
    assert copies(small_vault) == []


def test_a_place_that_fails_keeps_nobody_from_leaving(small_vault, begin, qtbot, tmp_path):
    session = begin(small_vault)
    stick = tmp_path / "stick"
    stick.mkdir()
    session.window.vault_deeds.add_place(str(stick))
    stick.rmdir()
    stick.write_text("a file where a folder was")

    leave(session, qtbot)

    again = open_vault(small_vault.folder, PASSPHRASE)
    places = copy_targets(again.folder, PolicyReport().policy, session.workspace.settings)
    assert [each.verified_at is not None for each in copy_status(again, places).places] == [
        True,
        False,
    ]
    again.close()


def test_a_window_without_names_stands_in_while_copies_are_made(small_vault, begin, qtbot):
    session = begin(small_vault)
    session.quit()
    (parting,) = (
        each for each in QApplication.topLevelWidgets() if isinstance(each, LeavingWindow)
    )
    assert not session.window.isVisible()

    session.show_window()

    assert parting.isVisible()
    assert "Kari" not in parting.windowTitle()
    parting.busy.stop.click()
    qtbot.waitUntil(lambda: session.ends == [False], timeout=30_000)
    assert not (isValid(parting) and parting.isVisible())


@pytest.fixture
def damaged_vault(practice_template, tmp_path):
    vault = opened_copy(practice_template, tmp_path / "damaged")
    file = vault.folder / "vault.db"
    content = bytearray(file.read_bytes())
    content[-4000] ^= 1
    file.write_bytes(content)
    yield vault
    vault.close()


def test_damage_seen_at_the_start_is_said_and_stays_until_it_is_closed(damaged_vault, begin, qtbot):
    session = begin(damaged_vault)
    qtbot.waitUntil(lambda: bool(notices(session)), timeout=30_000)

    (notice,) = notices(session)
    assert notice.text
    assert button(session.window, "Close").isVisible()
    session.workspace.tell("Something newer")
    assert notices(session) == [notice]


def test_a_clock_that_is_behind_the_vault_is_told_quietly(small_vault, begin, qtbot, monkeypatch):
    with monkeypatch.context() as ahead, small_vault.work() as work:
        ahead.setattr(clock, "wall_millis", lambda: 4_000_000_000_000)
        work.save(Client(name="Liv Hansen"))

    session = begin(small_vault)
    qtbot.waitUntil(lambda: bool(notices(session)), timeout=30_000)

    (notice,) = notices(session)
    assert notice.text.startswith("What was last written in the vault is from")
    assert (notice.tone, notice.action) == ("sun", "")


def test_a_notice_outlives_a_change_of_language_and_is_closed_by_key(small_vault, begin, qtbot):
    session = begin(small_vault)
    session.workspace.notices.tell(Notice("This must be read."))
    settings = session.workspace.settings
    session.change_look(replace(settings, language="nn"))

    close = button(session.window, "Lukk")
    close.setFocus()
    QApplication.processEvents()
    close.click()

    assert notices(session) == []


def test_the_same_is_told_once_and_nothing_is_not_told(small_vault, begin):
    session = begin(small_vault)

    for _each in range(2):
        session.workspace.notices.tell(Notice("This must be read."))
    session.workspace.notices.tell(Notice(""))

    assert [each.text for each in notices(session)] == ["This must be read."]


def test_a_notice_may_lead_somewhere(small_vault, begin, qtbot):
    session, gone = begin(small_vault), []
    session.workspace.notices.tell(
        Notice("This data is older.", "red", "Restore …", lambda: gone.append(True))
    )

    button(session.window, "Restore …").click()

    assert gone == [True]
    assert notices(session) == []


def test_an_open_dialog_goes_with_the_window_when_leia_locks(small_vault, begin, qtbot):
    session = begin(small_vault)
    session.window.go("vault")
    session.window.vault.colleagues.let_in.click()
    dialog = session.window.findChild(LetInDialog)
    assert dialog.isVisible()
    dialog.name.setText("Eva Storjord")

    session.lock()

    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: session.ends == [True], timeout=30_000)


def test_a_dialog_comes_back_when_leia_could_not_lock(small_vault, begin, qtbot):
    session = begin(small_vault)
    session.window.go("vault")
    session.window.vault.colleagues.let_in.click()
    dialog = session.window.findChild(LetInDialog)
    dialog.name.setText("Eva Storjord")
    session.window.curtain.draw()

    session.window.curtain.open()

    assert dialog.isVisible()
    assert dialog.name.text() == "Eva Storjord"
    dialog.reject()


@pytest.fixture
def bare(monkeypatch):
    """A computer whose disk is not encrypted."""
    found = DiskProtection(disk=False, swap=True)
    monkeypatch.setattr(caretaker, "look_at_disks", lambda _folder: found)


def test_a_disk_without_encryption_is_told_beside_the_work(small_vault, begin, bare, qtbot):
    session = begin(small_vault, known=())

    qtbot.waitUntil(lambda: bool(notices(session)), timeout=30_000)

    (notice,) = notices(session)
    assert "does not seem to be encrypted" in notice.text
    assert "Ask county IT" in notice.text


def test_it_is_not_told_again_once_somebody_says_so(small_vault, begin, bare, qtbot, tmp_path):
    session = begin(small_vault, known=("swap",))
    qtbot.waitUntil(lambda: bool(notices(session)), timeout=30_000)

    button(session.window, "Do not show this again").click()

    assert notices(session) == []
    assert load_settings(tmp_path / "settings.json").known_unprotected == ("disk",)
    assert session.workspace.settings.known_unprotected == ("disk",)


def test_what_is_known_to_be_unprotected_is_not_told(small_vault, begin, bare, qtbot):
    session = begin(small_vault, known=("disk",))

    qtbot.waitUntil(lambda: len(copies(small_vault)) == 1, timeout=30_000)  # asked long since

    assert notices(session) == []
