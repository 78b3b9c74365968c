"""Pins are held against known vulnerabilities: ranges, old lists, accepted ones, bad files."""

import json
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

import advisories
import shipped_parts
from advisories import affects, judge
from advisory_list import Accepted, Advisory, Known, Range, read, reduced, write
from project import ChoreError

TODAY = date(2026, 11, 26)
FRESH = {"export_read_on": "2026-11-01", "makers_read_on": "2026-11-01"}


def an_advisory(*ranges, name="pillow", versions=(), code="GHSA-1"):
    return Advisory(
        id=code,
        package=name,
        summary="It breaks",
        severity="high",
        source="OSV",
        verified=True,
        ranges=ranges,
        versions=versions,
    )


def accepted(until, code="GHSA-1", name="pillow"):
    return Accepted(id=code, package=name, reason="We never do that.", until=until)


@pytest.mark.parametrize(
    ("found", "number", "is_hit"),
    [
        (Range("0", fixed="2.0"), "1.9", True),
        (Range("0", fixed="2.0"), "2.0", False),
        (Range("1.10", fixed="2.0"), "1.9", False),
        (Range("1.9", fixed="1.10"), "1.9.5", True),
        (Range("0", fixed="2.0"), "2.0rc1", True),
        (Range("1.0", last_affected="1.4"), "1.4", True),
        (Range("1.0", last_affected="1.4"), "1.4.1", False),
        (Range("3.0"), "99", True),
        (Range("6.12.0"), "6.12.0.140", True),
    ],
)
def test_ranges_go_by_the_order_of_versions(found, number, is_hit):
    assert affects(an_advisory(found), number) is is_hit


def test_single_versions_are_compared_as_versions_and_not_as_texts():
    advisory = an_advisory(versions=("1.4.0",))

    assert affects(advisory, "1.4")
    assert not affects(advisory, "1.4.1")


def test_one_of_several_ranges_is_enough():
    advisory = an_advisory(Range("3.12.0", fixed="3.12.9"), Range("3.13.0", fixed="3.13.2"))

    assert [n for n in ("3.12.9", "3.13.0", "3.13.2") if affects(advisory, n)] == ["3.13.0"]


def test_a_hit_fails_and_is_named_whole():
    known = Known(**FRESH, advisories=(an_advisory(Range("0", fixed="13")),))

    report = judge(known, {"pillow": {"12.0", "13.0"}}, TODAY)

    assert report.failures == ["pillow 12.0: GHSA-1 (high), It breaks"]
    assert report.notes == []


def test_names_are_compared_as_pypi_does():
    known = Known(**FRESH, advisories=(an_advisory(Range("0"), name="PySide6_Pdf"),))

    assert judge(known, {"pyside6-pdf": {"6.12.0"}}, TODAY).failures


@pytest.mark.parametrize(("days", "is_accepted"), [(1, True), (0, True), (-1, False)])
def test_what_is_accepted_passes_until_its_last_day(days, is_accepted):
    until = (TODAY + timedelta(days=days)).isoformat()
    known = Known(**FRESH, advisories=(an_advisory(Range("0")),), accepted=(accepted(until),))

    report = judge(known, {"pillow": {"12.0"}}, TODAY)

    assert (report.failures == []) is is_accepted
    told = report.notes if is_accepted else report.failures
    assert until in told[0]
    if is_accepted:
        assert "We never do that." in told[0]


def test_accepting_one_accepts_no_other_of_the_same_package():
    both = (an_advisory(Range("0")), an_advisory(Range("0"), code="GHSA-2"))
    known = Known(**FRESH, advisories=both, accepted=(accepted("2027-01-01"),))

    (failure,) = judge(known, {"pillow": {"12.0"}}, TODAY).failures

    assert "GHSA-2" in failure


def test_what_is_accepted_and_hits_nothing_is_told():
    known = Known(**FRESH, accepted=(accepted("2027-01-01"),))

    report = judge(known, {"pillow": {"12.0"}}, TODAY)

    assert report.failures == []
    assert "hits nothing any more" in report.notes[0]


@pytest.mark.parametrize(
    ("read_on", "told"), [("2026-08-28", None), ("2026-08-27", "old"), ("", "Nobody")]
)
def test_an_old_list_is_told_and_fails_nothing(read_on, told):
    report = judge(Known(export_read_on=read_on, makers_read_on=read_on), {}, TODAY)

    assert report.failures == []
    assert [told in note for note in report.notes] == ([] if told is None else [True, True])


def a_list(**changes):
    advisory = {
        "id": "X", "package": "p", "summary": "s", "severity": "low", "source": "o",
        "verified": True, "ranges": [{"introduced": "0"}],
    }  # fmt: skip
    return {
        **FRESH,
        "advisories": [{**advisory, **changes.pop("of", {})}],
        "accepted": [],
        **changes,
    }


