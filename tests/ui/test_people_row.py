"""Who is at the table can be read, also where they are five."""

from __future__ import annotations

import pytest

from app.domain.choices import Party, Presence
from app.domain.meetings import Participant
from ui.forms.people_row import PeopleRow, who_it_is
from ui.widgets.labels import Pill

FIVE = (
    Participant(party=Party.CLIENT, name="Meron Haile"),
    Participant(party=Party.NAV, name="Pål Vik", role="Nav Vefsn", presence=Presence.PHONE),
    Participant(party=Party.CENTRE, name="Kari Nilsen"),
    Participant(party=Party.OTHER, name="Sigrid Moe", role="introduksjonsprogrammet"),
    Participant(party=Party.OTHER, name="Tesfay Abraha", role="tolk", interpreter=True),
)


@pytest.fixture
def row(qtbot):
    row = PeopleRow()
    qtbot.addWidget(row)
    row.resize(900, 40)
    row.show()
    return row


def pills(row):
    return row.findChildren(Pill)


def test_five_are_three_and_two_more_and_nobody_is_left_out(row):
    row.show_people(FIVE)

    assert [pill.text() for pill in pills(row)] == ["● Meron", "■ Pål", "▲ Kari", "+2"]
    for person in FIVE:
        assert person.name in row.accessibleName()
    assert "Sigrid Moe, introduksjonsprogrammet" in pills(row)[-1].toolTip()
    assert "Tesfay Abraha" in pills(row)[-1].accessibleDescription()


def test_four_are_four(row):
    row.show_people(FIVE[:3] + FIVE[4:])

    assert [pill.text() for pill in pills(row)][-1] == "◆ Tesfay (interpreter)"
    assert len(pills(row)) == 4


def test_how_somebody_takes_part_is_said_in_words():
    assert who_it_is(FIVE[1]) == "Pål Vik, Nav Vefsn, by phone"
    assert who_it_is(FIVE[4]) == "Tesfay Abraha, tolk, interpreter"
    watching = Participant(party=Party.OTHER, name="Anders Hov", observer=True)
    assert who_it_is(watching) == "Anders Hov, looks on"
