"""The vault: make one, open one, work in it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from nacl.signing import SigningKey
from sqlalchemy import select

from app.domain.staff import Centre, Counsellor
from app.storage import checks, copies, files
from app.storage.connection import DATABASE
from app.storage.creation import Founding, found
from app.storage.database import Database
from app.storage.failures import damaged
from app.storage.history import ChainCheck
from app.storage.journal import Author, Head, read_head
from app.storage.keyfiles import KdfCost, calibrate
from app.storage.migrations import SCHEMA_VERSION, upgrade
from app.storage.rows import META
from app.storage.unlocking import unlock, vault_exists
from app.storage.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from app.storage.keyfiles import KeyFile
    from app.storage.sealing import KeyMaterial
    from app.storage.values import ChainReport, Changed, Copy

__all__ = ["Vault", "Work", "create_vault", "open_vault", "vault_exists"]


def create_vault(  # noqa: PLR0913, PLR0917 - what a vault is founded on
    folder: Path,
    passphrase: str,
    centre: Centre,
    counsellor: Counsellor,
    recovery: Sequence[str],
    cost: KdfCost | None = None,
) -> Vault:
    """Make a vault and open it; after a crash there is a whole one or none.

    `recovery` are age public keys, at least one. Without a `cost`, the computer is measured first.
    """
    files.keep_private()
    founding = Founding(centre, counsellor, recovery, cost or calibrate())
    opened, material = found(folder, passphrase, founding)
    return Vault(folder, material, opened)


def open_vault(folder: Path, passphrase: str) -> Vault:
    """Open the vault in a folder, upgrading it when an earlier Leia wrote it.

    Raises WrongPassphrase, VaultDamaged, VaultTooNew or VaultInUse, each for its cause.
    """
    files.keep_private()
    opened, material = unlock(folder, passphrase)
    return Vault(folder, material, opened)


class Vault:
    """An open vault. Any thread may use it; pieces of work follow one another."""

    def __init__(self, folder: Path, material: KeyMaterial, opened: KeyFile) -> None:
        """Open the database in a folder; `open_vault` and `create_vault` know the way here."""
        self.folder = folder
        self.vault_id = material.vault_id
        self._material = material
        self._listeners: list[Callable[[Changed], None]] = []
        self._current: Work | None = None
        self._database = Database(folder / DATABASE, material)
        try:
            self._upgrade()
            with self._database.transaction() as connection:
                self._author = _author(connection, material, opened)
                self._head = read_head(connection, self._author.device_id)
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

    @property
    def recovery_keys(self) -> tuple[str, ...]:
        """The public recovery keys the vault is sealed to, beside those who work with it."""
        with self._database.transaction() as connection:
            stored = connection.scalar(select(META.c.value).where(META.c.key == "recovery"))
        return tuple((stored or "").split())

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
                self._current = work = Work(connection, self._author, self._head)
                try:
                    yield work
                    head, changed = work.finish()
                finally:
                    self._current = None
            self._head = head
        self._announce(changed)

    def listen(self, listener: Callable[[Changed], None]) -> None:
        """Call `listener` after every commit, in the thread that committed."""
        self._listeners.append(listener)

    def copy(self, target: Path | None = None) -> Copy:
        """Make a verified copy in `target`, or in the vault's own folder of copies.

        Slow for a big vault, so beside the window; it never makes a save wait.
        """
        source = copies.Source(self.folder, self._database, self._material)
        return copies.make_copy(source, target or self.folder / copies.COPIES)

    def last_copy(self) -> Copy | None:
        """Return the newest verified copy in the vault's own folder of copies."""
        return next(iter(copies.copies_in(self.folder / copies.COPIES)), None)

    def quick_check(self) -> None:
        """Raise VaultDamaged unless every page in use is whole; beside the window."""
        self._database.alone(checks.check_quickly)

    def full_check(self) -> None:
        """Raise VaultDamaged unless every page in use and every index is in order; slower."""
        self._database.alone(checks.check_fully)

    def verify_chain(self) -> ChainReport:
        """Check the whole journal, in pieces between which saves fit; beside the window."""
        check = ChainCheck(self._head)
        while True:
            with self._database.transaction() as connection:
                if not check.step(connection):
                    return check.report()

    def close(self) -> None:
        """Let go of the vault; a second time does nothing."""
        self._database.close()

    def _upgrade(self) -> None:
        if self._database.version == SCHEMA_VERSION:
            return
        self.copy()
        with self._database.transaction() as connection:
            upgrade(connection)

    def _announce(self, changed: Changed) -> None:
        if changed:
            for listener in self._listeners:
                listener(changed)


def _author(connection: Connection, material: KeyMaterial, opened: KeyFile) -> Author:
    meta = {row.key: row.value for row in connection.execute(META.select())}
    if meta.get("vault_id") != material.vault_id:
        raise damaged()
    signing = SigningKey(bytes.fromhex(opened.secrets.signing_seed))
    author = Author(opened.user, meta["device_id"], signing)
    counsellor = Work(connection, author, Head()).find(Counsellor, opened.user)
    if counsellor is None or counsellor.signing_key != bytes(signing.verify_key).hex():
        raise damaged()
    return author
