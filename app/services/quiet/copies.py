"""Texts that leave as copies: one about an appointment, the places in a file for a calendar.

What is taken out of a copy stays where it was written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.clients import Client
from app.formats import first_name
from app.services.case.undo_steps import FieldKey
from app.services.quiet.gone_on import let_go, not_seen
from app.services.quiet.outgoing import Outgoing, may_be_named, names_of_centre
from app.services.quiet.quiet_check import findings, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.domain.cases import Case
    from app.domain.folders import Folder
    from app.domain.meetings import Meeting
    from app.services.quiet.quiet_check import Finding
    from app.storage.values.lines import MeetingLine
    from app.storage.vault import Vault

_AS_TEXT, PLACE = "text", "place"


@dataclass(frozen=True)
class Copied:
    """A copy that is about to leave: whose it is, its words, and who may be named in it."""

    client: Client
    words: Outgoing
    known: tuple[str, ...]


def copied_text(case: Case, register: Folder, meeting: Meeting, text: str) -> Copied:
    """Return a text about an appointment, written to the person themselves."""
    words = Outgoing(FieldKey(meeting.id, _AS_TEXT), text)
    return Copied(case.client, words, may_be_named(case, register))


def copied_places(
    vault: Vault, register: Folder, lines: Iterable[MeetingLine], *, with_first_name: bool
) -> tuple[Copied, ...]:
    """Return where some appointments are.

    The file goes to others: a person is named in it only where the first name was asked for.
    """
    placed = [line for line in lines if line.meeting.place.strip()]
    known = names_of_centre(register)
    with vault.work() as work:
        clients = {line.meeting.client_id for line in placed}
        of_id = {each: work.get(Client, each) for each in clients}
    return tuple(
        Copied(
            of_id[line.meeting.client_id],
            Outgoing(FieldKey(line.meeting.id, PLACE), line.meeting.place),
            (*known, first_name(line.client_name)) if with_first_name else known,
        )
        for line in placed
    )


def worth_a_look(vault: Vault, copies: Iterable[Copied]) -> tuple[Finding, ...]:
    """Return what nobody here has seen yet in some copies, in their order."""
    return tuple(
        found
        for each in copies
        if (told := findings([each.words], each.known))
        for found in not_seen(vault, each.client, told)
    )


def let_copies_go(vault: Vault, copies: Iterable[Copied]) -> None:
    """Remember what was seen in some copies and let go out."""
    for each in copies:
        let_go(vault, each.client, findings([each.words], each.known))


def taken_out_of(copies: Sequence[Copied], found: Finding) -> tuple[Copied, ...]:
    """Return the copies without the words that were found in one of them."""
    return tuple(
        replace(each, words=replace(each.words, text=without(found, each.words.text)))
        if each.words.key == found.key
        else each
        for each in copies
    )


def places_left(lines: Iterable[MeetingLine], copies: Iterable[Copied]) -> tuple[MeetingLine, ...]:
    """Return the appointments with the places that go out, which may have lost some words."""
    places = {each.words.key.entity_id: each.words.text for each in copies}
    return tuple(
        replace(line, meeting=replace(line.meeting, place=places.get(line.meeting.id, "")))
        for line in lines
    )
