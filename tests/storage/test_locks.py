"""A key file from before a change of passphrase opens nothing, wherever it is put."""

import pytest

from app.errors import NotAllowed, WrongPassphrase
from app.storage.keys.keyfiles import FLOOR, read_key_file, write_key_file
from app.storage.vault import open_vault
from tests.storage.shared_vault import NEW, OLA, PER, lock

pytestmark = pytest.mark.usefixtures("quickly")


def key_file(shared, name="Per"):
    return shared.folder / "keys" / f"{shared.ids[name]}.key"


def change(shared, old=PER, new=NEW):
    kept = key_file(shared).read_bytes()
    with shared.opened(old) as vault:
        vault.colleagues.change_passphrase(old, lock(new), [])
    return kept


@pytest.mark.parametrize("name", ["other.key", "own"])
def test_an_earlier_key_file_is_refused_and_told_under_any_name(shared, name):
    kept = change(shared)
    put = key_file(shared) if name == "own" else key_file(shared).with_name(name)
    put.write_bytes(kept)

    with pytest.raises(NotAllowed, match="not the one in force"):
        open_vault(shared.folder, PER)


def test_it_is_cleared_away_when_somebody_who_works_here_comes_in(shared):
    put = key_file(shared).with_name("other.key")
    put.write_bytes(change(shared))

    with shared.opened(OLA):
        assert not put.exists()
        assert key_file(shared).exists()
    with pytest.raises(WrongPassphrase):
        open_vault(shared.folder, PER)


def test_the_own_file_put_back_from_a_copy_opens_it_under_any_name(shared):
    change(shared)
    key_file(shared).rename(key_file(shared).with_name("put back.key"))

    with shared.opened(NEW) as vault:
        assert vault.counsellor.name == "Per"


def test_nobody_works_with_an_earlier_passphrase_in_the_open_vault(shared):
    put = key_file(shared).with_name("other.key")
    kept = change(shared)
    with shared.opened(NEW) as vault:
        put.write_bytes(kept)
        with pytest.raises(WrongPassphrase):
            vault.colleagues.change_passphrase(PER, lock("en tredje frase"), [])


def test_of_a_vault_that_knows_no_locks_yet_the_file_that_bears_the_name_counts(shared):
    own = read_key_file(key_file(shared), PER)
    key_file(shared).rename(key_file(shared).with_name("other.key"))
    with shared.opened(PER) as vault:
        assert vault.counsellor.name == "Per"

    write_key_file(key_file(shared), own.user, NEW, own.secrets, FLOOR)

    with shared.opened(NEW) as vault:
        assert vault.counsellor.name == "Per"
    with pytest.raises(NotAllowed, match="not the one in force"):
        open_vault(shared.folder, PER)


def test_a_copy_that_was_given_the_new_passphrase_refuses_the_old_key_file(shared, tmp_path):
    kept = key_file(shared).read_bytes()
    with shared.opened(PER) as vault:
        copy = vault.copy(tmp_path / "stick")
        vault.colleagues.change_passphrase(PER, lock(NEW), [tmp_path / "stick"])

    (copy.path / "keys" / "other.key").write_bytes(kept)

    with pytest.raises(NotAllowed, match="not the one in force"):
        open_vault(copy.path, PER)
    open_vault(copy.path, NEW).close()
