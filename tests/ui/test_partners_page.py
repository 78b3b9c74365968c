"""The page of partners, by keys: found, added, confirmed, taken out and brought back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.partners import Partner, PartnerContact
from tests.building import TODAY, Clients
from tests.ui.hands import CTRL, SHIFT, answered, button, choose_path, named, told, type_here
from ui.pages.partners_offers import PartnersOffers

LONG_AGO = TODAY - timedelta(days=500)


def key(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


@pytest.fixture
def partners(window, small):
    """The page, with an office where two work and a school."""
    office, school = Partner(kind="NAV", name="Nav Øvingsdal"), Partner(name="Åsheim skole")
    small.desk.register  # noqa: B018 - it is read when it is first asked for
    small.desk.change(
        [
            *(office, school),
            PartnerContact(partner_id=office.id, name="Eli Nergård", confirmed_on=TODAY),
            PartnerContact(partner_id=office.id, name="Odd Åsli", confirmed_on=LONG_AGO),
        ]
    )
    QTest.keyClick(window, Qt.Key.Key_5, CTRL)
    return window


def listed(window):
    view = named(window, "Partners")
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def of(workspace, kind):
    return {each.name: each for each in workspace.desk.register.folder.all(kind)}


def test_ctrl_5_leads_there_with_the_caret_in_the_search_box(partners, qtbot):
    assert partners.page_name == "partners"
    assert listed(partners) == ["Nav Øvingsdal", "Åsheim skole"]

    type_here("nergaard")

    qtbot.waitUntil(lambda: listed(partners) == ["Nav Øvingsdal"])


def test_enter_goes_from_the_search_to_the_row_and_to_the_form_and_esc_back(partners):
    key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is named(partners, "Partners")
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    type_here("Ny ")
    key(Qt.Key.Key_Escape)

    assert QApplication.focusWidget() is named(partners, "Partners")
    key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is named(partners, "Search among the partners")


def test_a_partner_and_a_contact_are_made_by_keys_and_undone(partners, small):
    key(Qt.Key.Key_N, CTRL | SHIFT)
    type_here("Bygg og bo")
    key(Qt.Key.Key_A, CTRL | SHIFT)
    type_here("Tone Lund")
    key(Qt.Key.Key_Tab)

    assert of(small, PartnerContact)["Tone Lund"].partner_id == of(small, Partner)["Bygg og bo"].id
    assert listed(partners)[0] == "Bygg og bo"
    for _each in range(2):
        key(Qt.Key.Key_Z, CTRL)
    assert set(of(small, PartnerContact)) == {"Eli Nergård", "Odd Åsli"}


def test_what_nobody_confirmed_is_said_in_the_head_and_filters(partners, small, qtbot):
    line = button(partners, "1 contact has not been confirmed for a year")
    line.setFocus()
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(partners) == ["Nav Øvingsdal"])
    people = named(partners, "Contact persons")
    people.setFocus()
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return, CTRL)

    assert of(small, PartnerContact)["Odd Åsli"].confirmed_on == TODAY
    assert "Odd Åsli" in told(partners)
    key(Qt.Key.Key_Z, CTRL)
    assert of(small, PartnerContact)["Odd Åsli"].confirmed_on == LONG_AGO


def test_taking_a_partner_out_takes_the_people_along_and_ctrl_z_brings_all_back(partners, small):
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Delete, CTRL | SHIFT)

    assert set(of(small, Partner)) == {"Åsheim skole"}
    assert not of(small, PartnerContact)
    assert "Nav Øvingsdal is taken out" in told(partners)
    key(Qt.Key.Key_Z, CTRL)
    assert set(of(small, Partner)) == {"Nav Øvingsdal", "Åsheim skole"}
    assert set(of(small, PartnerContact)) == {"Eli Nergård", "Odd Åsli"}


def test_a_day_that_cannot_be_is_said_at_its_field_and_kept(partners, small):
    field = named(partners, "Last confirmed")
    field.setFocus()
    field.selectAll()
    type_here("31.2.2026")
    key(Qt.Key.Key_Tab)

    said = [e.text() for e in partners.findChildren(QLabel) if e.isVisible()]
    assert any("This is not a date yet" in each for each in said)
    assert field.text() == "31.2.2026"


def test_on_other_pages_its_keys_say_where_they_work(window):
    window.go("today")
    QTest.keyClick(window, Qt.Key.Key_U, CTRL | SHIFT)

    assert told(window) == "Go to the page of partners first."


def test_a_nav_office_is_suggested_and_taken_in_by_keys(partners, small, qtbot):
    type_here("narvik")
    qtbot.waitUntil(lambda: listed(partners) == [])
    offered = named(partners, "Suggestions")
    offered.setFocus()
    key(Qt.Key.Key_Return)

    assert of(small, Partner)["Nav Narvik"].kind == "NAV"
    assert "Nav Narvik" in listed(partners)
    assert not offered.isVisible()
    key(Qt.Key.Key_Z, CTRL)
    assert "Nav Narvik" not in of(small, Partner)


def test_partners_go_out_and_come_in_by_keys(partners, small, tmp_path, qtbot):
    file = tmp_path / "partners.csv"
    key(Qt.Key.Key_E, CTRL | SHIFT)
    choose_path(partners, file)
    answered(partners, qtbot)
    qtbot.waitUntil(file.exists)
    assert "Odd Åsli" in file.read_text("utf-8-sig")

    with file.open("a", encoding="utf-8") as more:
        more.write("Tull;Bygg og bo;;;;Tone Lund\n")
    key(Qt.Key.Key_O, CTRL | SHIFT)
    choose_path(partners, file)
    answered(partners, qtbot)
    qtbot.waitUntil(lambda: "Take in 2" in words_of_buttons(partners))
    shown = named(partners, "What the file would do").lines.lines
    assert shown[0].title == "Line 5: “Tull” is no kind of partner."
    assert {line.title for line in shown[1:]} == {"Bygg og bo", "Tone Lund · Bygg og bo"}
    key(Qt.Key.Key_Return)

    assert "Tone Lund" in of(small, PartnerContact)
    assert "Bygg og bo" in listed(partners)
    key(Qt.Key.Key_Z, CTRL)
    assert "Tone Lund" not in of(small, PartnerContact)


def test_a_file_that_cannot_be_read_is_said_on_the_page(partners, tmp_path, qtbot):
    key(Qt.Key.Key_O, CTRL | SHIFT)
    choose_path(partners, tmp_path / "not there.csv")

    qtbot.waitUntil(lambda: any("could not be read" in each for each in said(partners)))


def test_who_was_only_typed_in_an_own_case_is_offered(partners, small, qtbot):
    partners.open_client(Clients(small.vault).named("Liv"), "intake")
    intake = small.desk.case.intake
    small.desk.change([replace(intake, nav_office="Nav Øvingsdal", nav_contact="Tone Lund")])
    partners.go("partners")
    type_here("tone")
    offered = partners.findChild(PartnersOffers).list
    qtbot.waitUntil(lambda: listed(partners) == [])
    qtbot.waitUntil(offered.isVisible)
    assert offered.lines.lines[0].title == "Tone Lund"
    assert "from your cases" in offered.lines.lines[0].title_rest
    offered.setFocus()
    key(Qt.Key.Key_Return)

    made = of(small, PartnerContact)["Tone Lund"]
    assert made.partner_id == of(small, Partner)["Nav Øvingsdal"].id
    assert made.confirmed_on is None


def said(window):
    return [e.text() for e in window.findChildren(QLabel) if e.isVisible()]


def words_of_buttons(window):
    return {b.text() for b in window.findChildren(QPushButton) if b.isVisible() and b.isEnabled()}
