"""Whose keys may sign: what the journal itself gave, never what the counsellors' rows say.

The founder's own first entry is the root. After it, keys and roles are given by entries of those
who administer the vault at the time. Two things come without an administrator's word, and are
counted, for people to compare with the access log: keys that somebody who forgot their passphrase
made with a recovery key, and what a restored copy carried beside its rows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nacl.signing import VerifyKey
from sqlalchemy import bindparam

from app.domain.access_codes import Action
from app.domain.change_marks import AT_UPGRADE, CARRIED
from app.domain.permissions import FOUNDER, Deed, Roles
from app.storage import meta
from app.storage.columns import blank
from app.storage.entry_checks import is_as_written, is_signed
from app.storage.keys.endorsing import COLLEAGUE, Endorsement, is_genuine
from app.storage.rows import ACCESS_LOG, CHANGE

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

_BORN = "*"
_GIVEN = frozenset({_BORN, "deleted", "signing_key", "roles", "active"})
"""What nobody gives themselves; the rest of their own row they may write."""
_ENTRIES = (
    CHANGE.select()
    .where(CHANGE.c.client_id == "", CHANGE.c.hlc > bindparam("after"))
    .where(CHANGE.c.kind == "counsellor")
    .order_by(CHANGE.c.hlc)
)
_LOGGED = ACCESS_LOG.select().where(
    ACCESS_LOG.c.action == bindparam("action"), ACCESS_LOG.c.device_id == bindparam("device")
)


@dataclass
class _Person:
    roles: Roles
    is_active: bool = True
    keys: dict[str, VerifyKey] = field(default_factory=dict)

    @property
    def administers(self) -> bool:
        return self.is_active and self.roles.may(Deed.KEEP_COLLEAGUES)

    def signed(self, entry: RowMapping) -> bool:
        return any(is_signed(entry, key) for key in reversed(self.keys.values()))


class Signers:
    """Everybody who ever worked here, as the journal makes them; grows with the journal."""

    def __init__(self) -> None:
        self._people: dict[str, _Person] = {}
        self._administered: set[str] = set()
        self._is_first_release = False
        self._after = ""
        self._waiting: list[RowMapping] = []
        self._refused: set[str] = set()
        self._unvouched: set[tuple[str, str]] = set()

    @property
    def unvouched(self) -> int:
        """How often somebody got keys or a role without an administrator's word."""
        return len(self._unvouched)

    def take_up(self, connection: Connection) -> None:
        """Take up what the journal says of counsellors since it was last asked."""
        new = connection.execute(_ENTRIES, {"after": self._after}).mappings().all()
        if not new:
            return
        self._after = new[-1]["hlc"]
        self._waiting += new
        is_news = True
        while is_news:  # an entry may be signed by a key that only a later one gives
            left = [each for each in self._waiting if not self._is_settled(connection, each)]
            is_news = len(left) < len(self._waiting)
            self._waiting = left

    def signed(self, entry: RowMapping) -> bool:
        """Whether an entry was signed by whom it names, and by somebody who might write it."""
        person = self._people.get(entry["counsellor_id"])
        return person is not None and person.signed(entry) and entry["id"] not in self._refused

    def _is_settled(self, connection: Connection, entry: RowMapping) -> bool:
        """Believe an entry or refuse it for good; else it waits for the key that signed it."""
        if not is_as_written(CHANGE.name, entry):
            return self._refuse(entry)
        new = json.loads(entry["new"])
        if not self._people:
            return self._is_root(entry, new)
        author = self._people.get(entry["counsellor_id"])
        if author is None or not author.signed(entry):
            return self._is_self_evident(connection, entry, new)
        if not self._may_write(connection, entry, author, new):
            return self._refuse(entry)
        self._take(entry, new)
        return True

    def _refuse(self, entry: RowMapping) -> bool:
        self._refused.add(entry["id"])
        return True

    def _is_root(self, entry: RowMapping, new: Any) -> bool:
        """Begin with the founder, who writes and signs their own birth; nobody else ever does."""
        if entry["field"] != _BORN or entry["entity_id"] != entry["counsellor_id"]:
            return False
        key = _key(_said(new, "signing_key"))
        if key is None or not is_signed(entry, key):
            return False
        self._is_first_release = "roles" not in new
        self._take(entry, {**new, "roles": FOUNDER.written()} if self._is_first_release else new)
        return True

    def _is_self_evident(self, connection: Connection, entry: RowMapping, new: Any) -> bool:
        """Take what needs no known hand: a key made with a recovery key, an endorsed colleague."""
        whose = entry["entity_id"]
        if self._is_recovery(connection, entry, new):
            self._unvouched.add((whose, new))
        elif entry["note"] == CARRIED and self._is_newcomer(connection, entry, new):
            self._unvouched.add((whose, CARRIED))
        else:
            return False
        self._take(entry, new)
        return True

    def _may_write(
        self, connection: Connection, entry: RowMapping, author: _Person, new: Any
    ) -> bool:
        whose, name = entry["entity_id"], entry["field"]
        if (name == _BORN) == (whose in self._people):
            return False  # nobody is born twice, or changed before they are
        if entry["note"] == CARRIED:
            self._unvouched.add((whose, CARRIED))
            return True
        gives = name in _GIVEN and not self._has_key(whose, name, new)
        if entry["note"] == AT_UPGRADE and gives:
            return self._is_first_release and name == "roles" and new == FOUNDER.written()
        if author.administers:
            return True
        is_own = whose == entry["counsellor_id"]
        if is_own and gives and name == "signing_key":
            return _is_handed_on(connection, entry, author)
        return is_own and not gives

    def _has_key(self, whose: str, name: str, new: Any) -> bool:
        """Whether an entry only writes along, with the rest of its unit, a key somebody has."""
        return name == "signing_key" and whose in self._people and new in self._people[whose].keys

    def _is_newcomer(self, connection: Connection, entry: RowMapping, new: Any) -> bool:
        """Whether it is the birth of a colleague whose key an administrator vouched for."""
        if entry["field"] != _BORN or entry["entity_id"] in self._people:
            return False
        word = Endorsement(
            key=_said(new, "signing_key"),
            by=_said(new, "endorsed_by"),
            vault_id=meta.get(connection, "vault_id"),
            signature=_said(new, "endorsement"),
        )
        return word.by in self._administered and is_genuine(word, COLLEAGUE)

    def _is_recovery(self, connection: Connection, entry: RowMapping, new: Any) -> bool:
        """Whether somebody signs for a new key of their own, and says where it came from.

        By a recovery key, as the log then tells; or elsewhere, before they opened a copy of then.
        """
        own = entry["entity_id"] == entry["counsellor_id"] and entry["entity_id"] in self._people
        key = _key(new) if own and entry["field"] == "signing_key" else None
        if key is None or not is_signed(entry, key):
            return False
        lines = _logged(connection, Action.RECOVERED, entry["device_id"])
        return entry["note"] == CARRIED or any(is_signed(line, key) for line in lines)

    def _take(self, entry: RowMapping, new: Any) -> None:
        whose, name = entry["entity_id"], entry["field"]
        if name == _BORN:
            self._people[whose] = _Person(Roles())
            for each, value in {**blank("counsellor"), **new}.items():
                self._set(whose, each, value)
        else:
            self._set(whose, name, new)

    def _set(self, whose: str, name: str, value: Any) -> None:
        person = self._people[whose]
        if name == "roles":
            person.roles = Roles.read(str(value))
        elif name in {"active", "deleted"}:
            person.is_active = bool(value) == (name == "active")
        elif name == "signing_key" and (key := _key(value)) is not None:
            person.keys[value] = key
        if person.administers:
            self._administered.update(person.keys)


def _is_handed_on(connection: Connection, entry: RowMapping, author: _Person) -> bool:
    """Whether somebody gave themselves a new key because the one before may be known.

    The log tells of it in their hand of then: what a key is worth it may hand on, and no more.
    """
    lines = _logged(connection, Action.OWN_KEYS_RENEWED, entry["device_id"])
    return any(line["detail"] == entry["entity_id"] and author.signed(line) for line in lines)


def _logged(connection: Connection, action: Action, device_id: str) -> list[RowMapping]:
    wanted = {"action": action.value, "device": device_id}
    lines = connection.execute(_LOGGED, wanted).mappings()
    return [line for line in lines if is_as_written(ACCESS_LOG.name, line)]


def _said(new: Any, name: str) -> str:
    """Return what a birth says of a field of text."""
    return str(new.get(name, "")) if isinstance(new, dict) else ""


def _key(written: Any) -> VerifyKey | None:
    try:
        return VerifyKey(bytes.fromhex(written))
    except (TypeError, ValueError):
        return None
