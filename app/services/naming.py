"""What the centre and whoever works are called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.domain.permissions import Deed
from app.domain.staff import Centre, Counsellor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.storage.vault import Vault


def keep_names(vault: Vault, centre: Mapping[str, Any], own: Mapping[str, Any]) -> None:
    """Store some fields of the centre, and of whoever unlocked the vault.

    Raises NotAllowed where the centre is to be changed by somebody who may not; then neither is.
    """
    with vault.work() as work:
        if centre:
            work.sight.require(Deed.SET_CENTRE)
            work.save(replace(work.all(Centre)[0], **centre))
        if own:
            work.save(replace(work.get(Counsellor, work.counsellor_id), **own))
