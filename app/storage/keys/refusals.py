"""What is said when a vault.age does not open, each for its cause."""

from __future__ import annotations

from app.errors import VaultDamaged
from app.i18n import _


class SealedToOthers(VaultDamaged):
    """A vault.age that is whole, but not sealed to the key at hand."""


def damaged_seal() -> VaultDamaged:
    """Return the failure of a vault.age that is cut, changed or gone."""
    return VaultDamaged(
        _(
            "The file vault.age is damaged or missing. The cases themselves are untouched. "
            "Put vault.age back from a copy, or ask county IT."
        )
    )


def for_others() -> SealedToOthers:
    """Return the failure of a vault.age that no key of theirs opens."""
    return SealedToOthers(
        _(
            "You no longer get in. Perhaps you have got a new passphrase, or your access "
            "has been removed. Nothing is changed. Ask the vault keeper."
        )
    )


def for_another_key() -> SealedToOthers:
    """Return the failure of a recovery key that opens some other vault, or none."""
    return SealedToOthers(
        _(
            "That recovery key does not open this vault. Nothing is changed. Perhaps the key is "
            "another vault's, or was replaced by a later one. Ask county IT."
        )
    )


def stranger() -> VaultDamaged:
    """Return the failure of a key made by somebody who is not known to make it."""
    return VaultDamaged(
        _(
            "The vault’s key was changed by somebody your key does not know as its "
            "administrator. Nothing was opened or changed. Ask the vault keeper; if it is "
            "right, a new passphrase lets you in."
        )
    )


def not_the_same() -> VaultDamaged:
    """Return the failure of a vault.age that is older, or another vault's."""
    return VaultDamaged(
        _(
            "The vault cannot be opened, because a file in it was replaced by an older one."
            " The cases are untouched. Restore from a copy, or call county IT."
        )
    )
