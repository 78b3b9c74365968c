"""The unlock window: focus, eye, caps lock, wrong passphrases, and vaults that do not open."""

import hashlib
import shutil

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar, QPushButton

from app.domain.clients import Client
from app.services.case.editing import Editing, FieldKey
from app.services.vault.unlocking import Door
from app.services.vault.vault_folder import holds_vault, vault_folder_in
from app.storage.keys.unlocking import vault_exists
from app.storage.vault import open_vault
from tests import raw
from tests.building import PASSPHRASE, TODAY, drop
from tests.ui.hands import button, choose_path
from tests.ui.reading import problem, texts
from ui.front.unlock_window import UnlockWindow
from ui.system.tasks import Tasks


@pytest.fixture
def folder(small_template, tmp_path):
    shutil.copytree(small_template, tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def window(folder, opened, tasks, qtbot):
    window = UnlockWindow(Door(folder), tasks, lambda: TODAY)
    window.unlocked.connect(opened.append)
    with qtbot.waitActive(window):
        window.show()
    yield window
    tasks.stop()
    drop(window)


@pytest.fixture
def tasks():
    return Tasks()


def enter(window, passphrase):
    window.field.clear()
    QTest.keyClicks(window.field, passphrase)
    QTest.keyClick(window.field, Qt.Key.Key_Return)


def refused(window, qtbot):
    """Wait until a try was refused, and return what the window says."""
    qtbot.waitUntil(lambda: not window.is_trying, timeout=20_000)
    return problem(window.field) or window.notice.accessibleName()


def test_enter_opens(window, opened, qtbot):
    enter(window, PASSPHRASE)
    assert window.findChild(QProgressBar).isVisible()
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)

    assert opened[0].counsellor.name == "Kari Øving"
    assert window.field.text() == ""


def test_the_title_says_locked_and_nothing_else(window):
    assert window.windowTitle() == "Leia – locked"


def test_a_wrong_passphrase_says_so_and_stays_selected(window, opened, qtbot):
    enter(window, "feil passord her")

    assert "does not open the vault" in refused(window, qtbot)
    assert window.field.selectedText() == window.field.text()
    assert len(window.field.text()) == len("feil passord her")
    assert window.field.hasFocus()
    assert not opened


def test_typing_on_takes_the_problem_away(window, qtbot):
    enter(window, "feil passord her")
    refused(window, qtbot)

    QTest.keyClicks(window.field, "b")

    assert problem(window.field) == ""
    assert window.field.text() == "b"


def test_failed_tries_are_logged_at_the_next_good_one(window, opened, qtbot):
    for wrong in ("feil en", "feil to"):
        enter(window, wrong)
        refused(window, qtbot)
    enter(window, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)

    driver = raw.driver(opened[0])
    logged = driver.execute("SELECT action, detail FROM access_log ORDER BY hlc").fetchall()
    assert logged[-2:] == [("UNLOCK_FAILED", "2"), ("UNLOCK", "")]


@pytest.mark.parametrize(("failed", "pause_s"), [(0, 0), (4, 0), (5, 1), (6, 2), (8, 8), (30, 60)])
def test_many_wrong_tries_make_the_next_wait(folder, failed, pause_s):
    assert Door(folder, failed).pause_s == pause_s


def test_the_window_says_how_long_the_next_try_waits(window, qtbot):
    window.door.failed = 4
    enter(window, "feil")

    assert "Wait 1 second before" in refused(window, qtbot)


def test_nothing_typed_is_said_and_costs_no_try(window, qtbot):
    QTest.keyClick(window.field, Qt.Key.Key_Return)

    assert problem(window.field) == "Type the passphrase first."
    assert window.door.failed == 0


def test_the_focus_comes_back_when_it_was_stolen(window, qtbot):
    button(window, "Open another vault …").setFocus()
    other = QLineEdit()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    with qtbot.waitActive(window):
        window.activateWindow()
        QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))

    assert window.field.hasFocus()


def test_the_eye_is_one_tab_away_and_shows_the_words(window):
    QTest.keyClicks(window.field, "hemmelig")
    assert window.field.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(window.field, Qt.Key.Key_Tab)
    assert window.field.eye.hasFocus()

    QTest.keyClick(window.field.eye, Qt.Key.Key_Space)

    assert window.field.echoMode() == QLineEdit.EchoMode.Normal
    assert window.field.eye.accessibleName() == "Hide what is typed"


