"""Is what the computer writes by itself, beside the vault, encrypted? What Leia cannot do itself.

The vault is encrypted wherever it lies. Memory that is swapped out, sleep that is written to disk
and a printer's queue are the system's own; there, only the encryption of the disk helps.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

DISK, SWAP = "disk", "swap"


@dataclass(frozen=True)
class DiskProtection:
    """Whether the vault's disk and swapped memory are encrypted; None where nobody can tell."""

    disk: bool | None = None
    swap: bool | None = None
    """True also where nothing is swapped to a disk."""

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is known to be unprotected: `DISK`, `SWAP`, both or nothing."""
        states = ((DISK, self.disk), (SWAP, self.swap))
        return tuple(name for name, state in states if state is False)


def look_at_disks(folder: Path) -> DiskProtection:
    """Ask the system about the disk a folder lies on and about swap; quick, but beside the window.

    An ordinary user may ask. What a disk does in its own hardware, or a host below a virtual
    machine, is seen by nobody here and counts as not encrypted.
    """
    if sys.platform == "win32":
        from app.services.program.windows_disks import protection
    elif sys.platform == "darwin":
        from app.services.program.mac_disks import protection
    else:
        from app.services.program.linux_disks import protection
    disk, swap = protection(folder)
    return DiskProtection(disk, swap)


def lacking_sentence(found: DiskProtection) -> str:
    """Return what to tell whoever works here of what is unprotected; empty where nothing is."""
    lead = {
        (DISK,): _("The disk of this computer does not seem to be encrypted."),
        (SWAP,): _("The swap area of this computer does not seem to be encrypted."),
        (DISK, SWAP): _(
            "Neither the disk nor the swap area of this computer seems to be encrypted."
        ),
    }.get(found.lacking, "")
    if not lead:
        return ""
    why = _(
        "The vault is encrypted all the same, but a thief may find what the computer itself "
        "puts on the disk: memory, sleep and paper on its way to the printer. Ask county IT to "
        "turn disk encryption on."
    )
    return f"{lead} {why}"


def disk_line(found: DiskProtection) -> str:
    """Return the state of the vault's disk in a sentence."""
    return {
        True: _("The disk of the vault is encrypted."),
        False: _("The disk of the vault does not seem to be encrypted. Ask county IT."),
        None: _("Leia cannot tell whether the disk of the vault is encrypted. Ask county IT."),
    }[found.disk]


def swap_line(found: DiskProtection) -> str:
    """Return the state of swapped memory in a sentence."""
    return {
        True: _("What is swapped out of memory is encrypted, or stays off the disk."),
        False: _("What is swapped out of memory does not seem to be encrypted. Ask county IT."),
        None: _("Leia cannot tell whether what is swapped out of memory is encrypted."),
    }[found.swap]
