"""The data files say what they promise: complete, dated and free of real people's traces."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

RESOURCES = Path(__file__).parents[2] / "resources"
LANGUAGES = ("nb", "nn", "en")

PARTIES = {"CLIENT", "NAV", "CENTRE", "OTHER"}
YES_NO = {"YES", "NO", ""}
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
PLAN_KEYS = [
    "header",
    "about",
    "end_goal",
    "why",
    "brings",
    "route",
    "activities",
    "papers",
    "deadlines",
    "considerations",
    "economy",
    "fallback",
    "support",
    "next_step",
    "sharing",
    "footer",
]
TEMPLATE_OF = {
    "THREE_PARTY": "three_party",
    "GUIDANCE": "follow_up",
    "FOLLOW_UP": "follow_up",
    "CLOSING": "closing",
}

DATES = {"valid_from", "valid_to", "checked_on"}
CLIENT = {
    "name",
    "phone",
    "birth_year_age",
    "municipality",
    "language_form",
    "interpreter",
}
INTAKE = {
    "purpose",
    "requested_by",
    "first_contact_days",
    "nav_office",
    "nav_contact",
    "nav_phone",
    "nav_role",
    "under_30",
    "no_upper_secondary",
    "own_wish",
    "motivation",
    "agreed_to_share",
    "roles_informed_days",
}
MEETING = {
    "kind",
    "mode",
    "place",
    "days",
    "time",
    "state",
    "participants",
    "sections",
    "not_relevant",
    "confidence",
    "next_meeting_days",
    "none_agreed",
    "addendum",
}
PLAN = {
    "state",
    "finished_days",
    "reason",
    "end_goal",
    "why",
    "brings",
    "route",
    "considerations",
    "economy",
    "fallback",
    "support",
    "deadlines",
    "next_step",
    "review_days",
    "activities",
}
ACTIVITY = {
    "what",
    "detail",
    "party",
    "who",
    "due_days",
    "due_words",
    "status",
    "kind",
    "from_section",
}
ACTIVITY_STATUS = {"PLANNED", "ONGOING", "DONE", "STOPPED", "NOT_RELEVANT"}
ACTIVITY_KIND = {
    "EDUCATION",
    "APPLICATION",
    "DOCUMENTATION",
    "RPL",
    "MAPPING",
    "PLACEMENT",
    "JOB_SEARCH",
    "COURSE",
    "LANGUAGE",
    "TRANSPORT",
    "EVERYDAY",
    "ECONOMY",
    "OTHER",
}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def data_files():
    folders = ("reference", "templates", "practice")
    return sorted(path for folder in folders for path in (RESOURCES / folder).glob("*.json"))


TEMPLATE_NAMES = ("three_party", "follow_up", "closing")
TEMPLATES = [RESOURCES / "templates" / f"{name}.1.json" for name in TEMPLATE_NAMES]
PRACTICE = sorted((RESOURCES / "practice").glob("*.json"))
every_data_file = pytest.mark.parametrize("path", data_files(), ids=lambda path: path.name)
every_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
every_person = pytest.mark.parametrize("path", PRACTICE, ids=lambda path: path.stem)


def sections_of(template):
    return read(RESOURCES / "templates" / f"{template}.1.json")["sections"]


def assert_complete(texts):
    assert set(texts) == set(LANGUAGES)
    assert all(text.strip() for text in texts.values())


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


# Reference


def edits_of(word, letters):
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def test_there_are_2048_short_words():
    words = read(RESOURCES / "reference" / "words.json")["words"]
    assert len(words) == len(set(words)) == 2048
    assert all(re.fullmatch("[a-zæøå]{3,7}", word) for word in words)


def test_words_are_in_norwegian_order():
    letters = "abcdefghijklmnopqrstuvwxyzæøå"
    words = read(RESOURCES / "reference" / "words.json")["words"]
    assert words == sorted(words, key=lambda word: [letters.index(letter) for letter in word])


def test_one_slip_never_turns_a_word_into_another():
    letters = "abcdefghijklmnopqrstuvwxyzæøå"
    words = set(read(RESOURCES / "reference" / "words.json")["words"])
    slips = {word: words.intersection(edits_of(word, letters)) - {word} for word in words}
    assert not {word: found for word, found in slips.items() if found}


def test_no_word_begins_another():
    words = set(read(RESOURCES / "reference" / "words.json")["words"])
    beginnings = {word: {word[:length] for length in range(3, len(word))} for word in words}
    assert not [word for word, starts in beginnings.items() if starts & words]


def counties():
    data = read(RESOURCES / "reference" / "municipalities.json")
    return {county["number"]: county for county in data["counties"]}


def municipalities():
    return {
        item["number"]: item for county in counties().values() for item in county["municipalities"]
    }


def test_every_municipality_of_2026_is_there_once():
    sizes = {number: len(county["municipalities"]) for number, county in counties().items()}
    assert (len(sizes), sizes["18"], sizes["33"], sizes["03"]) == (15, 41, 18, 1)
    assert sum(sizes.values()) == len(municipalities()) == 357
    for number, county in counties().items():
        for item in county["municipalities"]:
            assert re.fullmatch(number + r"\d\d", item["number"])
            assert item["name"] in item["official_name"].split(" – ")


def test_double_names_keep_every_letter():
    found = municipalities()
    double = {
        number: item["official_name"]
        for number, item in found.items()
        if item["official_name"] != item["name"]
    }
    assert len(double) == 29
    nordland = {number: name for number, name in double.items() if number.startswith("18")}
    assert nordland == {
        "1826": "Aarborte – Hattfjelldal",
        "1833": "Rana – Raane",
        "1841": "Fauske – Fuossko",
        "1845": "Sørfold – Fuolldá",
        "1853": "Evenes – Evenášši",
        "1870": "Sortland – Suortá",
        "1875": "Hábmer – Hamarøy",
    }
    assert double["5622"] == "Porsanger – Porsáŋgu – Porsanki"
    assert counties()["18"]["official_name"] == "Nordland – Nordlánnda"


def test_documents_are_complete():
    documents = read(RESOURCES / "reference" / "documents.json")["documents"]
    assert len({item["key"] for item in documents}) == len(documents) > 0
    for item in documents:
        assert set(item) == {"key", "name", "issuer", "source", "verified", "checked_on"}
        assert item["source"].strip()
        assert date.fromisoformat(item["checked_on"])
        assert_complete(item["name"])
        assert_complete(item["issuer"])
        assert isinstance(item["verified"], bool)


def test_papers_that_people_are_asked_for_are_there():
    documents = {
        item["key"] for item in read(RESOURCES / "reference" / "documents.json")["documents"]
    }
    asked_for = {"police_certificate", "seafarer_health", "residence_permit", "transcript"}
    assert asked_for | {"machine_certificate", "nav_confirmation"} <= documents


def test_the_recognition_that_covers_few_trades_says_so():
    documents = read(RESOURCES / "reference" / "documents.json")["documents"]
    (found,) = [item for item in documents if item["key"] == "foreign_vocational"]
    assert "bare noen land og fag" in found["issuer"]["nb"]


def test_end_goals_say_where_they_are_from_and_which_nobody_has_confirmed():
    data = read(RESOURCES / "reference" / "end_goals.json")
    assert data["source"]
    assert data["end_goals"]
    for goal in data["end_goals"]:
        assert set(goal) == {"nb", "nn", "verified"}
        assert goal["nb"]
        assert goal["nn"]
        assert isinstance(goal["verified"], bool)


# Templates


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
        assert section["goes_to"] in {"NOTE", "PLAN", "CHOSEN_LINES"}
        assert isinstance(section["coded"], bool)
        assert section["speaks_first"] in {"CLIENT", "NAV", "CENTRE", None}
        assert section["plan_field"] in PLAN_FIELDS | {None}
        assert (section["plan_field"] is None) == (section["goes_to"] == "NOTE")


def test_the_templates_have_their_sections():
    found = {name: [section["key"] for section in sections_of(name)] for name in TEMPLATE_NAMES}
    assert found["three_party"] == THREE_PARTY_KEYS
    assert len(found["follow_up"]) == 7
    assert len(found["closing"]) == 8
    assert [read(path)["kind"] for path in TEMPLATES] == ["THREE_PARTY", "FOLLOW_UP", "CLOSING"]


def test_career_plan_is_complete_and_keeps_the_private_parts_private():
    data = read(RESOURCES / "templates" / "career_plan.1.json")
    assert [section["key"] for section in data["sections"]] == PLAN_KEYS
    for section in data["sections"]:
        assert_complete(section["title"])
        assert_complete(section["hint"])
        assert isinstance(section["required"], bool)
    kept_back = {section["key"] for section in data["sections"] if not section["in_nav_copy"]}
    assert kept_back == {"why", "considerations", "fallback"}


# Help


# Practice people


def is_days(value):
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def test_there_are_ten_practice_people():
    assert len(PRACTICE) == 10
    assert [path.name[:2] for path in PRACTICE] == [f"{number:02}" for number in range(1, 11)]


@every_person
def test_client_and_intake_follow_the_schema(path):
    data = read(path)
    assert set(data) <= DATES | {"client", "intake", "documents", "meetings", "plans"}
    client, intake = data["client"], data["intake"]
    assert client["name"]
    assert set(client) <= CLIENT
    assert client["language_form"] in {"nb", "nn"}
    assert client["municipality"] in municipalities()
    assert set(intake) <= INTAKE
    assert intake["requested_by"] in PARTIES
    assert intake.get("nav_role", "OTHER") in {"COUNSELLOR", "EMPLOYMENT_SPECIALIST", "OTHER"}
    assert {intake["under_30"], intake["no_upper_secondary"], intake["own_wish"]} <= YES_NO
    assert (client["birth_year_age"] < 30) == (intake["under_30"] == "YES")
    assert is_days(intake["first_contact_days"])
    assert is_days(intake.get("roles_informed_days"))


@every_person
def test_phones_are_the_invented_ones(path):
    text = path.read_text(encoding="utf-8")
    phones = re.findall(r"\d{3} \d{2} \d{3}", text)
    assert all(re.fullmatch(r"990 00 0\d\d", phone) for phone in phones)
    assert not re.search(r"\d{8,}", text)


@every_person
def test_documents_follow_the_schema(path):
    for document in read(path)["documents"]:
        assert set(document) == {"name", "issuer", "status", "changed_days"}
        assert document["status"] in {"NEEDED", "ORDERED", "RECEIVED"}
        assert is_days(document["changed_days"])


@every_person
def test_meetings_follow_the_schema(path):
    for meeting in read(path)["meetings"]:
        assert set(meeting) <= MEETING
        assert meeting["mode"] in {"IN_PERSON", "VIDEO", "PHONE"}
        assert meeting["state"] in {"PLANNED", "STARTED", "FINISHED", "NO_SHOW"}
        assert (meeting["days"] >= 0) == (meeting["state"] == "PLANNED")
        assert re.fullmatch(r"\d\d:\d\d", meeting["time"])
        for person in meeting["participants"]:
            assert set(person) == {"party", "name", "role"}
            assert person["party"] in PARTIES
        keys = {section["key"] for section in sections_of(TEMPLATE_OF[meeting["kind"]])}
        assert set(meeting["sections"]) <= keys
        assert set(meeting.get("not_relevant", [])) <= keys
        assert not set(meeting.get("not_relevant", [])) & set(meeting["sections"])
        assert 0 <= meeting.get("confidence", 0) <= 10
        assert is_days(meeting["next_meeting_days"])
        if meeting["state"] == "FINISHED":
            assert (meeting["next_meeting_days"] is None) == meeting["none_agreed"]


@every_person
def test_next_meetings_are_meetings_that_exist(path):
    meetings = read(path)["meetings"]
    held = {meeting["days"] for meeting in meetings}
    promised = {meeting["next_meeting_days"] for meeting in meetings} - {None}
    assert promised <= held


@every_person
def test_plans_follow_the_schema(path):
    plans = read(path)["plans"]
    assert plans
    for version, plan in enumerate(plans, start=1):
        assert set(plan) <= PLAN
        assert plan["state"] in {"DRAFT", "FINAL"}
        assert ("finished_days" in plan) == (plan["state"] == "FINAL")
        assert bool(plan.get("reason")) == (version > 1)
        assert plan["end_goal"]
        assert 4 <= len(plan["activities"]) <= 7


@every_person
def test_activities_follow_the_schema(path):
    data = read(path)
    sections = {section["key"] for name in TEMPLATE_NAMES for section in sections_of(name)}
    for activity in [activity for plan in data["plans"] for activity in plan["activities"]]:
        assert set(activity) <= ACTIVITY
        assert activity["what"]
        assert activity["party"] in PARTIES
        assert bool(activity.get("who")) == (activity["party"] == "OTHER")
        assert activity["status"] in ACTIVITY_STATUS
        assert activity["kind"] in ACTIVITY_KIND
        assert activity["from_section"] in sections
        assert is_days(activity["due_days"])
        assert (activity["due_days"] is None) == bool(activity.get("due_words"))


def test_today_is_lively():
    people = [read(path) for path in PRACTICE]
    meetings = [
        (data["client"]["name"], meeting) for data in people for meeting in data["meetings"]
    ]
    today = sorted((meeting["time"], name) for name, meeting in meetings if meeting["days"] == 0)
    assert today == [("09:00", "Jonas Lillevoll"), ("13:30", "Camilla Storjord")]
    unfinished = [name for name, meeting in meetings if meeting["state"] == "STARTED"]
    assert unfinished == ["Meron Haile"]
    open_now = {
        activity["due_days"]
        for data in people
        for activity in data["plans"][-1]["activities"]
        if activity["status"] in {"PLANNED", "ONGOING"}
    }
    assert {-2, 2, 6} <= open_now
