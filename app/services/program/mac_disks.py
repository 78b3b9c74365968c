"""FileVault, as macOS tells any user. There Leia runs from source only."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DISK = ("/usr/bin/fdesetup", "status")
_SWAP = ("/usr/sbin/sysctl", "-n", "vm.swapusage")
_PATIENCE_S = 10


def protection(folder: Path) -> tuple[bool | None, bool | None]:
    """Return whether the startup disk and swap are encrypted; the vault lies on the former."""
    del folder
    return file_vault(_said(_DISK)), encrypted_swap(_said(_SWAP))


def file_vault(said: str) -> bool | None:
    """Return what `fdesetup status` says."""
    if said.startswith("FileVault is On"):
        return True
    return False if said.startswith("FileVault is Off") else None


def encrypted_swap(said: str) -> bool | None:
    """Return what `sysctl vm.swapusage` says."""
    if not said:
        return None
    return "(encrypted)" in said


def _said(command: tuple[str, ...]) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 - the system's own program
            command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip()
