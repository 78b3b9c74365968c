"""The county's keys change with its policy."""

import pytest

from app.errors import NotAllowed, UserError, VaultDamaged
from app.storage.files import DATABASE
from app.storage.keys.sealing import new_recovery_identity, open_with_recovery
from tests import raw
from tests.storage.shared_vault import (
    OLA,
    check_data,
    codes,
    opens,
    remove,
)

pytestmark = pytest.mark.usefixtures("quickly")


def test_the_countys_keys_change_with_the_policy_and_the_printed_one_stays(shared):
    (old, old_public), (new, new_public) = new_recovery_identity(), new_recovery_identity()
    with shared.opened() as vault:
        printed = vault.recovery_keys
        assert vault.use_county_keys([old_public])
        assert not vault.use_county_keys([old_public])
        assert open_with_recovery(shared.folder, old).generation == 1
        assert vault.use_county_keys([new_public])
        assert vault.recovery_keys == (*printed, new_public)
        assert codes(vault).count(("COUNTY_KEYS_CHANGED", "")) == 2
        vault.copy()

    for secret in (shared.recovery, new):
        assert open_with_recovery(shared.folder, secret).generation == 1
    with pytest.raises(VaultDamaged, match="recovery key does not open"):
        open_with_recovery(shared.folder, old)
    remove(shared)
    assert open_with_recovery(shared.folder, new).generation == 3


def test_a_county_key_that_was_taken_back_opens_nothing_with_a_vault_age_from_before(shared):
    (old, old_public), (new, new_public) = new_recovery_identity(), new_recovery_identity()
    with shared.opened() as vault:
        vault.use_county_keys([old_public])
        former = open_with_recovery(shared.folder, old)
        vault.use_county_keys([old_public, new_public])
    with shared.opened():
        pass
    assert opens(shared.folder / DATABASE, former), "none was taken back"
    with shared.opened() as vault:
        vault.use_county_keys([new_public])
    with shared.opened(OLA):
        pass
    assert opens(shared.folder / DATABASE, former), "it takes an administrator"

    with shared.opened() as vault:
        check_data(vault)
    assert not opens(shared.folder / DATABASE, former)
    assert open_with_recovery(shared.folder, new).generation == 2


def test_the_county_takes_back_its_key_but_never_the_last_one(shared):
    _secret, public = new_recovery_identity()
    with shared.opened() as vault:
        vault.use_county_keys([public, *vault.recovery_keys])
        with raw.database(vault).transaction() as connection:
            connection.exec_driver_sql(
                "UPDATE meta SET value = ? WHERE key = 'county'", (" ".join(vault.recovery_keys),)
            )
        with pytest.raises(UserError, match="needs a recovery key"):
            vault.use_county_keys([])


def test_only_a_vault_administrator_changes_the_countys_keys(shared):
    with shared.opened(OLA) as vault, pytest.raises(NotAllowed):
        vault.use_county_keys([new_recovery_identity()[1]])
