"""The slip of what was agreed holds the lines that were marked so, for those the client said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.choices import Party, PeriodKind
from app.domain.meetings import Meeting, Participant
from app.domain.slips import AgreedSlip
from app.domain.staff import Centre, Counsellor
from app.domain.voices import agreed_lines
from app.services.agreed import (
    agreed_in,
    agreed_sheet,
    outgoing,
    read_aloud,
    receivers,
    said_yes,
    slip_of,
)
from app.services.printing import AGREED
from tests.builders import TODAY, a_case, a_client, a_note
from tests.prints.reading import complaints, read

WHO = (Centre(name="Karriere Øvingsdal"), Counsellor(name="Kari Øving"), "nb")
LINES = st.text(st.sampled_from("abæ ●■✓\t–"), max_size=10)


def a_talk(**texts):
    meeting = Meeting(day=TODAY)
    people = [
        Participant(meeting_id=meeting.id, party=party, name=name)
        for party, name in ((Party.NAV, "Eli Strand"), (Party.OTHER, "Anders Hov"))
    ]
    client = a_client(name="Liv Hansen")
    return a_case(meeting, *people, *a_note(meeting, **texts), client=client), meeting.id


def with_yes(case, meeting_id, *fields):
    return case.with_(said_yes(slip_of(case, meeting_id), frozenset(fields), TODAY))


@given(st.lists(st.lists(LINES, max_size=5), max_size=3))
def test_whatever_stands_in_the_note_only_what_was_agreed_is_on_the_slip(parts):
    case, meeting_id = a_talk(**{f"part{n}": "\n".join(lines) for n, lines in enumerate(parts)})
    case = with_yes(case, meeting_id, "to_client")

    sheet = agreed_sheet(case, meeting_id, *WHO)

    agreed = [w for note in case.note(meeting_id).values() for w in agreed_lines(note.text)]
    assert list(sheet.lines if sheet else ()) == agreed


def test_nobody_gets_a_copy_without_a_yes():
    case, meeting_id = a_talk(who="✓ Nav ringer skolen")
    assert agreed_sheet(case, meeting_id, *WHO) is None

    case = with_yes(case, meeting_id, "to_nav")
    assert agreed_sheet(case, meeting_id, *WHO).receivers == ("Eli Strand",)
    assert slip_of(case, meeting_id).yes_on == TODAY

    case = with_yes(case, meeting_id)
    assert slip_of(case, meeting_id).yes_on is None
    assert agreed_sheet(case, meeting_id, *WHO) is None


def test_a_tick_without_a_day_is_no_yes():
    case, meeting_id = a_talk(who="✓ Nav ringer skolen")
    slip = AgreedSlip(client_id=case.client.id, meeting_id=meeting_id, to_nav=True)

    assert agreed_sheet(case.with_(slip), meeting_id, *WHO) is None


def test_without_nav_in_the_case_there_is_no_copy_for_nav():
    case, meeting_id = a_talk(who="✓ Ringe")
    assert [each.field for each in receivers(case, meeting_id)] == [
        "to_client",
        "to_nav",
        "to_others",
    ]

    alone = case.with_(replace(case.intake, kind=PeriodKind.OPEN))

    assert "to_nav" not in [each.field for each in receivers(alone, meeting_id)]


def test_the_place_of_each_line_is_where_it_was_written():
    case, meeting_id = a_talk(who="Snakket\n✓ Nav ringer\n● «Ja»\n✓ Jonas søker")
    case = with_yes(case, meeting_id, "to_client")
    text = case.note(meeting_id)["who"].text

    for each in outgoing(agreed_sheet(case, meeting_id, *WHO)):
        assert text[each.at : each.at + len(each.text)] == each.text
    assert [line.words for line in agreed_in(case, meeting_id)] == ["Nav ringer", "Jonas søker"]


def test_a_day_on_which_it_was_read_stays():
    slip = read_aloud(AgreedSlip(), TODAY)

    assert read_aloud(slip, TODAY.replace(year=2030)).read_on == TODAY


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_paper_says_what_was_agreed_and_conforms(language, tmp_path):
    case, meeting_id = a_talk(who="● Hemmelig\n✓ Nav ringer skolen i Ártegiehtáj")
    case = with_yes(case, meeting_id, "to_client", "to_nav")
    sheet = agreed_sheet(case, meeting_id, *WHO[:2], language)

    made = AGREED.draw(sheet)

    words = read(made).tree.text
    assert "Nav ringer skolen i Ártegiehtáj" in words
    assert "Hemmelig" not in words
    assert "Liv Hansen" in words
    assert "Liv" not in AGREED.file_name(sheet)
    assert complaints(made, tmp_path) == []
