"""Whole stories: a forgotten passphrase, a damaged vault, colleagues who come and go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from app.domain.clients import Client
from app.domain.permissions import Role
from app.storage.keys.keyfiles import FLOOR
from tests.building import PASSPHRASE
from tests.ui.hands import answered, asked, button, choose_path, named, type_here
from tests.ui.recovering import make_known_vault, type_key
from tests.ui.staff import NEW, OLA, OLAS
from ui.front.recovery_window import RecoveryWindow
from ui.front.restore_window import RestoreWindow
from ui.front.unlock_window import UnlockWindow
from ui.front.welcome_window import WelcomeWindow
from ui.windows.colleague_dialogs import LetInDialog
from ui.windows.take_out_dialog import TakenOutDialog, TakeOutDialog


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "leia" / "vault"


@pytest.fixture
def key(folder):
    return make_known_vault(folder)


def unlock(run, passphrase, qtbot):
    """Type a passphrase, and wait for the main window or a refusal."""
    field = run.front.field
    field.clear()
    QTest.keyClicks(field, passphrase)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: run.main is not None or not run.front.is_trying, timeout=30_000)
    return run.main is not None


def lock(run, qtbot):
    run.program.session.lock()
    qtbot.waitUntil(lambda: run.ends == [True], timeout=30_000)


def go_on(window, qtbot):
    window.forward.click()
    qtbot.waitUntil(lambda: not window.is_working, timeout=60_000)


def choose_passphrase(step, passphrase):
    step.own.click()
    QTest.keyClicks(step.typed, passphrase)
    QTest.keyClicks(step.repeated, passphrase)


def people(run):
    with run.program.session.workspace.vault.work() as work:
        return {client.name for client in work.all(Client)}


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_sheet(start, key, folder, qtbot):
    run = start()
    button(run.front, "Forgotten the passphrase …").click()
    assert isinstance(run.front, RecoveryWindow)
    type_key(run.front.step.key, key.secret)
    go_on(run.front, qtbot)
    next(b for b in run.front.findChildren(QRadioButton) if b.text() == "Kari Øving").click()
    go_on(run.front, qtbot)
    choose_passphrase(run.front.step, NEW)
    run.front.forward.click()
    qtbot.waitUntil(lambda: run.main is not None, timeout=60_000)
    assert people(run) == {"Liv Hansen"}
    lock(run, qtbot)

    again = start()

    assert not unlock(again, PASSPHRASE, qtbot)
    assert "does not open the vault" in again.front.row.problem
    assert unlock(again, NEW, qtbot)
    assert run.failures == again.failures == []


def test_back_from_recovery_is_the_unlock_window(start, key, qtbot):
    run = start()
    button(run.front, "Forgotten the passphrase …").click()

    run.front.back.click()

    assert isinstance(run.front, UnlockWindow)
    assert unlock(run, PASSPHRASE, qtbot)


def test_a_damaged_vault_is_restored_from_the_window_that_met_it(start, key, folder, qtbot):
    (folder / "vault.age").write_bytes(b"spoilt")
    run = start()
    assert not unlock(run, PASSPHRASE, qtbot)
    assert run.front.notice.property("tone") == "red"

    button(run.front.notice, "Restore from a copy …").click()
    window = run.front
    assert isinstance(window, RestoreWindow)
    qtbot.waitUntil(lambda: not window.is_working, timeout=30_000)
    go_on(window, qtbot)
    QTest.keyClicks(window.step.typed, PASSPHRASE)
    go_on(window, qtbot)
    window.forward.click()
    qtbot.waitUntil(lambda: run.main is not None, timeout=60_000)

    assert people(run) == {"Liv Hansen"}
    (notice,) = run.program.session.workspace.notices.all
    aside = next(each for each in folder.parent.iterdir() if "set-aside" in each.name)
    assert str(aside) in notice.text
    assert (aside / "vault.age").read_bytes() == b"spoilt"
    assert run.failures == []


def test_the_first_window_of_a_new_computer_restores_too(start, key, folder, tmp_path, qtbot):
    run = start(data_dir=tmp_path / "new")
    assert isinstance(run.front, WelcomeWindow)
    named(run.front, "Restore from a copy …").click()
    window = run.front
    qtbot.waitUntil(lambda: not window.is_working, timeout=30_000)
    window.step.other.click()
    choose_path(window.step, folder / "backups")
    qtbot.waitUntil(lambda: not window.is_working, timeout=30_000)
    go_on(window, qtbot)
    QTest.keyClicks(window.step.typed, OLAS)
    go_on(window, qtbot)
    window.forward.click()
    qtbot.waitUntil(lambda: run.main is not None, timeout=60_000)

    vault = run.program.session.workspace.vault
    assert vault.folder == tmp_path / "new" / "vault"
    assert vault.counsellor.name == OLA


def test_restoring_from_the_vaults_page_locks_first(start, key, qtbot):
    run = start()
    unlock(run, PASSPHRASE, qtbot)
    run.main.go("vault")

    button(run.main, "Restore from a copy …").click()
    qtbot.waitUntil(lambda: run.ends == [True], timeout=30_000)
    assert "--restore" in run.program.arguments.once_more().as_list()

    again = start(restore=True)
    assert isinstance(again.front, RestoreWindow)
    assert not again.program.arguments.restore
    qtbot.waitUntil(lambda: not again.front.is_working, timeout=30_000)
    again.front.back.click()
    assert isinstance(again.front, UnlockWindow)


def test_a_colleague_is_let_in_and_unlocks_with_their_own_rights(start, key, qtbot):
    run = start()
    unlock(run, PASSPHRASE, qtbot)
    window = run.main
    run.program.session.workspace.cost = FLOOR
    window.go("vault")
    window.vault.colleagues.let_in.click()
    dialog = asked(window, LetInDialog, qtbot)
    type_here("Eva Storjord")
    dialog.roles.boxes[Role.COUNSELLOR].click()
    dialog.roles.boxes[Role.ADMIN].click()
    choose_passphrase(dialog.step, NEW)
    with qtbot.waitSignal(dialog.finished, timeout=30_000):
        dialog.act.click()
    answered(window, qtbot)
    lock(run, qtbot)

    again = start()
    assert unlock(again, NEW, qtbot)

    assert again.program.session.workspace.vault.counsellor.name == "Eva Storjord"
    assert again.program.session.workspace.vault.counsellor.roles == {Role.ADMIN}
    if again.main.page_name == "knowledge":
        again.main.knowledge.known.click()
    assert again.main.page_name == "vault"
    assert not again.main.vault.colleagues.let_in.isHidden()
    assert not again.main.actions_by_name["clients"].isEnabled()
    assert again.failures == []


def test_who_was_taken_out_is_refused(start, key, folder, qtbot):
    run = start()
    unlock(run, PASSPHRASE, qtbot)
    window = run.main
    window.go("vault")
    card = window.vault.colleagues
    card.view.selectRow(next(n for n, e in enumerate(card.table.values) if not e.is_self))
    card.take_out.click()
    dialog = asked(window, TakeOutDialog, qtbot)
    qtbot.waitUntil(dialog.act.isEnabled, timeout=30_000)
    dialog.own.setFocus()
    type_here(PASSPHRASE)
    with qtbot.waitSignal(dialog.finished, timeout=60_000):
        dialog.act.click()
    asked(window, TakenOutDialog, qtbot).act.click()
    answered(window, qtbot)
    lock(run, qtbot)

    again = start()

    assert not unlock(again, OLAS, qtbot)
    assert "does not open the vault" in again.front.row.problem
    assert unlock(again, PASSPHRASE, qtbot)
    assert run.failures == again.failures == []


def test_an_older_vault_than_this_computer_knows_is_noticed(start, key, folder, qtbot):
    old = (folder / "vault.db").read_bytes()
    first = start()
    unlock(first, PASSPHRASE, qtbot)
    with first.program.session.workspace.vault.work() as work:
        work.save(Client(name="Ny Person"))
    lock(first, qtbot)
    (folder / "vault.db").write_bytes(old)

    again = start()
    assert unlock(again, PASSPHRASE, qtbot)
    notices = again.program.session.workspace.notices
    qtbot.waitUntil(lambda: bool(notices.all), timeout=30_000)

    assert "older" in notices.all[0].text
    close = button(again.main, "Close")
    assert close.focusPolicy() & Qt.FocusPolicy.TabFocus
    close.click()
    assert notices.all == []
