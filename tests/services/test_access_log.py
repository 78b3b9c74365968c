"""The access log in words, for one case and for all, and taken out as a file."""

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from app.domain.access_codes import Action, Group
from app.domain.cases import case_code
from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.permissions import Reason
from app.domain.restores import Restored
from app.domain.says import Eyes
from app.errors import Cancelled, NotAllowed
from app.i18n import LANGUAGES, use_language
from app.policy.policy import Export, Policy
from app.services.case.case_access import CaseAccess
from app.services.case.history import verify_history
from app.services.case.preparing import take_in
from app.services.vault.access_log import (
    AccessQuery,
    FileKind,
    case_log,
    export_log,
    proof_sentences,
    read_log,
    who_is_in_log,
)
from app.services.vault.access_words import detail_label
from app.storage.values.changes import ChainReport
from tests.marking import UNSHOWN, a_full_case, marked, texts_of_all
from tests.staffed import TODAY, a_case_of

SOURCES = Path(__file__).resolve().parents[2] / "app"


@pytest.fixture
def of_per(staffed):
    """A case of Per's that Kari opened and printed."""
    with staffed.unlocked("Per") as vault:
        client_id = a_case_of(vault, "Liv Hansen")
        CaseAccess(vault, lambda: TODAY).open_case(client_id)
    with staffed.unlocked("Kari") as vault:
        CaseAccess(vault, lambda: TODAY).open_case(client_id, Reason.COLLEAGUE_AWAY)
        with vault.work() as work:
            work.access.log("PRINTED", client_id=client_id)
    return client_id


def table(content):
    """Return an exported table as Excel reads it."""
    assert content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_who_opened_a_case_is_told_in_whole_sentences(staffed, of_per):
    with staffed.unlocked("Per") as vault:
        lines = case_log(vault, of_per)

    assert [(line.what, line.detail) for line in lines] == [
        ("Kari Øving printed the plan", ""),
        ("Kari Øving opened the case", "The one who owns the case is away"),
        ("Per Olsen opened the case", ""),
    ]


def test_the_whole_log_names_people_reasons_and_cases(staffed, of_per):
    with staffed.unlocked("Kari") as vault:
        lines = read_log(vault, AccessQuery(actions=frozenset({"OPENED", "PRINTED"})))

    assert [(line.who, line.what, line.about, line.detail) for line in lines] == [
        ("Kari Øving", "Printed the plan", "Liv Hansen", ""),
        ("Kari Øving", "Opened the case", "Liv Hansen", "The one who owns the case is away"),
        ("Per Olsen", "Opened the case", "Liv Hansen", ""),
    ]


def test_an_auditor_reads_the_cases_code_and_never_a_name(staffed, of_per):
    with staffed.unlocked("Siri") as vault:
        lines = read_log(vault, AccessQuery(actions=Group.OPENING.actions))
        files = [export_log(vault, Policy(), AccessQuery(), kind) for kind in FileKind]
        found = read_log(vault, AccessQuery(words=case_code(of_per)))
        by_name = read_log(vault, AccessQuery(words="Liv"))

    assert {line.about for line in lines} == {case_code(of_per)}
    assert not any(b"Hansen" in file for file in files)
    assert len(found) == 3
    assert by_name == ()


@pytest.mark.parametrize("who", ["Per", "Anne"])
def test_nobody_else_reads_or_exports_it_and_the_try_leaves_no_trace(staffed, of_per, who):
    with staffed.unlocked(who) as vault:
        with vault.work() as work:
            before = work.access.count()
        for deed in (
            lambda: read_log(vault, AccessQuery()),
            lambda: export_log(vault, Policy(), AccessQuery(), FileKind.CSV),
        ):
            with pytest.raises(NotAllowed):
                deed()
        with vault.work() as work:
            assert work.access.count() == before


