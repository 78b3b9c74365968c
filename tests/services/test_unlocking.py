import json
from contextlib import closing

import pytest

from app.domain.clients import Client
from app.domain.staff import Centre, Counsellor
from app.errors import NotSaved, PlaceRefused, WrongPassphrase
from app.services.case.editing import Editing, FieldKey
from app.services.program import bookmarks, practice_vault
from app.services.vault import founding, unlocking, vault_folder
from app.storage.keys.keyfiles import FLOOR
from tests import raw
from tests.builders import PASSPHRASE, TODAY, opened_copy, stored
from tests.ui.faults import a_full_disk


@pytest.fixture
def folder(closed, tmp_path):
    with opened_copy(closed, tmp_path / "vault"):
        pass
    return tmp_path / "vault"


def access_log(vault):
    """Return the log's codes and details, oldest first."""
    with vault.work() as work:
        rows = raw.connection(work).exec_driver_sql(
            "SELECT action, detail FROM access_log ORDER BY hlc"
        )
        return [tuple(row) for row in rows]


def test_a_recovery_key_is_proved_by_signs_from_its_middle():
    key = founding.new_recovery_key()
    middle = key.secret.removeprefix("AGE-SECRET-KEY-1")[20:26]

    assert key.is_proved_by(middle)
    assert key.is_proved_by(f" {middle[:3].lower()} {middle[3:].lower()} ")
    assert not key.is_proved_by("")
    assert not key.is_proved_by(key.secret[: founding.PROOF_LENGTH])
    assert key.secret not in repr(key)
    assert key.fingerprint == founding.fingerprint(key.public)


def test_a_vault_is_made_where_there_is_none(tmp_path):
    new = founding.NewVault(
        centre=Centre(name="Karriere Salten"),
        counsellor=Counsellor(name="Marit"),
        passphrase=PASSPHRASE,
        recovery=(founding.new_recovery_key().public,),
    )
    vault_folder.check_new_place(tmp_path / "vault")

    vault = founding.make_vault(tmp_path / "vault", new, FLOOR)

    assert (vault.centre.name, vault.counsellor.name) == ("Karriere Salten", "Marit")
    assert access_log(vault) == [("UNLOCK", "")]
    vault.close()
    assert PASSPHRASE not in repr(new)
    with pytest.raises(PlaceRefused):
        vault_folder.check_new_place(tmp_path / "vault")


def test_a_vault_is_found_in_a_chosen_folder_or_inside_it(folder, tmp_path):
    assert vault_folder.vault_folder_in(folder) == folder
    assert vault_folder.vault_folder_in(tmp_path) == folder
    (tmp_path / "other").mkdir()
    assert vault_folder.vault_folder_in(tmp_path / "other") is None


def test_unlocking_logs_failed_tries_and_settles_drafts(folder):
    door = unlocking.Door(folder)
    with pytest.raises(WrongPassphrase):
        door.unlock("wrong passphrase", TODAY)
    vault = door.unlock(PASSPHRASE, TODAY)
    case = stored(vault)
    name = FieldKey(case.client.id, "name")
    desk = Editing(vault, case.client.id, TODAY)
    desk.type_into(name, "Liv Olsen")
    desk.keep()
    vault.close()

    again = door.unlock(PASSPHRASE, TODAY)

    with again.work() as work:
        assert work.get(Client, case.client.id).name == "Liv Olsen"
        assert work.drafts.all() == ()
    assert access_log(again) == [("UNLOCK_FAILED", "1"), ("UNLOCK", ""), ("UNLOCK", "")]
    assert door.failed == 0
    again.close()


def test_a_vault_that_cannot_log_its_unlocking_stays_shut_and_whole(folder):
    door = unlocking.Door(folder)

    with a_full_disk(), pytest.raises(NotSaved):
        door.unlock(PASSPHRASE, TODAY)

    door.unlock(PASSPHRASE, TODAY).close()


@pytest.mark.parametrize(
    "content",
    ["", "x", "-3", "3.5", "9999999", "\uff13", "3 yesterday", "\x00", "3 2026-13-01T00:00"],
)
def test_a_spoilt_count_of_tries_keeps_nobody_out(folder, tmp_path, content):
    door = unlocking.Door(folder, state_folder=tmp_path / "state")
    with pytest.raises(WrongPassphrase):
        door.unlock("wrong passphrase", TODAY)
    (tries,) = (tmp_path / "state").iterdir()
    tries.write_text(content, encoding="utf-8")

    again = unlocking.Door(folder, state_folder=tmp_path / "state")

    assert again.failed == 0
    again.unlock(PASSPHRASE, TODAY).close()
    assert not list((tmp_path / "state").iterdir())


def test_what_is_told_of_failed_tries(folder, tmp_path):
    door = unlocking.Door(folder, state_folder=tmp_path / "state")
    assert unlocking.failed_sentence(door, TODAY) == ""
    for _each in range(2):
        with pytest.raises(WrongPassphrase):
            door.unlock("wrong passphrase", TODAY)

    again = unlocking.Door(folder, state_folder=tmp_path / "state")
    again.unlock(PASSPHRASE, TODAY).close()

    assert (again.failed_before, again.failed) == (2, 0)
    assert again.failed_since == door.failed_since
    assert "2 failed tries to unlock, the first" in unlocking.failed_sentence(again, TODAY)


@pytest.mark.parametrize(
    ("failed", "pause"), [(0, 0), (4, 0), (5, 1), (6, 2), (8, 8), (11, 60), (500, 60)]
)
def test_guessing_is_slowed_down_and_nobody_is_locked_out_for_good(tmp_path, failed, pause):
    assert unlocking.Door(tmp_path, failed).pause_s == pause


def test_where_the_counsellor_was_is_kept_inside_the_vault(own_vault):
    assert bookmarks.recall_place(own_vault) == ""

    bookmarks.remember_place(own_vault, json.dumps({"page": "plan"}))

    assert bookmarks.recall_place(own_vault) == '{"page": "plan"}'


def test_practice_has_a_vault_of_its_own_whose_passphrase_everybody_may_know(tmp_path):
    vault = practice_vault.make_practice_vault(tmp_path / "practice", TODAY)
    with vault.work() as work:
        assert len(work.lists.clients()) == 10
    vault.close()

    door = unlocking.Door(tmp_path / "practice")
    with closing(door.unlock(practice_vault.PRACTICE_PASSPHRASE, TODAY)) as vault:
        assert practice_vault.is_practice(vault)


def test_a_vault_of_a_centre_is_not_for_practice(own_vault):
    assert not practice_vault.is_practice(own_vault)
