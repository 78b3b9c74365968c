"""What a field says of itself, and that every one of them says it."""

from dataclasses import dataclass, fields

import pytest

from app.domain import says
from app.domain.entities import Entity
from app.domain.fields import is_edited
from app.domain.kinds import ALL, KINDS, field_said
from app.domain.says import Eyes, said_of

FIELDS = [(kind.name, each.name) for kind in ALL for each in fields(kind.type)]


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_every_field_says_what_it_is_called_or_is_quiet(kind, name):
    said = field_said(kind, name)

    assert said.quiet or said.label
    assert not (said.quiet and is_edited(kind, name))
    assert not said.link or said.link in KINDS


def test_a_field_that_does_not_say_whose_eyes_it_is_for_cannot_be_stored():
    @dataclass(frozen=True, kw_only=True)
    class Remark(Entity):
        words: str = says.words(Eyes.NOTE, "Words")
        forgotten: str = ""

    with pytest.raises(TypeError, match="forgotten"):
        said_of(Remark)


def test_a_field_cannot_be_declared_without_eyes():
    with pytest.raises(TypeError):
        says.words("A label alone")
