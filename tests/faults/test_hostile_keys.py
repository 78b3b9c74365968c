"""R9 (what is built of it) and R10: key files that are changed, foreign, old, damaged or missing.

Whoever can write in the vault's folder may put anything there. Nothing of it may open, crash, or
make Leia work or take memory beyond its limits; and the recovery key opens what is whole.
"""

from __future__ import annotations

import hashlib
import shutil
import struct
import time
from collections.abc import Callable
from contextlib import closing
from itertools import product
from pathlib import Path
from random import Random

import msgspec
import pyrage
import pytest

from app.errors import UserError
from app.services.vault.colleagues import remove_colleague
from app.services.vault.recovering import RecoveryDoor
from app.storage.keys.keyfiles import read_key_file
from app.storage.keys.sealing import SEALED, unseal
from app.storage.vault import open_vault
from tests.faults.key_deeds import NEW_PASSPHRASE, colleague
from tests.faults.records import Tally
from tests.faults.samples import PASSPHRASE, QUICK, Sample, make_sample, quick_keys
from tests.faults.spoiling import flipped

MAGIC = b"KSLOT1\n"
CHECKSUM = 32
NESTED = 7_000
HOSTILE = (
    2**63, -1, 0, 1, 2**31, 10**30, True, None, [], {}, [64 * 1024], "65536", 1e308, "", "\ud800",
    "a" * 15_000,
)  # fmt: skip
FIELDS = ("version", "vault_id", "user", "generation", "kdf", "memory_kib", "passes", "lanes")


@pytest.fixture
def locked(few: Sample, tmp_path: Path) -> Path:
    """A key file to spoil."""
    (file,) = (few.copied_to(tmp_path).folder / "keys").iterdir()
    return file


def sealed_again(content: bytes) -> bytes:
    """Return a key file with the checksum that an attacker would give it."""
    return content + hashlib.blake2b(content, digest_size=CHECKSUM).digest()


def mutated(content: bytes, dice: Random) -> bytes:
    """Return a key file that is changed somehow: bits, bytes, length, order or its header."""
    body = bytearray(content[:-CHECKSUM])
    match dice.randrange(5):
        case 0:
            for _each in range(dice.randrange(1, 5)):
                body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
        case 1:
            del body[dice.randrange(len(body)) :]
        case 2:
            at = dice.randrange(len(body))
            body[at:at] = dice.randbytes(dice.randrange(1, 200))
        case 3:
            body[7:11] = struct.pack(">I", dice.choice((0, 1, 2**31, 2**32 - 1, len(body))))
        case _:
            return hostile(content, dice)
    is_sealed = dice.random() < 0.7  # an accident does not mend the checksum
    return sealed_again(bytes(body)) if is_sealed else bytes(body) + content[-CHECKSUM:]


def hostile(content: bytes, dice: Random) -> bytes:
    """Return a key file whose header says something outrageous, in the one form that is read."""
    (length,) = struct.unpack_from(">I", content, len(MAGIC))
    start = len(MAGIC) + 4
    header = msgspec.json.decode(content[start : start + length])
    name = dice.choice((*FIELDS, "salt", "extra"))
    header[name] = dice.choice(HOSTILE)
    try:
        raw = msgspec.json.encode(header, order="sorted")
    except (UnicodeEncodeError, OverflowError):
        raw = repr(header).encode("utf-8", "surrogatepass")
    if dice.random() < 0.1:
        raw = raw[:-1] + b',"x":' + b"[" * NESTED + b"]" * NESTED + b"}"
    rest = content[start + length : -CHECKSUM]
    return sealed_again(MAGIC + struct.pack(">I", len(raw)) + raw + rest)


@pytest.mark.fault(id="R9", what="mutated key files")
def test_no_changed_key_file_opens(tally: Tally, locked: Path, counts, dice):
    whole, slowest = locked.read_bytes(), 0.0
    for number in range(counts["mutations"]):
        locked.write_bytes(mutated(whole, dice))
        if locked.read_bytes() == whole:
            continue
        begun = time.perf_counter()
        tally.trials += 1
        try:
            read_key_file(locked, PASSPHRASE)
        except UserError:
            pass
        except Exception as error:
            tally.blame(f"number {number}: {type(error).__name__}: {error}")
        else:
            tally.blame(f"number {number} opened")
        slowest = max(slowest, time.perf_counter() - begun)

    tally.notes.append(f"slowest {slowest * 1000:.0f} ms")
    locked.write_bytes(whole)
    assert read_key_file(locked, PASSPHRASE)
    tally.check()


