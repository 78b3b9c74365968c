"""A file of partners, read beforehand: what is new, what changes, and what was not understood.

Nothing is taken in before somebody has seen that; what is empty in the file erases nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.code_sets import Codes
from app.domain.deadlines import parse_past_day
from app.domain.labels import field_label
from app.domain.partners import Partner, PartnerContact
from app.domain.pasted import one_line
from app.domain.register import Register
from app.formats import joined
from app.i18n import _
from app.services.partners.columns import (
    column_of,
    is_known_kind,
    kind_code,
    municipality_numbers,
    plain,
    unguarded,
)
from app.services.partners.table_file import TableRow, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.domain.entities import Entity
    from app.domain.folders import Folder

P = TypeVar("P", Partner, PartnerContact)


@dataclass(frozen=True, kw_only=True)
class FilePreview:
    """What taking a file in would do."""

    added: tuple[Entity, ...] = ()
    changed: tuple[Entity, ...] = ()
    partners: Mapping[str, Partner]
    """The partners as they would be, by id."""
    remarks: tuple[str, ...] = ()
    """What was not understood, a sentence each, with the number of its line."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All that would be written."""
        return (*self.added, *self.changed)

    def name_of(self, entity: Entity) -> str:
        """Return who or what it is, on one line."""
        if isinstance(entity, PartnerContact):
            partner = self.partners.get(entity.partner_id)
            return joined([entity.name, partner.name if partner else ""])
        return entity.name if isinstance(entity, Partner) else ""


def preview(content: bytes, register: Folder, today: date) -> FilePreview:
    """Return what taking a file in would do; whatever is in it, the rest is offered."""
    table = read_table(content)
    reading = _Reading(register, today)
    if table.rows:
        reading.read_headings(table.rows[0])
    for row in table.rows[1:]:
        reading.read(row)
    if table.problem:
        reading.remarks.append(table.problem)
    return reading.result()


