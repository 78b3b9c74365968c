"""A small file outside the vault that remembers how far the vault had come on this computer.

Encryption cannot tell today's vault from yesterday's put back in its place; somebody who saw
today's can. The file is sealed with the vault's key, so nobody else can make it say less. Whoever
puts back everything at once, this file too, is not found out: the copies and the journal's
anchors on paper are for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import msgspec

from app.storage.copies.manifest import is_proved, read_manifest
from app.storage.copies.shelves import copies_in
from app.storage.files import make_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    proof: str


@dataclass(frozen=True)
class Remembered:
    """What this computer remembers of one device's journal."""

    seen: Seen | None = None
    spoilt: bool = False
    """Whether there was something that nobody with the vault's key wrote."""


class Witness:
    """Remembers for one vault, in a file of its own and in the vault's nearest copies."""

    def __init__(self, state_folder: Path, copies_folder: Path, material: KeyMaterial) -> None:
        self._file = state_folder / f"{material.vault_id}.state"
        self._copies_folder = copies_folder
        self._material = material

    def recall(self, device_id: str) -> Remembered:
        """Return the furthest a device's journal was seen; what cannot be believed is not."""
        state, spoilt = self._read()
        known = [*state.seen, *self._seen_in_copies()]
        own = [each for each in known if each.device_id == device_id]
        return Remembered(max(own, key=lambda each: each.seq, default=None), spoilt)

    def remember(self, end: ChainEnd, at: datetime) -> None:
        """Keep how far a device's journal has come, in place of what was known of that device."""
        state, _spoilt = self._read()
        others = [each for each in state.seen if each.device_id != end.device_id]
        now = Seen(device_id=end.device_id, seq=end.seq, head=end.hash.hex(), at=at)
        unproved = _State(
            format=_FORMAT,
            vault_id=self._material.vault_id,
            generation=self._material.generation,
            seen=(now, *others[: _MOST_DEVICES - 1]),
            proof="",
        )
        proof = self._material.proof(_PURPOSE, _proved_bytes(unproved))
        make_folder(self._file.parent)
        content = msgspec.json.encode(msgspec.structs.replace(unproved, proof=proof))
        write_whole(self._file, content)

    def _read(self) -> tuple[_State, bool]:
        nothing = _State(
            format=_FORMAT, vault_id=self._material.vault_id, generation=0, seen=(), proof=""
        )
        try:
            with self._file.open("rb") as stream:
                state = msgspec.json.decode(stream.read(_SIZE_LIMIT), type=_State)
        except FileNotFoundError:
            return nothing, False
        except (OSError, ValueError, RecursionError):
            return nothing, True
        if self._material.proves(state.proof, _PURPOSE, _proved_bytes(state)):
            return state, False
        # A memory from before the vault's key was changed cannot be held against the new key.
        is_old = state.generation < self._material.generation
        return nothing, not (is_old and state.vault_id == self._material.vault_id)

    def _seen_in_copies(self) -> Iterator[Seen]:
        for copy in copies_in(self._copies_folder):
            try:
                manifest = read_manifest(copy.path)
            except (OSError, ValueError):
                continue
            if manifest is not None and is_proved(manifest, self._material):
                yield Seen(
                    device_id=manifest.device_id,
                    seq=manifest.seq,
                    head=manifest.head,
                    at=manifest.made_at,
                )


def _proved_bytes(state: _State) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(state, proof=""), order="deterministic")
