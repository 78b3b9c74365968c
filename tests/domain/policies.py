"""Policies as a county signs them, for tests."""

import os

from nacl.signing import SigningKey

from app.policy.source import parse
from app.policy.trust import canonical_bytes, load_policy

COUNTY, OTHER, NEXT = (SigningKey(bytes([number]) * 32) for number in (1, 2, 3))

RECIPIENT = "age1" + "q" * 58

STRICT = {
    "recovery_recipients": [RECIPIENT],
    "minimum_memory_kib": 131_072,
    "minimum_passes": 4,
    "idle_minutes": 5,
    "copy_folders": [os.path.abspath("/srv/kopi æøå")],  # noqa: PTH100 - as it is written
    "allowed_exports": ["PLAN_PDF", "PRINT"],
    "languages": ["nn", "nb"],
    "centres": ["Karriere Salten", "Karriere Čáhcesuolu"],
    "retention_months": {"CLIENT": 60, "PLAN": 120},
    "serial": 7,
}


def public(key):
    return bytes(key.verify_key).hex()


def signed(values, key=COUNTY):
    raw = {**values, "county_key": public(key)}
    return {**raw, "signature": key.sign(canonical_bytes(raw)).signature.hex()}


def loaded(state, raw):
    """Start with a policy; bytes are what the file holds."""
    if isinstance(raw, bytes):
        return load_policy(state, lambda: parse(raw))
    return load_policy(state, lambda: raw)
