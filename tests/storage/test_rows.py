from dataclasses import fields
from enum import StrEnum
from typing import get_args, get_type_hints

import pytest

from app.domain.clients import Client
from app.domain.kinds import KINDS
from app.domain.permissions import Roles
from app.storage.columns import blank, from_plain, to_plain, whole_text
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


def coded(kind):
    """Return the fields of a kind that hold codes."""
    hints = get_type_hints(KINDS[kind])
    parts = {f.name: get_args(hints[f.name]) or (hints[f.name],) for f in fields(KINDS[kind])}
    return [name for name, of in parts.items() if any(issubclass(p, (StrEnum, Roles)) for p in of)]


def test_codes_are_found_where_they_are():
    marks = ["understandable", "manageable", "meaningful"]
    assert coded("meeting") == ["kind", "mode", "state", *marks]
    assert coded("counsellor") == ["roles"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if coded(kind)])
def test_a_code_of_a_later_leia_comes_back_from_every_field_as_it_was(kind):
    row = {**blank(kind), **dict.fromkeys(coded(kind), "FROM_A_LATER_LEIA")}

    assert to_plain(from_plain(KINDS[kind], list(row.values()))) == row
