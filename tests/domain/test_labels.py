import re
from datetime import date, datetime, time
from enum import StrEnum

import pytest

from app.domain.choices import ActivityStatus, Party
from app.domain.fields import type_of
from app.domain.kinds import KINDS, field_said
from app.domain.labels import field_label, kind_label, value_label
from app.i18n import PSEUDO, speaking, use_language

FIELDS = [(k, n) for k, c in KINDS.items() for n in c.__dataclass_fields__]
TOLD = [(k, n) for k, n in FIELDS if n != "id" and not field_said(k, n).quiet]
CODED = [(k, n) for k, n in FIELDS if issubclass(type_of(k, n), StrEnum)]
CODE = re.compile(r"[A-Z]{2,}_?[A-Z]*|[a-z]+_[a-z_]+")


@pytest.mark.parametrize(("kind", "name"), [*TOLD, ("activity", "due")])
def test_every_field_people_change_or_history_tells_of_has_a_name(kind, name):
    with speaking(PSEUDO):
        assert field_label(kind, name).startswith("⟦")


@pytest.mark.parametrize(("kind", "name"), CODED)
def test_no_code_is_ever_shown(kind, name):
    for code in type_of(kind, name):
        said = value_label(kind, name, code.value)
        assert said
        assert not CODE.fullmatch(said)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_name(kind):
    assert kind_label(kind)


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        ("meeting", "day", "2026-03-03", "3 March 2026"),
        ("meeting", "day", date(2026, 3, 3), "3 March 2026"),
        ("meeting", "at", "09:30:00", "09:30"),
        ("meeting", "at", time(9, 30), "09:30"),
        ("meeting", "finished_at", "2026-03-03T10:15:20+01:00", "3 March 2026 10:15"),
        ("meeting", "finished_at", datetime(2026, 3, 3, 10, 15), "3 March 2026 10:15"),  # noqa: DTZ001
        ("meeting", "none_agreed", True, "yes"),
        ("meeting", "none_agreed", False, "no"),
        ("meeting", "confidence", 0, "0"),
        ("client", "name", "2026-03-03 kl 9", "2026-03-03 kl 9"),
        ("client", "phone", "2026030312", "2026030312"),
        ("client", "phone", "", "empty"),
        ("client", "birth_year", None, "empty"),
        ("client", "shoe_size", "44", "44"),
        ("activity", "party", Party.NAV, "Nav"),
        ("activity", "status", ActivityStatus.DONE.value, "Done"),
    ],
)
def test_a_stored_value_is_said_in_words(kind, name, value, said):
    assert value_label(kind, name, value) == said


def test_a_date_near_a_day_goes_without_its_year():
    today = date(2026, 12, 1)

    assert value_label("meeting", "day", "2026-03-03", today) == "3 March"
    assert value_label("meeting", "day", "2027-03-03", today) == "3 March 2027"
    assert value_label("meeting", "finished_at", "2026-03-03T10:15", today) == "3 March 10:15"


def test_labels_follow_the_language_of_the_moment():
    use_language("nb")
    assert field_label("activity", "due_on") == "Frist"
    assert value_label("meeting", "day", "2026-03-03") == "3. mars 2026"


def test_a_field_of_another_leia_keeps_its_code():
    assert field_label("client", "shoe_size") == "shoe_size"