def test_a_table_opens_in_norwegian_excel_as_it_is(staffed, of_per):
    with staffed.unlocked("Kari") as vault:
        rows = table(export_log(vault, Policy(), AccessQuery(), FileKind.CSV))

    assert rows[0] == ["When", "Who", "What", "Case", "Client", "Details", "Code"]
    assert rows[1][1:] == ["Kari Øving", "Saved as a file", "", "", "The access log", "EXPORTED"]
    assert rows[2][1:] == [
        *("Kari Øving", "Printed the plan", case_code(of_per), "Liv Hansen", "", "PRINTED"),
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", rows[2][0])


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+47", "-1", "@SUM"])
def test_a_name_is_never_taken_for_a_formula(own_vault, name):
    client = take_in(own_vault, Client(name=name), Intake())
    with own_vault.work() as work:
        work.access.log("OPENED", client_id=client.id)

    rows = table(export_log(own_vault, Policy(), AccessQuery(), FileKind.CSV))

    assert rows[2][4] == f"'{name}"


def test_the_other_file_has_codes_words_and_an_anchor(staffed, of_per):
    with staffed.unlocked("Kari") as vault:
        log = json.loads(export_log(vault, Policy(), AccessQuery(), FileKind.JSON))
        head = vault.verify_chain().head

    newest, printed, opened = log["entries"][:3]
    assert log["head"] == head
    assert (newest["action"], newest["detail"]) == ("EXPORTED", "ACCESS_LOG")
    assert (printed["case"], printed["client"]) == (case_code(of_per), "Liv Hansen")
    assert (opened["detail"], opened["counsellor_id"]) == ("COLLEAGUE_AWAY", staffed.ids["Kari"])


def test_every_entry_is_in_the_file_however_many(own_vault, monkeypatch):
    monkeypatch.setattr("app.services.vault.access_log._AT_ONCE", 7)
    with own_vault.work() as work:
        for number in range(40):
            work.access.log("UNLOCK_FAILED", detail=str(number))
    parts = []

    rows = table(
        export_log(
            own_vault, Policy(), AccessQuery(), FileKind.CSV, lambda part: not parts.append(part)
        )
    )

    assert [row[5] for row in rows[2:42]] == [
        "1 time" if n == 1 else f"{n} times" for n in range(39, -1, -1)
    ]
    assert parts == sorted(parts)
    assert 0 < parts[0] < parts[-1] <= 1


def test_an_export_can_be_stopped(own_vault):
    with pytest.raises(Cancelled):
        export_log(own_vault, Policy(), AccessQuery(), FileKind.CSV, lambda _part: False)


def test_the_county_can_keep_the_log_inside(own_vault):
    policy = Policy(allowed_exports=(Export.PRINT,))
    with pytest.raises(NotAllowed):
        export_log(own_vault, policy, AccessQuery(), FileKind.CSV)

    with own_vault.work() as work:
        assert "EXPORTED" not in {entry.action for entry in work.access.page(AccessQuery(), 50)}


def test_everybody_who_worked_here_can_be_looked_for(staffed):
    with staffed.unlocked("Siri") as vault:
        names = [name for _id, name in who_is_in_log(vault)]

    assert names == ["Anne Olsen", "Kari Øving", "Ola Olsen", "Per Olsen", "Siri Olsen"]


def test_what_a_check_proves_is_said_with_what_it_does_not(own_vault):
    proved = " ".join(proof_sentences(verify_history(own_vault)))
    broken = proof_sentences(ChainReport(ok=False, count=1, first_bad="x", head=""))

    assert "without the signing keys of everybody who has written since" in proved
    assert "a vault keeper gave it access" in proved
    for limit in ("cut off", "clock", "used the keyboard", "another time", "Check now"):
        assert limit in proved
    assert len(broken) == 1
    assert "does not agree in one place" in broken[0]


def test_keys_that_no_administrator_vouches_for_are_counted_and_not_said_to_be():
    reports = [
        ChainReport(ok=True, count=9, first_bad="", head="", unvouched=count) for count in (1, 2)
    ]
    once, twice = (" ".join(proof_sentences(report)) for report in reports)

    assert "Once somebody got a key or a role" in once
    assert "2 times somebody got a key or a role" in twice
    assert "a vault keeper gave it access" not in once


def test_a_check_tells_how_far_it_is_and_can_be_stopped(own_vault):
    with own_vault.work() as work:
        for _each in range(700):
            work.access.log("UNLOCK")
    parts = []
    verify_history(own_vault, lambda part: not parts.append(part))

    assert parts == sorted(parts)
    assert parts[-1] == 1
    with pytest.raises(Cancelled):
        verify_history(own_vault, lambda _part: False)


def logged_as_text():
    """Return every code the program writes into the log past the list, as its sources have them."""
    calls = re.compile(r'(?:\blog|_log)\(\s*"([A-Z_]+)"')
    files = [*SOURCES.rglob("*.py"), *(SOURCES.parent / "ui").rglob("*.py")]
    return {code for file in files for code in calls.findall(file.read_text("utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_known_code_has_words_and_a_group(language):
    use_language(language)
    groups = [group.actions for group in Group]

    assert [code for code in Action if code.label in {"", code.value}] == []
    assert all(group.label for group in Group)
    assert sum(map(len, groups)) == len(frozenset().union(*groups)) == len(Action)


def test_no_code_the_program_writes_was_forgotten():
    assert logged_as_text() == set()


def test_what_nobody_knows_is_shown_as_it_is():
    assert "(FROM_A_NEWER_LEIA)" in Action.kept("FROM_A_NEWER_LEIA").label
    assert detail_label("OPENED", "SOMETHING", {}) == "SOMETHING"
    assert detail_label("OPENED", "SUBSTITUTE", {}) == "As a substitute"
    assert detail_label("CASE_GIVEN", "id-1", {"id-1": "Per"}) == "Per"
    assert detail_label("UNLOCK_FAILED", "1", {}) == "1 time"


def test_a_restore_is_told_by_its_day_and_what_was_seen_is_for_machines(own_vault):
    made_at = datetime(2026, 3, 3, 8, 5).astimezone()
    detail = Restored(made_at=made_at, seen={"a-device": 417}).written()
    with own_vault.work() as work:
        work.access.log(Action.RESTORED, detail=detail)
        work.access.log(Action.RESTORED, detail=made_at.isoformat())  # of an earlier Leia
        work.access.log(Action.RESTORED, detail="{")

    lines = read_log(own_vault, AccessQuery())[:3]
    rows = table(export_log(own_vault, Policy(), AccessQuery(), FileKind.CSV))[2:5]
    log = json.loads(export_log(own_vault, Policy(), AccessQuery(), FileKind.JSON))

    said = "The copy was made on 3 March 2026 at 08:05"
    assert [line.detail for line in lines] == ["", said, said]
    assert [row[5] for row in rows] == ["", said, said]
    assert [(each["detail"], each["details"]) for each in log["entries"][4:5]] == [(detail, said)]


@pytest.mark.parametrize("kind", FileKind)
def test_the_file_names_a_person_and_holds_no_word_about_them(own_vault, kind):
    case, words = marked(a_full_case(own_vault.counsellor.id), frozenset(Eyes))
    with own_vault.work() as work:
        for thing in case.entities.values():
            work.save(thing)
        for deed in (Action.OPENED, Action.PRINTED, Action.EXPORTED):
            work.access.log(deed, client_id=case.client.id)

    file = export_log(own_vault, Policy(), AccessQuery(), kind).decode()

    assert words.pop(("client", "name")) in file
    assert texts_of_all(UNSHOWN) <= set(words)
    assert {each: word for each, word in words.items() if word in file} == {}
