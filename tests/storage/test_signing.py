"""A signature says one thing only: for what, of what, and by whom."""

from enum import Enum

from nacl.signing import SigningKey

from app.storage.journal import FIRST
from app.storage.keys.endorsing import COLLEAGUE, KEEPER, MADE
from app.storage.keys.signing import Purpose, Signed, is_signed, sign

HAND = SigningKey(bytes(range(32)))


class Other(Enum):
    """A purpose of a later Leia."""

    MENU = b"leia menu 1\n"


def test_what_is_signed_is_believed_and_nothing_else():
    signed = sign(HAND, Purpose.TEMPLATE, b"words")

    assert is_signed(signed, Purpose.TEMPLATE, b"words")
    assert not is_signed(signed, Purpose.TEMPLATE, b"word")
    assert not is_signed(signed, Other.MENU, b"words")
    assert not is_signed(Signed("00" * 32, signed.signature), Purpose.TEMPLATE, b"words")
    assert not is_signed(Signed(signed.key, "æ"), Purpose.TEMPLATE, b"words")
    assert not is_signed(Signed("", ""), Purpose.TEMPLATE, b"words")


def test_no_purpose_begins_as_what_the_same_hand_signs_in_a_vault():
    inside = (COLLEAGUE, KEEPER, MADE, b"leia vault.age 1\n")
    for purpose in Purpose:
        for before in inside:
            assert not purpose.value.startswith(before)
            assert not before.startswith(purpose.value)
        assert purpose.value.endswith(b"\n")
        signed = sign(HAND, purpose, FIRST)
        assert not is_signed(signed, Other.MENU, FIRST)


def test_an_entry_of_the_journal_is_no_signed_file():
    entry = bytes(32)
    plain = HAND.sign(entry).signature.hex()

    assert not is_signed(
        Signed(bytes(HAND.verify_key).hex(), plain), Purpose.TEMPLATE, entry.removeprefix(b"leia")
    )
