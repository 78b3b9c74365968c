"""The data files, as tests read them."""

import json
from pathlib import Path

RESOURCES = Path(__file__).parents[2] / "resources"

LANGUAGES = ("nb", "nn", "en")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


TEMPLATE_NAMES = ("three_party", "follow_up", "closing")


def sections_of(template):
    """Return the sections of the newest version of a template."""
    newest = max((RESOURCES / "templates").glob(f"{template}.*.json"))
    return read(newest)["sections"]


def assert_complete(texts):
    assert set(texts) == set(LANGUAGES)
    assert all(text.strip() for text in texts.values())


def counties():
    data = read(RESOURCES / "reference" / "municipalities.json")
    return {county["number"]: county for county in data["counties"]}


def municipalities():
    return {
        item["number"]: item for county in counties().values() for item in county["municipalities"]
    }
