"""The invented people follow the schema, and their week is lively."""

import re

import pytest

from tests.resources.data_files import RESOURCES, TEMPLATE_NAMES, municipalities, read, sections_of

PARTIES = {"CLIENT", "NAV", "CENTRE", "OTHER"}

YES_NO = {"YES", "NO", ""}

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
    *("gender", "spoken_level", "written_level", "reading"),
}

INTAKE = {
    "purpose",
    "requested_by",
    "first_contact_days",
    "nav_office",
    "nav_contact",
    "nav_phone",
    "nav_role",
    "criteria",
    "motivation",
    "agreed_to_share",
    "roles_informed_days",
    *("kind", "source", "education", "labour_status", "groups"),
    *("motivation_level", "sick_since_days", "survey", "survey_way"),
}

MEETING = {
    *("read_aloud", "copies_handed_out", "sharing_decided", "way_back_told"),
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

PRACTICE = sorted((RESOURCES / "practice").glob("*.json"))

every_person = pytest.mark.parametrize("path", PRACTICE, ids=lambda path: path.stem)


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
    assert set(intake.get("criteria", {}).items()) <= {("own_wish", "YES"), ("own_wish", "NO")}
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
