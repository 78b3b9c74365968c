"""`leia --show-policy`: in a process of its own, and where there is nobody to print to."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from app.policy.policy import Problem
from app.policy.reference import policy_reference
from sign_policy import sign
from ui.arguments import Arguments
from ui.show_policy import CLEAN, NOT_CLEAN, show_policy

ROOT = Path(__file__).resolve().parents[2]
COUNTY = SigningKey(b"\x01" * 32)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a policy file on POSIX")


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    """No test meets the policy that another one left behind."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Where the machine's policy lies in this test."""
    found = tmp_path / "etc" / "policy.json"
    found.parent.mkdir()
    monkeypatch.setattr("app.policy.source.policy_file", lambda: found)
    monkeypatch.setattr("app.policy.source.check_protected", lambda _file: None)  # not by root
    return found


@pytest.fixture
def arguments(tmp_path):
    return Arguments(data_dir=tmp_path / "leia", language="en", show_policy=True)


def put(file, **values):
    file.write_text(json.dumps(sign(values, COUNTY)), encoding="utf-8")


def test_each_value_is_told_with_where_it_comes_from(file, arguments, capsys):
    put(file, idle_minutes=5, centres=["Karriere Salten"])

    assert show_policy(arguments) == CLEAN

    told = capsys.readouterr().out
    assert str(file) in told
    assert "idle_minutes = 5  (from the machine policy)" in told
    assert "centres = Karriere Salten  (from the machine policy)" in told
    assert "languages = –  (not decided by the county)" in told
    for field in policy_reference():
        assert f"{field.name} = " in told or field.name == "signature"


def test_a_bad_value_is_told_and_the_code_says_that_there_is_something_to_mend(
    file, arguments, capsys
):
    put(file, idle_minutes=600, unheard_of=1)

    assert show_policy(arguments) == NOT_CLEAN

    told = capsys.readouterr().out
    assert "Cannot be used: 600" in told
    assert "unheard_of = 1" in told
    assert "Important" not in told


def test_a_refused_policy_is_told_loudly_with_what_holds_instead(file, arguments, capsys):
    put(file, idle_minutes=5)
    show_policy(arguments)
    file.write_text('{"idle_minutes": 60}', encoding="utf-8")

    assert show_policy(arguments) == NOT_CLEAN

    told = capsys.readouterr().out
    assert "Important: The machine policy" in told
    assert "not signed" in told
    assert "idle_minutes = 5  (from the last policy that was in order)" in told


def test_without_a_console_it_is_written_beside_the_log(file, arguments, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)

    assert show_policy(arguments) == CLEAN

    written = (arguments.log_folder / "policy.txt").read_text(encoding="utf-8")
    assert "idle_minutes = " in written


def test_it_works_without_a_screen_in_a_process_of_its_own(tmp_path):
    command = [sys.executable, "-m", "ui", "--show-policy", "--data-dir", str(tmp_path / "leia")]
    without = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "QT_QPA_PLATFORM"}}

    for encoding in ("utf-8", "ascii"):
        done = subprocess.run(
            [*command, "--language", "nb"],
            cwd=ROOT,
            env={**without, "PYTHONIOENCODING": encoding},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=60,
        )
        assert (done.returncode, b"idle_minutes = " in done.stdout) == (CLEAN, True), done.stdout


def test_every_problem_has_a_sentence():
    from app.policy.policy import Finding, PolicyReport

    for problem in Problem:
        report = PolicyReport(findings=(Finding("idle_minutes", problem, "7"),))
        assert [line.problem for line in report.lines if line.problem]


def test_data_in_another_folder_do_not_take_the_last_good_policy_with_them(file, tmp_path, capsys):
    put(file, serial=2, idle_minutes=5)
    assert show_policy(Arguments(data_dir=tmp_path / "one", language="en")) == CLEAN
    file.unlink()

    assert show_policy(Arguments(data_dir=tmp_path / "other", language="en")) == NOT_CLEAN

    told = capsys.readouterr().out
    assert "Important" in told
    assert "idle_minutes = 5" in told
