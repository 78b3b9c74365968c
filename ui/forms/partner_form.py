"""Edit a partner, and one of the contact persons there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.labels import field_label
from app.domain.partners import Partner, PartnerContact
from app.domain.register import Register
from app.i18n import _
from app.services.partners.listing import municipality_choices
from app.services.reference import municipality_name
from ui.forms.form import Form, field_for
from ui.style.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.code_fields import SeveralField
from ui.widgets.fields import TextField
from ui.widgets.labelled import Row
from ui.widgets.layouts import column, folding, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk

_FOLDS_BELOW = 310
_PHONE_PX, _DAY_PX = 136, 168
"""Fields as wide as what is written in them."""
_KIND_LETTERS = 9
"""A kind is known by so many letters; the name beside it needs the room."""


class PartnerForm(Form):
    """What the partner is called, what it is, how to reach it and whom it serves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.name = TextField()
        kind = field_for("partner", "kind", day=desk.today())
        kind.setMinimumContentsLength(_KIND_LETTERS)
        places = SeveralField(municipality_choices(_county(desk)), municipality_name)
        self.setLayout(
            column(
                _pair(
                    self.labelled("partner", "name", self.name),
                    self.labelled("partner", "kind", kind),
                    shares=(3, 2),
                ),
                _pair(
                    self.labelled("partner", "phone", _narrow(TextField(), _PHONE_PX)),
                    self.labelled("partner", "email"),
                ),
                self.labelled("partner", "municipalities", places),
                self.labelled("partner", "note", lines=1),
                spacing=12,
            )
        )

    def show_partner(self, partner: Partner | None) -> None:
        """Edit a partner, or nothing."""
        self.show_entity(partner, "partner")


class ContactForm(Form):
    """Who it is, how to reach them, and when that was confirmed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._contact_id = ""
        self.name = TextField()
        day = _narrow(TextField(), _DAY_PX)
        self.confirm = Button(_("Confirmed today"))
        self.remove = Button(_("Take the contact person out"), "link")
        said = field_label("partner_contact", "confirmed_on")
        confirmed = Row(said, day, beside=self.confirm, wrap=False)
        self.bind("partner_contact", "confirmed_on", day, confirmed.say)
        self.setLayout(
            column(
                _pair(
                    self.labelled("partner_contact", "name", self.name),
                    self.labelled("partner_contact", "role"),
                    shares=(1, 1),
                ),
                _pair(
                    self.labelled("partner_contact", "phone", _narrow(TextField(), _PHONE_PX)),
                    self.labelled("partner_contact", "email"),
                ),
                confirmed,
                self.labelled("partner_contact", "note", lines=1),
                row(self.remove, None),
                spacing=12,
            )
        )

    @property
    def contact(self) -> PartnerContact | None:
        """Who is edited, as they stand on the desk."""
        found = self.desk.register.folder.entities.get(self._contact_id)
        return found if isinstance(found, PartnerContact) else None

    @Slot(object)
    def show_contact(self, contact: PartnerContact | None) -> None:
        """Edit a contact person, or nobody."""
        self._contact_id = contact.id if contact else ""
        self.show_entity(contact, "partner_contact")
        self.setVisible(contact is not None)


def _pair(left: Row, right: Row, shares: tuple[int, int] = (0, 1)) -> QWidget:
    return folding(left, right, below=_FOLDS_BELOW, spacing=16, shares=shares)


def _narrow(field: TextField, wide: int) -> TextField:
    field.setMaximumWidth(theme.px(wide))
    field.setMinimumWidth(theme.px(wide))
    return field


def _county(desk: Desk) -> str:
    register = desk.register.folder
    return register.centre.county if isinstance(register, Register) else ""
