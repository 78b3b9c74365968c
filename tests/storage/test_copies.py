import shutil
from dataclasses import replace
from threading import Thread

import pytest

from app.domain.clients import Client
from app.errors import NotSaved, VaultDamaged
from app.storage import copies
from app.storage.connection import PAGE_SIZE, connect
from app.storage.failures import translated
from app.storage.vault import open_vault


@pytest.fixture
def client(vault):
    client = Client(name="Kari")
    with vault.work() as work:
        work.save(client)
        for number in range(200):
            work.save(Client(name=f"Person {number}", phone="x" * 200))
    return client


def test_a_copy_opens_like_the_vault_and_holds_the_same(vault, made, client, tmp_path):
    copy = vault.copy()

    assert vault.last_copy() == copy
    assert copy.path.parent == made.folder / "backups"
    restored = tmp_path / "restored"
    shutil.copytree(copy.path, restored)
    again = open_vault(restored, made.passphrase)
    with again.work() as work:
        assert work.get(Client, client.id) == client
    assert again.verify_chain() == vault.verify_chain()
    assert again.vault_id == vault.vault_id
    again.close()


def test_a_copy_is_private_and_complete(vault, client):
    copy = vault.copy()

    assert {p.name for p in copy.path.iterdir()} == {"vault.db", "vault.age", "keys"}
    for path in (copy.path, *copy.path.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0


def test_a_copy_may_go_somewhere_else(vault, client, tmp_path):
    copy = vault.copy(tmp_path / "minnepinne")

    assert copy.path.parent == tmp_path / "minnepinne"
    assert vault.last_copy() is None


def test_the_last_seven_are_kept(vault, client, made):
    made_copies = [vault.copy() for _ in range(9)]

    kept = copies.copies_in(made.folder / "backups")

    assert kept == made_copies[:1:-1]
    assert len(list((made.folder / "backups").iterdir())) == 7


def test_what_is_not_a_finished_copy_is_not_counted(vault, made):
    folder = made.folder / "backups"
    (folder / ".new-1234-2026-01-01T000000.000000Z").mkdir(parents=True)
    (folder / "2026-01-01T000000.000000Z").mkdir()
    (folder / "NotesZ").mkdir()

    assert vault.last_copy() is None
    vault.copy()
    assert not list(folder.glob(".new-*"))
    assert (folder / "NotesZ").exists()


def test_saves_go_on_while_a_copy_is_made(vault, client):
    thread = Thread(target=vault.copy)
    thread.start()
    for number in range(30):
        with vault.work() as work:
            work.save(replace(client, phone=str(number)))
    thread.join()

    assert vault.last_copy() is not None
    assert vault.verify_chain().ok


def pages(file):
    return range(1, file.stat().st_size // PAGE_SIZE)


def flip(file, place):
    with file.open("r+b") as stream:
        stream.seek(place)
        (byte,) = stream.read(1)
        stream.seek(place)
        stream.write(bytes([byte ^ 0x10]))


def test_no_damaged_page_ever_gives_a_verified_copy(made, vault, client):
    vault.close()
    whole = (made.folder / "vault.db").read_bytes()
    for page in pages(made.folder / "vault.db"):
        (made.folder / "vault.db").write_bytes(whole)
        flip(made.folder / "vault.db", page * PAGE_SIZE + 2000)
        opened = None
        try:
            opened = made_open(made)
            copy = opened.copy()
        except VaultDamaged:
            continue
        finally:
            if opened:
                opened.close()
        assert_good(copy, made, client)  # the page held nothing


def made_open(made, key=[]):  # noqa: B006 - one key derivation for all the pages
    from app.storage.unlocking import unlock
    from app.storage.vault import Vault

    if not key or key[0] != made.folder:
        key[:] = [made.folder, unlock(made.folder, made.passphrase)]
    opened, material = key[1]
    return Vault(made.folder, material, opened)


def assert_good(copy, made, client):
    again = open_vault(copy.path, made.passphrase)
    again.full_check()
    with again.work() as work:
        assert work.get(Client, client.id) == client
    again.close()


@pytest.fixture
def unverified(vault, client):
    folder = vault.folder / "elsewhere"
    copies._build(copies.Source(vault.folder, vault._database, vault._material), folder)
    return folder / "vault.db"


def verify(vault, file):
    with translated():
        copies._verify(file, vault._material, ({}, None))


def test_a_copy_with_a_damaged_page_is_never_verified(vault, unverified):
    flip(unverified, 3 * PAGE_SIZE + 7)

    with pytest.raises(VaultDamaged):
        verify(vault, unverified)


def test_a_cut_copy_is_never_verified(vault, unverified):
    unverified.write_bytes(unverified.read_bytes()[:-PAGE_SIZE])

    with pytest.raises(VaultDamaged):
        verify(vault, unverified)


def test_a_copy_whose_tables_do_not_fit_is_never_verified(vault, unverified):
    connection = connect(unverified, vault._material)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
        "WHERE name = 'ix_meeting_day') WHERE name = 'ix_activity_due_on'"
    )
    connection.close()

    with pytest.raises(VaultDamaged):
        verify(vault, unverified)


@pytest.mark.parametrize("part", ["vault.age", "key"])
def test_damaged_keys_are_never_copied(vault, made, part):
    (key,) = (made.folder / "keys").glob("*.key")
    flip(key if part == "key" else made.folder / "vault.age", 150)

    with pytest.raises(VaultDamaged):
        vault.copy()
    assert vault.last_copy() is None


def test_a_place_that_cannot_be_written_is_said(vault, tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(NotSaved, match="earlier copies are safe"):
        vault.copy(tmp_path / "file" / "deeper")


def test_a_copy_that_differs_from_its_source_is_never_verified(vault, unverified):
    with pytest.raises(VaultDamaged):
        verify(vault, unverified)
