"""A disk that is full, or may only be read: everything acknowledged stays, and saving goes on."""

import json
import shutil
import subprocess
import sys

import pytest

COMMON = """
import json, os, resource, sys
from dataclasses import replace
from pathlib import Path
from app.i18n import use_language
from app.domain.clients import Client
from app.errors import NotSaved
from app.storage.vault import open_vault
use_language("en")
folder, passphrase = Path(sys.argv[1]), sys.argv[2]
"""

FULL = (
    COMMON
    + """
vault = open_vault(folder, passphrase)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
limit = (folder / "vault.db").stat().st_size + 60_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
kept, refused = [], []
for number in range(400):
    client = Client(name=f"Person {number}", phone="x" * 500)
    try:
        with vault.work() as work:
            work.save(client)
        kept.append(client.id)
    except NotSaved as error:
        refused.append(str(error))
        if len(refused) > 3:
            break
with vault.work() as work:
    there = [c.id for c in work.all(Client)]
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
with vault.work() as work:
    work.save(client)
    chain = work.verify_chain().ok
vault.full_check()
vault.close()
print(json.dumps([kept, there, refused, chain]))
"""
)

SMALL_DISK = (
    COMMON
    + """
vault = open_vault(folder, passphrase)
kept, refused = [], []
for number in range(4000):
    client = Client(name=f"Person {number}", phone="x" * 500)
    try:
        with vault.work() as work:
            work.save(client)
        kept.append(client.id)
    except NotSaved as error:
        refused.append(str(error))
        break
vault.close()
vault = open_vault(folder, passphrase)
with vault.work() as work:
    there = [c.id for c in work.all(Client)]
try:
    copied = str(vault.copy().path)
except NotSaved:
    copied = str(list((folder / "backups").iterdir()))
(folder.parent / "filler").unlink()
with vault.work() as work:
    work.save(client)
    chain = work.verify_chain().ok
vault.full_check()
vault.close()
print(json.dumps([kept, there, refused, chain, copied]))
"""
)

READ_ONLY = (
    COMMON
    + """
import ctypes
if os.geteuid() == 0:  # root may write anywhere, so it lays its powers down first
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    assert ctypes.CDLL(None, use_errno=True).capset(header, (ctypes.c_uint32 * 6)()) == 0
vault = open_vault(folder, passphrase)
with vault.work() as work:
    names = [c.name for c in work.all(Client)]
refused = []
for deed in ("save", "draft", "log"):
    try:
        with vault.work() as work:
            if deed == "save":
                work.save(Client(name="Ny"))
            elif deed == "draft":
                work.drafts.keep("client", "c", "c", "name", "x")
            else:
                work.access.log("OPENED")
    except NotSaved as error:
        refused.append(str(error))
print(json.dumps([vault.read_only, names, refused, vault.verify_chain().ok]))
vault.close()
"""
)


def run(script, folder, passphrase):
    arguments = [sys.executable, "-c", script, str(folder), passphrase]
    ended = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def assert_nothing_lost(kept, there, refused, chain):
    assert kept
    assert set(kept) == set(there)
    assert refused
    assert all("disk" in sentence and "safe" in sentence for sentence in refused)
    assert chain


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_when_no_more_can_be_written_nothing_acknowledged_is_lost(made):
    assert_nothing_lost(*run(FULL, made.folder, made.passphrase))


@pytest.fixture
def small_disk(tmp_path):
    point = tmp_path / "small"
    point.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(point)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a small disk here")
    yield point
    subprocess.run([shutil.which("umount"), str(point)], check=True)


def test_on_a_really_full_disk_nothing_acknowledged_is_lost(made, small_disk):
    folder = small_disk / "vault"
    shutil.copytree(made.folder, folder)
    (small_disk / "filler").write_bytes(bytes(600_000))

    *said, copied = run(SMALL_DISK, folder, made.passphrase)

    assert_nothing_lost(*said)
    assert copied == "[]"


@pytest.mark.parametrize("part", ["folder", "file"])
def test_a_vault_that_may_only_be_read_opens_and_says_that_it_cannot_save(made, part):
    vault = made.open()
    vault.close()
    (made.folder / "vault.db-journal").unlink(missing_ok=True)
    if part == "file":
        (made.folder / "vault.db").chmod(0o400)
    else:
        made.folder.chmod(0o500)

    try:
        read_only, names, refused, chain = run(READ_ONLY, made.folder, made.passphrase)
    finally:
        made.folder.chmod(0o700)

    assert read_only
    assert names == []
    assert len(refused) == 3
    assert all("safe" in sentence for sentence in refused)
    assert chain
