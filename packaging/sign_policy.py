"""Make the county's signing key, and sign and check machine policies with it. Without Leia.

    pip install PyNaCl
    python3 sign_policy.py new-key county.key       once; keep the file off every laptop
    python3 sign_policy.py sign county.key policy.json
    python3 sign_policy.py check policy.json        whose signature, and whether it holds
    python3 sign_policy.py registry policy.json policy.reg      the same for Windows' registry

A policy is a JSON object; packaging/README.md lists its values. `sign` writes `serial`,
`county_key` and `signature` into it. The serial is the minute of signing, as in 2611261030 for
26 November 2026 at 10:30 UTC, or one more than the serial in the file where that is higher: it
rises each time, and Leia refuses a policy whose serial does not.

Leia remembers the county key at first start and refuses a policy signed with another one, so give
the fingerprint that is printed here to those who set the laptops up.

To change the key: write the new public key (64 hexadecimal digits, printed by `new-key`) as
`next_county_key` into a policy signed with the OLD key, wait until every laptop has had it, and
sign with the new key from then on.

Signed is, by Ed25519, the text "leia policy 1", a line feed, and every value but `signature` as
JSON in UTF-8, with sorted names, no spaces, and no letters escaped but those JSON must escape.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

HEADER = b"leia policy 1\n"
SERIALS = 2**32
REGISTRY_KEY = r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Leia"


class Refused(Exception):  # noqa: N818 - reads as what happened
    """Why nothing was done, as one sentence."""


def canonical_bytes(policy: dict[str, object]) -> bytes:
    """Return what is signed."""
    values = {name: value for name, value in policy.items() if name != "signature"}
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return HEADER + text.encode()


def fingerprint(public: str) -> str:
    """Return a public key as Leia shows it: six groups of five digits."""
    digest = hashlib.blake2b(public.strip().lower().encode(), digest_size=16, person=b"leia-fp")
    digits = f"{int.from_bytes(digest.digest(), 'big') % 10**30:030d}"
    return " ".join(digits[i : i + 5] for i in range(0, 30, 5))


def new_key(file: Path) -> SigningKey:
    """Write a new secret key to a file only its owner may read; a file that is there stays."""
    key = SigningKey.generate()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused(f"{file} is there already and was left as it is.") from None
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(f"{bytes(key).hex()}\n")
    return key


def read_key(file: Path) -> SigningKey:
    """Read a secret key that `new_key` wrote."""
    try:
        return SigningKey(bytes.fromhex(file.read_text(encoding="ascii")))
    except ValueError:
        raise Refused(f"{file} is no signing key.") from None


def read_policy(file: Path) -> dict[str, object]:
    """Read a policy as it is written."""
    try:
        policy = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise Refused(f"{file} is not JSON: {error}") from None
    if not isinstance(policy, dict):
        raise Refused(f"{file} is no JSON object.")
    return policy


def sign(policy: dict[str, object], key: SigningKey) -> dict[str, object]:
    """Return the policy with the county's key and signature in it."""
    values = {name: value for name, value in policy.items() if name != "signature"}
    values["county_key"] = bytes(key.verify_key).hex()
    return {**values, "signature": key.sign(canonical_bytes(values)).signature.hex()}


def raised(policy: dict[str, object], now: datetime) -> dict[str, object]:
    """Return the policy with a serial above the one in it, and above those of earlier minutes."""
    before = policy.get("serial")
    least = before + 1 if type(before) is int else 0
    serial = max(least, int(f"{now.astimezone(UTC):%y%m%d%H%M}"))
    if serial >= SERIALS:
        raise Refused(f"No serial above {before} is left. Correct it, and the clock, by hand.")
    return {**policy, "serial": serial}


def check(policy: dict[str, object]) -> str:
    """Return the public key that signed a policy; raises Refused when its signature is wrong."""
    public = str(policy.get("county_key", ""))
    try:
        signature = bytes.fromhex(str(policy.get("signature", "")))
        VerifyKey(bytes.fromhex(public)).verify(canonical_bytes(policy), signature)
    except (BadSignatureError, ValueError):
        raise Refused("The signature is missing, or does not fit what is signed.") from None
    return public


def write_policy(file: Path, policy: dict[str, object]) -> None:
    """Replace a policy whole or not at all."""
    beside = file.with_name(f"{file.name}.new")
    text = json.dumps(policy, ensure_ascii=False, indent=2)
    beside.write_text(f"{text}\n", encoding="utf-8")
    beside.replace(file)


def write_registry(file: Path, policy: dict[str, object]) -> None:
    """Write a policy as a .reg file, in the letters of its Version 5."""
    text = "\r\n".join(registry_lines(policy)) + "\r\n"
    file.write_bytes(text.encode("utf-16"))


def registry_lines(policy: dict[str, object]) -> Iterator[str]:
    """Give a policy as the lines of a .reg file."""
    yield "Windows Registry Editor Version 5.00"
    yield ""
    yield f"[{REGISTRY_KEY}]"
    for name, value in policy.items():
        if type(value) is int and 0 <= value < 1 << 32:
            yield f'"{name}"=dword:{value:08x}'
        elif isinstance(value, str):
            escaped = value.replace("\\", r"\\").replace('"', r"\"")
            yield f'"{name}"="{escaped}"'
        elif isinstance(value, dict):
            yield f'"{name}"={_multi([f"{key}={number}" for key, number in value.items()])}'
        elif isinstance(value, list):
            yield f'"{name}"={_multi([str(each) for each in value])}'
        else:
            raise Refused(f"{name} cannot be written to the registry.")


def _multi(texts: list[str]) -> str:
    content = "".join(f"{text}\0" for text in texts) + "\0"
    return "hex(7):" + ",".join(f"{byte:02x}" for byte in content.encode("utf-16-le"))


def main(arguments: list[str]) -> int:
    """Do what the command says; returns the exit code."""
    try:
        match arguments:
            case ["new-key", file]:
                _tell(bytes(new_key(Path(file)).verify_key).hex())
            case ["sign", key_file, file]:
                key = read_key(Path(key_file))
                signed = sign(raised(read_policy(Path(file)), datetime.now(UTC)), key)
                write_policy(Path(file), signed)
                _tell(str(signed["county_key"]))
                print(f"Serial:      {signed['serial']}")
            case ["check", file]:
                _tell(check(read_policy(Path(file))))
            case ["registry", file, target]:
                policy = read_policy(Path(file))
                check(policy)
                write_registry(Path(target), policy)
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except (Refused, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _tell(public: str) -> None:
    print(f"Public key:  {public}\nFingerprint: {fingerprint(public)}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
