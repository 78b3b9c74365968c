"""Colleagues in one vault: let in, given roles, helped when they forgot, taken out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.domain.permissions import Deed, Role, Roles
from app.domain.staff import Counsellor
from app.errors import NotFinished
from app.i18n import _, ngettext
from app.services.vault.giving_roles import (
    active_colleague,
    change_roles,
    check_another_administers,
    check_roles,
)
from app.services.vault.new_keys import make_ready, places, renew_copies
from app.services.vault.passphrases import new_lock
from app.services.vault.substituting import end_substitution, name_substitute, substitutions
from app.storage.copies.own_copies import is_here
from app.storage.folding import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from app.storage.holders.renewing import NewLock
    from app.storage.keys.keyfiles import KdfCost
    from app.storage.progress import Progress
    from app.storage.values.copies import Copy, Removal
    from app.storage.values.sheets import Sheet
    from app.storage.vault import Vault
    from app.storage.work import Work

__all__ = [
    "Colleague",
    "Leaving",
    "NewColleague",
    "add_colleague",
    "change_details",
    "change_own_passphrase",
    "change_roles",
    "colleagues",
    "confirm_knowledge",
    "end_substitution",
    "give_new_passphrase",
    "name_substitute",
    "remove_colleague",
    "renew_copies",
    "substitutions",
    "what_leaving_leaves",
]


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who works with the vault, as the list of colleagues shows them."""

    counsellor: Counsellor
    has_key: bool
    """Whether their key file is there; without it they need a new passphrase."""
    is_self: bool


@dataclass(frozen=True, kw_only=True)
class NewColleague:
    """Who is let in, and the passphrase they typed themselves on this laptop."""

    name: str
    phone: str = ""
    roles: Roles = field(default_factory=lambda: Roles({Role.COUNSELLOR}))
    passphrase: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """What is to be known before somebody is taken out."""

    counsellor: Counsellor
    copies: tuple[Copy, ...]
    """These get the new key; the one who leaves can then no longer open them."""
    out_of_reach: tuple[Path, ...]
    """Places for copies that are not here now; what lies there stays open to the one who leaves."""
    cases: int
    """How many cases are theirs; somebody should take these over."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what the dialog says before it is done."""
        name = self.counsellor.name
        said = [
            _("{name} can no longer unlock the vault. What {name} wrote stays.").format(name=name),
            _(
                "A copy that {name} took away earlier stays readable to {name} for as long "
                "as it exists. No program can change that."
            ).format(name=name),
        ]
        if self.copies:
            count = len(self.copies)
            said.append(
                ngettext(
                    "{n} copy gets the new key too.", "{n} copies get the new key too.", count
                ).format(n=count)
            )
        if self.out_of_reach:
            said.append(
                _(
                    "Leia cannot find these places now. Copies there stay readable to {name} "
                    "until they get the new key: {places}"
                ).format(name=name, places=", ".join(map(str, self.out_of_reach)))
            )
        if self.cases:
            said.append(
                ngettext(
                    "{name} owns {n} case. Give it to a colleague, so that it is looked after.",
                    "{name} owns {n} cases. Give them to a colleague, so that they are "
                    "looked after.",
                    self.cases,
                ).format(name=name, n=self.cases)
            )
        return tuple(said)


def colleagues(vault: Vault) -> tuple[Colleague, ...]:
    """Return everybody who works with the vault now, by name."""
    own, holders = vault.counsellor.id, vault.colleagues.key_holders()
    with vault.work() as work:
        active = work.all(Counsellor, active=True)
    return tuple(
        Colleague(counsellor=each, has_key=each.id in holders, is_self=each.id == own)
        for each in sorted(active, key=lambda each: (sort_key(each.name), each.id))
    )


def add_colleague(vault: Vault, new: NewColleague, cost: KdfCost | None = None) -> Counsellor:
    """Let somebody in; takes some seconds. Without a `cost`, the computer is measured first.

    Raises NotAllowed, or NotFinished when the name is missing or the passphrase too weak.
    """
    vault.require(Deed.KEEP_COLLEAGUES)
    name = _named(new.name)
    check_roles(new.roles)
    lock = _lock(vault, new.passphrase, name, cost)
    newcomer = Counsellor(name=name, phone=new.phone.strip(), roles=new.roles)
    return vault.colleagues.add(newcomer, lock)


