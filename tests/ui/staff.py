"""Colleagues for windows to show: let in as the program does, at the least cost."""

from app.domain.permissions import Role, Roles
from app.domain.staff import Counsellor
from app.services.vault.colleagues import NewColleague, add_colleague
from app.storage.keys.keyfiles import FLOOR
from app.storage.vault import Vault

OLA, OLAS = "Ola Hansen", "sju gamle sjøhus i Vesterålen brant 1927"
NEW = "tretten grå gjess fløy sørover 1944"


def let_in(vault: Vault, *roles: Role, name: str = OLA, passphrase: str = OLAS) -> Counsellor:
    """Let a colleague in, a counsellor unless something else is said."""
    new = NewColleague(name=name, roles=Roles(roles or (Role.COUNSELLOR,)), passphrase=passphrase)
    return add_colleague(vault, new, FLOOR)
