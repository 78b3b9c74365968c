"""Whoever lives anywhere in the country can be recorded there, by the name they say."""

import pytest
from PySide6.QtTest import QTest

from app.services.reference import counties, municipality_name
from ui.forms.municipality_field import MunicipalityField


@pytest.fixture
def field(qtbot):
    made = MunicipalityField("18")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    made.heard = []
    made.edited.connect(made.heard.append)
    return made


def choices(field):
    return [(field.itemText(row), field.itemData(row)) for row in range(field.count())]


def test_the_own_county_comes_first_and_all_others_under_their_names(field):
    shown = choices(field)
    assert shown[:3] == [
        ("Not answered", ""),
        ("Nordland – Nordlánnda", None),
        ("Alstahaug", "1820"),
    ]
    assert len([number for _name, number in shown if number]) == 357
    assert {name for name, number in shown if number is None} == {
        county.official_name for county in counties()
    }


def test_a_name_that_two_have_says_its_county(field):
    names = [name for name, number in choices(field) if number in {"1818", "1515", "3419"}]
    assert set(names) == {"Herøy (Nordland)", "Herøy (Møre og Romsdal)", "Våler (Innlandet)"}


@pytest.mark.parametrize(
    ("typed", "number"),
    [("Hattf", "1826"), ("Aarb", "1826"), ("Tana", "5628"), ("Porsanki", "5622")],
)
def test_a_municipality_is_found_by_any_of_its_names(field, typed, number):
    QTest.keyClicks(field, typed)
    assert field.currentData() == number
    assert field.heard[-1] == number
    assert municipality_name(number) == field.currentText()


def test_a_heading_is_never_chosen(field):
    QTest.keyClicks(field, "Finnm")
    assert field.currentData() is not None
