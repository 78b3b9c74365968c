"""Who is offered as the same person, from a vault: what may be seen, and what was said before."""

from dataclasses import replace

import pytest

from app.domain.clients import Client, Recusal
from app.domain.meetings import Meeting
from app.domain.periods import Intake
from app.services.case.bin import bin_person
from app.services.case.client_list import list_clients
from app.services.case.likely import LikelyPeople, is_another, may_put_aside
from app.services.case.preparing import take_in
from app.services.vault.access_log import AccessQuery, read_log
from tests.staffed import TODAY, a_case_of


def offered(vault, client):
    return [(each.line.id, each.reason.value) for each in LikelyPeople(vault).like(client)]


def case_of(vault, client):
    with vault.work() as work:
        return work.case(client.id)


@pytest.fixture
def liv(own_vault):
    client = Client(name="Liv Hansen", phone="990 00 055", birth_year=1990, municipality="1841")
    return take_in(own_vault, client, Intake()).id


@pytest.fixture
def new(own_vault):
    return take_in(own_vault, Client(), Intake())


def test_somebody_who_is_there_already_is_offered_as_the_list_tells_of_them(own_vault, liv, new):
    (found,) = LikelyPeople(own_vault).like(replace(new, name="Hansen, Lív"))

    (line,) = list_clients(own_vault, "liv", TODAY).lines
    assert replace(found.line, next_meeting=None) == replace(line, next_meeting=None)
    assert found.reason.value == "NAME"


def test_looking_writes_nothing_and_logs_nothing_as_searching_does(own_vault, liv, new):
    before = own_vault.verify_chain().count

    assert offered(own_vault, replace(new, name="Liv Hansen")) == [(liv, "NAME")]

    assert own_vault.verify_chain().count == before
    assert read_log(own_vault, AccessQuery()) == ()


def test_who_was_said_to_be_another_is_not_offered_again_to_either(own_vault, liv, new):
    client = replace(new, name="Liv Hansen")
    is_another(own_vault, new.id, liv)
    with own_vault.work() as work:
        work.save(client)

    assert offered(own_vault, client) == []
    assert offered(own_vault, Client(id=liv, name="Liv Hansen")) == []
    third = take_in(own_vault, Client(name="Liv Hansen"), Intake())
    assert {each for each, _why in offered(own_vault, third)} == {liv, new.id}


def test_somebody_in_the_bin_is_not_offered(own_vault, liv, new):
    bin_person(own_vault, liv)

    assert offered(own_vault, replace(new, name="Liv Hansen")) == []


def test_a_hidden_case_is_offered_to_nobody_it_is_hidden_from(staffed):
    with staffed.unlocked("Kari") as vault:
        hidden, shown = a_case_of(vault, "Liv Hansen"), a_case_of(vault, "Ola Vik")
        with vault.work() as work:
            work.save(Recusal(client_id=hidden, counsellor_id=staffed.ids["Per"]))
    with staffed.unlocked("Per") as vault:
        assert offered(vault, Client(name="Liv Hansen")) == []
        (found,) = LikelyPeople(vault).like(Client(name="Ola Vik"))
        assert (found.line.id, found.line.owners) == (shown, ("Kari Øving",))
    for who in ("Anne", "Siri"):
        with staffed.unlocked(who) as vault:
            assert offered(vault, Client(name="Ola Vik")) == []


def test_only_a_file_with_nothing_but_a_preparation_may_be_put_aside(own_vault, liv, new):
    assert may_put_aside(own_vault, case_of(own_vault, new))
    with own_vault.work() as work:
        work.save(replace(new, name="Liv Hansen", phone="990"))
    assert may_put_aside(own_vault, case_of(own_vault, new))
    with own_vault.work() as work:
        work.save(Meeting(client_id=new.id))
    assert not may_put_aside(own_vault, case_of(own_vault, new))
