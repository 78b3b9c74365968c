"""Failures a user can understand and act on. Anything else is a bug."""


class UserError(Exception):
    """Carries a translated sentence to show as it is: what happened, what is safe, what to do."""


class WrongPassphrase(UserError):  # noqa: N818 - reads as what happened
    """No key file opened with the passphrase."""


class VaultDamaged(UserError):  # noqa: N818
    """A file of the vault is cut, changed or missing."""


class VaultTooNew(UserError):  # noqa: N818
    """A later version of Leia wrote the vault."""


class VaultInUse(UserError):  # noqa: N818
    """Another running program holds the vault."""


class PlaceRefused(UserError):  # noqa: N818
    """A vault may not lie in this folder: network, synced, removable, or somebody else's."""


class NotSaved(UserError):  # noqa: N818
    """The disk did not take a change; everything saved before is still there."""


class VaultBusy(NotSaved):
    """Something long found no quiet moment between saves; it is tried again."""


class NotFinished(UserError):  # noqa: N818
    """A deed that needs completeness was refused; what is missing is in the sentence."""


class NotAllowed(UserError):  # noqa: N818
    """None of somebody's roles lets them do this."""


class Cancelled(UserError):  # noqa: N818
    """The user stopped something long; it is as if it had never begun."""
