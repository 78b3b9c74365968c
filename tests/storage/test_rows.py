from dataclasses import fields

import pytest

from app.domain.clients import Client
from app.domain.kinds import KINDS
from app.storage.columns import from_plain, to_plain, whole_text
from app.storage.rows import METADATA, OWN_COLUMNS, TABLES


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_a_column_and_the_vaults_own_come_last(kind):
    names = [field.name for field in fields(KINDS[kind])]
    derived = ("name_folded", "name_sort", "last_changed") if kind == "client" else ()

    assert [column.name for column in TABLES[kind].columns] == [*names, *OWN_COLUMNS, *derived]


def test_history_has_no_column_that_could_hold_a_person_key():
    for name in ("change", "access_log", "draft", "memory", "meta"):
        assert "erasure_key" not in METADATA.tables[name].columns


def test_half_a_character_from_a_paste_is_replaced_and_a_pair_is_joined():
    assert whole_text("a\ud800b") == "a\ufffdb"
    assert whole_text("\ud83d\ude00") == "😀"
    assert whole_text("blåbær") == "blåbær"


def test_columns_become_the_value_again():
    client = Client(name="Áilu", birth_year=1999)

    assert from_plain(Client, list(to_plain(client).values())) == client
