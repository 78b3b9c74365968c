"""What this user of this computer knows of a vault whose copy is restored in another place.

Roles and hidden cases are rules of the program: a copy restored beside the vault it comes from
would be ruled by what they were on the copy's day. So whoever restores one elsewhere gets no more
there than the vault that lies here allows them too; and where that one cannot be read, its
recovery key is asked for.

It goes as far as this computer sees: a vault in the user's usual place or that of `--data-dir`,
where their settings say, or where the copy lies among a vault's own copies; and the state folder,
which tells that a vault was open here. Another computer sees nothing of it, nor does this one when
whoever owns those files has moved them away: a laptop that is gone must keep nobody from their
copies. Who holds a key and a copy can read it, so what must be kept from a colleague for certain
belongs in a vault of its own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.errors import NotAllowed, NotFinished, UserError
from app.i18n import _
from app.services.vault.typed_keys import RecoverySecret
from app.services.vault.vault_folder import holds_vault
from app.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.vault.typed_keys import Passphrase
    from app.settings import Settings
    from app.storage.copies.looking import CopyContents
    from app.storage.values.rights import Rights


@dataclass(frozen=True)
class Profile:
    """Where Leia keeps what it knows, and where the vault opened from there lies or would lie."""

    vaults: tuple[Path, ...]
    state_folder: Path | None = None


class Wanted(Enum):
    """What is asked for, besides what opened the copy, before it is restored elsewhere."""

    NOTHING = "NOTHING"
    A_KEY = "A_KEY"
    """The passphrase of anybody who works with the vault that lies here, or its recovery key."""
    RECOVERY_KEY = "RECOVERY_KEY"


def profiles(folder: Path, state_folder: Path | None, settings: Settings) -> tuple[Profile, ...]:
    """Return what this start of Leia knows, and what the user's own profile knows beside it."""
    usual = Profile(_places(paths.default_vault_folder(), load_settings()), paths.state_folder())
    return (Profile(_places(folder, settings), state_folder), usual)


def wanted_elsewhere(contents: CopyContents, folder: Path, known: Sequence[Profile]) -> Wanted:
    """Return what is asked for before a copy becomes the vault in `folder`; beside the window."""
    others = _others(contents, folder, known)
    unread = [each for each in others if _read(each, contents) is None]
    if any(_is_unreadable(each, contents) for each in unread):
        return Wanted.RECOVERY_KEY
    if unread:
        return Wanted.A_KEY
    if others or contents.opened is None or not _was_seen_elsewhere(contents, folder, known):
        return Wanted.NOTHING
    return Wanted.RECOVERY_KEY


def rights_elsewhere(
    contents: CopyContents,
    folder: Path,
    known: Sequence[Profile],
    key: Passphrase | RecoverySecret | None,
) -> tuple[Rights, ...]:
    """Return the rights in the vaults that lie here, which nobody is to exceed in `folder`.

    Raises NotFinished where a key is wanted and none is given, and another UserError for a wrong
    one.
    """
    wanted = wanted_elsewhere(contents, folder, known)
    is_right_kind = wanted == Wanted.A_KEY and key is not None
    if wanted != Wanted.NOTHING and not is_right_kind and not isinstance(key, RecoverySecret):
        raise NotFinished(_missing(wanted))
    others = _others(contents, folder, known)
    if not others and wanted == Wanted.RECOVERY_KEY:
        _check_recovery(contents.copy.path, key)
    return tuple(filter(None, (_read(each, contents) or _prove(each, key) for each in others)))


def check_works(who: str, rights: Sequence[Rights]) -> None:
    """Raise NotAllowed where whoever is to open the restored vault works with it no more."""
    if any(who in each.left for each in rights):
        raise NotAllowed(
            _(
                "The copy would open for somebody who no longer works with the vault on this "
                "computer, so it is not restored. Nothing is changed."
            )
        )


def _places(folder: Path, settings: Settings) -> tuple[Path, ...]:
    return (folder, *([Path(settings.vault_folder)] if settings.vault_folder else ()))


def _others(contents: CopyContents, folder: Path, known: Sequence[Profile]) -> tuple[Path, ...]:
    """Return the other folders on this computer where the copy's own vault lies."""
    from app.storage import present
    from app.storage.copies.making import COPIES

    possible = [place for profile in known for place in profile.vaults]
    around = contents.copy.path.parent
    if around.name == COPIES:
        possible.append(around.parent)
    apart = {each.absolute(): None for each in possible if not _is_at(each, folder)}
    vault_id = contents.material.vault_id
    return tuple(each for each in apart if holds_vault(each) and present.is_same(each, vault_id))


def _read(other: Path, contents: CopyContents) -> Rights | None:
    """Return the rights in a vault where what opened the copy opens it today; else nothing."""
    from app.storage import present

    with suppress(UserError):
        return present.rights_with(other, contents)
    return None


def _prove(other: Path, key: Passphrase | RecoverySecret | None) -> Rights | None:
    """Return the rights in a vault that a typed key opens.

    Nothing where its recovery key opens it and it cannot be read: that key stands above all rights.
    """
    from app.storage import present

    if not isinstance(key, RecoverySecret):
        return present.rights_by_passphrase(other, "" if key is None else key.text)
    try:
        return present.rights_by_recovery(other, key.text)
    except UserError:
        _check_recovery(other, key)
        return None


def _check_recovery(folder: Path, key: Passphrase | RecoverySecret | None) -> None:
    """Raise a UserError unless a recovery key of a vault, or of a copy, was typed."""
    from app.storage import replacing

    if not isinstance(key, RecoverySecret):
        raise NotFinished(_missing(Wanted.RECOVERY_KEY))
    replacing.check_recovery(folder, key.text)


def _is_unreadable(other: Path, contents: CopyContents) -> bool:
    """Whether no passphrase lets anybody read a vault: its keys, or what they open, are spoilt."""
    from app.storage import replacing

    holds_key = contents.opened is not None and replacing.is_of(other, contents.opened)
    return holds_key or not replacing.can_prove(other)


def _was_seen_elsewhere(contents: CopyContents, folder: Path, known: Sequence[Profile]) -> bool:
    """Whether the vault was open here under a profile whose own place this is not."""
    from app.storage.witness import has_seen

    return any(
        profile.state_folder is not None
        and has_seen(profile.state_folder, contents.material.vault_id)
        and not any(_is_at(each, folder) for each in profile.vaults)
        for profile in known
    )


def _is_at(place: Path, folder: Path) -> bool:
    return place.resolve() == folder.resolve()


def _missing(wanted: Wanted) -> str:
    if wanted == Wanted.RECOVERY_KEY:
        return _(
            "This vault was open on this computer, and it cannot be read here now, so nobody can "
            "tell what its people may see today. Nothing is done. Type its recovery key."
        )
    return _(
        "This vault is on this computer already, and what opened the copy does not open it "
        "today. Nothing is done. Type the passphrase of somebody who works with it, or its "
        "recovery key."
    )
