"""What Leia is started with."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.i18n import LANGUAGES
from app.paths import default_vault_folder, settings_file

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """The choices of one start."""

    data_dir: Path | None = None
    practice: bool = False
    language: str = ""

    @property
    def vault_folder(self) -> Path:
        """Where a vault lies unless another folder was chosen."""
        return self.data_dir / "vault" if self.data_dir else default_vault_folder()

    @property
    def settings_file(self) -> Path:
        """Where the settings lie."""
        return self.data_dir / "settings.json" if self.data_dir else settings_file()

    def practising_in(self, folder: Path) -> Arguments:
        """Return what opens this practice vault again."""
        return replace(self, practice=True, data_dir=folder)

    def without_language(self) -> Arguments:
        """Return the same, speaking the language of the settings."""
        return replace(self, language="")

    def as_list(self) -> list[str]:
        """Return the arguments as they are written."""
        parts = ["--data-dir", str(self.data_dir)] if self.data_dir else []
        if self.practice:
            parts.append("--practice")
        if self.language:
            parts += ["--language", self.language]
        return parts


def parse(written: Sequence[str] | None) -> Arguments:
    """Read the command line; what cannot be read ends the process, as command lines do."""
    parser = argparse.ArgumentParser(prog="leia", description="Career guidance, encrypted.")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep vault and settings here")
    parser.add_argument("--practice", action="store_true", help="open a vault of invented people")
    parser.add_argument("--language", choices=LANGUAGES, default="", help="speak this language")
    parser.add_argument("--version", action="version", version=f"Leia {__version__}")
    found = parser.parse_args(written)
    folder = found.data_dir.expanduser().absolute() if found.data_dir else None
    return Arguments(data_dir=folder, practice=found.practice, language=found.language)
