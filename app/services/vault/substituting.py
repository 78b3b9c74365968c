"""A colleague stands in for another, for a time that has an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.domain.permissions import Deed
from app.domain.staff import Counsellor, Substitution
from app.errors import NotFinished
from app.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from app.storage.vault import Vault


def substitutions(vault: Vault, today: date) -> tuple[Substitution, ...]:
    """Return who stands in for whom now or later, the one that ends first before the others."""
    with vault.work() as work:
        working = {each.id for each in work.all(Counsellor, active=True)}
        found = work.all(Substitution)
    coming = [
        each
        for each in found
        if each.ends is not None and each.ends >= today and each.substitute_id in working
    ]
    return tuple(sorted(coming, key=lambda each: (str(each.ends), each.id)))


def name_substitute(
    vault: Vault, owner_id: str, substitute_id: str, begins: date | None, ends: date | None
) -> Substitution:
    """Let a colleague into another's cases for a time, without a reason for each.

    For one's own cases anybody may; for others' it takes the right to give cases. Raises
    NotFinished without a last day, or when the last day comes before the first.
    """
    _check_whose(vault, owner_id)
    if ends is None:
        raise NotFinished(_("Type the last day. A substitute always has one."))
    if begins is not None and ends < begins:
        raise NotFinished(_("The last day comes before the first."))
    if owner_id == substitute_id:
        raise NotFinished(_("Choose somebody else as substitute."))
    with vault.work() as work:
        standing_in = work.find(Counsellor, substitute_id)
        if standing_in is None or not standing_in.active:
            raise NotFinished(_("This colleague does not work with the vault any more."))
        named = Substitution(
            owner_id=owner_id, substitute_id=substitute_id, begins=begins, ends=ends
        )
        work.save(named)
        work.access.log(Action.SUBSTITUTE_NAMED, detail=substitute_id)
    return named


def end_substitution(vault: Vault, substitution_id: str) -> None:
    """End it at once; those whose cases they are may, and whoever may give cases."""
    with vault.work() as work:
        found = work.find(Substitution, substitution_id)
        if found is None:
            return
        _check_whose(vault, found.owner_id)
        work.remove(found)
        work.access.log(Action.SUBSTITUTE_ENDED, detail=found.substitute_id)


def _check_whose(vault: Vault, owner_id: str) -> None:
    if owner_id != vault.counsellor.id:
        vault.require(Deed.GIVE_CASES)
