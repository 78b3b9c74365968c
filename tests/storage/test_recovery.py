"""The documented way in without Leia: pyrage, sqlcipher3 and hashlib only."""

import subprocess
import sys

from app.domain.clients import Client
from app.storage.sealing import open_with_recovery

OUTSIDE = """
import hashlib, json, sys
import pyrage
from sqlcipher3 import dbapi2

folder, secret = sys.argv[1:]
identity = pyrage.x25519.Identity.from_str(secret)
payload = json.loads(pyrage.decrypt(open(folder + "/vault.age", "rb").read(), [identity]))
person = b"leia-db" + payload["generation"].to_bytes(4, "big")
key = hashlib.blake2b(digest_size=32, key=bytes.fromhex(payload["vmk"]), person=person).hexdigest()
database = dbapi2.connect(folder + "/vault.db")
database.execute("PRAGMA key = \\"x'" + key + payload["db_salt"] + "'\\"")
print(database.execute("SELECT name FROM client").fetchone()[0])
print([m for m in sys.modules if m == "app" or m.startswith("app.")])
"""


def test_a_script_outside_the_program_reads_the_vault_with_the_recovery_key(made, tmp_path):
    vault = made.open()
    with vault.work() as work:
        work.save(Client(name="Áilu Sárá"))
    vault.close()

    arguments = [sys.executable, "-X", "utf8", "-c", OUTSIDE, str(made.folder), made.recovery]
    said = subprocess.run(
        arguments, capture_output=True, check=True, cwd=tmp_path, encoding="utf-8"
    )

    assert said.stdout.splitlines() == ["Áilu Sárá", "[]"]


def test_the_recovery_key_gives_the_same_key_as_a_passphrase(made):
    vault = made.open()

    assert open_with_recovery(made.folder, made.recovery).dek == vault._material.dek
    vault.close()
