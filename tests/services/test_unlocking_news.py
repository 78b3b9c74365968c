"""What somebody hears who has not unlocked the vault for a while."""

from contextlib import closing

from app.services.vault import unlocking
from tests.builders import TODAY
from tests.storage.shared_vault import KARI, OLA, person


def test_whoever_was_away_is_told_of_a_new_key_of_the_vault(shared):
    with shared.opened() as vault:
        vault.colleagues.remove(person(vault, "Per"), KARI)
        number = vault.key_change.number
    door = unlocking.Door(shared.folder)

    with closing(door.unlock(OLA, TODAY)) as vault:
        told = unlocking.key_sentence(vault)
    with closing(door.unlock(OLA, TODAY)) as vault:
        again = unlocking.key_sentence(vault)

    assert "made by Kari" in told
    assert number in told
    assert again == ""
