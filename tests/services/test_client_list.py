"""Whose clients are listed: one's own where several work here, everybody's where one is alone."""

from app.services.case.client_list import Whose, choose_whose, list_clients
from app.services.vault.colleagues import remove_colleague
from tests.staffed import PHRASES, TODAY, a_case_of


def names(found):
    return [line.name for line in found.lines]


def test_alone_in_a_vault_everybody_is_listed_and_nothing_chosen(own_vault):
    a_case_of(own_vault, "Liv")

    found = list_clients(own_vault, "", TODAY)

    assert (names(found), found.whose, found.is_shared) == (["Liv"], Whose.ALL, False)


def test_among_several_ones_own_come_first(staffed):
    with staffed.unlocked("Per") as vault:
        a_case_of(vault, "Ida")
    with staffed.unlocked("Ola") as vault:
        a_case_of(vault, "Liv")

        found = list_clients(vault, "", TODAY)
        assert (names(found), found.whose, found.is_shared) == (["Liv"], Whose.MINE, True)
        choose_whose(vault, Whose.ALL)
        found = list_clients(vault, "", TODAY)
        assert (names(found), found.whose) == (["Ida", "Liv"], Whose.ALL)
        assert [line.owners for line in found.lines] == [("Per Olsen",), ("Ola Olsen",)]
        assert names(list_clients(vault, "id", TODAY)) == ["Ida"]


def test_what_was_chosen_is_each_ones_own_and_remembered(staffed):
    with staffed.unlocked("Ola") as vault:
        choose_whose(vault, Whose.ALL)

    with staffed.unlocked("Ola") as vault:
        assert list_clients(vault, "", TODAY).whose == Whose.ALL
    with staffed.unlocked("Per") as vault:
        assert list_clients(vault, "", TODAY).whose == Whose.MINE


def test_the_last_of_several_sees_all_again(staffed):
    with staffed.unlocked("Per") as vault:
        a_case_of(vault, "Ida")
    with staffed.unlocked("Kari") as vault:
        for who in ("Per", "Ola"):
            remove_colleague(vault, staffed.ids[who], PHRASES["Kari"], [])

        found = list_clients(vault, "", TODAY)

    assert (names(found), found.is_shared) == (["Ida"], False)
