"""What was so before an update can be had back, in the program and step by step."""

import shutil
from contextlib import closing
from pathlib import Path

from app.domain.clients import Client
from app.services.vault.restoring import Passphrase, find_copies, open_copy, restore
from app.storage.copies.making import BEFORE, COPIES
from app.storage.migrations import SCHEMA_VERSION
from app.storage.vault import open_vault
from tests.building import PASSPHRASE

FIRST = Path(__file__).resolve().parents[1] / "vaults" / "schema-1"


def names(folder):
    with closing(open_vault(folder, PASSPHRASE)) as vault, vault.work() as work:
        return {client.name for client in work.all(Client)}


def test_the_copy_made_before_an_update_brings_the_state_of_before_back(tmp_path):
    folder = tmp_path / "vault"
    shutil.copytree(FIRST, folder)
    before = names(folder)
    with closing(open_vault(folder, PASSPHRASE)) as vault, vault.work() as work:
        work.save(Client(name="Came after the update"))

    (found,) = find_copies(folder / COPIES / f"{BEFORE}{SCHEMA_VERSION}")
    contents = open_copy(found, Passphrase(PASSPHRASE))
    restored = restore(contents, folder)

    assert found.is_whole
    assert contents.clients == len(before)
    assert names(folder) == before
    assert names(restored.set_aside) == before | {"Came after the update"}
