"""Damage in unused pages is written away; a vault with damage in used ones is left alone."""

import sys
from threading import Event, Thread

import pytest

from app.domain.clients import Client
from app.errors import NotSaved, VaultDamaged
from app.storage import files, repair
from app.storage.connection import PAGE_SIZE
from app.storage.keys.unlocking import unlock
from app.storage.vault import Vault
from tests import raw
from tests.storage.damaging import dump, ends_killed, flip, state_of


@pytest.fixture
def torn(made):
    """A closed vault with an unused, damaged page, and its key."""
    vault = made.open()
    with vault.work() as work:
        for number in range(40):
            work.save(Client(name=f"Person {number}", phone="x" * 100))
    driver = raw.driver(vault)
    driver.set_authorizer(None)
    driver.execute("CREATE TABLE filler AS SELECT hex(randomblob(100000)) AS x")
    driver.execute("DROP TABLE filler")
    last = driver.execute("PRAGMA page_count").fetchone()[0]
    vault.close()
    flip(made.folder / "vault.db", (last - 1) * PAGE_SIZE + 99)
    return unlock(made.folder, made.passphrase)


def opened(made, key):
    return Vault(made.folder, key[1], key[0])


@pytest.fixture
def vault(made, torn):
    vault = opened(made, torn)
    yield vault
    vault.close()


def test_an_unused_damaged_page_is_gone_afterwards_and_nothing_else(made, vault):
    before, damaged = dump(vault), (made.folder / "vault.db").read_bytes()
    assert vault.upkeep.check() == 1

    aside = vault.upkeep.repair()

    assert vault.upkeep.check() == 0
    assert dump(vault) == before
    assert aside.parent == made.folder
    assert aside.read_bytes() == damaged
    assert aside.stat().st_mode & 0o077 == 0
    with vault.work() as work:
        work.save(Client(name="Afterwards"))
    assert vault.verify_chain().ok
    assert not list(made.folder.glob(".new-*"))


def is_met(made, key, deed):
    """Whether a deed meets damage; a page that opening reads is met before it."""
    try:
        vault = opened(made, key)
    except VaultDamaged:
        return None
    try:
        deed(vault)
    except VaultDamaged:
        return True
    finally:
        vault.close()
    return False


def test_a_used_damaged_page_is_never_repaired_away(made, torn):
    file, seen = made.folder / "vault.db", set()
    whole = file.read_bytes()
    for page in range(10, 90, 7):
        flip(file, page * PAGE_SIZE + 99)
        before = state_of(made.folder)
        is_used = is_met(made, torn, Vault.full_check)
        seen.add(is_used)
        if is_used:
            assert is_met(made, torn, lambda vault: vault.upkeep.repair())
            assert state_of(made.folder) == before
        file.write_bytes(whole)
    assert True in seen


def test_what_is_saved_meanwhile_is_not_lost(made, vault, monkeypatch):
    """A save between the writing and the swap makes it begin again."""
    really, saves = repair.check_new, []

    def check_slowly(*arguments):
        really(*arguments)
        if len(saves) < 2:
            with vault.work() as work:
                work.save(Client(name=f"Meanwhile {len(saves)}"))
            saves.append(True)

    monkeypatch.setattr(repair, "check_new", check_slowly)

    vault.upkeep.repair()

    with vault.work() as work:
        names = {client.name for client in work.all(Client)}
    assert {"Meanwhile 0", "Meanwhile 1"} <= names
    assert vault.upkeep.check() == 0


def test_somebody_who_never_stops_saving_is_asked_again_later(made, vault, monkeypatch):
    really = repair.check_new

    def check_slowly(*arguments):
        really(*arguments)
        with vault.work() as work:
            work.drafts.keep("client", "c", "", "name", "x")

    monkeypatch.setattr(repair, "check_new", check_slowly)

    with pytest.raises(NotSaved, match="Nothing is lost"):
        vault.upkeep.repair()
    assert vault.upkeep.check() == 1
    assert not list(made.folder.glob(".new-*"))
    assert not list(made.folder.glob("*damaged*"))


def test_saves_from_another_thread_go_on(made, vault):
    stop, saved = Event(), []

    def save():
        while not stop.is_set():
            client = Client(name="Beside")
            with vault.work() as work:
                work.save(client)
            saved.append(client.id)
            stop.wait(0.05)

    thread = Thread(target=save)
    thread.start()
    try:
        vault.upkeep.repair()
    except NotSaved:
        pass  # it had no quiet moment; that is told, and harms nothing
    finally:
        stop.set()
        thread.join()

    with vault.work() as work:
        assert {client.id for client in work.all(Client)} >= set(saved)
    assert vault.verify_chain().ok


def repaired(made, key):
    opened(made, key).upkeep.repair()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX processes")
def test_killed_at_every_step_the_vault_opens_whole(made, torn):
    vault = opened(made, torn)
    before = dump(vault)
    vault.close()
    damaged = (made.folder / "vault.db").read_bytes()
    step, is_killed = 0, True
    while is_killed:
        step += 1
        (made.folder / "vault.db").write_bytes(damaged)
        for leftover in made.folder.glob("*damaged*"):
            leftover.unlink()
        steps = ("touch_private", "sync_file", "sync_folder", "move_over")
        is_killed = ends_killed(lambda: repaired(made, torn), files, steps, step)

        vault = opened(made, torn)
        assert dump(vault) == before
        vault.full_check()
        bad = vault.upkeep.check()
        vault.close()
        assert bad in {0, 1}
        assert bad == 1 or list(made.folder.glob("*damaged*"))
    assert bad == 0
    assert step > 6


def test_without_room_it_is_told_and_the_vault_is_as_it_was(made, vault, monkeypatch):
    def refusing(_file):
        raise OSError("no room")

    monkeypatch.setattr(files, "touch_private", refusing)

    with pytest.raises(NotSaved):
        vault.upkeep.repair()
    with vault.work() as work:
        work.save(Client(name="Still works"))
