"""The county's own tool signs what Leia believes, and nothing else."""

import json
import os
import stat
from datetime import datetime, timedelta, timezone

import pytest

import sign_policy
from app.policy.policy import Verdict
from app.policy.source import from_file, from_registry, parse
from app.policy.trust import canonical_bytes, load_policy
from app.services.vault.founding import fingerprint

VALUES = {
    "idle_minutes": 5,
    "centres": ["Karriere Salten", "Karriere Čáhcesuolu – «Ø»"],
    "retention_months": {"PLAN": 60},
    "serial": 3,
}


@pytest.fixture
def key_file(tmp_path):
    sign_policy.new_key(tmp_path / "county.key")
    return tmp_path / "county.key"


@pytest.fixture
def policy(tmp_path):
    file = tmp_path / "policy.json"
    file.write_text(json.dumps(VALUES), encoding="utf-8")
    return file


def test_what_the_tool_signs_leia_believes(key_file, policy, tmp_path, capsys):
    assert sign_policy.main(["sign", str(key_file), str(policy)]) == 0

    report = load_policy(tmp_path / "state", lambda: from_file(policy))
    assert report.verdict is Verdict.ACCEPTED
    assert report.policy.centres == tuple(VALUES["centres"])
    told = capsys.readouterr().out
    assert report.policy.county_key in told
    assert fingerprint(report.policy.county_key) in told


def test_both_write_the_same_bytes_to_sign():
    raw = {**VALUES, "signature": "x", "ø": '\u2028 / " \\ \t', "null": None, "half": 0.5}

    assert sign_policy.canonical_bytes(raw) == canonical_bytes(raw)


def test_signing_again_replaces_the_signature(key_file, policy):
    sign_policy.main(["sign", str(key_file), str(policy)])
    changed = {**json.loads(policy.read_text(encoding="utf-8")), "serial": 4}
    policy.write_text(json.dumps(changed), encoding="utf-8")
    assert sign_policy.main(["check", str(policy)]) == 1

    sign_policy.main(["sign", str(key_file), str(policy)])

    assert sign_policy.main(["check", str(policy)]) == 0


def test_each_signed_policy_is_newer_than_the_one_before(key_file, policy, tmp_path):
    seen = []
    for minutes in (5, 6, 7):
        changed = {**json.loads(policy.read_text(encoding="utf-8")), "idle_minutes": minutes}
        policy.write_text(json.dumps(changed), encoding="utf-8")
        assert sign_policy.main(["sign", str(key_file), str(policy)]) == 0
        seen.append(policy.read_bytes())
        report = load_policy(tmp_path / "state", lambda: from_file(policy))
        assert (report.verdict, report.policy.idle_minutes) == (Verdict.ACCEPTED, minutes)

    for older in seen[:-1]:
        report = load_policy(tmp_path / "state", lambda older=older: parse(older))
        assert (report.verdict, report.policy.idle_minutes) == (Verdict.OLDER, 7)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        (None, 2611261030),
        (3, 2611261030),
        (2611261030, 2611261031),
        (2999999999, 3000000000),
        ("9", 2611261030),
        (True, 2611261030),
    ],
)
def test_the_serial_is_the_minute_and_always_rises(before, then):
    policy = {} if before is None else {"serial": before}
    now = datetime(2026, 11, 26, 11, 30, tzinfo=timezone(timedelta(hours=1)))

    assert sign_policy.raised(policy, now) == {"serial": then}


def test_a_serial_that_cannot_rise_signs_nothing(key_file, policy, capsys):
    policy.write_text(json.dumps({"serial": 2**32 - 1}), encoding="utf-8")
    before = policy.read_bytes()

    assert sign_policy.main(["sign", str(key_file), str(policy)]) == 1
    assert policy.read_bytes() == before
    assert "serial" in capsys.readouterr().err


def test_the_secret_key_is_only_its_owners_and_never_overwritten(key_file, capsys):
    before = key_file.read_bytes()

    assert sign_policy.main(["new-key", str(key_file)]) == 1

    assert key_file.read_bytes() == before
    assert "left as it is" in capsys.readouterr().err
    if os.name == "posix":
        assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_the_secret_is_never_printed(tmp_path, capsys):
    sign_policy.main(["new-key", str(tmp_path / "other.key")])

    told = capsys.readouterr()
    assert (tmp_path / "other.key").read_text(encoding="ascii").strip() not in told.out + told.err


@pytest.mark.parametrize("content", ["", "{", "[]", '{"idle_minutes": 5}', "\x00"])
def test_what_is_no_signed_policy_is_refused_and_stays(key_file, policy, content, capsys):
    policy.write_text(content, encoding="utf-8")

    assert sign_policy.main(["check", str(policy)]) == 1
    assert sign_policy.main(["registry", str(policy), str(policy.with_suffix(".reg"))]) == 1
    assert not policy.with_suffix(".reg").exists()

    assert policy.read_text(encoding="utf-8") == content
    assert "Traceback" not in capsys.readouterr().err


def test_a_file_that_is_no_key_signs_nothing(policy, tmp_path):
    (tmp_path / "no.key").write_text("short", encoding="ascii")
    before = policy.read_bytes()

    assert sign_policy.main(["sign", str(tmp_path / "no.key"), str(policy)]) == 1
    assert sign_policy.main(["sign", str(tmp_path / "gone.key"), str(policy)]) == 1
    assert policy.read_bytes() == before


def test_unknown_commands_tell_the_manual(capsys):
    assert sign_policy.main([]) == 2
    assert "new-key" in capsys.readouterr().err


def test_the_registry_file_holds_the_same_signed_policy(key_file, policy, tmp_path):
    sign_policy.main(["sign", str(key_file), str(policy)])

    assert sign_policy.main(["registry", str(policy), str(tmp_path / "policy.reg")]) == 0

    lines = (tmp_path / "policy.reg").read_text(encoding="utf-16").splitlines()
    values = list(map(_value, lines[3:]))
    assert lines[0] == "Windows Registry Editor Version 5.00"

    report = load_policy(tmp_path / "state", lambda: from_registry(values))
    assert report.verdict is Verdict.ACCEPTED
    assert report.policy.retention_months == {"PLAN": 60}


@pytest.mark.parametrize("value", [True, -1, 2**32, 0.5, None])
def test_what_the_registry_cannot_hold_is_refused(value):
    with pytest.raises(sign_policy.Refused):
        list(sign_policy.registry_lines({"idle_minutes": value}))


def _value(line):
    """Read a line of a .reg file as Windows does."""
    name, _sign, written = line.partition("=")
    if written.startswith("dword:"):
        value = int(written.removeprefix("dword:"), 16)
    elif written.startswith("hex(7):"):
        content = bytes.fromhex(written.removeprefix("hex(7):").replace(",", ""))
        value = content.decode("utf-16-le").removesuffix("\0").split("\0")[:-1]
    else:
        value = written[1:-1].replace(r"\"", '"').replace(r"\\", "\\")
    return name.strip('"'), value
