"""From the main window back to locked: nothing is asked, and nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from app import __version__
from app.domain.clients import Client
from app.errors import NotSaved
from app.policy.policy import Policy
from app.settings import load_settings
from app.storage.copies.making import copies_in
from app.storage.vault import open_vault
from tests.building import PASSPHRASE
from tests.e2e.conftest import answers
from tests.e2e.working import ended, stored_name, type_name
from tests.ui.faults import a_full_disk
from ui.arguments import parse
from ui.front.unlock_window import UnlockWindow
from ui.front.welcome_window import WelcomeWindow
from ui.system.instance import Instance

ROOT = Path(__file__).resolve().parents[2]


def test_what_was_just_typed_is_stored_and_the_window_hidden(unlock, folder, qtbot):
    run = unlock()
    type_name(run, " Dahl")

    run.main.lock_wanted.emit()

    assert not run.main.isVisible()
    assert run.main.windowTitle() == "Leia – locked"
    assert ended(run, qtbot) == [True]
    assert stored_name(folder) == "Liv Hansen Dahl"


def test_after_unlock_one_is_where_one_was(unlock, qtbot):
    first = unlock()
    name = type_name(first, "!").objectName()
    first.program.session.lock()
    ended(first, qtbot)

    second = unlock()

    assert second.main.page_name == "person"
    assert second.main.focusWidget().objectName() == name
    assert second.main.focusWidget().cursorPosition() == len("Liv Hansen!")


def test_quitting_stores_the_same_and_starts_nothing(unlock, folder, qtbot):
    run = unlock()
    type_name(run, " Dahl")

    run.main.close()

    assert ended(run, qtbot) == [False]
    assert stored_name(folder) == "Liv Hansen Dahl"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_log_off_loses_nothing(unlock, folder, qtbot):
    run = unlock()
    type_name(run, " Dahl")

    os.kill(os.getpid(), signal.SIGTERM)

    assert ended(run, qtbot) == [False]
    assert stored_name(folder) == "Liv Hansen Dahl"


def test_when_nobody_is_there_it_locks(unlock, qtbot, monkeypatch):
    run = unlock(policy=Policy(idle_minutes=1))
    assert run.program.session.idle.seconds_left <= 60

    let_pass(60, monkeypatch)
    run.program.session.idle.tick()

    assert ended(run, qtbot) == [True]


def let_pass(seconds, monkeypatch):
    """Turn on the clock that counts while a computer sleeps."""
    reading = "clock_gettime" if hasattr(time, "CLOCK_BOOTTIME") else "monotonic"
    read = getattr(time, reading)
    monkeypatch.setattr(time, reading, lambda *which: read(*which) + seconds)


def test_what_was_written_before_a_lock_is_copied_after_the_next_unlock(unlock, folder, qtbot):
    first = unlock()
    qtbot.waitUntil(lambda: len(copies_in(folder / "backups")) == 1, timeout=20_000)
    (before,) = copies_in(folder / "backups")
    type_name(first, " Dahl")
    first.program.session.lock()
    ended(first, qtbot)
    assert copies_in(folder / "backups") == [before]

    second = unlock()

    qtbot.waitUntil(lambda: copies_in(folder / "backups")[0] != before, timeout=20_000)
    second.program.session.lock()
    ended(second, qtbot)
    assert name_in_copy(folder) == "Liv Hansen Dahl"
    assert len(list((folder / "backups").iterdir())) == 1, "a day has one copy"


def name_in_copy(folder):
    newest = copies_in(folder / "backups")[0]
    copy = open_vault(newest.path, PASSPHRASE)
    with copy.work() as work:
        name = work.all(Client)[0].name
    copy.close()
    return name


def test_quitting_copies_what_was_written(unlock, folder, qtbot):
    run = unlock()
    type_name(run, " Dahl")

    run.program.quit()

    ended(run, qtbot)
    assert name_in_copy(folder) == "Liv Hansen Dahl"


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_what_cannot_be_stored_is_shown_again_to_whoever_quits(unlock, folder, qtbot):
    run = unlock()
    session = run.program.session
    type_name(run, " Dahl")

    with a_full_disk():
        session.quit()
        shown = run.main.focusWidget().text()

    assert [type(failure) for failure in run.failures] == [NotSaved]
    assert run.main.isVisible()
    assert shown == "Liv Hansen Dahl"
    assert run.ends == []
    session.lock()
    assert ended(run, qtbot) == [True]
    assert stored_name(folder) == "Liv Hansen Dahl"


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_vault_that_takes_no_words_can_still_be_left_to_restore_it(unlock, qtbot):
    run = unlock()
    session = run.program.session
    type_name(run, " Dahl")

    with a_full_disk():
        session.restore()
        told, shown = str(run.failures[0]), run.main.focusWidget().text()
        assert (run.ends, shown) == ([], "Liv Hansen Dahl")
        session.restore()
        qtbot.waitUntil(lambda: bool(run.ends), timeout=20_000)

    assert "restore once more" in told or "gjenopprette en gang til" in told
    assert run.ends == [True]


def test_another_look_builds_the_window_anew_at_the_same_place(unlock, qtbot):
    run = unlock()
    name = type_name(run, " Dahl").objectName()
    before, settings = run.main, run.preferences.settings

    run.main.look_changed.emit(replace(settings, theme="dark", language="nn", text_size=130))

    assert run.main is not before
    assert run.main.isVisible()
    assert not before.isVisible()
    assert run.main.focusWidget().objectName() == name
    assert load_settings(run.arguments.settings_file).theme == "dark"
    assert run.program.arguments.language == ""


def test_other_idle_minutes_leave_the_window(unlock):
    run = unlock()
    before = run.main

    run.main.look_changed.emit(replace(run.preferences.settings, idle_minutes=2))

    assert run.main is before
    assert run.program.session.idle.seconds_left <= 120


def test_a_second_start_raises_the_first(unlock, folder, qtbot):
    run = unlock()

    second = Instance(folder)

    assert not second.claim()
    assert run.main.isVisible()


def test_a_vault_that_is_gone_is_missed_and_said(start, tmp_path):
    (tmp_path / "leia").mkdir()
    (tmp_path / "leia" / "settings.json").write_text('{"vault_folder": "/gone/vault"}')

    run = start()

    assert isinstance(run.front, WelcomeWindow)
    assert "/gone/vault" in run.front.notice.accessibleName()


def test_another_vault_is_opened_now_and_the_next_time(start, folder, closed_vault, qtbot):
    run = start()
    run.front.other_wanted.emit(closed_vault)

    assert isinstance(run.front, UnlockWindow)
    assert load_settings(run.arguments.settings_file).vault_folder == str(closed_vault)
    run.end()
    again = start()
    assert again.front.door.folder == closed_vault


def test_closing_the_unlock_window_ends(start, folder, qtbot):
    run = start()

    run.front.close()

    assert run.ends == [False]


@pytest.mark.parametrize(
    "written",
    [
        [],
        ["--practice"],
        ["--data-dir", "/somewhere", "--practice", "--language", "nn"],
        ["--language", "en"],
    ],
)
def test_arguments_are_written_as_they_were_read(written):
    arguments = parse(written)

    assert parse(arguments.as_list()) == arguments


def test_the_version_is_told():
    said = subprocess.check_output([sys.executable, "-m", "ui", "--version"], cwd=ROOT, text=True)

    assert said.strip() == f"Leia {__version__}"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_practising_process_that_is_told_to_end_leaves_nothing(tmp_path, qtbot, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    command = [sys.executable, "-m", "ui", "--practice", "--language", "en"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        qtbot.waitUntil(lambda: bool(list(tmp_path.rglob("settings.json"))), timeout=30_000)

        process.terminate()

        assert process.wait(30) == 0
    assert not list(tmp_path.glob("leia-practice-*"))


def test_a_second_process_ends_at_once_with_success(tmp_path, qtbot):
    command = [sys.executable, "-m", "ui", "--data-dir", str(tmp_path / "leia")]
    command += ["--language", "en"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as first:
        qtbot.waitUntil(lambda: answers(tmp_path / "leia" / "vault"), timeout=30_000)

        second = subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=False)

        assert second.returncode == 0
        assert first.poll() is None
        first.terminate()
