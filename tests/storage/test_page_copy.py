"""A copy of the pages of a vault that is worked on: what it holds was there at one moment."""

import struct
from dataclasses import replace
from itertools import islice

import pytest

from app.domain.clients import Client
from app.domain.periods import Intake
from app.errors import VaultBusy
from app.storage.connection import PAGE_SIZE
from app.storage.integrity import check_copy
from app.storage.page_copy import changed_pages, clear_aside, on_a_copy
from tests import raw

LONG = "hun vil bli helsefagarbeider " * 40


def pair(driver):
    """Return two texts that every piece of work writes together, and how many people there are."""
    check_copy(driver)
    names = [name for (name,) in driver.execute("SELECT name FROM client ORDER BY id").fetchall()]
    (purpose,) = driver.execute("SELECT purpose FROM intake").fetchone()
    return names, purpose.split()[-1]


def test_what_is_copied_while_somebody_saves_is_one_moment_of_the_vault(vault, monkeypatch):
    monkeypatch.setattr("app.storage.page_copy._TOGETHER", 2)
    first = Client(name="0")
    intake = Intake(client_id=first.id, purpose=f"{LONG} 0")
    with vault.work() as work:
        work.save(first)
        work.save(intake)
    numbers = iter(range(1, 26))

    def save_between(_done):
        for number in islice(numbers, 1):  # some pages changed, some new
            with vault.work() as work:
                work.save(Client(name=str(number)))
                work.save(replace(intake, purpose=f"{LONG * 3} {number}"))
        return True

    names, last = on_a_copy(raw.database(vault), pair, save_between)

    assert names == [str(number) for number in range(26)]
    assert last == "25"
    assert not list(vault.folder.glob(".aside*"))


def test_a_vault_that_gets_another_file_meanwhile_is_tried_again_later(vault):
    database = raw.database(vault)
    with database.watched_pages() as wanted:
        database.rekey(raw.material(vault), raw.material(vault))

    assert wanted.is_lost


def test_without_its_changes_nothing_is_believed(vault, monkeypatch):
    monkeypatch.setattr("app.storage.page_copy.changed_pages", lambda *_about: None)
    database = raw.database(vault)
    taken = []

    def save_once(_done):
        if not taken:
            taken.append(1)
            with vault.work() as work:
                work.save(Client(name="Kari"))
        return True

    monkeypatch.setattr("app.storage.page_copy._TOGETHER", 1)
    with pytest.raises(VaultBusy, match="tries again later"):
        on_a_copy(database, pair, save_once)


@pytest.mark.parametrize(
    "content",
    [
        b"short",
        struct.pack(">8s5I", b"notmagic", 0, 0, 3, 512, PAGE_SIZE) + bytes(484),
        struct.pack(">8s5I", bytes.fromhex("d9d505f920a163d7"), 0, 0, 3, 512, 1024) + bytes(484),
        struct.pack(">8s5I", bytes.fromhex("d9d505f920a163d7"), 0, 0, 3, 512, PAGE_SIZE)
        + bytes(484 + 77),
        struct.pack(">8s5I", bytes.fromhex("d9d505f920a163d7"), 0, 0, 3, 512, PAGE_SIZE)
        + bytes(484)
        + struct.pack(">I", 99)
        + bytes(PAGE_SIZE + 4),
    ],
    ids=["cut off", "no journal", "other pages", "half an entry", "a page that is not there"],
)
def test_a_journal_that_does_not_tell_is_not_guessed_at(tmp_path, content):
    (tmp_path / "journal").write_bytes(content)

    assert changed_pages(tmp_path / "journal", 5) is None


def test_without_a_journal_nothing_was_changed(tmp_path):
    (tmp_path / "empty").write_bytes(b"")

    assert changed_pages(tmp_path / "empty", 5) == set()
    assert changed_pages(tmp_path / "nowhere", 5) == set()


def test_what_only_has_such_a_name_keeps_nobody_out(made):
    (made.folder / ".aside-folder").mkdir()
    (made.folder / ".aside-folder" / "within").touch()
    (made.folder / ".aside-nowhere").symlink_to(made.folder / "nowhere")
    (made.folder / "elsewhere").mkdir()
    (made.folder / ".aside-elsewhere").symlink_to(made.folder / "elsewhere")

    made.open().close()

    assert not list(made.folder.glob(".aside*"))
    assert (made.folder / "elsewhere").is_dir()


def test_what_a_crash_left_is_cleared_away(tmp_path):
    for name in (".aside-1", ".aside-1-journal", "vault.db"):
        (tmp_path / name).touch()

    clear_aside(tmp_path)

    assert [each.name for each in tmp_path.iterdir()] == ["vault.db"]
