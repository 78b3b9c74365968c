"""A forgotten passphrase: the sheet's key, whose it is, a new one, and in."""

import shutil
from dataclasses import replace

import pytest
from nacl.signing import SigningKey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from app.domain.staff import Counsellor
from app.errors import WrongPassphrase
from app.services.vault.founding import new_recovery_key
from app.services.vault.health import remember_state
from app.storage.connection import change_key, connect
from app.storage.keys.sealing import public_key, seal
from app.storage.vault import open_vault
from tests import raw
from tests.building import PASSPHRASE, TODAY, dress, drop
from tests.ui.hands import button
from tests.ui.reading import problem, texts
from tests.ui.recovering import entrance, type_key
from tests.ui.staff import NEW, OLA, OLAS
from ui.front.recovery_window import RecoveryWindow
from ui.system.tasks import Tasks


@pytest.fixture
def folder(known):
    return known.folder


@pytest.fixture
def secret(known):
    return known.secret


@pytest.fixture
def window(folder, opened, qtbot):
    tasks = Tasks()
    state = folder.parent / "state"
    window = RecoveryWindow(folder, tasks, lambda: TODAY, entrance(folder), state)
    window.unlocked.connect(opened.append)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    yield window
    tasks.stop()
    drop(window)


def at_rest(window, qtbot):
    qtbot.waitUntil(lambda: not window.is_working, timeout=30_000)


def prove(window, secret, qtbot):
    type_key(window.step.key, secret)
    window.forward.click()
    at_rest(window, qtbot)


def names(window):
    return [button.text() for button in window.findChildren(QRadioButton) if button.isVisible()]


def said(window):
    return " ".join(texts(window))


def test_typing_begins_at_the_key_and_nobody_is_named(window, qtbot):
    assert window.step.key.field.rows[0].hasFocus()
    assert "Kari" not in said(window)
    assert OLA not in said(window)
    assert "A colleague" in said(window) or "vault keeper at hand" in said(window)


def test_nothing_typed_and_half_a_key_are_said(window, secret):
    window.forward.click()
    assert "Type the key" in problem(window.step.key.field)

    type_key(window.step.key, secret[:40])
    window.forward.click()

    assert "Row 3: something is missing" in problem(window.step.key.field)
    assert window.number == 0


def test_a_key_with_a_slip_is_no_key(window, secret, qtbot):
    slip = secret[:-1] + ("Q" if secret[-1] != "Q" else "P")
    prove(window, slip, qtbot)

    assert "Something is missing in that recovery key" in window.notice.accessibleName()
    assert window.number == 0
    assert window.step.key.secret == slip


def test_another_vaults_key_names_nobody(window, qtbot):
    prove(window, new_recovery_key().secret, qtbot)

    assert window.notice.isVisible()
    assert window.number == 0
    assert OLA not in said(window)


def test_the_key_fits_and_names_are_shown(window, secret, qtbot):
    prove(window, secret, qtbot)

    assert window.number == 1
    assert names(window) == ["Kari Øving", OLA]
    window.forward.click()
    assert window.number == 1
    assert "Choose whose" in said(window)


def test_a_new_passphrase_opens_and_the_old_one_does_not(window, secret, folder, opened, qtbot):
    prove(window, secret, qtbot)
    next(b for b in window.findChildren(QRadioButton) if b.text() == OLA).click()
    window.forward.click()
    window.step.own.click()
    QTest.keyClicks(window.step.typed, NEW)
    QTest.keyClicks(window.step.repeated, NEW)
    assert not opened

    QTest.keyClick(window.step.repeated, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened), timeout=30_000)

    assert opened[0].counsellor.name == OLA
    opened.pop().close()
    with pytest.raises(WrongPassphrase):
        open_vault(folder, OLAS)
    open_vault(folder, PASSPHRASE).close()


def test_going_back_keeps_what_was_typed(window, secret, qtbot):
    prove(window, secret, qtbot)
    window.back.click()

    assert window.step.key.secret == secret
    with qtbot.waitSignal(window.left):
        window.back.click()


def test_nothing_is_changed_before_the_last_button(window, secret, folder, qtbot):
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    prove(window, secret, qtbot)
    next(b for b in window.findChildren(QRadioButton) if b.text() == OLA).click()
    window.forward.click()

    window.close()

    assert {file: file.read_bytes() for file in before} == before


def test_a_damaged_vault_leads_to_restoring(window, secret, folder, qtbot):
    (folder / "vault.age").write_bytes(b"spoilt")
    prove(window, secret, qtbot)

    assert window.notice.property("tone") == "red"
    with qtbot.waitSignal(window.restore_wanted):
        button(window.notice, "Restore from a copy …").click()


@pytest.mark.parametrize("size", [100, 200])
def test_every_step_fits_the_smallest_screen(window, secret, qtbot, qapp, size):
    dress(qapp, "light", size)
    prove(window, secret, qtbot)
    window.answers.counsellor_id = window.answers.about.people[0].id
    for number in range(3):
        window.show_step(number)
        area = window.area()
        assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_a_vault_that_nothing_here_knows_says_so(window, folder, secret, qtbot):
    shutil.rmtree(folder / "backups")

    prove(window, secret, qtbot)

    assert f"Kari Øving, {OLA} work there." in said(window)
    assert "Nothing on this computer proves that this is your vault" in said(window)


def test_a_vault_this_computer_has_seen_says_so(window, folder, secret, qtbot):
    vault = open_vault(folder, PASSPHRASE)
    remember_state(vault, folder.parent / "state")
    vault.close()

    prove(window, secret, qtbot)

    assert "This computer has seen this vault before" in said(window)


def test_another_vault_put_in_its_place_is_told(window, folder, secret, qtbot):
    """Made by somebody who could write to the folder: of the same id, sealed to the same key."""
    vault = open_vault(folder, PASSPHRASE)
    remember_state(vault, folder.parent / "state")
    made = raw.material(vault)
    with vault.work() as work:
        keys = [each.sealing_key for each in work.all(Counsellor)]
    vault.close()
    theirs = replace(made, vmk=bytes(32))
    connection = connect(folder / "vault.db", made)
    change_key(connection, theirs)
    connection.close()
    seal(folder, theirs, [*keys, public_key(secret)], SigningKey.generate())

    prove(window, secret, qtbot)

    assert "could not check that this is the newest vault" in said(window)
    assert "seen this vault before" not in said(window)
