"""Deeds with the keys of a vault, and restoring a copy, by the program's own services."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.domain.staff import Counsellor
from app.services.vault.colleagues import (
    NewColleague,
    add_colleague,
    change_own_passphrase,
    give_new_passphrase,
    remove_colleague,
)
from app.services.vault.new_keys import replace_known_passphrase
from app.services.vault.recovering import RecoveryDoor
from app.services.vault.restoring import Passphrase, find_copies, open_copy, restore
from app.storage.copies.making import COPIES
from app.storage.vault import Vault, open_vault
from tests.faults.edits import edit, say
from tests.faults.samples import PASSPHRASE, QUICK, Sample

COLLEAGUE = "Ola Nordmann"
HIS_PASSPHRASE = "grønn sykkel ved fjorden i trillebår"
NEW_PASSPHRASE = "tolv svarte lam på taket hos bestemor"


def staff(sample: Sample) -> None:
    """Give a vault a colleague and a copy, so that there is something to renew."""
    with closing(open_vault(sample.folder, PASSPHRASE)) as vault:
        add_colleague(vault, NewColleague(name=COLLEAGUE, passphrase=HIS_PASSPHRASE), QUICK)
        edit(vault, 2)
        vault.copy()


def work_a_little(vault: Vault, first: int = 3) -> None:
    """Make some edits, each acknowledged."""
    for number in range(first, first + 3):
        edit(vault, number)
        say(edit=number)


def change_passphrase(sample: Sample, _told: dict[str, str]) -> None:
    """Change one's own passphrase."""
    with closing(open_vault(sample.folder, PASSPHRASE)) as vault:
        work_a_little(vault)
        change_own_passphrase(vault, PASSPHRASE, NEW_PASSPHRASE, QUICK)
        say(done="change")
        work_a_little(vault, 6)


def make_new_keys(sample: Sample, _told: dict[str, str]) -> None:
    """Get new keys, and the vault and its copies another key: somebody may know the passphrase."""
    with closing(open_vault(sample.folder, PASSPHRASE)) as vault:
        work_a_little(vault)
        removal = replace_known_passphrase(vault, PASSPHRASE, NEW_PASSPHRASE, QUICK)
        say(done="new keys", still_open=len(removal.still_open))
        work_a_little(vault, 6)


def let_in(sample: Sample, _told: dict[str, str]) -> None:
    """Let a new colleague in."""
    with closing(open_vault(sample.folder, PASSPHRASE)) as vault:
        work_a_little(vault)
        add_colleague(vault, NewColleague(name="Åse Å", passphrase=NEW_PASSPHRASE), QUICK)
        say(done="let in")
        work_a_little(vault, 6)


def renew(sample: Sample, _told: dict[str, str]) -> None:
    """Give a colleague who forgot theirs a new passphrase."""
    with closing(open_vault(sample.folder, PASSPHRASE)) as vault:
        work_a_little(vault)
        give_new_passphrase(vault, colleague(vault).id, NEW_PASSPHRASE, QUICK)
        say(done="renew")
        work_a_little(vault, 6)


def take_out(sample: Sample, _told: dict[str, str]) -> None:
    """Take a colleague out, which gives the vault and its copies another key."""
    with closing(open_vault(sample.folder, PASSPHRASE)) as vault:
        work_a_little(vault)
        removal = remove_colleague(vault, colleague(vault).id, PASSPHRASE, ())
        say(done="take out", still_open=len(removal.still_open))
        work_a_little(vault, 6)


def recover(sample: Sample, _told: dict[str, str]) -> None:
    """Set a new passphrase with the recovery key."""
    with closing(RecoveryDoor(sample.folder)) as door:
        own = next(each for each in door.open(sample.recovery) if each.name != COLLEAGUE)
        door.set_passphrase(own.id, NEW_PASSPHRASE, QUICK)
        say(done="recover")


def put_back(sample: Sample, _told: dict[str, str]) -> None:
    """Restore the copy in place of a vault that has gone on since."""
    with closing(open_vault(sample.folder, PASSPHRASE)) as vault:
        work_a_little(vault)
    restored(sample.folder)
    say(done="put back")


def restored(folder: Path) -> None:
    """Restore the newest copy beside a vault."""
    found = find_copies(folder / COPIES)[0]
    restore(open_copy(found, Passphrase(PASSPHRASE)), folder)


def colleague(vault: Vault) -> Counsellor:
    with vault.work() as work:
        return next(each for each in work.all(Counsellor) if each.name == COLLEAGUE)


DOING = {
    "change": "changing one's passphrase",
    "new keys": "making new keys for a passphrase that may be known (new vault key)",
    "let in": "letting a colleague in",
    "renew": "renewing a forgotten passphrase",
    "take out": "taking a colleague out (new vault key)",
    "recover": "setting a passphrase with the recovery key",
    "put back": "restoring a copy",
}
"""The deeds in the table's words."""

KEY_DEEDS = {
    "change": change_passphrase,
    "new keys": make_new_keys,
    "let in": let_in,
    "renew": renew,
    "take out": take_out,
    "recover": recover,
    "put back": put_back,
}
