"""What is new since the version this person used last; told once, and without a network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app import __version__
from app.i18n import language, respelled
from app.paths import RESOURCES

if TYPE_CHECKING:
    from app.storage.vault import Vault

_SEEN = "version"
_SECTION = re.compile(r"^## (\d+(?:\.\d+)*)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def news(vault: Vault) -> str:
    """Return, as Markdown, what the versions since the last seen one brought; often nothing.

    Whoever is new to the vault is told nothing: to them everything is.
    """
    with vault.work() as work:
        seen = work.memory.get(_SEEN)
    return news_since(seen) if seen else ""


def mark_seen(vault: Vault) -> None:
    """Remember that this person has used this version."""
    if vault.read_only:
        return
    with vault.work() as work:
        if work.memory.get(_SEEN) != __version__:
            work.memory.put(_SEEN, __version__)


def news_since(seen: str, until: str = __version__) -> str:
    """Return what is written about the versions after `seen`, up to and with `until`."""
    told = RESOURCES / "news" / f"{language()}.md"
    text = (told if told.exists() else RESOURCES / "news" / "nb.md").read_text(encoding="utf-8")
    sections = [
        body.strip()
        for version, body in _SECTION.findall(text)
        if _order(seen) < _order(version) <= _order(until)
    ]
    return respelled("\n\n".join(sections))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
