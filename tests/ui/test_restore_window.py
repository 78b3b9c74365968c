"""Restoring by hand: which copy, its key, a look inside, and only then the last button."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from app.domain.clients import Client
from app.services.vault.colleagues import colleagues, remove_colleague
from app.services.vault.founding import new_recovery_key
from app.services.vault.health import check_state
from app.services.vault.known_vaults import Profile
from app.storage.vault import open_vault
from tests.building import PASSPHRASE, TODAY, dress, drop
from tests.ui.hands import choose_path
from tests.ui.reading import problem, texts
from tests.ui.recovering import entrance, type_key
from tests.ui.staff import NEW, OLA, OLAS
from ui.front.restore_window import RestoreWindow
from ui.system.tasks import Tasks


@pytest.fixture
def folder(known):
    return known.folder


@pytest.fixture
def secret(known):
    return known.secret


@pytest.fixture
def restored():
    done = []
    yield done
    for vault, _told in done:
        vault.close()


@pytest.fixture
def open_window(restored, qtbot):
    tasks, shown = Tasks(), []

    def begin(folder, places, known=()):
        way_in = replace(entrance(folder), known=known)
        window = RestoreWindow(folder, places, tasks, lambda: TODAY, way_in)
        window.restored.connect(lambda vault, told: restored.append((vault, told)))
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
        shown.append(window)
        at_rest(window, qtbot)
        return window

    yield begin
    tasks.stop()
    for window in shown:
        drop(window)


@pytest.fixture
def window(open_window, folder):
    return open_window(folder, (folder / "backups",))


def at_rest(window, qtbot):
    qtbot.waitUntil(lambda: not window.is_working, timeout=60_000)


def go_on(window, qtbot):
    window.forward.click()
    at_rest(window, qtbot)


def open_copy(window, qtbot, passphrase=PASSPHRASE):
    go_on(window, qtbot)
    QTest.keyClicks(window.step.typed, passphrase)
    go_on(window, qtbot)


def said(window):
    return " ".join(texts(window))


def copies(window):
    return window.step.list.lines.lines


def files(folder):
    return {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_the_copies_of_a_known_place_are_shown(window):
    (line,) = copies(window)

    assert line.title.startswith("today ")
    assert line.trail == "✓ In order"
    assert window.step.list.hasFocus()


def test_a_place_without_copies_says_so(open_window, folder, tmp_path):
    window = open_window(folder, (tmp_path / "gone",))

    assert "no copy in this folder" in said(window)
    window.forward.click()
    assert "Choose a place that has a copy" in problem(window.step.place)
    assert window.number == 0


def test_another_folder_is_chosen(open_window, folder, tmp_path, qtbot):
    window = open_window(folder, (tmp_path / "gone",))

    window.step.other.click()
    choose_path(window.step, folder / "backups")
    at_rest(window, qtbot)

    assert len(copies(window)) == 1
    go_on(window, qtbot)
    assert window.number == 1


def test_a_damaged_copy_is_shown_as_damaged(open_window, folder):
    (copy,) = (folder / "backups").iterdir()
    content = bytearray((copy / "vault.db").read_bytes())
    content[5000] ^= 1
    (copy / "vault.db").write_bytes(content)

    window = open_window(folder, (folder / "backups",))

    assert copies(window)[0].trail == "! Damaged"


def test_a_wrong_passphrase_is_said_where_it_was_typed(window, qtbot):
    open_copy(window, qtbot, "feil passordfrase her")

    assert window.number == 1
    assert problem(window.step.typed)
    assert window.step.typed.hasFocus()
    assert window.step.typed.selectedText()


def test_a_look_inside_says_how_many_when_and_who(window, folder, qtbot):
    open_copy(window, qtbot)

    assert "1 client, last change today" in said(window)
    assert f"Kari Øving, {OLA} work there." in said(window)
    assert "moved unchanged to a folder beside it" in said(window)
    assert str(folder) in said(window)
    assert window.back.hasFocus()


def test_nothing_is_changed_before_the_last_button(window, folder, qtbot):
    before = files(folder)

    open_copy(window, qtbot)
    window.close()

    assert files(folder) == before
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]


def test_the_copy_takes_the_vaults_place_and_nothing_is_deleted(window, folder, restored, qtbot):
    vault = open_vault(folder, PASSPHRASE)
    with vault.work() as work:
        work.save(Client(name="Etter Kopien"))
    vault.close()
    open_copy(window, qtbot)
    go_on(window, qtbot)
    qtbot.waitUntil(lambda: bool(restored), timeout=60_000)

    vault, told = restored[0]
    with vault.work() as work:
        assert [client.name for client in work.all(Client)] == ["Liv Hansen"]
    aside = next(each for each in folder.parent.iterdir() if "set-aside" in each.name)
    assert str(aside) in told
    before = open_vault(aside, PASSPHRASE)
    with before.work() as work:
        assert {client.name for client in work.all(Client)} == {"Liv Hansen", "Etter Kopien"}
    before.close()


def test_a_vault_damaged_beyond_repair_is_restored(window, folder, restored, qtbot):
    (folder / "vault.db").write_bytes(b"\0" * 8192)
    (folder / "vault.age").unlink()
    shutil.rmtree(folder / "keys")

    open_copy(window, qtbot)
    go_on(window, qtbot)
    qtbot.waitUntil(lambda: bool(restored), timeout=60_000)

    assert restored[0][0].counsellor.name == "Kari Øving"


def test_on_a_new_computer_a_recovery_key_is_enough(open_window, folder, secret, restored, qtbot):
    new_place = folder.parent / "new" / "vault"
    shutil.copytree(folder / "backups", folder.parent / "stick")
    window = open_window(new_place, ())
    window.step.other.click()
    choose_path(window.step, folder.parent / "stick")
    at_rest(window, qtbot)
    go_on(window, qtbot)
    window.step.by_sheet.click()
    type_key(window.step.key, secret)
    go_on(window, qtbot)
    assert "where there is none now" in said(window)
    window.forward.click()
    assert "Choose whose" in said(window)

    next(b for b in window.findChildren(QRadioButton) if b.text() == OLA).click()
    window.step.new.own.click()
    QTest.keyClicks(window.step.new.typed, NEW)
    QTest.keyClicks(window.step.new.repeated, NEW)
    QTest.keyClick(window.step.new.repeated, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(restored), timeout=60_000)

    vault, told = restored[0]
    assert vault.counsellor.name == OLA
    assert vault.folder == new_place
    assert told == "The vault is restored from the copy."


def taken_out(folder):
    """Take Ola out, and return a place with the copy from his time."""
    vault = open_vault(folder, PASSPHRASE)
    ola = next(each.counsellor for each in colleagues(vault) if each.counsellor.name == OLA)
    stick = folder.parent / "stick"
    shutil.copytree(folder / "backups", stick)
    remove_colleague(vault, ola.id, PASSPHRASE, ())
    vault.close()
    return stick


def test_whoever_was_taken_out_cannot_put_their_copy_in_the_vaults_place(
    open_window, folder, restored, qtbot
):
    window = open_window(folder, (taken_out(folder),))
    open_copy(window, qtbot, OLAS)
    assert "somebody who works with it is asked" in said(window)
    before = files(folder)

    window.forward.click()
    assert "Type the passphrase first" in problem(window.step.present.typed)
    QTest.keyClicks(window.step.present.typed, OLAS)
    go_on(window, qtbot)

    assert not restored
    assert "does not open the vault" in said(window)
    assert files(folder) == before


def test_with_a_passphrase_of_the_present_vault_the_copy_takes_its_place(
    open_window, folder, restored, qtbot
):
    window = open_window(folder, (taken_out(folder),))
    open_copy(window, qtbot, OLAS)
    QTest.keyClicks(window.step.present.typed, "feil passordfrase her")
    go_on(window, qtbot)
    assert problem(window.step.present.typed)
    assert window.step.present.typed.hasFocus()

    window.step.present.typed.clear()
    QTest.keyClicks(window.step.present.typed, PASSPHRASE)
    go_on(window, qtbot)
    qtbot.waitUntil(lambda: bool(restored), timeout=60_000)

    assert restored[0][0].counsellor.name == OLA
    assert not check_state(restored[0][0], folder.parent / "state").is_against


@pytest.fixture
def elsewhere(folder):
    return folder.parent / "elsewhere" / "vault"


def test_beside_the_vault_a_copy_is_restored_with_no_more_rights_than_there(
    open_window, folder, elsewhere, restored, qtbot
):
    window = open_window(elsewhere, (folder / "backups",))
    open_copy(window, qtbot)
    assert window.step.present is None
    go_on(window, qtbot)
    qtbot.waitUntil(lambda: bool(restored), timeout=60_000)

    assert "nobody may do or see more in it than they may there" in restored[0][1]


def test_beside_the_vault_whoever_was_taken_out_is_asked_and_refused(
    open_window, folder, elsewhere, restored, qtbot
):
    stick = taken_out(folder)
    window = open_window(elsewhere, (stick,), (Profile((folder,)),))
    open_copy(window, qtbot, OLAS)
    assert "in another place on this computer too" in said(window)

    QTest.keyClicks(window.step.present.typed, PASSPHRASE)
    go_on(window, qtbot)

    assert "no longer works with the vault" in said(window)
    assert not restored
    assert not elsewhere.exists()


def test_where_the_vault_cannot_be_read_its_recovery_key_is_asked_for(
    open_window, known, elsewhere, restored, qtbot
):
    (known.folder / "vault.db").write_bytes(b"\0" * 8192)
    window = open_window(elsewhere, (known.folder / "backups",))
    open_copy(window, qtbot)
    assert "its recovery key is asked for" in said(window)
    assert window.step.present.by_sheet.isChecked()

    type_key(window.step.present.key, known.secret)
    go_on(window, qtbot)
    qtbot.waitUntil(lambda: bool(restored), timeout=60_000)

    assert restored[0][0].counsellor.name == "Kari Øving"


def test_a_copy_dressed_as_a_newer_one_is_told_before_the_last_button(open_window, folder, qtbot):
    (copy,) = (folder / "backups").iterdir()
    said_of_it = (copy / "copy.json").read_text(encoding="utf-8")
    later = re.sub(r'"made_at": "[^"]+"', '"made_at": "2036-12-24T12:00:00Z"', said_of_it)
    (copy / "copy.json").write_text(later, encoding="utf-8")
    window = open_window(folder, (folder / "backups",))

    open_copy(window, qtbot)

    assert "may be older than it looks" in said(window)
    assert "2036" not in said(window)


def test_another_vaults_key_does_not_open_the_copy(window, qtbot):
    go_on(window, qtbot)
    window.step.by_sheet.click()
    type_key(window.step.key, new_recovery_key().secret)
    go_on(window, qtbot)

    assert window.number == 1
    assert window.notice.isVisible() or problem(window.step.key.field)


def test_going_back_loses_nothing(window, qtbot):
    open_copy(window, qtbot)
    window.back.click()
    assert window.step.typed.text() == PASSPHRASE
    window.back.click()
    assert len(copies(window)) == 1

    with qtbot.waitSignal(window.left):
        window.back.click()


@pytest.mark.parametrize("size", [100, 200])
def test_every_step_fits_the_smallest_screen(window, secret, qtbot, qapp, size):
    dress(qapp, "light", size)
    go_on(window, qtbot)
    window.step.by_sheet.click()
    type_key(window.step.key, secret)
    go_on(window, qtbot)
    assert window.number == 2
    for number in range(3):
        window.show_step(number)
        area = window.area()
        assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_the_age_of_a_copy_is_said_in_words(window):
    (line,) = copies(window)

    assert line.target.made_at <= datetime.now(UTC)
    assert line.spoken.startswith("today ")