def change_details(vault: Vault, counsellor_id: str, name: str, phone: str) -> None:
    """Correct a name and a telephone number: one's own, or as administrator anybody's."""
    if counsellor_id != vault.counsellor.id:
        vault.require(Deed.KEEP_COLLEAGUES)
    with vault.work() as work:
        person = active_colleague(work, counsellor_id)
        work.save(replace(person, name=_named(name), phone=phone.strip()))


def give_new_passphrase(
    vault: Vault, counsellor_id: str, passphrase: str, cost: KdfCost | None = None
) -> None:
    """Give a colleague who forgot theirs a new passphrase; takes some seconds.

    They type it themselves. The old one no longer opens the vault, only copies made before.
    """
    vault.require(Deed.KEEP_COLLEAGUES)
    if counsellor_id == vault.counsellor.id:
        raise NotFinished(
            _(
                "You change your own passphrase with the button “Change my passphrase …”. "
                "Nothing was changed."
            )
        )
    with vault.work() as work:
        person = active_colleague(work, counsellor_id)
    vault.colleagues.renew(person, _lock(vault, passphrase, person.name, cost))


def change_own_passphrase(
    vault: Vault, old: str, new: str, cost: KdfCost | None = None, folders: Sequence[Path] = ()
) -> None:
    """Change the passphrase of whoever is working, in the copies within reach too.

    Takes some seconds. Raises WrongPassphrase when the old one is not right.
    """
    lock = _lock(vault, new, vault.counsellor.name, cost)
    vault.colleagues.change_passphrase(old, lock, places(vault, folders))


def what_leaving_leaves(vault: Vault, counsellor_id: str, folders: Sequence[Path]) -> Leaving:
    """Return what to tell before somebody is taken out; `folders` are the places for copies.

    May ask a slow or absent share, so beside the window.
    """
    vault.require(Deed.KEEP_COLLEAGUES)
    with vault.work() as work:
        person = _leaver(work, counsellor_id)
    within = places(vault, folders)
    return Leaving(
        counsellor=person,
        copies=vault.colleagues.copies_at(within),
        out_of_reach=tuple(place for place in within if not is_here(place)),
        cases=vault.colleagues.count_cases(person.id),
    )


def remove_colleague(  # noqa: PLR0913 - whom, and what becomes of keys, copies and sheet
    vault: Vault,
    counsellor_id: str,
    own_passphrase: str,
    folders: Sequence[Path],
    progress: Progress | None = None,
    *,
    sheet: Sheet | None = None,
) -> Removal:
    """Take somebody out: a new key for the vault and for every copy within reach.

    With a new `sheet`, recovery sheets they may have seen open nothing either.
    Takes seconds, for big vaults and many copies minutes; always beside the window. Stopped by
    `progress`, the colleague is out nevertheless, and the remaining copies are in `still_open`.
    Raises WrongPassphrase when `own_passphrase` is not that of whoever is working.
    """
    vault.require(Deed.KEEP_COLLEAGUES)
    with vault.work() as work:
        person = _leaver(work, counsellor_id)
    make_ready(vault)
    vault.colleagues.remove(person, own_passphrase, sheet)
    return renew_copies(vault, folders, progress)


def confirm_knowledge(vault: Vault, today: date) -> None:
    """Keep that whoever is working knows what privacy asks of them (once a year)."""
    with vault.work() as work:
        own = work.get(Counsellor, work.counsellor_id)
        work.save(replace(own, knowledge_confirmed=today))
        work.access.log(Action.KNOWLEDGE_CONFIRMED, detail=own.id)


def _lock(vault: Vault, passphrase: str, name: str, cost: KdfCost | None) -> NewLock:
    return new_lock(passphrase, [vault.centre.name, name], cost)


def _named(name: str) -> str:
    if not name.strip():
        raise NotFinished(_("Type a name, so that the others know who it is."))
    return name.strip()


def _leaver(work: Work, counsellor_id: str) -> Counsellor:
    person = active_colleague(work, counsellor_id)
    if person.id == work.counsellor_id:
        raise NotFinished(
            _("Nobody can remove their own access. Ask another vault keeper to do it.")
        )
    check_another_administers(work, person)
    return person
