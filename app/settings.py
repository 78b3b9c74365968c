"""The few choices known before unlocking. No names, no content."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

import msgspec

from app.paths import settings_file

if TYPE_CHECKING:
    from pathlib import Path

TEXT_SIZES = (90, 100, 115, 130, 150, 175, 200)
"""Percent of the normal text size."""


class Settings(msgspec.Struct, kw_only=True, frozen=True):
    """How Leia looks and when it locks, on this computer."""

    language: Literal["nb", "nn", "en"] = "nb"
    theme: Literal["light", "dark"] = "light"
    text_size: int = 100
    idle_minutes: int = 10
    vault_folder: str = ""


def load_settings(file: Path | None = None) -> Settings:
    """Return the stored choices; a missing or spoilt file gives the usual ones."""
    try:
        return msgspec.json.decode((file or settings_file()).read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return Settings()


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Store the choices, whole or not at all."""
    target = file or settings_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    beside.write_bytes(msgspec.json.format(msgspec.json.encode(settings)))
    os.replace(beside, target)  # noqa: PTH105 - the atomic one, named so
