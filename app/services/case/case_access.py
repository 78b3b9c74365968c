"""The way into cases: whose case it is decides whether it opens, and each opening is logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.access_codes import Action, Detail
from app.domain.clients import CaseOwner, Client, Recusal
from app.domain.permissions import Deed, Entry, Reason
from app.domain.staff import Counsellor, Substitution, entry
from app.errors import NotAllowed
from app.i18n import _
from app.services.case.leaving import only_if_logged

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.storage.vault import Vault, Work


class ReasonNeeded(NotAllowed):
    """It is a colleague's case, and no reason was given yet."""


@dataclass(frozen=True, kw_only=True)
class ForeignCase:
    """A colleague's case before it is opened: enough to ask for the reason."""

    client_name: str
    owners: tuple[str, ...]
    """The owners' names."""
    reasons: tuple[Reason, ...] = tuple(Reason)
    """What can be answered; following up is for those who may give cases."""


class CaseAccess:
    """Lets whoever unlocked the vault into cases, and asks once for each that is a colleague's.

    It lasts as long as the vault is unlocked.
    """

    def __init__(self, vault: Vault, today: Callable[[], date]) -> None:
        self._vault = vault
        self._today = today
        self._reasons: dict[str, Reason] = {}
        self._knows = vault.read_only  # where nothing can be kept, the window's question is all

    def standing(self, client_id: str) -> Entry:
        """Return how they stand to a case, whatever reasons were given."""
        with self._vault.work() as work:
            return _standing(work, client_id, self._today())

    def open_case(self, client_id: str, reason: Reason | None = None) -> None:
        """Let them in and log it.

        Raises ReasonNeeded where a reason has to be given first, NotAllowed where the case is
        not for them, NotSaved where it cannot be logged, and LookupError where there is none.
        A vault that can only be read lets them into their own cases alone.
        """
        with only_if_logged(), self._vault.work() as work:
            work.visibility.require(Deed.WORK_WITH_CASES)
            self._check_knowledge(work)
            stands = _standing(work, client_id, self._today())
            if stands == Entry.SHUT:
                raise NotAllowed(_("This case cannot be opened here."))
            given = reason or self._reasons.get(client_id)
            if stands == Entry.ASK and given is None:
                raise ReasonNeeded(
                    _("This is a colleague's case. Say first why you need to open it.")
                )
            if not self._vault.read_only:  # there it is their own
                work.access.log(Action.OPENED, client_id=client_id, detail=_detail(stands, given))
        if given is not None:
            self._reasons[client_id] = given

    def foreign(self, client_id: str) -> ForeignCase:
        """Return what to show of a case when asking why it is opened."""
        with self._vault.work() as work:
            client = work.get(Client, client_id)
            owners = {owner.counsellor_id for owner in work.all(CaseOwner, client_id=client_id)}
            names = work.lists.counsellor_names()
            leads = work.visibility.may(Deed.GIVE_CASES)
        named = tuple(name for who, name in names.items() if who in owners and name)
        reasons = tuple(each for each in Reason if leads or each != Reason.FOLLOW_UP)
        return ForeignCase(client_name=client.name, owners=named, reasons=reasons)

    def _check_knowledge(self, work: Work) -> None:
        """Raise NotAllowed until they said this year that they know what privacy asks of them."""
        if self._knows:
            return  # said once in a session is enough: it may go on past midnight
        if work.get(Counsellor, work.counsellor_id).must_confirm_knowledge(self._today()):
            raise NotAllowed(
                _(
                    "No case opens before you have confirmed that you know the privacy "
                    "rules. Lock Leia and unlock it again: then you are asked."
                )
            )
        self._knows = True


def _standing(work: Work, client_id: str, today: date) -> Entry:
    if not work.visibility.has_cases or client_id in work.visibility.hidden:
        return Entry.SHUT
    work.visibility.check_case(client_id)
    work.get(Client, client_id)
    return entry(
        work.counsellor_id,
        (owner.counsellor_id for owner in work.all(CaseOwner, client_id=client_id)),
        (recusal.counsellor_id for recusal in work.all(Recusal, client_id=client_id)),
        work.all(Substitution),
        today,
    )


def _detail(stands: Entry, reason: Reason | None) -> str:
    if stands == Entry.SUBSTITUTE:
        return Detail.SUBSTITUTE
    return reason.value if stands == Entry.ASK and reason is not None else ""
