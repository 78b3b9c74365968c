"""The log comes first: what cannot be written down is not opened and does not leave the vault."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.errors import NotAllowed, NotSaved
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.access_codes import Action
    from app.domain.entities import CaseEntity
    from app.storage.vault import Vault


def check_may_leave(vault: Vault) -> None:
    """Raise NotAllowed where no log can be kept of what leaves, before anything is asked."""
    if vault.read_only:
        raise NotAllowed(
            _(
                "Leia may only read this vault, so it cannot log what leaves it: nothing is "
                "printed, saved as a PDF or as another file. Everything is safe. Ask county IT to "
                "let you write in the vault’s folder, then unlock Leia again."
            )
        )


def log_leaving(
    vault: Vault,
    action: Action,
    *,
    client_id: str = "",
    detail: str = "",
    record: CaseEntity | None = None,
) -> None:
    """Log what is about to leave the vault, with its record if there is one; call it before.

    Raises NotAllowed in a vault that can only be read, NotSaved where the log cannot be written.
    """
    check_may_leave(vault)
    with only_if_logged(), vault.work() as work:
        work.access.log(action, client_id=client_id, detail=detail)
        if record is not None:
            work.save(record)


@contextmanager
def only_if_logged() -> Iterator[None]:
    """Say of a failure to save that this is why something was not opened, or did not leave."""
    try:
        yield
    except NotSaved as error:
        raise NotSaved(
            _(
                "Leia first logs who opens, prints or saves something. The log could not be "
                "written, so nothing was opened, printed or saved as a file. {why}"
            ).format(why=error)
        ) from error
