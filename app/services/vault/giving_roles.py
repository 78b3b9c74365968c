"""What colleagues may do; nobody alone gives themselves a role that shows cases."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain.access_codes import Action, Detail
from app.domain.permissions import Deed, Role
from app.domain.staff import Counsellor
from app.errors import NotAllowed, NotFinished
from app.i18n import _

if TYPE_CHECKING:
    from app.domain.permissions import Roles
    from app.storage.vault import Vault
    from app.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class YesNeeded:
    """Who has to say yes before somebody gives themselves a role that shows cases."""

    administrators: tuple[Counsellor, ...]
    """Any of these; where there is none, whoever holds a recovery key."""


@dataclass(frozen=True, kw_only=True)
class SecondYes:
    """How the second one says yes: their passphrase, or else a recovery key."""

    administrator_id: str = ""
    passphrase: str = field(default="", repr=False)
    recovery_key: str = field(default="", repr=False)


def yes_needed(vault: Vault, counsellor_id: str, roles: Roles) -> YesNeeded | None:
    """Return who must say yes to these roles; nothing where whoever is working may give them."""
    with vault.work() as work:
        person = active_colleague(work, counsellor_id)
        own = person.id == work.counsellor_id
        if not own or not roles.showing_cases() - person.roles:
            return None
        return YesNeeded(administrators=_other_administrators(work, person))


def change_roles(
    vault: Vault, counsellor_id: str, roles: Roles, second: SecondYes | None = None
) -> None:
    """Say what somebody may do; a `second` yes makes it slow, so beside the window.

    Raises NotFinished rather than leave nobody to administer, NotAllowed without the second yes
    where one is needed, WrongPassphrase or another UserError where it is not right.
    """
    vault.require(Deed.KEEP_COLLEAGUES)
    check_roles(roles)
    needed = yes_needed(vault, counsellor_id, roles)
    confirmed = "" if needed is None else _confirmed(vault, needed, second or SecondYes())
    with vault.work() as work:
        person = active_colleague(work, counsellor_id)
        if person.roles == roles:
            return
        if Role.ADMIN not in roles:
            check_another_administers(work, person)
        work.save(replace(person, roles=roles))
        work.access.log(Action.ROLES_CHANGED, detail=person.id)
        if confirmed:
            work.access.log(Action.OWN_ROLES_CONFIRMED, detail=confirmed)
    vault.colleagues.vouch_for_administrators()


def check_roles(roles: Roles) -> None:
    """Raise NotFinished where no role is chosen."""
    if not roles:
        raise NotFinished(_("Choose at least one role."))


def active_colleague(work: Work, counsellor_id: str) -> Counsellor:
    """Return somebody who works with the vault; raises NotFinished for anybody else."""
    person = work.find(Counsellor, counsellor_id)
    if person is None or not person.active:
        raise NotFinished(_("This colleague does not work with the vault any more."))
    return person


def check_another_administers(work: Work, person: Counsellor) -> None:
    """Raise NotFinished where nobody would administer the vault without them."""
    if Role.ADMIN in person.roles and not _other_administrators(work, person):
        raise NotFinished(
            _(
                "{name} is the only vault keeper. Make somebody else one first; nothing was"
                " changed."
            ).format(name=person.name)
        )


def _other_administrators(work: Work, person: Counsellor) -> tuple[Counsellor, ...]:
    here = work.all(Counsellor, active=True)
    return tuple(each for each in here if each.id != person.id and Role.ADMIN in each.roles)


def _confirmed(vault: Vault, needed: YesNeeded, second: SecondYes) -> str:
    """Return what the log tells of the second yes, once it is proved."""
    if not needed.administrators:
        if not second.recovery_key:
            raise _alone(_("You are the only vault keeper: type the key on the recovery sheet."))
        vault.colleagues.check_recovery_key(second.recovery_key)
        return Detail.RECOVERY_KEY
    other = next((e for e in needed.administrators if e.id == second.administrator_id), None)
    if other is None or not second.passphrase:
        raise _alone(_("Ask another vault keeper to confirm it with their passphrase."))
    vault.colleagues.check_passphrase(other, second.passphrase)
    return other.id


def _alone(ask: str) -> NotAllowed:
    why = _(
        "Nobody can give themselves a role that shows cases on their own, so nothing was changed."
    )
    return NotAllowed(f"{why} {ask}")
