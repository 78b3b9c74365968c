"""Where the policy comes from: a place only administrators write to, or the registry."""

import json
import os
import sys
from pathlib import Path

import pytest

from app.paths import policy_file
from app.policy.policy import Verdict
from app.policy.source import from_file, from_registry, received_policy
from app.policy.trust import load_policy
from tests.domain.policies import (
    STRICT,
    loaded,
    signed,
)


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


def test_a_file_is_read_with_and_without_a_byte_order_mark(tmp_path):
    file = tmp_path / "policy.json"
    assert from_file(file) is None
    file.write_text('{"idle_minutes": 5}', encoding="utf-8-sig")

    assert from_file(file) == {"idle_minutes": 5}


@pytest.fixture
def machines(tmp_path, monkeypatch):
    """Where the machine's policy lies in this test, written by root alone."""
    file = tmp_path / "etc" / "policy.json"
    file.parent.mkdir()
    file.write_text(json.dumps(signed(STRICT)), encoding="utf-8")
    monkeypatch.setattr("app.policy.source.policy_file", lambda: file)
    return file


needs_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="makes files of root's"
)


@needs_root
def test_the_machines_own_policy_lies_where_administrators_put_it(machines, tmp_path):
    assert received_policy() == signed(STRICT)
    assert load_policy(tmp_path / "state").verdict is Verdict.ACCEPTED


@needs_root
@pytest.mark.parametrize("spoil", ["owner", "group", "others", "folder"])
def test_a_policy_that_others_may_change_is_not_believed(machines, tmp_path, spoil):
    if spoil == "owner":
        os.chown(machines, 65534, 65534)
    elif spoil == "folder":
        machines.parent.chmod(0o777)
    else:
        machines.chmod({"group": 0o664, "others": 0o646}[spoil])

    report = load_policy(tmp_path / "state")

    assert report.verdict is Verdict.NOT_PROTECTED
    assert not report.decided
    assert "others than administrators" in report.warning


@pytest.mark.skipif(sys.platform != "linux", reason="a variable of Linux")
def test_no_variable_of_the_users_moves_the_policy(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert policy_file() == Path("/etc/xdg/Leia/policy.json")


def test_the_registry_says_the_same_as_the_file(state):
    raw = signed(STRICT)
    written = {**raw, "retention_months": ["CLIENT=60", "PLAN=120"]}

    received = from_registry([*written.items(), ("", "unnamed")])

    assert received == raw
    assert loaded(state, received).verdict is Verdict.ACCEPTED
    assert from_registry([]) is None


@pytest.mark.parametrize("lines", [["CLIENT"], ["CLIENT=many"], ["CLIENT=²"], ["=", "A=1"]])
def test_a_spoilt_table_in_the_registry_stays_a_list_and_is_said(state, lines):
    received = from_registry(signed({"retention_months": lines}).items())

    report = loaded(state, received)
    assert report.policy.retention_months == {}
    assert "retention_months" in {each.name for each in report.findings} or report.warning


def test_a_kind_of_value_only_the_registry_knows_is_no_crash(state):
    assert loaded(state, from_registry([("idle_minutes", b"\x05")])).warning
    changed = {**signed(STRICT), "idle_minutes": b"\x05"}
    assert loaded(state, changed).verdict is Verdict.UNREADABLE