class _Reading:
    """Goes through the rows, and keeps the partners as they become."""

    def __init__(self, register: Folder, today: date) -> None:
        self._today = today
        self._county = register.centre.county if isinstance(register, Register) else ""
        self._before: dict[str, Entity] = dict(register.entities)
        self._partners = {plain(each.name): each for each in reversed(register.all(Partner))}
        self._contacts = {
            (each.partner_id, plain(each.name)): each
            for each in reversed(register.all(PartnerContact))
        }
        self._columns: tuple[str, ...] = ()
        self._line = 0
        self._left_over: list[str] = []
        self.remarks: list[str] = []

    def read_headings(self, row: TableRow) -> None:
        """Learn from the first row what each column is."""
        self._line = row.line
        self._columns = tuple(column_of(unguarded(cell.strip())) for cell in row.cells)
        if "partner" not in self._columns:
            self._remark(
                _(
                    "No column is called “{heading}”, so nothing can be taken in. Save the "
                    "partners as a file to see the headings."
                ).format(heading=_("Partner"))
            )
            self._columns = ()
            return
        for cell, column in zip(row.cells, self._columns, strict=True):
            if not column and cell.strip():
                self._remark(
                    _("The column “{words}” is not known and stays out.").format(words=cell)
                )

    def read(self, row: TableRow) -> None:
        """Take a row: a partner, and perhaps somebody there."""
        if not self._columns:
            return
        self._line, self._left_over = row.line, []
        cells = self._cells(row)
        name = cells.get("partner", "")
        if not name:
            self._remark(_("There is no name of a partner, so the line stays out."))
            return
        partner = self._partners.get(plain(name)) or Partner(name=name)
        partner = self._filled(partner, self._partner_values(cells))
        contact = self._contact(partner, cells)
        if contact is not None:
            self._contacts[partner.id, plain(contact.name)] = contact
        self._partners[plain(name)] = self._filled(partner, {})  # with words of nobody there

    def result(self) -> FilePreview:
        """Return what would be new and what would change."""
        after = (*self._partners.values(), *self._contacts.values())
        return FilePreview(
            added=tuple(each for each in after if each.id not in self._before),
            changed=tuple(each for each in after if self._before.get(each.id, each) != each),
            partners={each.id: each for each in self._partners.values()},
            remarks=tuple(self.remarks),
        )

    def _cells(self, row: TableRow) -> dict[str, str]:
        known = len(self._columns)
        if any(cell.strip() for cell in row.cells[known:]):
            more = ", ".join(cell.strip() for cell in row.cells[known:] if cell.strip())
            self._leave(_("There are more cells than headings: “{words}”."), "", more)
        return {
            column: one_line(unguarded(cell.strip())).strip()
            for column, cell in zip(self._columns, row.cells, strict=False)
            if column
        }

    def _contact(self, partner: Partner, cells: Mapping[str, str]) -> PartnerContact | None:
        name = cells.get("contact", "")
        if not name:
            columns = ("role", "direct_phone", "contact_email", "confirmed_on")
            words = ", ".join(cells[each] for each in columns if cells.get(each))
            if words:
                self._leave(_("There is no name of a contact person: “{words}”."), "", words)
            return None
        found = self._contacts.get((partner.id, plain(name)))
        contact = found or PartnerContact(partner_id=partner.id, name=name)
        values = {
            "role": cells.get("role", ""),
            "phone": cells.get("direct_phone", ""),
            "email": cells.get("contact_email", ""),
            "confirmed_on": self._day(cells.get("confirmed_on", "")),
        }
        return self._filled(contact, values)

    def _partner_values(self, cells: Mapping[str, str]) -> dict[str, Any]:
        return {
            "kind": self._kind(cells.get("kind", "")),
            "phone": cells.get("phone", ""),
            "email": cells.get("email", ""),
            "municipalities": self._municipalities(cells.get("municipalities", "")),
        }

    def _filled(self, entity: P, values: Mapping[str, Any]) -> P:
        """Return it with what the file says; what is empty there stays as it is here.

        What was not understood goes into the note.
        """
        told: dict[str, Any] = {name: value for name, value in values.items() if value}
        new: list[str] = [words for words in self._left_over if words not in entity.note]
        self._left_over = []
        note = "\n".join([*([entity.note] if entity.note else []), *new])
        return replace(entity, **told, note=note)

    def _kind(self, cell: str) -> str:
        code = kind_code(cell) if cell else ""
        if cell and not code:
            self._leave(_("“{words}” is no kind of partner."), field_label("partner", "kind"), cell)
        elif code and not is_known_kind(code):
            self._remark(
                _("“{words}” is a kind this Leia does not know. It is kept.").format(words=code)
            )
        return code

    def _municipalities(self, cell: str) -> Codes:
        numbers: list[str] = []
        for word in filter(None, (each.strip() for each in cell.split(","))):
            found = municipality_numbers(word, self._county)
            if len(found) == 1:
                numbers += found
            elif word.isdigit() and len(word) == _NUMBER_LENGTH:
                numbers.append(word)
                text = _("{words} is no municipality today, perhaps an old number. It is kept.")
                self._remark(text.format(words=word))
            elif found:
                self._leave(
                    _("More than one municipality is called “{words}”."), _("Municipality"), word
                )
            else:
                self._leave(_("“{words}” is no municipality."), _("Municipality"), word)
        return Codes(numbers)

    def _day(self, cell: str) -> date | None:
        day = parse_past_day(cell, self._today) if cell else None
        if day is not None and day > self._today:
            self._leave(_("“{words}” is a day that has not been yet."), _("Last confirmed"), cell)
            return None
        if cell and day is None:
            self._leave(_("“{words}” is no date."), _("Last confirmed"), cell)
        return day

    def _leave(self, sentence: str, label: str, words: str) -> None:
        """Say what was not understood, and keep its words for the note: nothing is lost."""
        self._remark(sentence.format(words=words))
        self._left_over.append(f"{label}: {words}" if label else words)

    def _remark(self, sentence: str) -> None:
        self.remarks.append(_("Line {n}: {sentence}").format(n=self._line, sentence=sentence))


_NUMBER_LENGTH = 4
"""The number of a municipality: two digits of its county, two of its own."""
