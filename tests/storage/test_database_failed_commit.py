"""A commit that fails leaves the vault as it was, and ready for the next piece of work."""

import pytest

from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.staff import Centre, Counsellor
from app.storage.keys.keyfiles import FLOOR
from app.storage.keys.sealing import new_recovery_identity
from app.storage.vault import create_vault


def test_a_child_without_its_client_fails_alone(tmp_path):
    _secret, public = new_recovery_identity()
    vault = create_vault(
        tmp_path / "vault", "fire ord og fjorten tegn", Centre(), Counsellor(), [public], FLOOR
    )
    with pytest.raises(Exception, match="FOREIGN KEY"), vault.work() as work:
        work.save(Intake(client_id="nobody"))

    client = Client(name="Liv Hansen")
    with vault.work() as work:
        work.save(client)

    with vault.work() as work:
        assert work.get(Client, client.id).name == "Liv Hansen"
        assert work.all(Intake) == ()
        assert work.verify_chain().ok
    vault.close()
