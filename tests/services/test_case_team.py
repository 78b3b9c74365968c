"""Whose case it is and from whom it is hidden: who may say so, and what history tells."""

import pytest

from app.domain.clients import CaseOwner, Recusal
from app.errors import NotAllowed, NotFinished
from app.services.case.case_team import Part, change_team, team, team_sentence
from app.services.case.editing import Editing, FieldKey
from app.services.case.history import history
from app.services.case.preparing import blank_case, is_client
from app.services.vault.colleagues import remove_colleague
from app.storage.values.accesses import AccessQuery
from tests.staffed import PHRASES, TODAY, a_case_of


@pytest.fixture
def of_per(staffed):
    with staffed.unlocked("Per") as vault:
        return a_case_of(vault, "Liv Hansen")


def parts(vault, client_id):
    """Return what everybody has to do with a case, by first name."""
    members = team(vault, client_id).members
    return {m.counsellor.name.split()[0]: m.part for m in members}


def told(vault, client_id):
    return [event.sentence for event in history(vault, client_id)][::-1]


def test_a_new_case_belongs_to_whoever_took_it_in(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        assert parts(vault, of_per) == {"Kari": Part.ASKS, "Ola": Part.ASKS, "Per": Part.OWNS}
        assert told(vault, of_per) == ["Per Olsen began the case"]


def test_those_without_cases_are_not_offered(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        assert {"Anne", "Siri"}.isdisjoint(parts(vault, of_per))


def test_a_case_is_given_hidden_and_shown_again_in_plain_words(staffed, of_per):
    kari, per, ola = (staffed.ids[who] for who in ("Kari", "Per", "Ola"))
    with staffed.unlocked("Per") as vault:
        change_team(vault, of_per, {kari: Part.OWNS, ola: Part.SHUT_OUT})
        change_team(vault, of_per, {per: Part.ASKS, ola: Part.ASKS})

        assert parts(vault, of_per) == {"Kari": Part.OWNS, "Ola": Part.ASKS, "Per": Part.ASKS}
        assert sorted(told(vault, of_per)[1:3]) == [
            "Per Olsen gave the case to Kari Øving",
            "Per Olsen hid the case from Ola Olsen",
        ]
        assert sorted(told(vault, of_per)[3:]) == [
            "Per Olsen gave up the case",
            "Per Olsen no longer hides the case from Ola Olsen",
        ]


def test_a_lead_takes_over_and_takes_away(staffed, of_per):
    ola, per = staffed.ids["Ola"], staffed.ids["Per"]
    with staffed.unlocked("Ola") as vault:
        change_team(vault, of_per, {ola: Part.OWNS, per: Part.ASKS})

        assert sorted(told(vault, of_per)[1:]) == [
            "Ola Olsen took over the case",
            "Ola Olsen took the case from Per Olsen",
        ]


def test_a_colleague_may_read_but_not_change(staffed):
    with staffed.unlocked("Ola") as vault:
        client_id = a_case_of(vault, "Ida")
    with staffed.unlocked("Per") as vault:
        assert not team(vault, client_id).may_change
        with pytest.raises(NotAllowed):
            change_team(vault, client_id, {staffed.ids["Per"]: Part.OWNS})
        assert parts(vault, client_id)["Per"] == Part.ASKS


def test_a_case_never_loses_its_last_owner(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        for part in (Part.ASKS, Part.SHUT_OUT):
            with pytest.raises(NotFinished, match="Choose who"):
                change_team(vault, of_per, {staffed.ids["Per"]: part})

        assert parts(vault, of_per)["Per"] == Part.OWNS
        assert told(vault, of_per) == ["Per Olsen began the case"]


def test_an_administrator_without_cases_is_no_owner(staffed, of_per):
    with staffed.unlocked("Per") as vault, pytest.raises(NotFinished):
        change_team(vault, of_per, {staffed.ids["Anne"]: Part.OWNS, staffed.ids["Per"]: Part.ASKS})


def test_somebody_too_close_gives_the_case_away_and_hides_it_from_themselves(staffed, of_per):
    kari, per = staffed.ids["Kari"], staffed.ids["Per"]
    with staffed.unlocked("Per") as vault:
        change_team(vault, of_per, {per: Part.SHUT_OUT, kari: Part.OWNS})

        assert not is_client(vault, of_per)
        with vault.work() as work:
            assert work.lists.clients() == ()
    with staffed.unlocked("Kari") as vault:
        assert parts(vault, of_per) == {"Kari": Part.OWNS, "Ola": Part.ASKS, "Per": Part.SHUT_OUT}


def test_a_hidden_case_is_told_to_the_one_by_nothing(staffed, of_per):
    ola = staffed.ids["Ola"]
    with staffed.unlocked("Per") as vault:
        change_team(vault, of_per, {ola: Part.SHUT_OUT})

    with staffed.unlocked("Ola") as vault, vault.work() as work:
        entries = work.access.page(AccessQuery(), 100)
        assert {entry.action for entry in entries} == {"COLLEAGUE_ADDED"}
        assert of_per not in {entry.client_id for entry in entries}


def test_nothing_that_stays_is_written_again(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        before = len(told(vault, of_per))
        change_team(vault, of_per, {staffed.ids["Per"]: Part.OWNS})

        assert len(told(vault, of_per)) == before


def test_an_owner_who_left_is_shown_until_somebody_takes_over(staffed, of_per):
    with staffed.unlocked("Kari") as vault:
        remove_colleague(vault, staffed.ids["Per"], PHRASES["Kari"], [])

        assert parts(vault, of_per)["Per"] == Part.OWNS
        change_team(vault, of_per, {staffed.ids["Kari"]: Part.OWNS, staffed.ids["Per"]: Part.ASKS})
        assert "Per" not in parts(vault, of_per)


def test_undo_and_typing_go_on_after_the_case_was_given(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        desk = Editing(vault, of_per, TODAY)
        desk.type_into(FieldKey(of_per, "phone"), "990")
        desk.settle()
        change_team(vault, of_per, {staffed.ids["Kari"]: Part.OWNS})
        desk.read_again(CaseOwner)
        desk.read_again(Recusal)

        assert desk.case.owners == {staffed.ids["Per"], staffed.ids["Kari"]}
        desk.undo()
        assert desk.case.client.phone == ""
        with vault.work() as work:
            assert work.case(of_per).owners == desk.case.owners


def test_two_new_cases_of_two_people_are_not_one(staffed):
    with staffed.unlocked("Per") as vault:
        first = blank_case(vault)
        assert blank_case(vault) == first
    with staffed.unlocked("Ola") as vault:
        assert blank_case(vault) != first


def test_somebody_unknown_is_a_colleague(staffed, of_per):
    with staffed.unlocked("Per") as vault, vault.work() as work:
        (birth,) = [c for c in work.changes.of(of_per) if c.kind == "owner"]

    assert team_sentence(birth, "Per Olsen", {}) == "Per Olsen took over the case"
    other = type(birth)(**{**birth.__dict__, "counsellor_id": "somebody"})
    assert team_sentence(other, "Ola", {}) == "Ola gave the case to a colleague"


@pytest.mark.parametrize("part", Part)
def test_every_part_has_words(part):
    assert part.label
