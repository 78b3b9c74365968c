"""Open a vault with a recovery key, without Leia, and write everything in it as SQL.

    pip install pyrage==1.4.0 sqlcipher3==0.6.4 PyNaCl==1.6.2
    python3 recover.py VAULT_FOLDER OUT.sql      asks for the key on the recovery sheet

The file that is written is NOT encrypted: keep it where only those who may read it can, and
destroy it afterwards. It is written whole or not at all. The vault itself is only read: what was
being saved when it was cut off is put in order in a private copy, which stays encrypted.
Each step can be done by hand as well: `age -d -i key.txt vault.age` gives the JSON that
`sealed_keys` reads; a vault whose key was being changed has the coming one in vault.age.next.
"""

import getpass
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyrage
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from sqlcipher3 import dbapi2

LEIA = int.from_bytes(b"Leia", "big")
"""Stands in every vault as its `application_id`."""


class NotRecovered(Exception):  # noqa: N818 - says what happened
    """What lies here cannot be believed or read; its text says why."""


def sealed_keys(folder: Path, secret: str) -> Iterator[dict]:
    """Give what each vault.age says, if this recovery key opens it and it is not altered."""
    try:
        identity = pyrage.x25519.Identity.from_str("".join(secret.split()).upper())
    except pyrage.IdentityError:
        raise NotRecovered("That is not a whole recovery key.") from None
    for file in (folder / "vault.age", folder / "vault.age.next"):
        try:
            said = json.loads(pyrage.decrypt(file.read_bytes(), [identity]))
            if is_genuine(said):
                yield said
        except (OSError, pyrage.DecryptError, KeyError, ValueError):
            continue


def is_genuine(said: dict) -> bool:
    """Whether it is signed as it stands, and the key in it is the one that it names."""
    unsigned = json.dumps(said | {"signature": ""}, sort_keys=True, separators=(",", ":"))
    try:
        signed, signature = unsigned.encode(), bytes.fromhex(said["signature"])
        VerifyKey(bytes.fromhex(said["signer"])).verify(b"leia vault.age 1\n" + signed, signature)
    except BadSignatureError:
        return False
    return said["commitment"] == keyed(said, b"leia-commit", said["vault_id"].encode())


def keyed(said: dict, purpose: bytes, content: bytes = b"") -> str:
    """Return a digest that only somebody with the vault's key can make, hexadecimal."""
    key = bytes.fromhex(said["vmk"])
    return hashlib.blake2b(content, digest_size=32, key=key, person=purpose).hexdigest()


def opened(folder: Path, place: Path, said: dict) -> dbapi2.Connection:
    """Open a copy of vault.db, in an empty place of its own; raises NotRecovered."""
    for name in ("vault.db", "vault.db-journal"):  # the journal is there if saving was cut off
        if (folder / name).exists():
            shutil.copyfile(folder / name, place / name)
    database = dbapi2.connect(str(place / "vault.db"))
    key = keyed(said, b"leia-db" + said["generation"].to_bytes(4, "big")) + said["db_salt"]
    try:
        database.execute("PRAGMA cipher_log_level = NONE")  # a key that does not fit is no error
        database.execute(f"PRAGMA key = \"x'{key}'\"")
        (application,) = database.execute("PRAGMA application_id").fetchone()
        ids = database.execute("SELECT value FROM meta WHERE key = 'vault_id'").fetchall()
        if application == LEIA and ids == [(said["vault_id"],)]:
            return database
    except dbapi2.Error:
        pass
    database.close()
    raise NotRecovered("The key was opened, but vault.db is damaged or another vault's.")


def statements(database: dbapi2.Connection) -> Iterator[str]:
    """Give tables, rows and indexes as SQL that any SQLite reads."""
    yield "BEGIN;"
    found = database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL")
    for kind, name, sql in sorted(found.fetchall(), key=lambda thing: thing[0] != "table"):
        yield f"{sql};"
        if kind == "table":
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
            quoted = ", ".join(f'quote("{column}")' for column in columns)
            rows = f'SELECT {quoted} FROM "{name}"'  # noqa: S608 - the names of our own tables
            for row in database.execute(rows):
                yield f'INSERT INTO "{name}" VALUES({", ".join(row)});'
    yield "COMMIT;"


def write(database: dbapi2.Connection, target: Path) -> None:
    """Write every table as SQL, beside the target first: it is there whole, or not at all."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(f"{statement}\n" for statement in statements(database))
            file.flush()
            os.fsync(file.fileno())
        beside.rename(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def recover(folder: Path, secret: str, target: Path) -> str:
    """Write the vault to the target with the first key that fits it; return what was written."""
    if not (folder / "vault.db").is_file():
        raise NotRecovered(f"There is no vault.db in {folder}.")
    failure = NotRecovered("That key does not open this vault.")
    for said in sealed_keys(folder, secret):
        with tempfile.TemporaryDirectory(prefix="leia-recover-") as place:
            try:
                database = opened(folder, Path(place), said)
            except NotRecovered as reason:
                failure = reason
                continue
            try:
                write(database, target)
                return summary(database, said)
            finally:
                database.close()
    raise failure


def summary(database: dbapi2.Connection, said: dict) -> str:
    """Say how much was written, and whose key vault.age was signed with: compare it."""
    (people,) = database.execute("SELECT count(*) FROM client WHERE deleted = 0").fetchone()
    changes, last = database.execute("SELECT count(*), max(at) FROM change").fetchone()
    staff = database.execute("SELECT * FROM counsellor")
    name = [column[0] for column in staff.description].index("name")
    signers = [row[name] for row in staff if said["signer"] in " ".join(map(str, row))]
    by = signers[0] if signers else "a key that nobody in this vault has"
    return f"{people} people and {changes} changes, the last of {last}. Sealed by {by}."


def main() -> int:
    """Ask for the key and write the file."""
    if len(sys.argv) != len(("script", "folder", "target")):
        print(__doc__, file=sys.stderr)
        return 2
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    if target.exists():
        print(f"{target} is there already. Nothing was written.", file=sys.stderr)
        return 1
    try:
        written = recover(folder, getpass.getpass("Recovery key: "), target)
    except (NotRecovered, OSError, dbapi2.Error) as reason:
        print(f"{reason} Nothing was written.", file=sys.stderr)
        return 1
    print(f"Written to {target}: {written}\nThe file is not encrypted: look after it.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
