"""What a vault remembers of its county: the policy it was used under, and the key it believes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.storage import meta
from app.storage.holders import staffing

if TYPE_CHECKING:
    from app.storage.database import Database
    from app.storage.holders.renewing import Worker

_POLICY = "policy"
_KEY = "county_key"


class CountyTrust:
    """Kept inside the vault, so that no file of the user's can say otherwise."""

    def __init__(self, database: Database, work: Worker) -> None:
        self._database = database
        self._work = work

    @property
    def policy(self) -> str:
        """The last signed policy the vault was used under, as JSON; empty before the first."""
        return self._get(_POLICY)

    @property
    def key(self) -> str:
        """The county's signing key that an administrator has compared; empty before that."""
        return self._get(_KEY)

    @property
    def recipients(self) -> frozenset[str]:
        """The county's recovery keys that the vault is sealed to."""
        with self._database.transaction() as connection:
            return frozenset(staffing.county_keys(connection))

    def hold(self, policy: str, serial: int) -> None:
        """Keep a policy as the one the vault was last used under; logged."""
        with self._work() as work, self._database.transaction() as connection:
            meta.put(connection, _POLICY, policy)
            work.access.log(Action.POLICY_CHANGED, detail=str(serial))

    def believe(self, key: str) -> None:
        """Keep the county's signing key as compared."""
        if key == self.key:
            return
        with self._database.transaction() as connection:
            meta.put(connection, _KEY, key)

    def _get(self, name: str) -> str:
        with self._database.transaction() as connection:
            return meta.get(connection, name)
