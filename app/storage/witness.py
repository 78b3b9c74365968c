"""A small file outside the vault that remembers how far the vault had come on this computer.

Encryption cannot tell today's vault from yesterday's put back in its place; somebody who saw
today's can. The file is sealed with the vault's key, so nobody else can make it say less; it
outlives a change of that key, for the vault keeps its former ones. A file sealed with a key that
the vault does not have yet cannot be read by it, and says just by that that the vault is older.
Whoever puts back everything at once, this file too, is not found out: the copies and the
journal's anchors on paper are for that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import msgspec

from app.foreign_files import read_foreign
from app.storage.copies.manifest import is_proved, read_manifest
from app.storage.copies.shelves import copies_in
from app.storage.files import make_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.storage.keys.sealing import KeyMaterial
    from app.storage.values.changes import ChainEnd

_PURPOSE = b"leia-state"
_FORMAT = 1
_SIZE_LIMIT = 1 << 20
_MOST_DEVICES = 50


class Seen(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """How far one device's journal had come when it was last seen here."""

    device_id: str
    seq: Annotated[int, msgspec.Meta(ge=0)]
    head: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    at: Annotated[datetime, msgspec.Meta(tz=True)]


class _State(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    format: int
    vault_id: str
    generation: Annotated[int, msgspec.Meta(ge=1)]
    seen: tuple[Seen, ...]
    accepted_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    """When somebody said that an older vault is the right one; older copies tell nothing then."""
    proof: str


@dataclass(frozen=True)
class Remembered:
    """What this computer remembers of a vault."""

    ends: tuple[Seen, ...] = ()
    """The furthest that each device's journal was seen."""
    knows_newer_key: bool = False
    """Whether the vault had a later key than it has now."""
    spoilt: bool = False
    """Whether there was something that nobody with a key of the vault wrote."""


def has_seen(state_folder: Path, vault_id: str) -> bool:
    """Whether a vault of this id was open under a user of this computer, believed or not."""
    return (state_folder / _named(vault_id)).exists()


class Witness:
    """Remembers for one vault, in a file of its own and in the vault's nearest copies."""

    def __init__(
        self, state_folder: Path, copies_folder: Path, keys: Sequence[KeyMaterial]
    ) -> None:
        """Take the vault's key of today first, and then those it had."""
        self._present = keys[0]
        self._keys = {each.generation: each for each in reversed(keys)}
        self._file = state_folder / _named(self._present.vault_id)
        self._copies_folder = copies_folder

    def recall(self) -> Remembered:
        """Return how far the vault was seen; what cannot be believed is not."""
        state, missed = self._read()
        furthest = {each.device_id: each for each in state.seen} if state else {}
        for each in self._seen_in_copies(state.accepted_at if state else None):
            known = furthest.get(each.device_id)
            if known is None or known.seq < each.seq:
                furthest[each.device_id] = each
        return replace(missed, ends=tuple(furthest.values()))

    def remember(self, ends: Sequence[ChainEnd], at: datetime, *, accepted: bool = False) -> None:
        """Keep how far each device's journal has come, in place of what was known.

        Not for whoever has not asked `recall`: what is written here is what is believed next.
        """
        state, _missed = self._read()
        unproved = _State(
            format=_FORMAT,
            vault_id=self._present.vault_id,
            generation=self._present.generation,
            seen=tuple(_seen(end, at) for end in ends[:_MOST_DEVICES]),
            accepted_at=at if accepted else (state.accepted_at if state else None),
            proof="",
        )
        proof = self._present.proof(_PURPOSE, _proved_bytes(unproved))
        make_folder(self._file.parent)
        content = msgspec.json.encode(msgspec.structs.replace(unproved, proof=proof))
        write_whole(self._file, content)

    def _read(self) -> tuple[_State | None, Remembered]:
        """Return what is believed, or why nothing is."""
        try:
            state = msgspec.json.decode(read_foreign(self._file, _SIZE_LIMIT), type=_State)
        except FileNotFoundError:
            return None, Remembered()
        except (OSError, ValueError, RecursionError):
            return None, Remembered(spoilt=True)
        if state.vault_id != self._present.vault_id:
            return None, Remembered(spoilt=True)
        if state.generation > self._present.generation:
            return None, Remembered(knows_newer_key=True)
        key = self._keys.get(state.generation)
        if key is None or not key.proves(state.proof, _PURPOSE, _proved_bytes(state)):
            return None, Remembered(spoilt=True)
        return state, Remembered()

    def _seen_in_copies(self, since: datetime | None) -> Iterator[Seen]:
        for copy in copies_in(self._copies_folder):
            try:
                manifest = read_manifest(copy.path)
            except (OSError, ValueError):
                continue
            if manifest is None or (since is not None and manifest.made_at <= since):
                continue
            if any(is_proved(manifest, key) for key in self._keys.values()):
                yield Seen(
                    device_id=manifest.device_id,
                    seq=manifest.seq,
                    head=manifest.head,
                    at=manifest.made_at,
                )


def _named(vault_id: str) -> str:
    return f"{vault_id}.state"


def _seen(end: ChainEnd, at: datetime) -> Seen:
    return Seen(device_id=end.device_id, seq=end.seq, head=end.hash.hex(), at=at)


def _proved_bytes(state: _State) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(state, proof=""), order="deterministic")
