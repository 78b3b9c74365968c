"""Who has a key to the vault: let in, given a new key or passphrase, taken out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.domain.access_codes import Action
from app.errors import UserError
from app.storage import files
from app.storage.copies import copy_keys
from app.storage.copies.own_copies import own_copies
from app.storage.creation import check_recovery
from app.storage.failures import disk_said
from app.storage.holders import new_keys, rekeying, renewing, settling, staffing
from app.storage.holders.keyring import NewKeys
from app.storage.holders.new_keys import Change
from app.storage.holders.renewing import NewLock, Renewal
from app.storage.keys.keyfiles import refresh_pins, write_key_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.staff import Counsellor
    from app.storage.holders.keyring import Keyring
    from app.storage.holders.renewing import Worker
    from app.storage.keys.keyfiles import KeyFile
    from app.storage.progress import Progress
    from app.storage.values.copies import Copy, Removal
    from app.storage.values.sheets import Sheet


_CASES = text(
    "SELECT count(DISTINCT o.client_id) FROM owner o JOIN client c ON c.id = o.client_id "
    "WHERE o.counsellor_id = :owner AND o.deleted = 0 AND c.deleted = 0"
)


class Colleagues:
    """The key files of one open vault, and who stands behind them.

    Asks nobody's role: that is for the services. Everything here is slow, for keys are derived.
    """

    def __init__(self, keyring: Keyring, work: Worker) -> None:
        self._keyring = keyring
        self._work = work

    def key_holders(self) -> frozenset[str]:
        """Return the ids of those who have a whole key file."""
        return self._keyring.holders()

    def count_cases(self, counsellor_id: str) -> int:
        """Return how many cases are somebody's, also for those who see no case."""
        with self._keyring.database.transaction() as connection:
            return int(connection.execute(_CASES, {"owner": counsellor_id}).scalar_one())

    def add(self, newcomer: Counsellor, lock: NewLock) -> Counsellor:
        """Let somebody in. Their row is what makes the key file count, so it comes last."""
        keyring, keys = self._keyring, NewKeys()
        keyring.check_writable()
        keyring.refuse_known(lock.passphrase)
        added = self._vouched(
            replace(newcomer, signing_key=keys.signing_key, sealing_key=keys.sealing_key)
        )
        with disk_said():
            try:
                keyring.reseal(also=[added.sealing_key])
                held = keys.secrets(keyring.pins(added))
                file = keyring.file_of(added.id)
                write_key_file(file, added.id, lock.passphrase, held, lock.cost)
                with self._work() as work:
                    work.save(added)
                    work.access.log(Action.COLLEAGUE_ADDED, detail=added.id)
            except BaseException:
                self._clear_unless_known(added.id)
                raise
        self.vouch_for_administrators()
        return added

    def vouch_for_administrators(self) -> None:
        """Let those who are away believe a key that a new administrator makes.

        Where the disk refuses it, the next unlock of an administrator does it.
        """
        with suppress(OSError, UserError):
            if self._keyring.lacks_grants():
                self._keyring.reseal()

    def renew(self, person: Counsellor, lock: NewLock) -> None:
        """Give somebody who forgot their passphrase a new one, and with it new keys."""
        keyring, keys = self._keyring, NewKeys()
        keyring.check_writable()
        keyring.refuse_known(lock.passphrase)
        renewed = self._vouched(renewing.with_keys(person, keys))
        with disk_said():
            renewing.renew(keyring, self._work, Renewal(renewed, keys, lock, Action.KEYS_RENEWED))

    def change_passphrase(self, old: str, lock: NewLock, places: Sequence[Path]) -> None:
        """Change the passphrase of whoever is working; never to less work for a guess."""
        keyring = self._keyring
        keyring.check_writable()
        own = keyring.own_key(old)
        keyring.refuse_known(lock.passphrase)
        lock = replace(lock, cost=lock.cost.at_least(own.lock.cost))
        with disk_said():
            renewing.relock(keyring, self._work, own, lock, Action.PASSPHRASE_CHANGED)
        copy_keys.carry_key_file(keyring, places)

    def replace_own_keys(self, old: str, lock: NewLock, *, now: bool) -> None:
        """Give whoever is working new keys under a new passphrase: the old one may be known.

        The vault gets a new key with them, or if not `now`, from the next administrator who
        unlocks it; until then a former vault.age still gives the present one.
        """
        keyring, keys = self._keyring, NewKeys()
        keyring.check_writable()
        own = keyring.own_key(old)
        keyring.refuse_known(lock.passphrase)
        present = next(each for each in keyring.staff() if each.id == own.user)
        renewal = Renewal(
            self._vouched(renewing.with_keys(present, keys)),
            keys,
            replace(lock, cost=lock.cost.at_least(own.lock.cost)),
            Action.OWN_KEYS_RENEWED,
            was_known=True,
        )
        if now:
            self._make_new_keys(own, Change(renewal=renewal))
            return
        with disk_said():
            renewing.renew(keyring, self._work, renewal)

    def remove(self, person: Counsellor, own_passphrase: str, sheet: Sheet | None = None) -> None:
        """Take somebody out, and give the vault a key they do not have, with a new sheet or not.

        Once it is decided, the next good unlock goes on where a crash or a full disk cut it off.
        """
        self._keyring.check_writable()
        own = self._keyring.own_key(own_passphrase)
        self._make_new_keys(own, Change(leaver=person, sheet=sheet))

    def replace_sheet(self, own_passphrase: str, sheet: Sheet) -> None:
        """Let a new recovery sheet open the vault, and no longer those before.

        As with `remove`, the next good unlock goes on where it was cut off.
        """
        self._keyring.check_writable()
        own = self._keyring.own_key(own_passphrase)
        self._make_new_keys(own, Change(sheet=sheet))

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the recovery sheets in force."""
        with self._keyring.database.transaction() as connection:
            return staffing.sheets(connection)

    def check_passphrase(self, person: Counsellor, passphrase: str) -> None:
        """Raise WrongPassphrase unless it opens the key that the vault knows of somebody."""
        self._keyring.key_of(person.id, person.signing_key, passphrase)

    def check_recovery_key(self, secret: str) -> None:
        """Raise a UserError unless it is a recovery key that the vault is sealed to."""
        self._keyring.check_recovery_key(secret)

    def renew_copies(self, places: Sequence[Path], progress: Progress | None = None) -> Removal:
        """Give copies that still have a former key of the vault the present one."""
        return copy_keys.renew_copies(self._keyring, places, progress)

    def copies_at(self, places: Sequence[Path]) -> tuple[Copy, ...]:
        """Return this vault's copies in the places that are there, and what was set aside."""
        keyring = self._keyring
        return tuple(own_copies(keyring, places))

    def use_county_keys(self, keys: Sequence[str]) -> bool:
        """Seal the vault to the county's keys of today, and no longer to those of before.

        Keys of printed sheets stay. Says whether anything changed. Once a key was taken back, the
        vault gets a new one of its own from the next administrator who unlocks it.
        """
        keyring = self._keyring
        with keyring.database.transaction() as connection:
            present = staffing.recovery_keys(connection)
            county = staffing.county_keys(connection)
        wanted = tuple(dict.fromkeys((*(k for k in present if k not in county), *keys)))
        if set(wanted) == set(present) and set(keys) == set(county):
            return False
        check_recovery(wanted)
        keyring.check_writable()
        with disk_said():
            keyring.reseal(recovery=wanted)
        with self._work() as work, keyring.database.transaction() as connection:
            staffing.keep_recovery_keys(connection, wanted, keys)
            if not set(county) <= set(keys):
                rekeying.owe(connection)
            work.access.log(Action.COUNTY_KEYS_CHANGED)
        return True

    def _vouched(self, person: Counsellor) -> Counsellor:
        word = self._keyring.vouch_for(person.signing_key)
        return replace(person, endorsed_by=word.by, endorsement=word.signature)

    def _make_new_keys(self, own: KeyFile, change: Change) -> None:
        keyring = self._keyring
        with disk_said():
            own = new_keys.make(keyring, self._work, change) or own
            settling.clear_strays(keyring)
            refresh_pins(own, keyring.pins())

    def _clear_unless_known(self, counsellor_id: str) -> None:
        """Delete the key file of somebody who was not let in after all."""
        with suppress(UserError, OSError):
            if counsellor_id not in {each.id for each in self._keyring.staff()}:
                files.remove_for_good(self._keyring.file_of(counsellor_id))
