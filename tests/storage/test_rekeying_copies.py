"""Copies get the new key too, as far as they are within reach."""

import os
import shutil

import pytest

from app.domain.staff import Counsellor
from app.errors import UserError, WrongPassphrase
from app.storage.copies.copy_checks import check_in_place
from app.storage.copies.manifest import read_manifest
from app.storage.copies.shelves import SET_ASIDE
from app.storage.files import DATABASE
from app.storage.vault import open_vault
from tests import raw
from tests.storage.shared_vault import (
    ADMIN,
    KARI,
    NEW,
    OLA,
    PER,
    check_data,
    lock,
    make_shared,
    person,
    remove,
)

pytestmark = pytest.mark.usefixtures("quickly")


def made_copies(shared, tmp_path):
    with shared.opened() as vault:
        near, stick = vault.copy(), vault.copy(tmp_path / "stick")
    return near.path, stick.path


def test_copies_within_reach_get_the_new_key(shared, tmp_path):
    near, stick = made_copies(shared, tmp_path)
    kept = shutil.copytree(near, tmp_path / "kept aside")
    key = shared.folder / "keys" / f"{shared.ids['Per']}.key"
    kept_key = key.read_bytes()

    remove(shared)
    with shared.opened() as vault:
        places = [shared.folder / "backups", tmp_path / "stick", tmp_path / "drawer"]
        removal = vault.colleagues.renew_copies(places)
        again = vault.colleagues.renew_copies(places[:2])

    assert {copy.path for copy in removal.rekeyed} == {near, stick}
    assert [(each.place, each.made_at) for each in removal.still_open] == [
        (tmp_path / "drawer", None)
    ]
    assert (again.rekeyed, again.still_open) == ((), ())
    for copy in (near, stick):
        assert sorted(file.name for file in copy.iterdir()) == [
            "copy.json",
            "keys",
            "vault.age",
            "vault.db",
        ]
        (copy / "keys" / key.name).write_bytes(kept_key)
        with pytest.raises(UserError):
            open_vault(copy, PER)
        (copy / "keys" / key.name).unlink()
        for passphrase in (KARI, OLA):
            vault = open_vault(copy, passphrase)
            check_data(vault)
            assert not person(vault, "Per").active
            vault.close()
    vault = open_vault(kept, PER)  # nobody can take back what was taken along
    vault.close()


def test_a_rekeyed_copy_is_whole_by_its_own_word(shared, tmp_path):
    near, _stick = made_copies(shared, tmp_path)
    remove(shared)
    with shared.opened() as vault:
        vault.colleagues.renew_copies([near.parent])
        material = raw.keyring(vault).material

    check_in_place(near, material, read_manifest(near))


def test_a_rekeyed_copy_opens_for_those_who_work_here_now(shared, tmp_path):
    near, _stick = made_copies(shared, tmp_path)
    with shared.opened() as vault:
        vault.colleagues.add(Counsellor(name="Mari", roles=ADMIN), lock("mari sin frase"))
        vault.colleagues.renew(person(vault, "Ola"), lock(NEW))
        vault.colleagues.remove(person(vault, "Per"), KARI)
        vault.colleagues.renew_copies([near.parent])

    for passphrase, name in ((NEW, "Ola"), ("mari sin frase", "Mari")):
        vault = open_vault(near, passphrase)
        assert vault.counsellor.name == name
        check_data(vault)
        vault.close()
    with pytest.raises(WrongPassphrase):
        open_vault(near, OLA)


def test_a_copy_that_was_away_gets_the_key_when_it_turns_up_also_two_keys_later(shared, tmp_path):
    _near, stick = made_copies(shared, tmp_path)
    (tmp_path / "stick").rename(tmp_path / "drawer")
    remove(shared)
    with shared.opened() as vault:
        vault.colleagues.renew_copies([tmp_path / "stick"])
        vault.colleagues.remove(person(vault, "Ola"), KARI)
    (tmp_path / "drawer").rename(tmp_path / "stick")

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([tmp_path / "stick"])

    assert [copy.path for copy in removal.rekeyed] == [stick]
    vault = open_vault(stick, KARI)
    check_data(vault)
    vault.close()
    for passphrase in (PER, OLA):
        with pytest.raises(WrongPassphrase):
            open_vault(stick, passphrase)


def test_what_cannot_get_the_key_is_told_and_left_as_it_is(shared, tmp_path):
    near, stick = made_copies(shared, tmp_path)
    content = bytearray((near / DATABASE).read_bytes())
    content[5000] ^= 1
    (near / DATABASE).write_bytes(content)
    os.truncate(stick / DATABASE, 10_000)
    remove(shared)

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([near.parent, stick.parent])

    assert removal.rekeyed == ()
    assert {each.place for each in removal.still_open} == {near, stick}
    assert all(each.why and each.made_at for each in removal.still_open)
    assert (near / DATABASE).read_bytes() == bytes(content)


@pytest.mark.parametrize("spoilt", ["vault.age", "copy.json"])
def test_a_copy_that_is_not_as_it_was_made_is_left_alone(shared, tmp_path, spoilt):
    near, _stick = made_copies(shared, tmp_path)
    with (near / spoilt).open("ab") as file:
        file.write(b"more")
    content = (near / DATABASE).read_bytes()
    remove(shared)

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([near.parent])

    assert [each.place for each in removal.still_open] == [near]
    assert (near / DATABASE).read_bytes() == content


def test_another_vaults_copies_in_the_same_place_are_none_of_ours(shared, tmp_path):
    other = make_shared(tmp_path / "other")
    with other.opened() as vault:
        foreign = vault.copy(tmp_path / "stick")
    remove(shared)

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([tmp_path / "stick"])

    assert (removal.rekeyed, removal.still_open) == ((), ())
    open_vault(foreign.path, PER).close()


def test_stopped_in_between_the_rest_is_told(shared, tmp_path):
    near, stick = made_copies(shared, tmp_path)
    remove(shared)
    told = []

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies(
            [near.parent, stick.parent], lambda done: told.append(done) or len(told) < 2
        )

    assert told == [0.0, 0.5]
    assert [copy.path for copy in removal.rekeyed] == [near]
    assert [each.place for each in removal.still_open] == [stick]


def test_what_was_set_aside_by_a_restore_gets_the_key_too(shared):
    aside = shared.folder.with_name(f"{shared.folder.name}{SET_ASIDE}2026")
    shutil.copytree(shared.folder, aside)
    remove(shared)

    with shared.opened() as vault:
        removal = vault.colleagues.renew_copies([])

    assert [copy.path for copy in removal.rekeyed] == [aside]
    with pytest.raises(WrongPassphrase):
        open_vault(aside, PER)
    open_vault(aside, OLA).close()
