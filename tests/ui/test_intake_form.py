"""The preparation demands nothing: rings at what is worth asking, and their number at the foot."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.choices import RequestedBy
from app.domain.code_sets import Codes
from tests.building import Clients
from tests.ui.hands import CTRL, told, type_here
from ui.widgets.announcing import voice
from ui.widgets.journey_bar import JourneyBar
from ui.widgets.labelled import AskingLabel
from ui.widgets.labels import Label
from ui.windows.main_window import MainWindow

ANSWERED = {
    "requested_by": RequestedBy.NAV,
    "labour_status": Codes({"AAP"}),
    "education": "PRIMARY",
    "source": "WEB",
    "motivation_level": 7,
    "roles_informed": date(2026, 1, 5),
}


@pytest.fixture
def page(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window.person.page("intake")


def ringed(page):
    """Return the labels with a ring, but for the line that counts them."""
    labels = page.findChildren(AskingLabel)
    return {each.text() for each in labels if each.is_asking and each.buddy() is not None}


def count(page):
    return page.left.text()


def test_nothing_is_complained_of_and_as_many_fields_are_ringed_as_are_counted(page, window):
    problems = [each for each in page.findChildren(Label) if each.property("role") == "problem"]

    assert not any(each.isVisible() for each in problems)
    assert page.left.isVisible()
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

    assert widths == {"phone": 128, "birth_year": 120}
    assert page.form.field("client", "name").width() > 300


def test_dates_show_how_they_may_be_written(page):
    for name in ("first_contact", "roles_informed"):
        assert page.form.field("intake", name).placeholderText() == "12.3, Friday"


def edges(page):
    """Return where the last field of each line ends, in pixels of the page."""
    form = page.form
    last = [("client", "municipality"), ("client", "language_form"), ("intake", "first_contact")]
    last += [("intake", "purpose"), ("client", "interpreter"), ("intake", "nav_phone")]
    fields = [form.field(*key) for key in last]
    return {field.mapTo(page, field.rect().topRight()).x() for field in fields}


def test_all_lines_end_on_one_edge(page, window):
    window.resize(1366, 768)

    assert len(edges(page)) == 1


def key_to_next(window):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, CTRL)
    return QApplication.focusWidget().accessibleName()


def test_five_fields_are_reached_with_four_keys(window, small, qtbot):
    """The caret stands in the name of somebody new; typing is not counted."""
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    form = window.person.page("intake").form
    said = [QApplication.focusWidget().accessibleName()]
    type_here("Kim")

    for typed in ("990 00 077", "Bo", "", ""):
        said.append(key_to_next(window))
        type_here(typed)

    assert said == [
        *("Name", "Phone", "Municipality"),
        *("Purpose, in the client's own words", "Who asked for the meeting"),
    ]
    assert form.field("client", "municipality").currentText() == "Bodø"


def test_the_next_question_is_where_a_key_leads_from_anywhere_in_the_form(page, window, qtbot):
    form = page.form
    said = []
    voice.said.connect(lambda sentence, _now: said.append(sentence))
    form.field("intake", "wish").setFocus()

    assert key_to_next(window) == "Municipality"
    assert key_to_next(window) == "Who asked for the meeting"
    assert key_to_next(window) == "In work or education now"
    assert said[-1] == count(page)


def test_a_folded_section_opens_for_a_question_and_is_remembered_folded(page, window, small, qtbot):
    section = page.form.sections["person"]
    QTest.mouseClick(section.head, Qt.MouseButton.LeftButton)
    assert not section.is_open
    assert not page.form.field("client", "name").isVisible()
    assert section.head.accessibleDescription() == "folded, 2 of 7 answered"

    again = MainWindow(small)
    qtbot.addWidget(again)
    again.open_client(small.desk.case.client.id, "intake")
    sections = again.person.page("intake").form.sections
    assert [key for key, each in sections.items() if not each.is_open] == ["person", "more"]
    page.form.next_question()
    assert section.is_open


def test_without_nav_no_word_of_it_stands_in_the_form(page, qtbot):
    kind = page.form.field("intake", "kind")
    kind.setFocus()
    QTest.keyClicks(kind, "Open")

    qtbot.waitUntil(lambda: not page.form.sections["nav"].isVisible())
    assert count(page).startswith("Left before the first meeting")
    nav = [field for name, field in named_fields(page) if "Nav" in name and field.isVisible()]
    assert nav == []


def named_fields(page):
    return [(w.accessibleName(), w) for w in page.form.findChildren(QWidget) if w.accessibleName()]


def test_when_all_is_answered_the_foot_goes_and_the_key_says_so(page, window, small, qtbot):
    desk = small.desk
    case = desk.case
    desk.change([replace(case.client, municipality="1841"), replace(case.intake, **ANSWERED)])

    qtbot.waitUntil(lambda: not page.left.isVisible())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, CTRL)
    assert told(window) == "Everything that is worth asking is answered."
