"""A restored vault takes over what narrows people's rights in another: never what widens them.

Bookkeeping of the program's own: it asks no role of whoever restores, who may see no case at all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from app.domain.access_codes import Action
from app.domain.change_marks import CARRIED
from app.domain.clients import CaseOwner, Client, Recusal
from app.domain.permissions import Role, Roles
from app.domain.staff import Counsellor
from app.storage.visibility import Visibility

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.entities import Entity
    from app.storage.access import AccessLog
    from app.storage.entities import EntityStore
    from app.storage.values.rights import Rights


class Unasked(Visibility):
    """Lets everything be written, whoever is working."""

    @override
    def check(self, entity: Entity) -> None:
        """Ask nothing."""


def narrow(store: EntityStore, access: AccessLog, other: Rights) -> None:
    """Let nobody do or see more than they may in another vault too; each change is logged.

    Who is not known there keeps what they have: they may have come since. Somebody who administers
    stays, or nobody could let anybody in. A case that nobody owns is open to all, so one that
    would have no owner left keeps those it had.
    """
    people = {each.id: each for each in store.all(Counsellor)}
    for each in _narrowed(people, other):
        store.save(each, note=CARRIED)
        access.log(Action.RIGHTS_NARROWED, detail=each.id)
    clients = store.ids_ever(Client)  # those in the bin may come back
    _hide(store, access, clients, other)
    owned: defaultdict[str, dict[str, CaseOwner]] = defaultdict(dict)
    for owner in store.all(CaseOwner):
        owned[owner.client_id][owner.counsellor_id] = owner
    for client_id in clients & other.owners.keys():
        _give(store, access, client_id, owned[client_id], other.owners[client_id] & people.keys())


def _narrowed(people: Mapping[str, Counsellor], other: Rights) -> list[Counsellor]:
    """Return those whose rights change."""
    after = {
        each.id: replace(
            each,
            roles=each.roles.within(other.roles[each.id]),
            active=each.active and each.id not in other.left,
        )
        if each.id in other.roles
        else each
        for each in people.values()
    }
    if not any(each.active and Role.ADMIN in each.roles for each in after.values()):
        for each in people.values():
            if after[each.id].active and Role.ADMIN in each.roles:
                kept = Roles({*after[each.id].roles, Role.ADMIN})
                after[each.id] = replace(after[each.id], roles=kept)
    return [each for each in after.values() if each != people[each.id]]


def _hide(store: EntityStore, access: AccessLog, clients: set[str], other: Rights) -> None:
    here = {(each.client_id, each.counsellor_id) for each in store.all(Recusal)}
    for client_id, who in sorted(other.hidden - here):
        if client_id in clients:
            store.save(Recusal(client_id=client_id, counsellor_id=who), note=CARRIED)
            access.log(Action.RIGHTS_NARROWED, client_id=client_id, detail=who)


def _give(
    store: EntityStore,
    access: AccessLog,
    client_id: str,
    here: Mapping[str, CaseOwner],
    there: frozenset[str],
) -> None:
    """Make a case belong to those it belongs to in both, or else in the other vault."""
    wanted = (there & here.keys()) or there or frozenset(here)
    for who in sorted(here.keys() - wanted):
        store.remove(here[who], note=CARRIED)
        access.log(Action.RIGHTS_NARROWED, client_id=client_id, detail=who)
    for who in sorted(wanted - here.keys()):
        store.save(CaseOwner(client_id=client_id, counsellor_id=who), note=CARRIED)
        access.log(Action.RIGHTS_NARROWED, client_id=client_id, detail=who)
