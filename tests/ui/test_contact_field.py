"""Choose or type, by keys: a contact person in the preparation and at the table of a meeting."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import MeetingKind
from app.domain.partners import Partner, PartnerContact
from app.services.case.preparing import new_meeting
from app.services.templates.finding import newest_built_in
from tests.building import Clients
from tests.ui.hands import CTRL, SHIFT, answered, told, type_here


def key(key, modifier=Qt.KeyboardModifier.NoModifier):
    here = QApplication.activePopupWidget() or QApplication.focusWidget()
    QTest.keyClick(here, key, modifier)


@pytest.fixture
def liv(window, small, qtbot):
    """Liv's preparation, and an office where two work."""
    office = Partner(kind="NAV", name="Nav Øvingsdal", phone="55 55 33 33")
    small.desk.register.folder.all(Partner)
    small.desk.change(
        [
            office,
            PartnerContact(partner_id=office.id, name="Eli Nergård", phone="990 00 021"),
            PartnerContact(partner_id=office.id, name="Odd Åsli"),
        ]
    )
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    answered(window, qtbot)
    return window


@pytest.fixture
def contact(liv):
    form = liv.person.page("intake").form
    form.go_to("intake", "nav_contact")
    return form.field("intake", "nav_contact")


def test_letters_offer_and_enter_takes_who_it_is_in_one_step(contact, small):
    type_here("nerg")
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)

    intake = small.desk.case.intake
    assert (intake.nav_contact, intake.nav_office) == ("Eli Nergård", "Nav Øvingsdal")
    assert intake.nav_phone == "990 00 021"
    assert intake.nav_contact_id
    assert contact.text() == "Eli Nergård"
    key(Qt.Key.Key_Z, CTRL)
    assert small.desk.case.intake.nav_office == ""
    assert small.desk.case.intake.nav_contact == "nerg"


def test_down_shows_them_all_and_esc_leaves_the_line_as_it_is(contact, small):
    key(Qt.Key.Key_Down)
    assert QApplication.activePopupWidget().model().rowCount() == 2
    key(Qt.Key.Key_Escape)

    assert QApplication.activePopupWidget() is None
    assert contact.text() == ""
    assert small.desk.case.intake.nav_contact_id == ""


def test_typing_on_is_a_name_and_ends_the_link(contact, small):
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    assert small.desk.case.intake.nav_contact_id
    type_here(" Moe")

    assert small.desk.case.intake.nav_contact == "Eli Nergård Moe"
    assert small.desk.case.intake.nav_contact_id == ""
    key(Qt.Key.Key_Z, CTRL)
    assert small.desk.case.intake.nav_contact_id


def test_a_meeting_expects_who_is_chosen_and_a_row_may_choose_another(contact, liv, small, qtbot):
    type_here("nerg")
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    template = newest_built_in("three_party")
    made = new_meeting(small.desk.case, MeetingKind.THREE_PARTY, template, small.vault.counsellor)
    small.desk.change(made)
    nav = next(p for p in small.desk.case.participants(made[0].id) if p.contact_id)
    assert nav.name == "Eli Nergård"

    liv.show_case("meetings")
    liv.person.page("meetings").show_meeting(made[0].id)
    fields = (f for f in liv.findChildren(type(contact)) if f.text() == nav.name)
    row = next(f for f in fields if f is not contact)
    qtbot.waitUntil(row.isVisible)
    answered(liv, qtbot)
    row.setFocus()
    assert row.hasFocus()
    row.selectAll()
    type_here("odd")
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)

    named = [p.name for p in small.desk.case.participants(made[0].id)]
    assert "Odd Åsli" in named
    assert small.desk.case.get(type(nav), nav.id).contact_id not in {"", nav.contact_id}


def test_somebody_who_was_typed_is_added_to_the_partners_by_key_and_linked(contact, liv, small):
    type_here("Tone Lund")
    key(Qt.Key.Key_L, CTRL | SHIFT)
    assert "Write the office" in told(liv)
    key(Qt.Key.Key_Tab, SHIFT)
    type_here("Nav Moss")
    key(Qt.Key.Key_L, CTRL | SHIFT)

    register, intake = small.desk.register.folder, small.desk.case.intake
    made = register.get(PartnerContact, intake.nav_contact_id)
    assert made.name == "Tone Lund"
    assert register.get(Partner, made.partner_id).name == "Nav Moss"
    assert "Nav Moss" in told(liv)
    key(Qt.Key.Key_Z, CTRL)
    assert small.desk.case.intake.nav_contact_id == ""
    assert small.desk.case.intake.nav_contact == "Tone Lund"
