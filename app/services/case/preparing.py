"""Deeds before the meeting: take in a person, book, list the papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.cases import Case
from app.domain.change_marks import AT_BIRTH
from app.domain.choices import MeetingKind, MeetingMode, Party
from app.domain.clients import CaseOwner, Client, DocumentItem
from app.domain.meetings import Meeting, Participant
from app.domain.periods import Intake
from app.domain.staff import Counsellor
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.templates import ConversationTemplate
    from app.storage.vault import Vault, Work


def take_in(vault: Vault, client: Client, intake: Intake) -> Client:
    """Begin a case; five fields start it and none of them is demanded."""
    with vault.work() as work:
        work.save(client)
        work.save(replace(intake, id="", client_id=client.id))
        owner = CaseOwner(client_id=client.id, counsellor_id=work.counsellor_id)
        work.save(owner, note=AT_BIRTH)
    return client


def blank_case(vault: Vault) -> str:
    """Return the id of a case nobody has written in yet, made where there is none.

    A new person starts on the page itself, so that not one keystroke waits in a dialog; and
    pressing the key twice does not leave empty cases behind.
    """
    with vault.work() as work:
        for client in work.all(Client, name="", phone="", municipality=""):
            if _is_untouched(work, client):
                return client.id
    return take_in(vault, Client(), Intake()).id


def _is_untouched(work: Work, client: Client) -> bool:
    """Whether a case holds nothing but its birth: no words, no drafts, and no past."""
    blank = replace(Client(id=client.id), erasure_key=client.erasure_key)
    case = work.case(client.id)
    births = [change.field == "*" for change in work.changes.of(client.id, limit=4)]
    return (
        client == blank
        and case.owners == {work.counsellor_id}
        and case.intake == Intake(id=case.intake.id, client_id=client.id)
        and births == [True, True, True]
        and not work.drafts.of(client.id)
    )


def is_client(vault: Vault, client_id: str) -> bool:
    """Whether somebody with this id is in the vault."""
    with vault.work() as work:
        return work.find(Client, client_id) is not None


def new_meeting(
    case: Case, kind: MeetingKind, template: ConversationTemplate, counsellor: Counsellor
) -> tuple[Meeting, *tuple[Participant, ...]]:
    """Return a planned meeting and those expected; in person at the centre (BR04)."""
    meeting = Meeting(
        client_id=case.client.id,
        kind=kind,
        mode=MeetingMode.IN_PERSON,
        template_id=template.id,
        template_version=template.version,
        intake_id=case.intake.id,
    )
    return (meeting, *_expected(case, meeting, counsellor))


def new_document(
    case: Case, name: str = "", issuer: str = "", day: date | None = None
) -> DocumentItem:
    """Return a paper put last in the list."""
    last = case.all(DocumentItem)
    position = (last[-1].position if last else 0.0) + 1
    return DocumentItem(
        client_id=case.client.id, position=position, name=name, issuer=issuer, changed_on=day
    )


def _expected(case: Case, meeting: Meeting, counsellor: Counsellor) -> Sequence[Participant]:
    names = [(Party.CLIENT, case.client.name, ""), (Party.CENTRE, counsellor.name, "")]
    if meeting.kind == MeetingKind.THREE_PARTY:
        names.insert(1, (Party.NAV, case.intake.nav_contact, _("Nav")))
    return [
        Participant(
            client_id=case.client.id,
            meeting_id=meeting.id,
            position=float(place),
            party=party,
            name=name,
            role=role,
            contact_id=case.intake.nav_contact_id if party == Party.NAV else "",
        )
        for place, (party, name, role) in enumerate(names, start=1)
    ]
