"""Words that belong to no field yet lie with the case they were written in."""

import pytest

from app.domain.clients import Client
from app.domain.periods import Intake
from app.services.case.editing import Editing, FieldKey
from app.services.case.jottings import jot, jotted
from app.services.case.left_drafts import settle_left_drafts
from app.services.case.preparing import take_in
from tests.services.desks import TODAY

WORDS = "Han ringte dagen etter"


@pytest.fixture
def client(own_vault):
    return take_in(own_vault, Client(name="Liv Hansen"), Intake())


@pytest.fixture
def about(client):
    return FieldKey(client.id, "addendum")


def drafts_of(vault, client):
    with vault.work() as work:
        return [draft.raw for draft in work.drafts.of(client.id)]


def test_they_come_back_as_they_were_written_and_lie_with_their_case(own_vault, client, about):
    jot(own_vault, client.id, about, WORDS)

    assert jotted(own_vault, about) == WORDS
    assert drafts_of(own_vault, client) == [WORDS]


def test_what_became_something_leaves_nothing_behind(own_vault, client, about):
    jot(own_vault, client.id, about, WORDS)
    jot(own_vault, client.id, about, "")

    assert jotted(own_vault, about) == ""
    assert drafts_of(own_vault, client) == []


def test_they_never_become_state_by_themselves(own_vault, client, about):
    jot(own_vault, client.id, about, WORDS)

    assert settle_left_drafts(own_vault, TODAY) == 0
    Editing(own_vault, client.id, TODAY).settle()

    assert jotted(own_vault, about) == WORDS


def test_beside_typing_that_a_crash_left_behind_they_stay_what_they_are(own_vault, client, about):
    jot(own_vault, client.id, about, WORDS)
    desk = Editing(own_vault, client.id, TODAY)
    desk.type_into(FieldKey(client.id, "phone"), "990 00 099")
    desk.keep()

    assert settle_left_drafts(own_vault, TODAY) == 1

    with own_vault.work() as work:
        assert work.get(Client, client.id).phone == "990 00 099"
    assert jotted(own_vault, about) == WORDS


def test_what_an_earlier_leia_kept_elsewhere_is_found_and_moves_to_its_case(
    own_vault, client, about
):
    with own_vault.work() as work:
        work.memory.put(f"addendum {client.id}", "Halvveis")
    assert jotted(own_vault, about) == "Halvveis"

    jot(own_vault, client.id, about, "Halvveis og ett ord til")

    with own_vault.work() as work:
        assert not work.memory.get(f"addendum {client.id}")
    assert drafts_of(own_vault, client) == ["Halvveis og ett ord til"]


def test_they_are_the_writers_own(staffed):
    with staffed.unlocked("Per") as vault:
        theirs = take_in(vault, Client(name="Ola"), Intake())
        key = FieldKey(theirs.id, "addendum")
        jot(vault, theirs.id, key, WORDS)
    with staffed.unlocked("Kari") as vault:
        assert jotted(vault, key) == ""
