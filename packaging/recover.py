"""Open a vault with a recovery key, without Leia, and write everything in it as SQL.

    pip install pyrage==1.4.0 sqlcipher3==0.6.4
    python3 recover.py VAULT_FOLDER OUT.sql      asks for the key on the recovery sheet

The file that is written is NOT encrypted: keep it where only those who may read it can, and
destroy it afterwards. The vault itself is only read. Each step can be done by hand as well:
`age -d -i key.txt vault.age` gives the JSON that `sealed_key` reads.
"""

import getpass
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pyrage
from sqlcipher3 import dbapi2


def sealed_key(folder: Path, secret: str) -> str:
    """Return key and salt of vault.db, hexadecimal, from vault.age and a recovery key."""
    identity = pyrage.x25519.Identity.from_str("".join(secret.split()).upper())
    payload = json.loads(pyrage.decrypt((folder / "vault.age").read_bytes(), [identity]))
    person = b"leia-db" + payload["generation"].to_bytes(4, "big")
    key = hashlib.blake2b(digest_size=32, key=bytes.fromhex(payload["vmk"]), person=person)
    return key.hexdigest() + payload["db_salt"]


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


def dump(folder: Path, secret: str, target: Path) -> int:
    """Write every table as SQL; returns how many statements were written."""
    database = dbapi2.connect(f"file:{folder / 'vault.db'}?mode=ro", uri=True)
    database.execute(f"PRAGMA key = \"x'{sealed_key(folder, secret)}'\"")
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        count = 0
        for statement in statements(database):
            file.write(f"{statement}\n")
            count += 1
    database.close()
    return count


def main() -> int:
    """Ask for the key and write the file."""
    if len(sys.argv) != len(("script", "folder", "target")):
        print(__doc__, file=sys.stderr)
        return 2
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    try:
        count = dump(folder, getpass.getpass("Recovery key: "), target)
    except (pyrage.DecryptError, pyrage.IdentityError):
        print("That key does not open this vault. Nothing was written.", file=sys.stderr)
        return 1
    print(f"{count} statements written to {target}. The file is not encrypted: look after it.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
