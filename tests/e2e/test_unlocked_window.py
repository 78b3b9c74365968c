"""What the program around an unlocked vault sees to: tries told, clipboard emptied, keys raised."""

import shutil

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.clients import Client
from app.policy.policy import Policy
from app.services.vault.unlocking import Door
from app.storage.keys.keyfiles import FLOOR
from tests.building import PASSPHRASE, make_vault


@pytest.fixture
def folder(tmp_path, tmp_path_factory):
    made = tmp_path_factory.mktemp("closed") / "vault"
    make_vault(made, practice=False)
    shutil.copytree(made, tmp_path / "leia" / "vault")
    return tmp_path / "leia" / "vault"


@pytest.fixture
def unlock(start, folder, qtbot):
    def begin(*wrong, **choices):
        run = start(**choices)
        for passphrase in (*wrong, PASSPHRASE):
            window = run.front
            window.field.setText(passphrase)
            window.try_to_open()
            qtbot.waitUntil(
                lambda window=window: run.main is not None or not window.is_trying, timeout=20_000
            )
        qtbot.waitUntil(lambda: run.main is not None, timeout=20_000)
        return run

    return begin


def told(run):
    return [notice.text for notice in run.program.session.workspace.notices.all]


def test_failed_tries_are_told_after_the_good_one_and_only_then(unlock):
    run = unlock("wrong one", "wrong two")

    assert any("There were 2 failed tries to unlock, the first today" in t for t in told(run))
    run.end()
    assert not any("failed" in text for text in told(unlock()))


def test_failed_tries_are_remembered_though_leia_was_closed_in_between(start, unlock, qtbot):
    run = start()
    run.front.field.setText("wrong one")
    run.front.try_to_open()
    qtbot.waitUntil(lambda: not run.front.is_trying, timeout=20_000)
    run.end()

    assert any("There was 1 failed try to unlock, today" in text for text in told(unlock()))


def test_a_lock_takes_what_was_copied_off_the_clipboard_at_once(unlock, qtbot, monkeypatch):
    # The platform without a screen cannot tell whose it is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)
    run = unlock()
    with run.program.session.workspace.vault.work() as work:
        client = work.all(Client)[0]
    run.main.open_client(client.id, "intake")
    name = run.main.findChild(QWidget, f"{client.id}.name")
    name.selectAll()
    name.copy()
    assert QApplication.clipboard().text() == "Liv Hansen"

    run.program.session.lock()

    assert QApplication.clipboard().text() == ""
    qtbot.waitUntil(lambda: run.ends == [True], timeout=20_000)


def test_a_key_that_is_easier_to_guess_than_the_county_allows_is_locked_anew(unlock, folder):
    run = unlock(policy=Policy(minimum_passes=FLOOR.passes + 1))
    run.end()

    (key_file,) = (folder / "keys").glob("*.key")
    assert f'"passes":{FLOOR.passes + 1}'.encode() in key_file.read_bytes()
    Door(folder).unlock(PASSPHRASE, run.program.session.workspace.today()).close()
