"""Who works with a case: whose it is, and from whom it is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.access_codes import Action
from app.domain.change_marks import CARRIED
from app.domain.choices import Code
from app.domain.clients import CaseOwner, Recusal
from app.domain.permissions import Deed
from app.domain.staff import Counsellor
from app.errors import NotAllowed, NotFinished
from app.i18n import _, later

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.cases import Case
    from app.storage.values.changes import Change
    from app.storage.vault import Vault, Work


class Part(Code):
    """What a colleague has to do with a case."""

    OWNS = "OWNS", later("Owns the case")
    ASKS = "ASKS", later("May open it with a reason")
    SHUT_OUT = "SHUT_OUT", later("Hidden from them")


@dataclass(frozen=True, kw_only=True)
class Member:
    """A colleague, and what they have to do with a case."""

    counsellor: Counsellor
    part: Part
    is_self: bool


@dataclass(frozen=True, kw_only=True)
class Team:
    """Everybody who works with cases, for one case."""

    members: tuple[Member, ...]
    """By name; those who left are there only where they still own the case."""
    may_change: bool


def team(vault: Vault, client_id: str) -> Team:
    """Return who works with a case; raises LookupError where it is hidden or missing."""
    with vault.work() as work:
        case = work.case(client_id)
        members = tuple(
            Member(
                counsellor=each, part=_part(case, each.id), is_self=each.id == work.counsellor_id
            )
            for each in sorted(work.all(Counsellor), key=lambda each: (each.name, each.id))
            if each.id in case.owners or (each.active and each.roles.may(Deed.WORK_WITH_CASES))
        )
        return Team(members=members, may_change=_may_change(work, case))


def change_team(vault: Vault, client_id: str, parts: Mapping[str, Part]) -> None:
    """Say for some colleagues what they have to do with a case; each change is in its history.

    Raises NotAllowed for somebody who neither owns the case nor may give cases, and NotFinished
    rather than leave a case without anybody who works here and owns it.
    """
    with vault.work() as work:
        case = work.case(client_id)
        if not _may_change(work, case):
            raise NotAllowed(_("Only those who own the case, or the centre lead, can change this."))
        before = {each.id: _part(case, each.id) for each in work.all(Counsellor)}
        after = {**before, **parts}
        _check_owned(work, (who for who, part in after.items() if part == Part.OWNS))
        for who, part in after.items():
            if part != before[who]:
                _leave(work, case, who)
                _join(work, case, who, part)


def team_sentence(change: Change, who: str, names: Mapping[str, str]) -> str:
    """Return in plain words that a case was given, taken, hidden or shown."""
    born = change.new.get("counsellor_id", "") if isinstance(change.new, dict) else change.note
    colleague = names.get(str(born)) or _("a colleague")
    if change.note == CARRIED:
        return _carried_sentence(change, colleague)
    came = isinstance(change.new, dict) or change.new is False
    if change.kind == "recusal":
        hid = _("{who} hid the case from {colleague}")
        text = hid if came else _("{who} no longer hides the case from {colleague}")
    elif born == change.counsellor_id:
        text = _("{who} took over the case") if came else _("{who} gave up the case")
    else:
        gave = _("{who} gave the case to {colleague}")
        text = gave if came else _("{who} took the case from {colleague}")
    return text.format(who=who, colleague=colleague)


def _carried_sentence(change: Change, colleague: str) -> str:
    """Return what a restored copy took over from the vault that lay on the computer."""
    if change.kind == "recusal":
        text = _(
            "The case stays hidden from {colleague}, as in the vault that was there when a copy "
            "was restored"
        )
        return text.format(colleague=colleague)
    return _("Whose case it is stays as in the vault that was there when a copy was restored")


def _part(case: Case, counsellor_id: str) -> Part:
    if counsellor_id in case.recused:
        return Part.SHUT_OUT
    return Part.OWNS if counsellor_id in case.owners else Part.ASKS


def _may_change(work: Work, case: Case) -> bool:
    owns = not case.owners or work.counsellor_id in case.owners
    return owns or work.visibility.may(Deed.GIVE_CASES)


def _check_owned(work: Work, owners: Iterable[str]) -> None:
    here = (work.get(Counsellor, who) for who in owners)
    if not any(each.active and each.roles.may(Deed.WORK_WITH_CASES) for each in here):
        raise NotFinished(_("Somebody who works here must own the case. Choose who."))


def _leave(work: Work, case: Case, who: str) -> None:
    owned = [each for each in case.all(CaseOwner) if each.counsellor_id == who]
    recused = [each for each in case.all(Recusal) if each.counsellor_id == who]
    for row, code in ((owned, Action.CASE_TAKEN), (recused, Action.CASE_SHOWN)):
        for each in row:
            work.remove(each, note=who)
            work.access.log(code, client_id=case.client.id, detail=who)


def _join(work: Work, case: Case, who: str, part: Part) -> None:
    own = {"client_id": case.client.id, "counsellor_id": who}
    if part == Part.OWNS:
        work.save(CaseOwner(**own), note=who)
        work.access.log(Action.CASE_GIVEN, client_id=case.client.id, detail=who)
    elif part == Part.SHUT_OUT:
        work.save(Recusal(**own), note=who)
        work.access.log(Action.CASE_HIDDEN, client_id=case.client.id, detail=who)
