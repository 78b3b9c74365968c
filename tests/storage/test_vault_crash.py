"""Killed while it saves: everything acknowledged is there, and the chain holds."""

import subprocess
import sys

import pytest

from app.domain.clients import Client

SAVES = """
import sys
from pathlib import Path
from app.domain.clients import Client
from app.storage.vault import open_vault
vault = open_vault(Path(sys.argv[1]), sys.argv[2])
while True:
    client = Client(name="Kari", phone="x" * 300)
    with vault.work() as work:
        work.save(client)
    print(client.id, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 40, 150])
def test_no_acknowledged_save_is_lost_when_the_program_is_killed(made, acknowledged):
    arguments = [sys.executable, "-c", SAVES, str(made.folder), made.passphrase]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        promised = [process.stdout.readline().strip() for _ in range(acknowledged)]
        process.kill()
        promised += process.stdout.read().split()

    vault = made.open()
    with vault.work() as work:
        there = {client.id for client in work.all(Client)}
    vault.full_check()
    assert vault.verify_chain().ok
    vault.close()

    whole = [each for each in promised if len(each) == 36]
    assert there >= set(whole)
