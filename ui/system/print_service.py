"""How the system's print service is asked for printers: through its local socket."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SERVER = "CUPS_SERVER"
SOCKET = "/run/cups/cups.sock"
_CHOICES = (Path("/etc/cups/client.conf"), Path("~/.cups/client.conf"))
"""Where an administrator or a user may name another print service."""


def ask_locally(choices: tuple[Path, ...] = _CHOICES) -> None:
    """Keep the list of printers off the network, unless somebody has named a print server.

    Where CUPS's socket is missing, its library would go on to try 127.0.0.1.
    """
    if sys.platform == "linux" and not any(_names_a_server(file) for file in choices):
        os.environ.setdefault(SERVER, SOCKET)


def _names_a_server(file: Path) -> bool:
    try:
        lines = file.expanduser().read_text(encoding="utf-8", errors="replace").splitlines()
    except (OSError, RuntimeError):  # a user without a home
        return False
    return any(line.strip().lower().startswith("servername") for line in lines)
