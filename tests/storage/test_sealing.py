import json
import re

import pyrage
import pytest
from nacl.signing import SigningKey
from pyrage import x25519

from app.errors import UserError, VaultDamaged, VaultTooNew
from app.storage.keys.keyfiles import Pins
from app.storage.keys.payload import VERSION, Payload, written
from app.storage.keys.sealing import (
    check_recipients,
    fingerprint,
    new_key_material,
    new_recovery_identity,
    open_with_recovery,
    public_key,
    seal,
    unseal,
)


class Sealed:
    """A vault.age, who may open it and what they remember of it."""

    def __init__(self, folder):
        self.folder = folder
        self.secret, self.public = new_recovery_identity()
        self.signing = SigningKey.generate()
        self.material = seal(folder, new_key_material("vault"), [self.public], self.signing)
        self.file = folder / "vault.age"

    def pins(self, **changed):
        usual = {
            "vault_id": "vault",
            "generation": 1,
            "commitment": self.material.commitment,
            "signers": (self.material.signer,),
        }
        return Pins(**{**usual, **changed})

    def reseal(self, change):
        payload = json.loads(pyrage.decrypt(self.file.read_bytes(), [self.identity]))
        change(payload)
        recipient = x25519.Recipient.from_str(self.public)
        self.file.write_bytes(pyrage.encrypt(json.dumps(payload).encode(), [recipient]))

    @property
    def identity(self):
        return x25519.Identity.from_str(self.secret)


@pytest.fixture
def sealed(tmp_path):
    return Sealed(tmp_path)


def test_whoever_it_is_sealed_to_opens_it(sealed):
    assert unseal(sealed.folder, sealed.secret, sealed.pins()) == sealed.material
    assert open_with_recovery(sealed.folder, sealed.secret) == sealed.material


def test_a_recovery_key_may_be_typed_with_spaces_and_small_letters(sealed):
    assert open_with_recovery(sealed.folder, f" {sealed.secret.lower()}\n") == sealed.material


def test_somebody_else_does_not(sealed):
    other, _public = new_recovery_identity()

    with pytest.raises(VaultDamaged):
        open_with_recovery(sealed.folder, other)


def test_what_is_no_recovery_key_is_said(sealed):
    with pytest.raises(UserError, match="AGE-SECRET-KEY-1"):
        open_with_recovery(sealed.folder, "AGE-SECRET-KEY-1TYPO")


def test_every_flipped_bit_is_found(sealed):
    content = sealed.file.read_bytes()

    for place in range(len(content)):
        sealed.file.write_bytes(
            content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :]
        )
        with pytest.raises(VaultDamaged):
            open_with_recovery(sealed.folder, sealed.secret)


@pytest.mark.parametrize(
    "wrong",
    [{"vault_id": "other"}, {"generation": 2}, {"commitment": "00" * 32}],
)
def test_another_vault_or_an_older_seal_is_refused(sealed, wrong):
    with pytest.raises(VaultDamaged):
        unseal(sealed.folder, sealed.secret, sealed.pins(**wrong))


def test_a_newer_generation_counts_only_when_a_known_colleague_signed_it(sealed):
    material = new_key_material("vault")
    newer = type(material)("vault", 2, material.vmk, material.db_salt)
    seal(sealed.folder, newer, [sealed.public], sealed.signing)

    assert unseal(sealed.folder, sealed.secret, sealed.pins()).generation == 2
    with pytest.raises(VaultDamaged):
        unseal(sealed.folder, sealed.secret, sealed.pins(signers=()))


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.update(vmk="00" * 32),
        lambda p: p.update(commitment="00" * 32),
        lambda p: p.update(signature=""),
        lambda p: p.update(signature="00" * 64),
        lambda p: p.update(generation=True),
        lambda p: p.update(more=1),
        lambda p: p.pop("vmk"),
    ],
)
def test_a_payload_that_was_not_signed_as_it_stands_is_refused(sealed, change):
    sealed.reseal(change)

    with pytest.raises(VaultDamaged):
        open_with_recovery(sealed.folder, sealed.secret)


def test_a_signed_payload_whose_commitment_lies_is_refused(sealed):
    def resign(payload):
        payload.update(commitment="00" * 32)
        payload.update(json.loads(written(Payload(**payload), sealed.signing)))

    sealed.reseal(resign)

    with pytest.raises(VaultDamaged):
        open_with_recovery(sealed.folder, sealed.secret)


def test_a_payload_of_a_later_version_is_too_new(sealed):
    sealed.reseal(lambda p: p.update(version=VERSION + 1, more=1))

    with pytest.raises(VaultTooNew):
        open_with_recovery(sealed.folder, sealed.secret)


def test_a_missing_file_is_said(sealed):
    sealed.file.unlink()

    with pytest.raises(VaultDamaged):
        open_with_recovery(sealed.folder, sealed.secret)


def test_a_recipient_with_a_typing_mistake_is_refused():
    with pytest.raises(UserError, match="age1"):
        check_recipients(["age1nonsense"])


def test_a_fingerprint_can_be_read_aloud_and_tells_keys_apart():
    secret, public = new_recovery_identity()
    _other, another = new_recovery_identity()

    assert re.fullmatch(r"\d{5}( \d{5}){5}", fingerprint(public))
    assert fingerprint(public) == fingerprint(public_key(secret)) != fingerprint(another)


def test_keys_never_show_in_a_representation(sealed):
    shown = repr(sealed.material)

    assert sealed.material.vmk.hex() not in shown
    assert repr(sealed.material.vmk) not in shown
