import hashlib
import json
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import UserError, VaultDamaged, VaultTooNew, WrongPassphrase
from app.storage.keys.keyfiles import (
    FLOOR,
    KdfCost,
    Pins,
    Secrets,
    calibrate,
    read_key_file,
    write_key_file,
)

HELD = Secrets(
    identity="AGE-SECRET-KEY-1XYZ",
    signing_seed="ab" * 32,
    pins=Pins(vault_id="v", generation=1, commitment="cd" * 32, signers=("ef" * 32,)),
)


@pytest.fixture
def key_file(tmp_path):
    file = tmp_path / "kari.key"
    write_key_file(file, "kari", "blåbær", HELD, FLOOR)
    return file


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    file = tmp_path_factory.mktemp("keys") / "kari.key"
    write_key_file(file, "kari", "blåbær", HELD, FLOOR)
    return file.read_bytes()


def checksum(body):
    return hashlib.blake2b(body, digest_size=32).digest()


def rewritten(content, change):
    """Return a key file with another header and a fitting checksum, as a forger would make it."""
    start = 11
    (length,) = struct.unpack_from(">I", content, 7)
    header = json.loads(content[start : start + length])
    change(header)
    raw = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    body = content[:7] + struct.pack(">I", len(raw)) + raw + content[start + length : -32]
    return body + checksum(body)


def test_the_passphrase_opens_what_was_locked(key_file):
    opened = read_key_file(key_file, "blåbær")

    assert opened.user == "kari"
    assert opened.secrets == HELD


def test_another_passphrase_is_told(key_file):
    with pytest.raises(WrongPassphrase):
        read_key_file(key_file, "blåbar")


def test_a_letter_typed_as_two_characters_opens_too(key_file):
    assert read_key_file(key_file, "bla\u030abær").user == "kari"


def test_the_file_is_private_and_nothing_is_left_beside_it(key_file):
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert list(key_file.parent.iterdir()) == [key_file]


def test_secrets_never_show_in_a_representation(key_file):
    opened = read_key_file(key_file, "blåbær")

    assert "AGE-SECRET" not in repr(opened) + repr(opened.secrets)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_told_from_a_wrong_passphrase(content, data, tmp_path_factory):
    place = data.draw(st.integers(0, len(content) - 1))
    bit = data.draw(st.integers(0, 7))
    file = tmp_path_factory.getbasetemp() / "flipped.key"
    file.write_bytes(content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :])

    with pytest.raises(VaultDamaged):
        read_key_file(file, "blåbær")


@pytest.mark.parametrize("kept", [0, 1, 7, 11, 100, -33, -1])
def test_a_cut_file_is_damaged(content, kept, tmp_path):
    (tmp_path / "cut.key").write_bytes(content[:kept])

    with pytest.raises(VaultDamaged):
        read_key_file(tmp_path / "cut.key", "blåbær")


def test_an_endless_file_is_not_read_to_its_end(content, tmp_path):
    (tmp_path / "long.key").write_bytes(content + bytes(100_000))

    with pytest.raises(VaultDamaged):
        read_key_file(tmp_path / "long.key", "blåbær")


def test_a_header_of_a_later_version_is_too_new(content, tmp_path):
    (tmp_path / "new.key").write_bytes(rewritten(content, lambda h: h.update(version=2, more=1)))

    with pytest.raises(VaultTooNew):
        read_key_file(tmp_path / "new.key", "blåbær")


@pytest.mark.parametrize(
    "hostile",
    [
        {"memory_kib": 2**63},
        {"memory_kib": 1024 * 1024 + 1},
        {"memory_kib": 64 * 1024 - 1},
        {"memory_kib": True},
        {"memory_kib": [65536]},
        {"passes": 2},
        {"passes": 17},
        {"passes": 3.0},
        {"lanes": 2},
        {"kdf": "md5"},
        {"salt": "00"},
        {"salt": "AB" * 16},
        {"generation": 0},
        {"more": 1},
        {"version": True},
        {"user": 7},
    ],
)
def test_hostile_parameters_are_refused_before_anything_is_derived(content, hostile, tmp_path):
    (tmp_path / "bad.key").write_bytes(rewritten(content, lambda h: h.update(hostile)))

    with pytest.raises(VaultDamaged):
        read_key_file(tmp_path / "bad.key", "blåbær")


@pytest.mark.parametrize("change", [{"user": "ola"}, {"passes": 4}, {"vault_id": "w"}])
def test_a_header_changed_on_purpose_no_longer_opens(content, change, tmp_path):
    (tmp_path / "changed.key").write_bytes(rewritten(content, lambda h: h.update(change)))

    with pytest.raises(WrongPassphrase):
        read_key_file(tmp_path / "changed.key", "blåbær")


def test_a_header_written_in_another_way_is_refused(content, tmp_path):
    (length,) = struct.unpack_from(">I", content, 7)
    raw = content[11 : 11 + length].replace(b":", b": ", 1)
    body = content[:7] + struct.pack(">I", len(raw)) + raw + content[11 + length : -32]
    (tmp_path / "spaced.key").write_bytes(body + checksum(body))

    with pytest.raises(VaultDamaged):
        read_key_file(tmp_path / "spaced.key", "blåbær")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_give_a_sentence_and_no_crash(tmp_path_factory, junk):
    file = tmp_path_factory.getbasetemp() / "junk.key"
    body = b"KSLOT1\n" + junk
    file.write_bytes(body + checksum(body))

    with pytest.raises(UserError):
        read_key_file(file, "blåbær")


def test_calibration_stays_between_floor_and_cap():
    cost = calibrate(target_s=0.01)

    assert cost == FLOOR


def test_calibration_raises_memory_before_passes():
    cost = calibrate(target_s=0.6)

    assert cost.memory_kib in {64 * 1024, 128 * 1024, 256 * 1024}
    assert 3 <= cost.passes <= 16
    assert isinstance(cost, KdfCost)


def test_two_files_for_the_same_secrets_have_nothing_in_common(content, key_file):
    assert key_file.read_bytes()[-200:] != content[-200:]
