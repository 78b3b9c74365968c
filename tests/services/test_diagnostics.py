"""The diagnostic file helps support, and tells nothing about anybody."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.says import Eyes
from app.errors import NotAllowed
from app.policy.policy import Export, Finding, Policy, PolicyReport, Problem, Verdict
from app.policy.reference import policy_reference
from app.services.program import diagnostics
from app.services.program.diagnostics import Situation, diagnostic_text, magnitude
from app.services.program.practice import fill
from app.services.spelling.dictionary_files import Found, Loaded
from app.settings import Settings
from tests import raw
from tests.builders import TODAY
from tests.building import now
from tests.marking import UNSHOWN, a_full_case, marked, texts_of_all

FOLDERS = ("/home/liv/Liv Hansen", "//server/karriere-salten")


@pytest.fixture
def report():
    policy = Policy(
        recovery_recipients=("age1qqqq",),
        idle_minutes=7,
        copy_folders=FOLDERS,
        centres=("Karriere Salten",),
        allowed_exports=(Export.PRINT,),
        county_key="ab" * 32,
    )
    return PolicyReport(
        policy=policy,
        verdict=Verdict.ACCEPTED,
        place="/home/liv/policy.json",
        decided=frozenset(policy.__struct_fields__) - {"languages"},
        findings=(
            Finding("copy_folders", Problem.PARTLY, FOLDERS[0]),
            Finding("hansen", Problem.UNKNOWN, "Liv"),
        ),
    )


@pytest.fixture
def situation(report):
    settings = Settings(vault_folder=FOLDERS[0], copy_folders=FOLDERS, language="nn")
    return Situation(
        settings=settings, policy_report=report, now=now(), window_system=("qt 6.12.0",)
    )


def lines_of(text, heading):
    part = text.partition(f"[{heading}]\n")[2].partition("\n\n[")[0]
    return part.splitlines()


def test_it_tells_whether_disk_and_swap_are_encrypted(own_vault, situation):
    disk, swap = lines_of(diagnostic_text(own_vault, situation), "This computer")

    states = {"PROTECTED", "UNPROTECTED", "UNKNOWN"}
    assert disk.removeprefix("disk = ") in states
    assert swap.removeprefix("swap = ") in states


def test_it_tells_what_support_needs(own_vault, situation):
    text = diagnostic_text(own_vault, situation)

    assert "qt 6.12.0" in lines_of(text, "Versions")
    assert "language = nn" in lines_of(text, "Settings")
    assert "copy_folders = 2" in lines_of(text, "Settings")
    policy = lines_of(text, "Machine policy")
    assert "verdict = ACCEPTED" in policy
    assert "idle_minutes = 7 POLICY" in policy
    assert "copy_folders = 2 POLICY PARTLY" in policy
    assert "languages = - DEFAULT" in policy
    assert "county_key = abababab POLICY" in policy
    assert "unknown values: 1" in policy
    assert len(policy) == len(policy_reference()) + 1
    copies = lines_of(text, "Copies")
    assert copies[0] == "1: vault NEVER_TRIED no verified copy"
    assert len(copies) == 3
    vault = lines_of(text, "The vault")
    assert "counsellor = 1-9" in vault
    assert any(line.startswith("size = ") for line in vault)


def test_it_holds_no_word_of_any_case(own_vault, situation):
    case, words = marked(a_full_case(own_vault.counsellor.id), frozenset(Eyes))
    with own_vault.work() as work:
        for thing in case.entities.values():
            work.save(thing)

    text = diagnostic_text(own_vault, situation)

    assert "note_section = 1-9" in lines_of(text, "The vault")
    assert texts_of_all(UNSHOWN) <= set(words)
    assert {each: word for each, word in words.items() if word in text} == {}


def test_it_holds_no_name_no_word_and_no_folder(own_vault, situation):
    fill(own_vault, TODAY)
    with own_vault.work() as work:
        people = [line.name for line in work.lists.clients()]
    texts = [own_vault.centre.name, own_vault.counsellor.name, str(own_vault.folder), *FOLDERS]
    texts += ["Liv", "Hansen", "hansen", "Karriere", "karriere", "policy.json"]

    text = diagnostic_text(own_vault, situation)

    assert len(people) >= 10
    for word in [*texts, *people, *(each.split()[0] for each in people)]:
        assert word not in text


def test_a_name_would_be_found_if_it_were_there(own_vault, situation):
    """The control: settings are written as they are, but for those that name folders."""
    spoken = replace(situation.settings, language="Liv Hansen")

    text = diagnostic_text(own_vault, Situation(**{**vars(situation), "settings": spoken}))

    assert "Liv Hansen" in text


def test_a_damaged_vault_can_be_told_about_too(own_vault, situation, monkeypatch):
    def broken():
        raise diagnostics.UserError

    monkeypatch.setattr(type(own_vault.upkeep), "row_counts", lambda _self: broken())

    assert "rows cannot be counted" in diagnostic_text(own_vault, situation)


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0"), (1, "1-9"), (9, "1-9"), (10, "10-99"), (99, "10-99"), (12_345, "10000-99999")],
)
def test_of_numbers_only_the_magnitude_is_told(count, told):
    assert magnitude(count) == told


def test_saving_it_is_logged(own_vault):
    diagnostics.log_diagnostics(own_vault)

    with own_vault.work() as work:
        rows = (
            raw.connection(work)
            .exec_driver_sql("SELECT action, detail FROM access_log ORDER BY hlc DESC LIMIT 1")
            .fetchall()
        )
    assert [tuple(row) for row in rows] == [("EXPORTED", "DIAGNOSTICS")]


def test_where_the_county_allows_none_it_is_refused(report):
    with pytest.raises(NotAllowed, match="County IT"):
        diagnostics.check_diagnostics_allowed(report)
    diagnostics.check_diagnostics_allowed(PolicyReport())


def test_the_age_of_a_copy_is_told_in_hours(own_vault, situation):
    from app.services.vault.copying import copy_everywhere, copy_targets

    places = copy_targets(own_vault.folder, Policy(), Settings())
    copy_everywhere(own_vault, places)
    later = Situation(**{**vars(situation), "now": now() + timedelta(hours=30)})

    assert "1: vault MADE verified 30 h ago" in diagnostic_text(own_vault, later)


def test_what_became_of_the_dictionaries_is_told(own_vault, situation):
    found = (Loaded("nb", Found.BROKEN, broken=Found.BROKEN), Loaded("nn", Found.MISSING))
    told = Situation(**{**vars(situation), "dictionaries": found})

    lines = lines_of(diagnostic_text(own_vault, told), "Settings")
    assert "dictionary nb = BROKEN, passed over one BROKEN" in lines
    assert "dictionary nn = MISSING" in lines
