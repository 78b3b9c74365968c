"""Every part with a version that is shipped, tested with or built with, for who compares them."""

import re
import subprocess
import tomllib
from pathlib import Path

import interpreters
import sbom
from project import PACKAGING, ChoreError

LOCKS = PACKAGING / "locks"
TOLD = PACKAGING / "windows" / "runtime.toml"


def parts() -> dict[str, set[str]]:
    """Return what the locks pin, the Pythons that are shipped, and the OpenSSL in the database."""
    return {**pinned(), "python": pythons(), "openssl": {openssl()}}


def pinned(locks: Path = LOCKS) -> dict[str, set[str]]:
    """Return each package of the lock files with its versions."""
    found: dict[str, set[str]] = {}
    for lock in sorted(locks.glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        for name, number in re.findall(r"^([\w.-]+)==([\w.!+]+)", text, re.MULTILINE):
            found.setdefault(re.sub(r"[-_.]+", "-", name).lower(), set()).add(number)
    if not found:
        raise ChoreError(f"No package is pinned in {locks.name}.")
    return found


def pythons() -> set[str]:
    """Return the version that is frozen on this machine, and the one in the .msi."""
    asked = "import platform; print(platform.python_version())"
    command = [interpreters.shipped(), "-I", "-c", asked]
    frozen = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    told = tomllib.loads(TOLD.read_text(encoding="utf-8"))
    return {frozen, str(told["everyday"]["python"])}


def openssl() -> str:
    """Return the version of the OpenSSL that is inside sqlcipher3, which no lock names."""
    return sbom.database(sbom.PROVIDER)("")
