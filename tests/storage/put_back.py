"""A copy that is put back in the place of a vault, for tests."""

from app.domain.clients import Client
from app.storage.copies.finding import find_copies
from app.storage.restoring import restore
from app.storage.vault import open_vault
from tests.storage.damaging import dump


def copy_of(made):
    """Return a copy of a vault with people in it, and the vault gone on since."""
    vault = made.open()
    with vault.work() as work:
        for number in range(12):
            work.save(Client(name=f"Person {number}", phone="x" * 100))
    copied = vault.copy()
    vault.close()
    (found,) = find_copies(copied.path)
    return found


def as_opened(contents):
    return lambda _building: (contents.opened, contents.material)


def put_back(contents, folder, progress=None):
    return restore(contents, folder, as_opened(contents), progress)


def everything(folder, passphrase):
    vault = open_vault(folder, passphrase)
    try:
        vault.full_check()
        assert vault.verify_chain().ok
        return dump(vault)
    finally:
        vault.close()
