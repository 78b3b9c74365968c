"""Meetings and papers of a case: made, changed and dated where they stand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from app.domain.choices import DocumentStatus, MeetingState, Party
from app.domain.clients import DocumentItem
from app.domain.meetings import Participant
from tests.building import TODAY, Clients
from tests.ui.case_hands import new_meeting, pick, stored
from tests.ui.hands import button, named, type_here


@pytest.fixture
def liv(window, small):
    """Liv Hansen's preparation on screen."""
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window.person


def test_a_new_meeting_gets_those_expected_and_the_caret_in_its_day(liv, window, small):
    meetings = liv.page("meetings")
    liv.show_page("meetings")
    meetings.new.menu().actions()[0].trigger()

    assert QApplication.focusWidget() is meetings.form.day
    people = [(p.party, p.name) for p in small.desk.case.all(Participant)]
    assert people == [(Party.CLIENT, "Liv Hansen"), (Party.NAV, ""), (Party.CENTRE, "Kari Øving")]


def test_typing_a_day_that_changes_the_order_stays_with_the_same_meeting(liv, window, small):
    liv.show_page("meetings")
    meetings = liv.page("meetings")
    new_meeting(meetings)
    type_here("1.6.2031")
    new_meeting(meetings)
    second = meetings.form.day.objectName()
    type_here("1.12.2030")

    assert meetings.form.day.objectName() == second
    assert {(m.day.year, m.day.month) for m in small.desk.case.meetings} == {(2031, 6), (2030, 12)}


def test_participants_come_and_go(liv, window, small, qtbot):
    liv.show_page("meetings")
    meetings = liv.page("meetings")
    new_meeting(meetings)
    button(window, "One more participant").click()
    assert len(small.desk.case.all(Participant)) == 4

    def removes():
        buttons = meetings.findChildren(QPushButton)
        name = "Take this participant out"
        return [b for b in buttons if b.toolTip() == name and b.isVisible()]

    qtbot.waitUntil(lambda: len(removes()) == 4)
    removes()[1].click()

    assert [p.party for p in small.desk.case.all(Participant)] == [
        Party.CLIENT,
        Party.CENTRE,
        Party.NAV,
    ]


def test_somebody_who_did_not_come_is_noted(liv, window, small):
    liv.show_page("meetings")
    new_meeting(liv.page("meetings"))

    button(window, "Did not come").click()

    assert small.desk.case.meetings[0].state == MeetingState.NO_SHOW


def test_a_clicked_button_adds_one_paper_and_its_row(liv, window, small):
    liv.show_page("papers")
    button(window, "New paper").click()
    papers = liv.page("papers")

    (paper,) = small.desk.case.all(DocumentItem)
    name = papers.findChild(QLineEdit, f"{paper.id}.name")
    assert name is not None
    name.setFocus()
    type_here("Vitnemål")
    window.go("today")
    assert [d.name for d in stored(small).all(DocumentItem)] == ["Vitnemål"]


def test_a_well_known_paper_comes_with_its_issuer(liv, window, small):
    liv.show_page("papers")
    known = named(window, "Add a paper people often need")
    known.setFocus()
    QTest.keyClick(known, Qt.Key.Key_Down)

    (paper,) = small.desk.case.all(DocumentItem)
    assert paper.name
    assert paper.issuer


def test_a_paper_nobody_has_confirmed_says_so_on_screen_and_openly_on_paper(liv, window, small):
    liv.show_page("papers")
    known = named(window, "Add a paper people often need")
    known.showPopup()
    known.view().setCurrentIndex(known.model().index(known.findData("police_certificate"), 0))
    QTest.keyClick(known.view(), Qt.Key.Key_Return)

    assert "Police certificate · not confirmed" in [known.itemText(n) for n in range(known.count())]
    (paper,) = small.desk.case.all(DocumentItem)
    assert (paper.name, paper.issuer) == ("Politiattest", "Politiet (spør først)")


def test_a_papers_status_is_dated_and_one_undo_takes_it_back(liv, window, small):
    liv.show_page("papers")
    button(window, "New paper").click()
    (paper,) = small.desk.case.all(DocumentItem)
    status = next(
        w for w in liv.page("papers").findChildren(QComboBox) if w.objectName().endswith("status")
    )
    pick(status, DocumentStatus.RECEIVED.value)

    (paper,) = small.desk.case.all(DocumentItem)
    assert (paper.status, paper.changed_on) == (DocumentStatus.RECEIVED, TODAY)
