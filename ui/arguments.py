"""What Leia is started with."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.i18n import LANGUAGES
from app.paths import default_vault_folder, log_folder, settings_file, state_folder

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """The choices of one start."""

    data_dir: Path | None = None
    practice: bool = False
    language: str = ""
    restore: bool = False
    """Whether the window that restores from a copy comes first."""
    again: bool = False
    """Whether Leia locked itself and starts anew: what was told at its start is not told again."""
    show_policy: bool = False
    """Print what county IT has decided instead of starting."""
    self_test: str | None = None
    """Test the installation instead of starting; a file's name, or nothing to only print."""
    self_test_in: Path | None = None
    """Where the checks of a self-test write what they find: they run in a process of their own."""

    @property
    def vault_folder(self) -> Path:
        """Where a vault lies unless another folder was chosen."""
        return self.data_dir / "vault" if self.data_dir else default_vault_folder()

    @property
    def settings_file(self) -> Path:
        """Where the settings lie."""
        return self.data_dir / "settings.json" if self.data_dir else settings_file()

    @property
    def state_folder(self) -> Path:
        """Where this computer remembers what must outlive a vault."""
        return self.data_dir / "state" if self.data_dir else state_folder()

    @property
    def pin_folder(self) -> Path:
        """Where this user's last good policy lies: in one place, wherever the data do."""
        return state_folder()

    @property
    def log_folder(self) -> Path:
        """Where the log lies."""
        return self.data_dir / "log" if self.data_dir else log_folder()

    def practising_in(self, folder: Path) -> Arguments:
        """Return what opens this practice vault again."""
        return replace(self, practice=True, data_dir=folder)

    def restoring(self, *, wanted: bool) -> Arguments:
        """Return the same, with the window that restores first, or without it."""
        return replace(self, restore=wanted)

    def once_more(self) -> Arguments:
        """Return what the fresh process is started with after a lock."""
        return replace(self, again=True)

    def without_language(self) -> Arguments:
        """Return the same, speaking the language of the settings."""
        return replace(self, language="")

    def as_list(self) -> list[str]:
        """Return the arguments as they are written."""
        parts = ["--data-dir", str(self.data_dir)] if self.data_dir else []
        if self.practice:
            parts.append("--practice")
        if self.restore:
            parts.append("--restore")
        if self.again:
            parts.append("--again")
        if self.language:
            parts += ["--language", self.language]
        return parts


def parse(written: Sequence[str] | None) -> Arguments:
    """Read the command line; what cannot be read ends the process, as command lines do."""
    parser = argparse.ArgumentParser(prog="leia", description="Career guidance, encrypted.")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep vault and settings here")
    parser.add_argument("--practice", action="store_true", help="open a vault of invented people")
    parser.add_argument("--language", choices=LANGUAGES, default="", help="speak this language")
    parser.add_argument(
        "--self-test", nargs="?", const="", metavar="FILE", help="check this installation, as JSON"
    )
    parser.add_argument(
        "--show-policy", action="store_true", help="print what the machine policy decides, and why"
    )
    parser.add_argument("--restore", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--again", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--self-test-in", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--version", action="version", version=f"Leia {__version__}")
    found = parser.parse_args(written)
    folder = found.data_dir.expanduser().absolute() if found.data_dir else None
    return Arguments(
        data_dir=folder,
        practice=found.practice,
        language=found.language,
        restore=found.restore,
        again=found.again,
        show_policy=found.show_policy,
        self_test=found.self_test,
        self_test_in=found.self_test_in,
    )
