"""The papers for county IT: complete, true of the program, and readable where they are found."""

import json
import re
import sys
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import field_list
import policy_templates
import write_papers
from app.domain.cases import Case
from app.domain.choices import PlanState
from app.domain.kinds import KINDS
from app.paths import (
    default_vault_folder,
    log_folder,
    policy_file,
    settings_file,
    state_folder,
)
from app.policy.policy import Policy
from app.policy.reading import read_values
from app.policy.reference import policy_reference
from app.policy.source import REGISTRY_KEY, from_registry
from app.services.printing import plan_pdf, plan_sheet
from project import PACKAGING, ROOT
from proof import record
from tests.conftest import HOMES
from tests.prints.reading import read, squeezed

PAPERS = [PACKAGING / "README.md", *sorted((PACKAGING / "papers").glob("*.md"))]
POLICY = PACKAGING / "policy"
SPACE = {"p": policy_templates.SCHEMA}
LONGEST = 1_200
"""Words: about two pages."""
PRINTED = ("client", "intake", "document", "meeting", "plan", "activity", "centre", "counsellor")

everywhere = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
both = pytest.mark.parametrize("folder", write_papers.FORMS)


def test_what_the_code_says_is_what_the_papers_say():
    assert write_papers.stale() == []


def test_a_field_nobody_classified_and_one_that_is_gone_are_found():
    said = field_list.read_purposes()
    said["kind"]["client"]["fields"]["shoe_size"] = said["kind"]["client"]["fields"].pop("phone")

    assert field_list.problems(said) == [
        "client.phone is stored, but fields.toml does not say why",
        "client.shoe_size is in fields.toml, but no longer stored",
    ]


def test_a_paper_without_its_marks_is_not_overwritten():
    with pytest.raises(ValueError, match="marks"):
        write_papers.with_part("a paper", "a table")


def test_the_table_of_proofs_is_drawn_where_there_are_some_and_else_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(record, "FOLDER", tmp_path)
    monkeypatch.setattr(record, "TABLE", tmp_path / "table.md")
    assert list(write_papers.proven()) == []
    proof = record.Record("leia_1.deb", "0" * 64, "Debian 12")
    proof.try_out("install", lambda: "79 packages")

    ((paper, text),) = write_papers.proven()

    assert paper.name == "README.md"
    assert "79 packages" in text
    assert "## At a release" in text


def test_what_is_said_to_stand_on_the_plan_is_what_stands_on_it():
    said = field_list.read_purposes()["kind"]
    marked = {kind: _marked(kind) for kind in PRINTED}
    plan = replace(marked["plan"], state=PlanState.FINAL)
    client, centre, counsellor = (marked.pop(kind) for kind in ("client", "centre", "counsellor"))
    meeting = replace(marked["meeting"], day=date(2026, 4, 7))
    activity = replace(marked["activity"], plan_id=plan.id)
    own = {**marked, "plan": plan, "activity": activity, "meeting": meeting}
    case = Case(client, {each.id: each for each in (client, *own.values())})

    sheets = [
        plan_sheet(case, plan, centre, each, date(2026, 3, 3))
        for each in (counsellor, replace(counsellor, phone=""))
    ]

    seen = squeezed("".join(page for sheet in sheets for page in read(plan_pdf(sheet)).seen))
    assert {name for name in _markers() if f"x{name}x" in seen} == {
        f"{kind}{name}".replace("_", "")
        for kind in PRINTED
        for name, (_category, _purpose, *marks) in said[kind]["fields"].items()
        if "paper" in marks and _is_text(kind, name)
    }


def _marked(kind: str) -> Any:
    words = {each.name: f"x{kind}{each.name}x".replace("_", "") for each in fields(KINDS[kind])}
    return KINDS[kind](**{name: word for name, word in words.items() if _is_text(kind, name)})


def _markers() -> list[str]:
    found = [f"{kind}{each.name}" for kind in PRINTED for each in fields(KINDS[kind])]
    return [name.replace("_", "") for name in found]


def _is_text(kind: str, name: str) -> bool:
    return type(getattr(KINDS[kind](), name)) is str and name not in {"id", "client_id", "plan_id"}


