"""What people are found by follows the way of folding of this Leia, whoever stored it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.access_codes import Action
from app.domain.clients import Client
from app.storage.folding import findable, sort_key
from app.storage.migrations import SCHEMA_VERSION
from app.storage.values.accesses import AccessQuery
from app.storage.vault import open_vault
from tests import raw
from tests.storage.conftest import PASSPHRASE

VAULTS = Path(__file__).resolve().parents[1] / "vaults"


def folded(vault):
    with vault.work() as work:
        rows = raw.connection(work).execute(
            text("SELECT name, name_folded, name_sort FROM client ORDER BY id")
        )
        return [tuple(row) for row in rows]


def as_now(rows):
    return [(name, findable(name), sort_key(name)) for name, *_rest in rows]


def count_entries(vault):
    return vault.verify_chain().count


@pytest.fixture(params=range(1, SCHEMA_VERSION))
def earlier(request, tmp_path):
    """A copy of a vault as an earlier release left it."""
    folder = tmp_path / "vault"
    shutil.copytree(VAULTS / f"schema-{request.param}", folder)
    return folder


def test_the_people_of_an_earlier_release_are_found_in_the_new_way(earlier):
    with closing(open_vault(earlier, PASSPHRASE)) as vault:
        rows = folded(vault)

        assert len(rows) >= 10
        assert rows == as_now(rows)
        assert any(len(each[1]) > len(each[0]) for each in rows)  # some are found in two ways
        assert vault.verify_chain().ok
        assert vault.compare_state() == {}


def test_what_another_way_folded_is_folded_again_once_and_history_is_silent_of_it(made):
    with closing(made.open()) as vault, vault.work() as work:
        work.save(Client(name="Bj\u00f8rn \u200bS\u00e6ther"))
        work.save(Client(name=""))
    with closing(made.open()) as vault:
        before = count_entries(vault)
        with vault.work() as work:
            there = raw.connection(work)
            there.execute(text("UPDATE client SET name_folded = '?', name_sort = '?'"))
            there.execute(text("UPDATE meta SET value = '1' WHERE key = 'folded_as'"))

    with closing(made.open()) as vault:
        rows = folded(vault)
        assert rows == as_now(rows)
        assert count_entries(vault) == before
        with vault.work() as work:
            raw.connection(work).execute(text("UPDATE client SET name_sort = 'as it lies'"))
    with closing(made.open()) as vault:
        assert {row[2] for row in folded(vault)} == {"as it lies"}  # no second time


FOUND = {
    "Ka\u200bri Nes": ("kari", "kari nes", "Ka\u200bri Nes", "ka\u00adri"),
    "Anne-Marie Li": ("annemarie", "anne marie", "Anne\u2011Marie", "li anne-m"),
    "Anne Marie Vik": ("annemarie", "anne-marie vik"),
    "Bj\u00f8rn \u00c5ge S\u00e6ther": ("bjoern", "bjorn", "aage", "age saether", "s\u00e4ther"),
    "Gunn-\u00c5se \u00d8ver\u00e5s": ("gunn ase overas", "oeveraas"),
    "Saa\u02b9m Ko\u02bcvddos": ("saam kovddos",),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_person_is_found_in_the_list_and_in_the_log_however_it_is_written(vault, name):
    with vault.work() as work:
        for each in FOUND:
            client = Client(name=each)
            work.save(client)
            work.access.log(Action.OPENED, client_id=client.id)

        for query in FOUND[name]:
            listed = [line.name for line in work.lists.clients(query)]
            logged = [e.client_name for e in work.access.page(AccessQuery(words=query), 100)]
            assert name in listed
            assert len(listed) < len(FOUND) - 2
            assert sorted(logged) == sorted(listed)


def test_an_invisible_sign_first_does_not_move_a_name(vault):
    with vault.work() as work:
        for name in ("\u200bAnne", "Berit", "\u2068\u00c5se", "Zoe"):
            work.save(Client(name=name))

        listed = [line.name for line in work.lists.clients()]

    assert listed == ["\u200bAnne", "Berit", "Zoe", "\u2068\u00c5se"]
