"""The preparation demands nothing: rings at what is worth asking, and their number at the foot."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.building import Clients
from tests.ui.hands import CTRL
from ui.widgets.journey_bar import JourneyBar
from ui.widgets.labelled import AskingLabel
from ui.widgets.labels import Label


@pytest.fixture
def page(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window.person.page("intake")


def ringed(page):
    """Return the labels with a ring, but for the line that counts them."""
    labels = page.findChildren(AskingLabel)
    return {each.text() for each in labels if each.is_asking and each.buddy() is not None}


def count(page):
    return page.form.left.text()


def test_nothing_is_complained_of_and_as_many_fields_are_ringed_as_are_counted(page, window):
    problems = [each for each in page.findChildren(Label) if each.property("role") == "problem"]

    assert not any(each.isVisible() for each in problems)
    assert page.form.left.isVisible()
    assert count(page) == f"Left before the three-party meeting: {len(ringed(page))} questions"


def test_the_journey_says_the_same_number(page, window):
    bar = window.person.findChild(JourneyBar)

    assert f"{len(ringed(page))} questions left" in bar.accessibleName()


def test_what_is_written_takes_its_ring_away_and_what_is_taken_out_brings_it_back(page, qtbot):
    before = ringed(page)
    field = page.form.field("intake", "purpose")
    label = next(each for each in page.findChildren(AskingLabel) if each.buddy() is field)
    assert label.text() not in before

    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: ringed(page) == before | {label.text()})
    assert f" {len(before) + 1} question" in count(page)
    assert field.accessibleDescription() == "Worth asking about"
    QTest.keyClicks(field, "Jobb")

    qtbot.waitUntil(lambda: ringed(page) == before)
    assert field.accessibleDescription() == ""


def test_a_field_is_as_wide_as_what_is_written_in_it(page, window):
    window.resize(1366, 768)
    widths = {name: page.form.field("client", name).width() for name in ("phone", "birth_year")}

    assert widths == {"phone": 136, "birth_year": 120}
    assert page.form.field("client", "name").width() > 300


def test_the_year_stands_before_the_question_whether_the_person_is_under_30(page):
    year, young = page.form.field("client", "birth_year"), page.form.field("intake", "under_30")

    assert year.mapTo(page, year.rect().topLeft()).y() < young.mapTo(page, young.pos()).y()


def test_dates_show_how_they_may_be_written(page):
    for name in ("first_contact", "roles_informed"):
        assert page.form.field("intake", name).placeholderText() == "12.3, Friday"
