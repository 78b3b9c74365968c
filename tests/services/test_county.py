"""What a county's policy means for keys."""

from contextlib import nullcontext

import pytest

from app.errors import UserError, VaultDamaged
from app.policy.policy import (
    HIGHEST_MEMORY_KIB,
    HIGHEST_PASSES,
    Finding,
    Policy,
    PolicyReport,
    Problem,
)
from app.services.vault import county, founding
from app.storage.keys import keyfiles
from app.storage.keys.keyfiles import FLOOR, KdfCost, Pins, Secrets
from app.storage.keys.sealing import open_with_recovery


def test_a_countys_keys_are_checked_and_shown_as_figures():
    public = founding.new_recovery_key().public

    found = county.county_fingerprints(Policy(recovery_recipients=(public,)))

    assert found == (founding.fingerprint(public),)
    assert county.county_fingerprints(Policy()) == ()
    with pytest.raises(UserError):
        county.county_fingerprints(Policy(recovery_recipients=("age1nonsense",)))


@pytest.mark.parametrize(
    ("memory", "passes", "least"),
    [(0, 0, FLOOR), (1, 1, FLOOR), (131_072, 0, KdfCost(131_072, 3)), (0, 9, KdfCost(65_536, 9))],
)
def test_the_county_can_raise_what_a_guess_costs_and_never_lower_it(memory, passes, least):
    policy = Policy(minimum_memory_kib=memory, minimum_passes=passes)

    assert county.minimum_cost(policy) == least


def test_a_key_costs_at_least_what_the_county_says():
    cost = county.key_cost(Policy(minimum_memory_kib=131_072, minimum_passes=16))

    assert (cost.memory_kib >= 131_072, cost.passes) == (True, 16)


@pytest.mark.parametrize("more", [(0, 0), (1, 0), (0, 1)])
def test_the_highest_costs_a_policy_can_name_can_be_unlocked_and_none_above(
    more, tmp_path, monkeypatch
):
    monkeypatch.setattr(keyfiles, "derive", lambda *_asked: bytes(32))  # as if it took no time
    cost = KdfCost(HIGHEST_MEMORY_KIB + more[0], HIGHEST_PASSES + more[1])
    pins = Pins(vault_id="v", generation=1, commitment="cd" * 32, signers=("ef" * 32,))
    held = Secrets(identity="AGE-SECRET-KEY-1XYZ", signing_seed="ab" * 32, pins=pins)
    keyfiles.write_key_file(tmp_path / "kari.key", "kari", "frase", held, cost)

    with nullcontext() if more == (0, 0) else pytest.raises(VaultDamaged):
        keyfiles.read_key_file(tmp_path / "kari.key", "frase")


def test_the_countys_signing_key_is_shown_as_figures():
    assert county.county_key_fingerprint(Policy()) == ""
    assert len(county.county_key_fingerprint(Policy(county_key="ab" * 32)).split()) == 6


@pytest.fixture
def signed():
    def report(*keys, **more):
        return PolicyReport(policy=Policy(recovery_recipients=keys), **more)

    return report


def test_new_recovery_keys_of_the_county_open_the_vault_from_then_on(own_vault, signed):
    new = founding.new_recovery_key()

    told = county.seal_to_county(own_vault, signed(new.public))

    assert "new recovery keys" in told
    assert new.public in own_vault.recovery_keys
    assert open_with_recovery(own_vault.folder, new.secret).vault_id == own_vault.vault_id
    assert county.seal_to_county(own_vault, signed(new.public)) == ""


def test_keys_that_are_none_and_policies_without_any_take_nothing_away(own_vault, signed):
    new = founding.new_recovery_key()
    county.seal_to_county(own_vault, signed(new.public))
    before = own_vault.recovery_keys

    faulty = Finding("recovery_recipients", Problem.NO_KEY, "age1x")
    for report in (signed(), signed("age1x", findings=(faulty,)), signed("", findings=(faulty,))):
        assert county.seal_to_county(own_vault, report) == ""

    assert own_vault.recovery_keys == before
