"""A file is believed only as it was signed; whatever else is in it, one sentence and no harm."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.foreign_files import read_foreign
from app.services.template_files.file_form import LIMIT_BYTES
from app.services.template_files.reading import read_template
from tests.services.template_files.centres import a_suggestion, a_template, file_of

CHANGED = "changed after it was signed"
DAMAGED = "damaged at"
NONE = "no conversation template"


@pytest.fixture(scope="session")
def content(vault) -> bytes:
    """A signed file with a suggestion."""
    sent = a_template(vault, "closing")
    a_suggestion(vault, sent)
    return file_of(vault, sent.id, suggestions=True)


@pytest.fixture
def file(content) -> dict:
    return json.loads(content)


def told(file) -> str:
    """Return what is said of a file that is refused."""
    content = file if isinstance(file, bytes) else json.dumps(file).encode()
    with pytest.raises(UserError) as caught:
        read_template(content)
    return str(caught.value)


def test_every_bit_of_the_signed_part_counts(content):
    """A flipped bit is refused, or it was no more than white space between the words."""
    signed = content[: content.index(b'"suggestions"')]
    whole = read_template(content)
    for place in range(len(signed)):
        for bit in range(8):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            try:
                read = read_template(bytes(flipped))
            except UserError:
                continue
            assert read == whole, (place, bit)


def test_suggestions_stand_outside_the_signature(file):
    file["suggestions"].append({"part": "", "words": "Kortere", "from": "Nav"})

    assert len(read_template(json.dumps(file).encode()).file.suggestions) == 2


def test_the_key_of_another_is_refused(file, elsewhere):
    other = json.loads(file_of(elsewhere, a_template(elsewhere, "closing").id))

    assert CHANGED in told(file | {"signer": other["signer"]})
    assert CHANGED in told(file | {"signature": other["signature"]})
    forged = file | {"signer": other["signer"], "signature": other["signature"]}
    assert CHANGED in told(forged)
    assert CHANGED in told(file | {"signature": ""})
    assert CHANGED in told(file | {"signer": ""})


def test_a_newer_format_says_so_whatever_else_is_in_it(file):
    assert "newer Leia" in told(file | {"leia_template": 2, "moods": []})
    assert NONE in told(file | {"leia_template": 0} | {"leia_template": "1"})


def _part(file, **fields):
    file["template"]["parts"][0] |= fields
    return file


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda file: file | {"moods": 1}, "$"),
        (lambda file: file | {"from": " "}, "$.from"),
        (lambda file: file | {"made_on": "i går"}, "$.made_on"),
        (lambda file: _part(file, key=file["template"]["parts"][1]["key"]), "parts[1].key"),
        (lambda file: _part(file, key="a b"), "parts[0].key"),
        (lambda file: _part(file, key="status\n"), "parts[0].key"),
        (lambda file: _part(file, title={"nb": " "}), "parts[0].title.nb"),
        (lambda file: _part(file, title={"nb": "To\nlinjer"}), "parts[0].title.nb"),
        (lambda file: _part(file, title={"nb": "x" * 301}), "title.nb"),
        (lambda file: _part(file, purpose={"nb": "x" * 4001}), "purpose.nb"),
        (lambda file: _part(file, purpose={"nb": "a\x07b"}), "parts[0].purpose.nb"),
        (lambda file: _part(file, purpose={"nn": "a\u202eb"}), "parts[0].purpose.nn"),
        (lambda file: _part(file, purpose={"nn": "a\u2028b"}), "parts[0].purpose.nn"),
        (lambda file: _part(file, questions=[{"nb": "x"}] * 61), "questions"),
        (lambda file: _part(file, questions=[{"nb": "x", "se": "y"}]), "questions[0]"),
        (lambda file: _part(file, remind="ja"), "remind"),
        (lambda file: _part(file, goes_as="end goal"), "goes_as"),
        (lambda file: file | {"suggestions": [{"words": ""}]}, "suggestions[0].words"),
        (lambda file: file | {"suggestions": [{"words": "a\0"}]}, "suggestions[0].words"),
        (lambda file: file | {"suggestions": [{"words": "a", "from": "a\nb"}]}, "from_whom"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(file, spoil, where):
    assert where in told(spoil(file))


def test_what_is_no_file_of_templates_says_so(file, content, tmp_path):
    twice = content.replace(b'"what_this_is"', b'"from": "Andre",\n  "what_this_is"', 1)
    half = json.dumps(file | {"from": "\ud800"}).encode()
    for spoilt in (
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        content[:-5],
        twice,
        half,
        b"[" * 99999,
    ):
        assert NONE in told(spoilt)
    assert NONE in told(content + b" " * LIMIT_BYTES)
    long = tmp_path / "long.json"
    long.write_bytes(b" " * (LIMIT_BYTES + 1))
    with pytest.raises(OSError, match="longer"):
        read_foreign(long, LIMIT_BYTES)


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


def _places(thing, way=()):
    """Yield the way to everything in a file."""
    yield way
    if isinstance(thing, dict | list):
        for name in [*thing] if isinstance(thing, dict) else range(len(thing)):
            yield from _places(thing[name], (*way, name))


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_a_hostile_file_is_read_whole_or_refused_in_a_sentence(content, data):
    """Anything in the place of anything, signed by nobody."""
    file = json.loads(content)
    file["signer"] = file["signature"] = ""
    for _time in range(data.draw(st.integers(1, 4))):
        way = data.draw(st.sampled_from([way for way in _places(file) if way]))
        inner = file
        for name in way[:-1]:
            inner = inner[name]
        inner[way[-1]] = data.draw(odd)
    try:
        found = read_template(json.dumps(file).encode("utf-8", "surrogatepass"))
    except UserError:
        return
    assert found.file.template.parts
    assert not found.is_signed


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_cut_and_spliced_files_are_refused(content, data):
    begins = data.draw(st.integers(0, content.index(b'"suggestions"')))
    ends = data.draw(st.integers(begins, len(content)))
    spliced = content[:begins] + data.draw(st.binary(max_size=20)) + content[ends:]
    try:
        found = read_template(spliced)
    except UserError:
        return
    assert found.file.template == read_template(content).file.template
