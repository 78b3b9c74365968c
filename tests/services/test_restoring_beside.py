"""A restored laptop and the one it came from, with one place for the copies of both."""

import pytest

from app.domain.clients import Client
from app.services.vault.restoring import Passphrase, find_copies, open_copy, restore
from app.storage.copies.making import copies_in, folder_at
from app.storage.vault import open_vault
from tests.storage.damaging import state_of
from tests.storage.shared_vault import KARI, OLA, SharedVault, person


@pytest.fixture
def share(tmp_path):
    place = tmp_path / "share"
    place.mkdir()
    return place


@pytest.fixture
def other(shared, share, tmp_path):
    """A second laptop's vault, restored from the first one's copy."""
    with shared.opened() as vault:
        vault.upkeep.copy_to(share)
    (found,) = find_copies(share)
    folder = tmp_path / "other laptop" / "vault"
    restore(open_copy(found, Passphrase(OLA)), folder)
    return SharedVault(folder, shared.recovery, shared.ids)


def write_and_copy(laptop, share, name):
    with laptop.opened() as vault:
        with vault.work() as work:
            work.save(Client(name=name))
        return vault.upkeep.copy_to(share)


def test_neither_thins_out_what_the_other_made_the_same_day(shared, other, share):
    first = write_and_copy(shared, share, "På den første")
    second = write_and_copy(other, share, "På den andre")
    write_and_copy(other, share, "Enda en")
    write_and_copy(shared, share, "Og en til")

    with shared.opened() as vault:
        paths = {each.path for each in copies_in(folder_at(share, vault.vault_id))}
    assert len(paths) == 2, "each day's newest of each laptop"
    assert not {first.path, second.path} & paths
    names = set()
    for path in paths:
        copy = open_vault(path, KARI)
        with copy.work() as work:
            names |= {each.name for each in work.all(Client)}
        copy.close()
    assert {"På den første", "Og en til", "På den andre", "Enda en"} <= names


def test_a_new_key_reaches_the_copies_one_goes_on_from_and_no_others(shared, other, share):
    from_before = find_copies(share)[0].path
    theirs = write_and_copy(shared, share, "Skrevet på den første")
    own = write_and_copy(other, share, "Skrevet på den andre")
    before = state_of(theirs.path)

    with other.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI)
        removal = vault.colleagues.renew_copies([share])

    rekeyed = {each.path for each in removal.rekeyed}
    assert own.path in rekeyed
    assert from_before in rekeyed or not from_before.exists()
    assert state_of(theirs.path) == before
    assert [each.place for each in removal.still_open] == [theirs.path]
    assert "Another computer" in removal.still_open[0].why
