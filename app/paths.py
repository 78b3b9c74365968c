"""Where resources, settings and vaults live."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
LOCALE = RESOURCES / "locale"


def default_vault_folder() -> Path:
    """Return the vault's place in the local, never roaming, data folder."""
    return Path(platformdirs.user_data_dir("Leia", appauthor=False, roaming=False)) / "vault"


def settings_file() -> Path:
    """Return where the choices known before unlocking are kept."""
    return Path(platformdirs.user_config_dir("Leia", appauthor=False, roaming=False)) / (
        "settings.json"
    )


def policy_file() -> Path:
    """Return where county IT may put a machine policy; only administrators write there.

    On Linux no variable of the user's environment moves it.
    """
    if sys.platform == "linux":
        return Path("/etc/xdg/Leia/policy.json")
    return Path(platformdirs.site_config_dir("Leia", appauthor=False)) / "policy.json"


def state_folder() -> Path:
    """Return where this computer remembers what must outlive a vault: no names, no content."""
    return Path(platformdirs.user_state_dir("Leia", appauthor=False, roaming=False))


def log_folder() -> Path:
    """Return where the log lies."""
    return Path(platformdirs.user_log_dir("Leia", appauthor=False))