def test_the_field_asks_the_keyboard_to_remember_nothing(window):
    hints = window.field.inputMethodHints()

    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_caps_lock_shows_where_it_is_met(window):
    QTest.keyClick(window.field, "A", Qt.KeyboardModifier.ShiftModifier)
    assert window.caps.isHidden()
    QTest.keyClick(window.field, "A")
    assert not window.caps.isHidden()
    QTest.keyClick(window.field, "7")
    assert not window.caps.isHidden()

    QTest.keyClick(window.field, Qt.Key.Key_CapsLock)

    assert window.caps.isHidden()


def test_a_damaged_vault_says_what_to_do(folder, window, qtbot):
    (folder / "vault.age").write_bytes(b"spoilt")
    enter(window, PASSPHRASE)

    assert "vault.age is damaged" in refused(window, qtbot)
    assert window.field.hasFocus()


def test_a_damaged_vault_offers_to_restore(folder, window, qtbot):
    (folder / "vault.age").write_bytes(b"spoilt")
    enter(window, PASSPHRASE)
    refused(window, qtbot)

    with qtbot.waitSignal(window.restore_wanted):
        button(window, "Restore from a copy …").click()


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Forgotten the passphrase …", "forgotten"),
        ("Restore from a copy …", "restore_wanted"),
    ],
)
def test_the_other_ways_in_are_one_press_away(window, qtbot, words, signal):
    with qtbot.waitSignal(getattr(window, signal)):
        button(window, words).click()


def test_a_newer_vault_says_what_to_do(folder, window, qtbot):
    key_file = next((folder / "keys").glob("*.key"))
    content = key_file.read_bytes()
    newer = content.replace(b'"version":1', b'"version":2')
    key_file.write_bytes(newer[:-32] + hashlib.blake2b(newer[:-32], digest_size=32).digest())
    enter(window, PASSPHRASE)

    assert "newer version of Leia" in refused(window, qtbot)


def test_a_vault_in_use_says_what_to_do(folder, window, qtbot):
    elsewhere = open_vault(folder, PASSPHRASE)
    enter(window, PASSPHRASE)

    assert "another Leia" in refused(window, qtbot)
    elsewhere.close()


def test_a_refused_place_says_why(small_template, tmp_path, window, qtbot):
    synced = tmp_path / "OneDrive" / "vault"
    shutil.copytree(small_template, synced)
    window.door.folder = synced
    enter(window, PASSPHRASE)

    assert str(synced) in refused(window, qtbot) or "OneDrive" in refused(window, qtbot)


def test_a_bug_is_told_and_the_window_works_on(window, tasks, qtbot):
    told = []
    tasks.failed.connect(told.append)
    window.door.folder = None
    enter(window, PASSPHRASE)

    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert window.field.isEnabled()
    assert not window.is_trying


def test_another_vault_is_chosen_by_its_folder(window, qtbot, tmp_path, small_template):
    other = tmp_path / "elsewhere"
    shutil.copytree(small_template, other / "vault")
    button(window, "Open another vault …").click()

    with qtbot.waitSignal(window.other_wanted) as wanted:
        choose_path(window, other)

    assert wanted.args == [other / "vault"]


def test_a_folder_without_a_vault_says_so(window, tmp_path):
    button(window, "Open another vault …").click()
    choose_path(window, tmp_path / "empty")

    assert "no vault" in window.notice.accessibleName()


def test_holding_a_vault_is_known_as_the_storage_knows_it(folder, tmp_path):
    assert holds_vault(folder) is vault_exists(folder) is True
    for part in ("vault.db", "vault.age"):
        (folder / part).unlink()
        assert holds_vault(folder) is vault_exists(folder) is True
    shutil.rmtree(folder / "keys")
    assert holds_vault(folder) is vault_exists(folder) is False
    assert vault_folder_in(tmp_path) is None


def test_drafts_of_a_crash_become_state(folder, opened, window, qtbot):
    vault = open_vault(folder, PASSPHRASE)
    with vault.work() as work:
        client = work.all(Client)[0]
    editing = Editing(vault, client.id, TODAY)
    editing.type_into(FieldKey(client.id, "phone"), "990 00 077")
    editing.keep()
    vault.close()

    enter(window, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)

    with opened[0].work() as work:
        assert work.get(Client, client.id).phone == "990 00 077"
        assert work.drafts.all() == ()


def test_the_practice_passphrase_is_told(folder, tasks, qtbot):
    window = UnlockWindow(Door(folder), tasks, lambda: TODAY, practice=True)
    qtbot.addWidget(window)
    window.show()

    assert any("øv deg trygt i leia" in text for text in texts(window))
    shown = [each.text() for each in window.findChildren(QPushButton) if each.isVisible()]
    assert [words for words in shown if words] == ["Open the vault"]
    tasks.stop()