@pytest.mark.fault(id="R9", what="mutated vault.age")
def test_no_changed_vault_age_opens(tally: Tally, few: Sample, tmp_path: Path, counts, dice):
    sample = few.copied_to(tmp_path)
    sealed, held = sample.folder / SEALED, sample.key[0].secrets
    whole = sealed.read_bytes()
    payload = pyrage.decrypt(whole, [pyrage.x25519.Identity.from_str(held.identity)])
    slowest = 0.0
    for number in range(counts["mutations"]):
        sealed.write_bytes(_other_seal(whole, payload, held.identity, dice))
        begun = time.perf_counter()
        tally.trials += 1
        try:
            unseal(sample.folder, held.identity, held.pins)
        except UserError:
            pass
        except Exception as error:
            tally.blame(f"number {number}: {type(error).__name__}: {error}")
        else:
            tally.blame(f"number {number} opened")
        slowest = max(slowest, time.perf_counter() - begun)

    tally.notes.append(f"slowest {slowest * 1000:.0f} ms")
    sealed.write_bytes(whole)
    assert unseal(sample.folder, held.identity, held.pins)
    tally.check()


def _other_seal(whole: bytes, payload: bytes, identity: str, dice: Random) -> bytes:
    """Return a vault.age changed outside, or one sealed anew with something else inside."""
    changed = bytearray(whole if dice.random() < 0.5 else payload)
    match dice.randrange(3):
        case 0:
            changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
        case 1:
            del changed[dice.randrange(len(changed)) :]
        case _:
            at = dice.randrange(len(changed))
            changed[at:at] = dice.randbytes(dice.randrange(1, 50))
    if changed.startswith(b"age-encryption") or len(changed) > len(payload) + 100:
        return bytes(changed)
    public = pyrage.x25519.Identity.from_str(identity).to_public()
    return pyrage.encrypt(bytes(changed), [public])


KEY_FILES = ("whole", "missing", "foreign", "older", "damaged", "wrong passphrase")
SEALS = ("whole", "missing", "foreign", "older", "damaged")


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Another vault, with the same passphrase."""
    with quick_keys():
        return make_sample(tmp_path_factory.mktemp("strangers") / "vault")


@pytest.fixture(scope="module")
def left(staffed: Sample, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The staffed vault after its colleague was taken out, so that there is an older key."""
    sample = staffed.copied_to(tmp_path_factory.mktemp("left"))
    with quick_keys(), closing(open_vault(sample.folder, PASSPHRASE)) as vault:
        remove_colleague(vault, colleague(vault).id, PASSPHRASE, ())
    return Sample(sample.folder, sample.recovery)


@pytest.mark.fault(id="R10", what="combinations of missing, foreign, old, damaged and wrong keys")
def test_every_combination_of_keys(tally: Tally, staffed, left, strangers, tmp_path):
    for key_file, seal in product(KEY_FILES, SEALS):
        trial = left.copied_to(tmp_path / "trial")
        _spoil_key(trial.folder, key_file, staffed, strangers)
        _spoil_seal(trial.folder, seal, staffed, strangers)
        tally.trials += 1
        where = f"key file {key_file}, vault.age {seal}"
        passphrase = "feil passordfrase her" if key_file == "wrong passphrase" else PASSPHRASE
        opened = _try(lambda at=trial.folder, by=passphrase: open_vault(at, by).close(), tally)
        # an older key file still holds the same secrets; it pins less, and the seal is whole
        if opened != ((key_file in {"whole", "older"}) and seal == "whole"):
            tally.blame(f"{where}: opened is {opened}")
        recovered = _try(lambda at=trial: _recover(at), tally)
        if recovered != (seal == "whole"):
            tally.blame(f"{where}: recovered is {recovered}")

    assert tally.trials == 30
    tally.check()


def _spoil_key(folder: Path, how: str, older: Sample, foreign: Sample) -> None:
    (file,) = (folder / "keys").iterdir()
    if how in {"missing", "foreign"}:
        file.unlink()
    if how == "foreign":
        (other,) = (foreign.folder / "keys").iterdir()
        shutil.copy(other, folder / "keys")
    if how == "older":
        shutil.copy(older.folder / "keys" / file.name, file)
    if how == "damaged":
        file.write_bytes(flipped(file.read_bytes(), 100, 3))


def _spoil_seal(folder: Path, how: str, older: Sample, foreign: Sample) -> None:
    file = folder / SEALED
    if how == "missing":
        file.unlink()
    if how in {"older", "foreign"}:
        shutil.copy((older if how == "older" else foreign).folder / SEALED, file)
    if how == "damaged":
        file.write_bytes(flipped(file.read_bytes(), 300, 3))


def _try(deed: Callable[[], None], tally: Tally) -> bool:
    """Say whether something went well; whatever is no sentence is told."""
    try:
        deed()
    except UserError:
        return False
    except Exception as error:
        tally.blame(f"{type(error).__name__}: {error}")
        return False
    return True


def _recover(sample: Sample) -> None:
    with closing(RecoveryDoor(sample.folder)) as door:
        (who,) = door.open(sample.recovery)
        door.set_passphrase(who.id, NEW_PASSPHRASE, QUICK)
    open_vault(sample.folder, NEW_PASSPHRASE).close()
