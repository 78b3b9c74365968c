"""What leaves as a copy is looked through too, and what is taken out of it stays where it was."""

from datetime import date

from app.domain.clients import Client
from app.domain.meetings import Meeting, Participant
from app.domain.register import Register
from app.domain.staff import Counsellor
from app.services.quiet.copies import (
    copied_places,
    copied_text,
    let_copies_go,
    places_left,
    taken_out_of,
    worth_a_look,
)
from app.storage.values.lines import MeetingLine
from tests.builders import stored

KARI = Counsellor(name="Kari Nilsen")
REGISTER = Register(KARI, {KARI.id: KARI})
DAY = date(2026, 12, 3)


def line(vault, place, name="Liv Hansen"):
    case = stored(vault, Meeting(day=DAY, place=place), client=Client(name=name))
    (meeting,) = case.meetings
    return MeetingLine(meeting=meeting, client_name=name, birth_year=None)


def places(vault, *lines, named=False):
    return copied_places(vault, REGISTER, lines, with_first_name=named)


def words(found):
    return [each.words for each in found]


def test_a_place_tells_of_health_and_of_names_but_the_centres_own(vault):
    copies = places(
        vault,
        line(vault, "Hjemme hos Ahmed"),
        line(vault, "Kontoret til Kari"),
        line(vault, "DPS, angstgruppa"),
        line(vault, ""),
    )

    assert words(worth_a_look(vault, copies)) == ["Ahmed", "angstgruppa"]


def test_a_person_is_named_in_a_calendar_only_where_the_first_name_was_asked_for(vault):
    home = line(vault, "Hjemme hos Liv")

    assert words(worth_a_look(vault, places(vault, home))) == ["Liv"]
    assert worth_a_look(vault, places(vault, home, named=True)) == ()


def test_in_a_text_to_the_person_those_at_the_table_are_named(vault):
    meeting = Meeting(day=DAY)
    mads = Participant(meeting_id=meeting.id, name="Mads")
    case = stored(vault, meeting, mads, client=Client(name="Liv Hansen"))

    text = copied_text(case, REGISTER, meeting, "Hei Liv! Mads kommer. Ta med Ahmed.")

    assert words(worth_a_look(vault, [text])) == ["Ahmed"]


def test_words_taken_out_of_a_copy_stay_in_the_case(vault):
    mine, other = line(vault, "Hjemme hos Ahmed, Storgata 2"), line(vault, "Rom 2")
    copies = places(vault, mine, other)
    (found,) = worth_a_look(vault, copies)

    left = places_left([mine, other], taken_out_of(copies, found))

    assert [each.meeting.place for each in left] == ["Hjemme hos, Storgata 2", "Rom 2"]
    with vault.work() as work:
        assert work.get(Meeting, mine.meeting.id).place == "Hjemme hos Ahmed, Storgata 2"


def test_what_was_let_go_is_not_asked_about_again_for_that_person(vault):
    first, second = line(vault, "Hos Ahmed"), line(vault, "Hos Ahmed", "Ola Berg")
    let_copies_go(vault, places(vault, first))

    assert worth_a_look(vault, places(vault, first)) == ()
    assert words(worth_a_look(vault, places(vault, first, second))) == ["Ahmed"]
