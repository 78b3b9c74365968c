"""The data files say what they promise: complete, dated and free of real people's traces."""

import re
from datetime import date

import pytest

from tests.resources.data_files import RESOURCES, TEMPLATE_NAMES, assert_complete, read, sections_of

PLAN_FIELDS = {
    "why",
    "end_goal",
    "brings",
    "route",
    "considerations",
    "next_step",
    "activities",
    "fallback",
}

THREE_PARTY_KEYS = [
    "before_we_start",
    "request",
    "situation",
    "education",
    "work",
    "strengths",
    "possibilities",
    "considerations",
    "end_goal",
    "route",
    "activities",
    "sharing",
    "reflection",
]


def data_files():
    folders = ("reference", "templates", "practice", "told")
    return sorted(path for folder in folders for path in (RESOURCES / folder).glob("*.json"))


TEMPLATES = [RESOURCES / "templates" / f"{name}.1.json" for name in TEMPLATE_NAMES]
TEMPLATES.append(RESOURCES / "templates" / "closing.2.json")

every_data_file = pytest.mark.parametrize("path", data_files(), ids=lambda path: path.name)

every_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)


@every_data_file
def test_every_file_is_dated(path):
    data = read(path)
    assert date.fromisoformat(data["checked_on"])
    assert date.fromisoformat(data["valid_from"])
    assert data["valid_to"] is None


@every_data_file
def test_no_file_holds_a_national_identity_number(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?<!\d)\d{6} ?\d{5}(?!\d)", text)


@every_data_file
def test_text_is_composed_unicode_without_broken_letters(path):
    text = path.read_text(encoding="utf-8")
    assert "\ufffd" not in text
    assert "??" not in text
    assert not re.search(r"[\u0300-\u036f]", text)


@every_template
def test_every_template_text_is_complete(path):
    data = read(path)
    assert path.name == f"{data['id']}.{data['version']}.json"
    assert data["source"]
    assert_complete(data["title"])
    keys = [section["key"] for section in data["sections"]]
    assert len(keys) == len(set(keys))
    for section in data["sections"]:
        assert_complete(section["title"])
        assert_complete(section["purpose"])
        assert section["prompts"]
        for prompt in section["prompts"]:
            assert_complete(prompt)


@every_template
def test_sections_go_where_the_schema_allows(path):
    for section in read(path)["sections"]:
        assert isinstance(section["coded"], bool)
        assert section["speaks_first"] in {"CLIENT", "NAV", "CENTRE", None}
        assert section["plan_field"] in PLAN_FIELDS | {None}


def test_the_templates_have_their_sections():
    found = {name: [section["key"] for section in sections_of(name)] for name in TEMPLATE_NAMES}
    assert found["three_party"] == THREE_PARTY_KEYS
    assert len(found["follow_up"]) == 7
    assert found["closing"] == ["wording", "contacts", "status"]
    serves = [read(path)["serves"] for path in TEMPLATES]
    assert serves == [["THREE_PARTY"], ["GUIDANCE", "FOLLOW_UP"], ["CLOSING"], ["CLOSING"]]
