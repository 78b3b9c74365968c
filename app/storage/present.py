"""A vault that lies on this computer, asked what its people may do and see in it today.

So that a copy of it, restored in another place, gives nobody more than that.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.domain.clients import CaseOwner, Recusal
from app.domain.kinds import kind_name
from app.errors import UserError, VaultDamaged
from app.storage.columns import from_plain
from app.storage.copies.looking import WITH_ROLES, read_aside
from app.storage.copies.making import COPIES, copies_in
from app.storage.copies.manifest import read_manifest
from app.storage.failures import damaged, translated
from app.storage.files import DATABASE
from app.storage.holders import staffing
from app.storage.holders.admitting import admit
from app.storage.keys.keyfiles import read_header, read_locked
from app.storage.keys.sealing import NEXT, SEALED, open_with_recovery, unseal
from app.storage.keys.unlocking import key_files, look_in
from app.storage.keys.versions import too_new
from app.storage.migrations import SCHEMA_VERSION
from app.storage.rows import TABLES
from app.storage.values.rights import Rights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from app.storage.columns import E
    from app.storage.copies.looking import CopyContents
    from app.storage.keys.keyfiles import KeyFile
    from app.storage.keys.sealing import KeyMaterial


def is_same(folder: Path, vault_id: str) -> bool:
    """Whether a vault of this id lies in a folder, as far as it shows without a key."""
    return vault_id in _ids(folder)


def rights_with(folder: Path, contents: CopyContents) -> Rights:
    """Return the rights in a vault that is read with what opened a copy of it.

    Raises NotAllowed for somebody who works there no more, and else VaultDamaged where it does not
    open so or cannot be read.
    """
    opened = contents.opened
    if opened is None:
        return rights_by_recovery(folder, contents.secret)
    held = opened.secrets
    return _rights(folder, lambda name: unseal(folder, held.identity, held.pins, name), opened)


def rights_by_passphrase(folder: Path, passphrase: str) -> Rights:
    """Return the rights in a vault, for anybody who works with it; raises a UserError else."""
    return look_in(folder, passphrase, lambda opened, key: _read(folder, key, opened))


def rights_by_recovery(folder: Path, secret: str) -> Rights:
    """Return the rights in a vault, for whoever holds its recovery key; raises a UserError else."""
    return _rights(folder, lambda name: open_with_recovery(folder, secret, name))


def _rights(
    folder: Path, open_seal: Callable[[str], KeyMaterial], opened: KeyFile | None = None
) -> Rights:
    failures: list[VaultDamaged] = []
    for name in (SEALED, NEXT):
        if name == SEALED or (folder / name).exists():
            try:
                return _read(folder, open_seal(name), opened)
            except VaultDamaged as failure:
                failures.append(failure)
    raise failures[0]


def _read(folder: Path, key: KeyMaterial, opened: KeyFile | None) -> Rights:
    if not (folder / DATABASE).is_file():
        raise damaged()
    with translated(), read_aside(folder, key) as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version > SCHEMA_VERSION:
            raise too_new()
        if version < WITH_ROLES:
            return Rights()  # nothing in it narrows anybody's rights
        if opened is not None:
            admit(connection, key, opened)
        return _rights_in(connection)


def _rights_in(connection: Connection) -> Rights:
    people = staffing.people(connection)
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for owner in _standing(connection, CaseOwner):
        owners[owner.client_id].add(owner.counsellor_id)
    recused = _standing(connection, Recusal)
    return Rights(
        roles={each.id: each.roles for each in people},
        left=frozenset(each.id for each in people if not each.active),
        hidden=frozenset((each.client_id, each.counsellor_id) for each in recused),
        owners={client_id: frozenset(who) for client_id, who in owners.items()},
    )


def _standing(connection: Connection, kind: type[E]) -> Iterator[E]:
    table = TABLES[kind_name(kind)]
    rows = connection.execute(table.select().where(table.c.deleted == 0))
    return (from_plain(kind, row) for row in rows)


def _ids(folder: Path) -> Iterator[str]:
    """Yield of which vaults its key files and copies say that they are."""
    for file in key_files(folder):
        try:
            yield read_header(read_locked(file)).vault_id
        except UserError:
            continue
    for copy in copies_in(folder / COPIES):
        try:
            manifest = read_manifest(copy.path)
        except (OSError, ValueError):
            continue
        if manifest is not None:
            yield manifest.vault_id
