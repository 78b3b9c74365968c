"""What a county's policy means for keys."""

import json
from contextlib import nullcontext
from dataclasses import replace

import pytest
from nacl.signing import SigningKey

from app.domain.permissions import FOUNDER, Role, Roles
from app.domain.staff import Centre, Counsellor
from app.errors import NotAllowed, UserError, VaultDamaged
from app.policy.policy import HIGHEST_MEMORY_KIB, HIGHEST_PASSES, Policy, PolicyReport, Verdict
from app.policy.trust import held_report
from app.services.vault import county, founding
from app.storage.keys import keyfiles
from app.storage.keys.keyfiles import FLOOR, KdfCost, Pins, Secrets
from app.storage.keys.sealing import open_with_recovery
from app.storage.vault import create_vault
from sign_policy import sign
from tests.builders import PASSPHRASE


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


COUNTY, EVIL = SigningKey(b"\x01" * 32), SigningKey(b"\x02" * 32)


def report(*keys, by=COUNTY, **values):
    """What a machine says whose policy names these recovery keys, signed by somebody."""
    raw = sign({"recovery_recipients": list(keys), **values}, by)
    return replace(held_report(json.dumps(raw)), verdict=Verdict.ACCEPTED)


@pytest.fixture
def countys(own_vault):
    """A vault whose administrator has compared the county's key."""
    county.believe_county(own_vault, report())
    return own_vault


def test_new_recovery_keys_of_the_county_open_the_vault_from_then_on(countys):
    new = founding.new_recovery_key()

    met = county.meet_county(countys, report(new.public, serial=1))

    assert "new recovery keys" in met.told
    assert new.public in countys.recovery_keys
    assert open_with_recovery(countys.folder, new.secret).vault_id == countys.vault_id
    assert county.meet_county(countys, report(new.public, serial=1)) == county.CountyMet()


def test_keys_that_are_none_and_policies_without_any_take_nothing_away(countys):
    county.meet_county(countys, report(founding.new_recovery_key().public, serial=1))
    before = countys.recovery_keys

    for faulty in (report(), report("age1x"), PolicyReport()):
        assert county.meet_county(countys, faulty).told == ""

    assert countys.recovery_keys == before


def test_a_key_nobody_has_compared_seals_nothing_and_is_asked_for(own_vault):
    evil = founding.new_recovery_key()
    before = own_vault.recovery_keys

    met = county.meet_county(own_vault, report(evil.public, by=EVIL))

    assert met.to_compare == county.county_key_fingerprint(report(by=EVIL).policy)
    assert own_vault.recovery_keys == before
    with pytest.raises(VaultDamaged):
        open_with_recovery(own_vault.folder, evil.secret)


def test_another_countys_key_waits_and_its_policy_does_not_hold(countys):
    strict = report(allowed_exports=[], serial=7)
    county.meet_county(countys, strict)
    loose = report(founding.new_recovery_key().public, by=EVIL, serial=99)
    before = countys.recovery_keys

    met = county.meet_county(countys, loose)

    assert met.to_compare
    assert countys.recovery_keys == before
    held = county.policy_in_force(countys, loose)
    assert (held.verdict, held.policy.allowed_exports) == (Verdict.OF_VAULT, ())
    assert held.warning


@pytest.mark.parametrize(
    "found", [PolicyReport(), report(serial=6), report(allowed_exports=["PRINT"], serial=7)]
)
def test_a_vault_holds_on_to_its_policy_where_there_is_none_or_an_older_one(countys, found):
    county.meet_county(countys, report(allowed_exports=[], serial=7))
    county.meet_county(countys, found)

    held = county.policy_in_force(countys, found)

    assert (held.policy.serial, held.policy.allowed_exports) == (7, ())
    assert held.verdict is Verdict.OF_VAULT


def test_a_newer_policy_of_the_county_holds_and_is_held_on_to(countys):
    for serial in (7, 8, 9):
        found = report(allowed_exports=["PRINT"], serial=serial)
        assert county.policy_in_force(countys, found) is found
        county.meet_county(countys, found)

    assert county.policy_in_force(countys, PolicyReport()).policy.serial == 9


def test_a_key_the_county_named_as_its_next_is_believed(countys):
    next_key = bytes(EVIL.verify_key).hex()
    county.meet_county(countys, report(next_county_key=next_key, serial=2))
    new = founding.new_recovery_key()

    met = county.meet_county(countys, report(new.public, by=EVIL, serial=3))

    assert "new recovery keys" in met.told
    assert county.policy_in_force(countys, report(serial=4)).verdict is Verdict.OF_VAULT


def test_a_compared_key_counts_from_then_on(countys):
    new = founding.new_recovery_key()
    other = report(new.public, by=EVIL)
    assert county.meet_county(countys, other).to_compare

    assert "new recovery keys" in county.believe_county(countys, other)

    assert new.public in countys.recovery_keys
    assert county.policy_in_force(countys, other) is other
    assert county.meet_county(countys, other) == county.CountyMet()


def test_only_an_administrator_compares(countys):
    with countys.work() as work:
        work.save(replace(countys.counsellor, roles=Roles({Role.COUNSELLOR})))

    with pytest.raises(NotAllowed):
        county.believe_county(countys, report(by=EVIL))
    assert not county.meet_county(countys, report("age1x", by=EVIL)).to_compare


def test_a_vault_made_under_a_policy_knows_its_county(tmp_path):
    new, own = founding.new_recovery_key(), founding.new_recovery_key()
    who = Counsellor(name="Kari", roles=FOUNDER)
    keys = [own.public, new.public]
    vault = create_vault(
        tmp_path / "v", PASSPHRASE, Centre(name="C"), who, keys, FLOOR, [new.public]
    )

    assert county.meet_county(vault, report(new.public)) == county.CountyMet()
    later = founding.new_recovery_key()
    assert county.meet_county(vault, report(later.public, by=EVIL)).to_compare
    assert county.meet_county(vault, report(later.public, serial=1)).told
    vault.close()
