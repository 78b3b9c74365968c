"""The keys of an open vault: its own, those it is sealed to, and the hand that signs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nacl.signing import SigningKey
from pyrage import x25519

from app.errors import NotFinished, UserError
from app.i18n import _
from app.storage.failures import read_only
from app.storage.holders import locks, staffing
from app.storage.keys import sealing
from app.storage.keys.endorsing import COLLEAGUE, KEEPER, MADE, Endorsement, endorse
from app.storage.keys.keyfiles import (
    Secrets,
    read_header,
    read_key_file,
    read_locked,
    wrong_passphrase,
)
from app.storage.keys.refusals import for_another_key
from app.storage.keys.unlocking import KEYS, MOST_TRIED, key_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.staff import Counsellor
    from app.storage.database import Database
    from app.storage.journal import Author
    from app.storage.keys.keyfiles import KeyFile, Pins
    from app.storage.keys.sealing import KeyMaterial


@dataclass(frozen=True)
class NewKeys:
    """A new pair of secret keys, before anybody knows of it."""

    identity: x25519.Identity = field(default_factory=x25519.Identity.generate, repr=False)
    signing: SigningKey = field(default_factory=SigningKey.generate, repr=False)

    @property
    def sealing_key(self) -> str:
        """The public half that the vault is sealed to."""
        return str(self.identity.to_public())

    @property
    def signing_key(self) -> str:
        """The public half that proves who made a change."""
        return bytes(self.signing.verify_key).hex()

    def secrets(self, pins: Pins) -> Secrets:
        """Return what goes into a key file."""
        seed = bytes(self.signing).hex()
        return Secrets(identity=str(self.identity), signing_seed=seed, pins=pins)


class Keyring:
    """What is held of keys while a vault is open; `material` changes when the vault's key does."""

    author: Author
    """Whose hand signs; known only once the database is open."""

    def __init__(self, folder: Path, database: Database, material: KeyMaterial) -> None:
        self.folder = folder
        self.database = database
        self.material = material

    def check_writable(self) -> None:
        """Raise NotSaved when the vault's files may only be read."""
        if self.database.read_only:
            raise read_only()

    def staff(self) -> tuple[Counsellor, ...]:
        """Return everybody who ever worked here."""
        with self.database.transaction() as connection:
            return staffing.people(connection)

    def file_of(self, counsellor_id: str) -> Path:
        """Return where somebody's key file is kept."""
        return self.folder / KEYS / f"{counsellor_id}.key"

    def files_of(self, counsellor_id: str) -> list[Path]:
        """Return every key file of somebody in this vault: by name, or by what is in it."""
        return [
            file
            for file in key_files(self.folder)
            if file.stem == counsellor_id or self._user_of(file) == counsellor_id
        ]

    def holders(self) -> frozenset[str]:
        """Return the ids of those who have a whole key file."""
        return frozenset(filter(None, map(self._user_of, key_files(self.folder))))

    def strays(self) -> list[Path]:
        """Return the key files of those who do not work here; another vault's are none of ours."""
        working = {each.id: each.active for each in self.staff()}
        return [
            file
            for file in key_files(self.folder)
            if not working.get(self._user_of(file) or file.stem, not self._user_of(file))
        ]

    def superseded(self) -> list[Path]:
        """Return earlier key files that lie beside the one that counts."""
        with self.database.transaction() as connection:
            known = locks.known(connection)
        return [
            file
            for user, held in known.items()
            if locks.salt_of(self.file_of(user)) in held
            for file in self.files_of(user)
            if locks.salt_of(file) not in held
        ]

    def pins(self, *newcomers: Counsellor) -> Pins:
        """Return what a key file is to remember now, with these as they are about to be."""
        staff = {each.id: each for each in (*self.staff(), *newcomers)}
        return staffing.pins_for(staff.values(), self.material)

    def vouch_for(self, signing_key: str) -> Endorsement:
        """Sign that a new key is a colleague's."""
        return endorse(self.author.signing, self.material.vault_id, signing_key, COLLEAGUE)

    def coming(self, heir: NewKeys | None = None) -> KeyMaterial:
        """Return a new key for the vault, with everything vouched for so far, and who made it.

        `heir` are the keys that whoever is working is about to have, and that make it.
        """
        new, hand = sealing.following(self.material), self.author.signing
        if heir is None:
            made = endorse(hand, new.vault_id, new.commitment, MADE)
            return self._vouched(replace(new, made=made))
        made = endorse(heir.signing, new.vault_id, new.commitment, MADE)
        granted = endorse(hand, new.vault_id, heir.signing_key, KEEPER)
        vouched = self._vouched(replace(new, made=made))
        return replace(
            vouched,
            endorsements=(*vouched.endorsements, self.vouch_for(heir.signing_key)),
            grants=(*vouched.grants, granted),
        )

    def may_change_key(self) -> bool:
        """Whether the others believe a new key of the vault that whoever is working makes."""
        own = bytes(self.author.signing.verify_key).hex()
        return own in staffing.administrators(self.staff())

    def reseal(self, also: Sequence[str] = (), recovery: Sequence[str] | None = None) -> None:
        """Seal the vault's key to those who work here, to recovery, and `also` to these."""
        with self.database.transaction() as connection:
            recipients = staffing.recipients(connection, recovery)
        self.material = sealing.seal(
            self.folder, self._vouched(self.material), [*recipients, *also], self.author.signing
        )

    def lacks_grants(self) -> bool:
        """Whether an administrator is to be vouched for, and whoever is working can do it."""
        return bool(self._new_grants())

    def own_key(self, passphrase: str) -> KeyFile:
        """Open the key file of whoever is working; raises WrongPassphrase for another's."""
        return self.key_of(
            self.author.counsellor_id, bytes(self.author.signing.verify_key).hex(), passphrase
        )

    def key_of(self, counsellor_id: str, signing_key: str, passphrase: str) -> KeyFile:
        """Open somebody's key file, if it holds the key that the vault knows of them.

        Raises WrongPassphrase where none does.
        """
        for file in self.files_of(counsellor_id)[:MOST_TRIED]:
            try:
                opened = read_key_file(file, passphrase)
            except (UserError, OSError):
                continue
            signing = SigningKey(bytes.fromhex(opened.secrets.signing_seed))
            if bytes(signing.verify_key).hex() != signing_key:
                continue
            with self.database.transaction() as connection:
                if locks.counts(connection, opened):
                    return opened
        raise wrong_passphrase()

    def check_recovery_key(self, secret: str) -> None:
        """Raise a UserError unless this is a recovery key that the vault is sealed to."""
        public = sealing.public_key(secret)
        with self.database.transaction() as connection:
            known = staffing.recovery_keys(connection)
        if public not in known:
            raise for_another_key()

    def refuse_known(self, passphrase: str) -> None:
        """Raise NotFinished for a passphrase that lets somebody in already; tries the key files.

        Two people with one passphrase could not be told apart. Key files of another vault let
        nobody in here and are not tried; as many as `MOST_TRIED` are.
        """
        own = [file for file in key_files(self.folder) if self._user_of(file)]
        for file in own[:MOST_TRIED]:
            try:
                read_key_file(file, passphrase)
            except UserError:
                continue
            raise NotFinished(
                _("This passphrase cannot be used here. Nothing is changed. Choose another.")
            )

    def _vouched(self, material: KeyMaterial) -> KeyMaterial:
        """Return a key with everything vouched for so far."""
        grants = (*self.material.grants, *self._new_grants())
        return replace(material, endorsements=self._endorsements(), grants=grants)

    def _new_grants(self) -> tuple[Endorsement, ...]:
        """Return what whoever is working, if an administrator, has to say of the others."""
        author, vault_id = self.author.signing, self.material.vault_id
        keepers = staffing.administrators(self.staff())
        own = bytes(author.verify_key).hex()
        if own not in keepers:
            return ()
        granted = {each.key for each in self.material.grants}
        lacking = sorted(keepers - granted - {own})
        return tuple(endorse(author, vault_id, key, KEEPER) for key in lacking)

    def _endorsements(self) -> tuple[Endorsement, ...]:
        vault_id = self.material.vault_id
        stored = (
            Endorsement(
                key=each.signing_key,
                by=each.endorsed_by,
                vault_id=vault_id,
                signature=each.endorsement,
            )
            for each in self.staff()
            if each.endorsement
        )
        return tuple(dict.fromkeys((*self.material.endorsements, *stored)))

    def _user_of(self, file: Path) -> str:
        try:
            header = read_header(read_locked(file))
        except UserError:
            return ""
        return header.user if header.vault_id == self.material.vault_id else ""