def test_every_value_of_a_policy_has_a_form_of_its_kind():
    root = ET.parse(POLICY / "Leia.admx").getroot()  # noqa: S314 - our own file
    made = {}
    for policy in root.findall("p:policies/p:policy", SPACE):
        (element,) = policy.find("p:elements", SPACE)
        assert policy.get("key") == REGISTRY_KEY
        assert policy.get("class") == "Machine"
        assert element.get("valueName") == policy.get("name")
        made[policy.get("name")] = element.tag.rpartition("}")[2]

    assert list(made) == list(Policy.__struct_fields__)
    assert made == {each.name: policy_templates.ELEMENTS[each.kind] for each in policy_reference()}


@both
def test_every_text_of_the_forms_is_there_and_none_is_left_over(folder):
    form = (POLICY / "Leia.admx").read_text(encoding="utf-8")
    root = ET.parse(POLICY / folder / "Leia.adml").getroot()  # noqa: S314 - our own file
    strings = {each.get("id"): each.text for each in root.iter(f"{{{SPACE['p']}}}string")}
    shown = [each.get("id") for each in root.iter(f"{{{SPACE['p']}}}presentation")]
    boxes = {each.get("refId") for each in root.iter() if each.get("refId")}

    assert set(strings) == set(re.findall(r"\$\(string\.(\w+)\)", form))
    assert all(strings.values())
    assert shown == re.findall(r"\$\(presentation\.(\w+)\)", form)
    assert boxes == set(re.findall(r'<\w+ id="(\w+)"', form))


def test_what_the_forms_write_is_what_the_program_reads():
    """A list and a table come from the registry as lines, a number as a number."""
    lines = {"MULTI_SZ": ["note=12", "plan=60"]}
    raw = from_registry([("retention_months", lines["MULTI_SZ"]), ("idle_minutes", 5)])

    policy, findings = read_values(raw)

    assert findings == ()
    assert policy.retention_months == {"note": 12, "plan": 60}
    assert policy.idle_minutes == 5


def test_the_example_names_every_value_and_lacks_only_the_countys_own_keys():
    raw = json.loads((POLICY / "policy.example.json").read_text(encoding="utf-8"))

    policy, findings = read_values(raw)

    assert set(raw) == set(Policy.__struct_fields__) - {"next_county_key"}
    assert {each.name for each in findings} == {"recovery_recipients", "county_key"}
    assert policy.idle_minutes == raw["idle_minutes"]


@everywhere
def test_a_paper_is_short_and_names_no_place_on_a_network(paper):
    text = paper.read_text(encoding="utf-8")
    before, _begins, rest = text.partition(write_papers.BEGINS)
    by_hand = before + rest.partition(write_papers.ENDS)[2]

    assert text.startswith("# ")
    assert len(by_hand.split()) <= LONGEST
    assert re.findall(r"\w+://\S+|/tmp/\S*|/root/\S*|/work/\S*|/home/\S*", text) == []


@everywhere
def test_whatever_a_paper_points_to_is_there(paper):
    text = paper.read_text(encoding="utf-8")
    links = [paper.parent / link for link in re.findall(r"\]\(([^)#]+)\)", text)]
    named = [ROOT / name for name in re.findall(r"`((?:tests|packaging|app|ui)/[\w./-]+)`", text)]

    assert [str(each) for each in (*links, *named) if not each.exists()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the places of Linux")
def test_the_papers_tell_where_everything_lies(monkeypatch):
    for name in (*HOMES, "XDG_CONFIG_DIRS"):
        monkeypatch.delenv(name, raising=False)
    home = Path.home()
    own = (default_vault_folder(), settings_file(), state_folder(), log_folder())
    places = [policy_file(), *(Path("~", place.relative_to(home)) for place in own)]

    installing = (PACKAGING / "papers" / "installasjon.md").read_text(encoding="utf-8")
    policies = (PACKAGING / "papers" / "policyreferanse.md").read_text(encoding="utf-8")

    assert [str(place) for place in places if f"`{place}`" not in installing] == []
    assert f"`{policy_file()}`" in policies
    assert f"`HKLM\\{REGISTRY_KEY}`" in policies


def test_the_workflow_takes_no_action_by_a_name_that_can_be_moved():
    flows = [each.read_text(encoding="utf-8") for each in (ROOT / ".github").rglob("*.yml")]
    used = [action for flow in flows for action in re.findall(r"uses: (\S+)", flow)]

    assert used
    assert [action for action in used if not re.search(r"@[0-9a-f]{40}$", action)] == []