@pytest.mark.parametrize(
    "told",
    [
        [],
        {"advisories": []},
        a_list(of={"ranges": []}),
        a_list(of={"verified": "yes"}),
        a_list(of={"ranges": [{"from": "0"}]}),
        a_list(of={"colour": "red"}),
        a_list(export_read_on="yesterday"),
        a_list(accepted=[{"id": "X", "package": "p", "reason": " ", "until": "2027-01-01"}]),
        a_list(accepted=[{"id": "X", "package": "p", "reason": "r", "until": "soon"}]),
        a_list(accepted=[{"id": "X", "package": "p", "reason": "r"}]),
    ],
)
def test_a_list_that_is_none_stops_the_check_with_a_sentence(tmp_path, told):
    file = tmp_path / "known.json"
    file.write_text(json.dumps(told), encoding="utf-8")

    with pytest.raises(ChoreError, match=r"known\.json is not as"):
        read(file)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", None])
def test_a_file_that_is_cut_or_gone_stops_it_too(tmp_path, content):
    file = tmp_path / "known.json"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(ChoreError, match=r"known\.json"):
        read(file)


def test_a_version_that_cannot_be_compared_is_no_pass():
    with pytest.raises(ChoreError, match=r"GHSA-1 .*1\.1\.1w"):
        affects(an_advisory(Range("0", fixed="1.1.1w")), "1.0")


def record(code, name, events, ecosystem="PyPI", **more):
    package = {"ecosystem": ecosystem, "name": name}
    ranges = [
        {"type": "ECOSYSTEM", "events": events},
        {"type": "GIT", "events": [{"introduced": "0"}]},
    ]
    return {
        "id": code,
        "summary": "s",
        "affected": [{"package": package, "ranges": ranges}],
        **more,
    }


@pytest.fixture
def export(tmp_path):
    """An export as OSV writes it: one record a file, most of them about others."""
    records = [
        record("GHSA-1", "Pillow", [{"introduced": "0"}, {"fixed": "12"}, {"introduced": "13"}],
               database_specific={"severity": "HIGH"}),
        record("GHSA-2", "pillow", [{"introduced": "0"}], withdrawn="2026-01-01T00:00:00Z"),
        record("GHSA-3", "somebody-else", [{"introduced": "0"}]),
        record("GHSA-4", "pillow", [{"introduced": "0"}], ecosystem="npm"),
        record("GHSA-5", "mako", [{"introduced": "1"}, {"last_affected": "1.4"}]),
    ]  # fmt: skip
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for each in records:
            archive.writestr(f"{each['id']}.json", json.dumps(each))
        archive.writestr("README", "not a record")
    return file


def test_an_export_is_reduced_to_what_we_pin(export, tmp_path):
    of_python = an_advisory(Range("3.13"), name="python", code="CVE-1")
    before = Known(
        makers_read_on="2026-10-01",
        advisories=(of_python, an_advisory(Range("0"), code="GONE")),
        accepted=(accepted("2027-01-01"),),
    )

    known = reduced(before, export, {"pillow", "mako"}, TODAY)

    found = {each.id: each for each in known.advisories}
    assert found.keys() == {"CVE-1", "GHSA-1", "GHSA-5"}
    assert found["GHSA-1"].ranges == (Range("0", fixed="12"), Range("13"))
    assert found["GHSA-1"].severity == "high"
    assert found["GHSA-5"].ranges == (Range("1", last_affected="1.4"),)
    assert (known.export_read_on, known.makers_read_on) == ("2026-11-26", "2026-10-01")
    assert known.accepted == before.accepted
    write(known, tmp_path / "known.json")
    assert read(tmp_path / "known.json") == known


def test_another_file_is_no_export(tmp_path):
    (tmp_path / "all.zip").write_text("not a zip")

    with pytest.raises(ChoreError, match="is not OSV's export"):
        reduced(Known(), tmp_path / "all.zip", {"pillow"}, TODAY)


def test_the_list_of_the_project_can_be_read_and_nothing_unaccepted_is_hit():
    known = read(advisories.LIST)
    last = min(date.fromisoformat(each.until) for each in known.accepted)

    assert judge(known, shipped_parts.parts(), last).failures == []


def test_what_is_shipped_is_known_with_its_versions():
    parts = shipped_parts.parts()

    assert parts["pyside6-essentials"] == {"6.12.0"}
    assert "3.13.11" in parts["python"]
    assert len(parts["openssl"]) == 1
    assert "pyinstaller" in parts
    assert "ruff" in parts


def test_the_command_ends_as_check_wants_it(monkeypatch, tmp_path, capsys):
    known = Known(**FRESH, advisories=(an_advisory(Range("0")),))
    write(known, tmp_path / "known.json")
    monkeypatch.setattr(advisories, "LIST", tmp_path / "known.json")
    monkeypatch.setattr(sys, "argv", ["advisories.py"])

    assert advisories.main() == 1

    assert "GHSA-1" in capsys.readouterr().out


def test_the_command_renews_the_list(monkeypatch, tmp_path, export, capsys):
    file = tmp_path / "known.json"
    write(Known(), file)
    monkeypatch.setattr(advisories, "LIST", file)
    monkeypatch.setattr(sys, "argv", ["advisories.py", "reduce", str(export)])

    assert advisories.main() == 0

    assert {each.id for each in read(file).advisories} == {"GHSA-1", "GHSA-5"}
    assert Path(file).read_bytes().endswith(b"}\n")
