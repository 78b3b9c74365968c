"""The few choices known before unlocking. No names, no content."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from app.foreign_files import read_foreign
from app.paths import settings_file
from app.private_files import write_private

if TYPE_CHECKING:
    from pathlib import Path

TEXT_SIZES = (90, 100, 115, 130, 150, 175, 200)
"""Percent of the normal text size."""
_LONGEST = 1 << 20


class Settings(msgspec.Struct, kw_only=True, frozen=True):
    """How Leia looks and when it locks, on this computer."""

    language: Literal["nb", "nn", "en"] = "nb"
    theme: Literal["light", "dark"] = "light"
    text_size: Annotated[int, msgspec.Meta(ge=TEXT_SIZES[0], le=TEXT_SIZES[-1])] = 100
    idle_minutes: Annotated[int, msgspec.Meta(ge=1, le=60)] = 10
    vault_folder: str = ""
    copy_folders: tuple[str, ...] = ()
    """Where verified copies go besides the vault's own folder: a memory stick, a share."""
    spelling: bool = True
    """Whether misspelt words are marked, where there is a dictionary."""
    stage_screen: str = ""
    """The screen turned towards the others at the table: a name, "here", or any other there is."""
    hide_from_capture: bool = False
    """Whether the windows stay out of screenshots and shared screens, where that can be had."""
    known_unprotected: tuple[Literal["disk", "swap"], ...] = ()
    """What of this computer is not encrypted and is not to be told again."""


def load_settings(file: Path | None = None) -> Settings:
    """Return the stored choices; a missing or spoilt one gives the usual, and spoils no other."""
    stored = _stored(file or settings_file())
    settings = Settings()
    for name in settings.__struct_fields__:
        choices = {**msgspec.to_builtins(settings), name: stored.get(name, getattr(settings, name))}
        with suppress(msgspec.ValidationError):
            settings = msgspec.convert(choices, Settings)
    return settings


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Store the choices, whole or not at all; what only a newer Leia reads stays as it is."""
    file = file or settings_file()
    before, now = (msgspec.to_builtins(each) for each in (load_settings(file), settings))
    changed = {name: value for name, value in now.items() if value != before[name]}
    written = msgspec.json.encode({**now, **_stored(file), **changed})
    write_private(file, msgspec.json.format(written))


def _stored(file: Path) -> dict[str, Any]:
    """Return what is written in a file of choices, read or not; nothing of a spoilt one."""
    try:
        return msgspec.json.decode(read_foreign(file, _LONGEST), type=dict[str, Any])
    except (OSError, ValueError, RecursionError):
        return {}
