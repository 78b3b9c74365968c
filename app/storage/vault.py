"""The vault: make one, open one, work in it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.entities import make_ids_after
from app.domain.permissions import Deed
from app.domain.staff import Centre, Counsellor
from app.errors import Cancelled
from app.i18n import _
from app.storage import files, integrity
from app.storage.colleagues import Colleagues
from app.storage.copies import making as copies
from app.storage.county_trust import CountyTrust
from app.storage.creation import Founding, found
from app.storage.database import Database
from app.storage.files import DATABASE
from app.storage.history import ChainCheck
from app.storage.holders import staffing
from app.storage.holders.admitting import admit
from app.storage.holders.keyring import Keyring
from app.storage.holders.rekeying import key_change
from app.storage.holders.settling import raise_cost, settle
from app.storage.journal import Author, Head, newest_id, read_head
from app.storage.keys.keyfiles import KdfCost, calibrate
from app.storage.keys.signing import sign
from app.storage.keys.unlocking import unlock_with, vault_exists
from app.storage.migrations import SCHEMA_VERSION, upgrade
from app.storage.replay import Comparison, tell_migrated
from app.storage.upkeep import Upkeep
from app.storage.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from app.storage.keys.keyfiles import KeyFile
    from app.storage.keys.sealing import KeyMaterial
    from app.storage.keys.signing import Purpose, Signed
    from app.storage.progress import Progress
    from app.storage.values.changes import ChainReport, Changed
    from app.storage.values.copies import Copy
    from app.storage.values.keys import KeyChange
    from app.storage.values.rights import Rights

__all__ = ["Vault", "Work", "create_vault", "open_vault", "vault_exists"]


def create_vault(  # noqa: PLR0913, PLR0917 - what a vault is founded on
    folder: Path,
    passphrase: str,
    centre: Centre,
    counsellor: Counsellor,
    recovery: Sequence[str],
    cost: KdfCost | None = None,
    county: Sequence[str] = (),
) -> Vault:
    """Make a vault and open it; after a crash there is a whole one or none.

    `recovery` are age public keys, at least one; `county` are those of them that a policy named.
    Without a `cost`, the computer is measured first.
    """
    files.keep_private()
    founding = Founding(centre, counsellor, recovery, cost or calibrate(), county)
    opened, material = found(folder, passphrase, founding)
    return Vault(folder, material, opened)


def open_vault(folder: Path, passphrase: str, floor: KdfCost | None = None) -> Vault:
    """Open the vault in a folder, upgrading it when an earlier Leia wrote it.

    A key file that is easier to guess than `floor` is locked anew, which takes as long again.
    Raises WrongPassphrase, NotAllowed, VaultDamaged, VaultTooNew or VaultInUse, each for its cause.
    """
    files.keep_private()

    def open_with(opened: KeyFile, material: KeyMaterial) -> tuple[Vault, KeyFile]:
        return Vault(folder, material, opened), opened

    vault, opened = unlock_with(folder, passphrase, open_with)
    try:
        vault.settle(opened, passphrase, floor)
    except BaseException:
        vault.close()
        raise
    return vault


class Vault:
    """An open vault. Any thread may use it; pieces of work follow one another."""

    def __init__(self, folder: Path, material: KeyMaterial, opened: KeyFile) -> None:
        """Open the database in a folder; `open_vault` and `create_vault` know the way here."""
        self.folder = folder
        self.vault_id = material.vault_id
        self._listeners: list[Callable[[Changed], None]] = []
        self._current: Work | None = None
        self._key_is_news = False
        self._database = Database(folder / DATABASE, material)
        self._keyring = Keyring(folder, self._database, material)
        try:
            self._upgrade()
            with self._database.transaction() as connection:
                self._keyring.author = admit(connection, material, opened)
                make_ids_after(newest_id(connection, self._author.device_id))
                end = read_head(connection, self._author.device_id)
                self._head, self._is_sure = tell_migrated(connection, self._author, end), True
        except BaseException:
            self.close()
            raise

    @property
    def read_only(self) -> bool:
        """Whether the vault's file may only be read; saving then raises NotSaved."""
        return self._database.read_only

    @property
    def counsellor(self) -> Counsellor:
        """Whoever unlocked the vault."""
        with self.work() as work:
            return work.get(Counsellor, self._author.counsellor_id)

    @property
    def centre(self) -> Centre:
        """The career centre the vault belongs to."""
        with self.work() as work:
            return work.all(Centre)[0]

    def may(self, deed: Deed) -> bool:
        """Whether the roles of whoever unlocked the vault allow a deed."""
        with self.work() as work:
            return work.visibility.may(deed)

    def require(self, deed: Deed) -> None:
        """Raise NotAllowed unless their roles allow a deed."""
        with self.work() as work:
            work.visibility.require(deed)

    @property
    def recovery_keys(self) -> tuple[str, ...]:
        """The public recovery keys the vault is sealed to, beside those who work with it."""
        with self._database.transaction() as connection:
            return staffing.recovery_keys(connection)

    @property
    def colleagues(self) -> Colleagues:
        """The key files of the vault, and who stands behind them."""
        return Colleagues(self._keyring, self.work)

    def use_county_keys(self, keys: Sequence[str]) -> bool:
        """Seal the vault to the recovery keys of a verified policy; says whether that was news.

        Raises NotAllowed for whoever is no vault administrator.
        """
        self.require(Deed.KEEP_COLLEAGUES)
        return self.colleagues.use_county_keys(keys)

    @property
    def county(self) -> CountyTrust:
        """What the vault remembers of its county."""
        return CountyTrust(self._database, self.work)

    @property
    def upkeep(self) -> Upkeep:
        """What looks after the vault: copies elsewhere, checks, repair."""
        return Upkeep(self._source, self._author.device_id)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Do one piece of work: kept if the block ends well, undone if it raises.

        Work inside work, in one thread, is part of the outer piece.
        """
        with self._database.held():
            if self._current is not None:
                with self._current.inner():
                    yield self._current
                return
            changed: Changed = frozenset()
            with self._database.transaction() as connection:
                self._current = work = Work(connection, self._author, self._end(connection))
                self._is_sure = False  # a commit that fails may have been kept all the same
                try:
                    yield work
                    head, changed = work.finish()
                finally:
                    self._current = None
            self._head, self._is_sure = head, True
        self._announce(changed)

    def listen(self, listener: Callable[[Changed], None]) -> None:
        """Call `listener` after every commit, in the thread that committed."""
        self._listeners.append(listener)

    def sign(self, purpose: Purpose, content: bytes) -> Signed:
        """Sign what is to leave the vault, with the key of whoever unlocked it."""
        return sign(self._author.signing, purpose, content)

    def keep_within(self, rights: Sequence[Rights]) -> None:
        """Let nobody do or see more in a restored vault than these rights of others allow too."""
        with self.work() as work, self._database.transaction() as connection:
            staffing.settle(connection, work)
            for each in rights:
                work.keep_within(each)

    def copy(self, target: Path | None = None, progress: Progress | None = None) -> Copy:
        """Make a verified copy in `target`, or in the vault's own folder of copies.

        Slow for a big vault, so beside the window; it never makes a save wait.
        """
        return copies.make_copy(self._source, target or self.folder / copies.COPIES, progress)

    def last_copy(self) -> Copy | None:
        """Return the newest verified copy in the vault's own folder of copies."""
        return next(iter(copies.copies_in(self.folder / copies.COPIES)), None)

    def quick_check(self) -> None:
        """Raise VaultDamaged unless every page in use is whole; beside the window."""
        self._database.alone(integrity.check_quickly)

    def full_check(self) -> None:
        """Raise VaultDamaged unless every page in use and every index is in order; slower."""
        self._database.alone(integrity.check_fully)

    def verify_chain(self, progress: Progress | None = None) -> ChainReport:
        """Check the whole journal, in pieces between which saves fit; beside the window.

        Raises Cancelled when `progress` says stop.
        """
        check = ChainCheck(self._author.device_id, self._head)
        self._in_pieces(check, progress)
        return check.report()

    def compare_state(self, progress: Progress | None = None) -> dict[str, int]:
        """Return how many things of each kind are not what the journal tells of them, either way.

        In pieces between which saves fit; beside the window. Raises Cancelled when `progress`
        says stop. What the journal itself is worth, `verify_chain` says.
        """
        comparison = Comparison()
        self._in_pieces(comparison, progress)
        return dict(comparison.found)

    def close(self) -> None:
        """Let go of the vault; a second time does nothing."""
        self._database.close()

    def settle(self, opened: KeyFile, passphrase: str, floor: KdfCost | None) -> None:
        """Finish what a crash cut off around the keys; part of opening."""
        seen = opened.secrets.pins.generation
        if not self.read_only:
            opened = settle(self._keyring, self.work, opened)
            if floor is not None:
                raise_cost(self._keyring, self.work, opened, passphrase, floor)
        self._key_is_news = seen < self._material.generation

    @property
    def key_change(self) -> KeyChange:
        """Which key the vault has now, who made it, and whether that is news here."""
        return replace(key_change(self._keyring), is_news=self._key_is_news)

    @property
    def _author(self) -> Author:
        return self._keyring.author

    @property
    def _material(self) -> KeyMaterial:
        return self._keyring.material

    @property
    def _source(self) -> copies.Source:
        return copies.Source(self.folder, self._database, self._material)

    def _upgrade(self) -> None:
        if self._database.version == SCHEMA_VERSION:
            return
        copies.make_copy_before_update(self._source, SCHEMA_VERSION)
        with self._database.transaction() as connection:
            upgrade(connection)

    def _in_pieces(self, check: ChainCheck | Comparison, progress: Progress | None) -> None:
        is_more = True
        while is_more:
            with self._database.transaction() as connection:
                is_more = check.step(connection)
            if is_more and progress and not progress(check.part):
                raise Cancelled(_("Stopped. Nothing was changed."))

    def _end(self, connection: Connection) -> Head:
        return self._head if self._is_sure else read_head(connection, self._author.device_id)

    def _announce(self, changed: Changed) -> None:
        if changed:
            for listener in self._listeners:
                listener(changed)
