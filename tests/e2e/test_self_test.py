"""`leia --self-test`, as county IT runs it after an installation."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ui.self_test
from ui.arguments import parse
from ui.self_checks import INTERNET, watch_network
from ui.self_test import Verdict, run_self_test
from ui.windows.commands import commands

PASSED_VERDICT = Verdict(
    leia="1.0.0", passed=True, seconds=1, python="3.11", system="", frozen=False, said="", checks=()
)
ROOT = Path(__file__).resolve().parents[2]


def run_leia(*words, **variables):
    return subprocess.run(
        [sys.executable, "-m", "ui", *words],
        check=False,
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """A self-test that ran to its end, and the folder it ran in."""
    place = tmp_path_factory.mktemp("self-test")
    (place / "temp").mkdir()
    words = ("--self-test", str(place / "verdict.json"))
    return run_leia(*words, TMPDIR=str(place / "temp"), HOME=str(place)), place


def test_it_passes_here_and_leaves_nothing_behind(ended):
    run, place = ended
    verdict = json.loads(run.stdout)

    assert run.returncode == 0, run.stdout
    assert verdict == json.loads((place / "verdict.json").read_bytes())
    assert all(check["passed"] for check in verdict["checks"])
    assert list((place / "temp").iterdir()) == []
    assert sorted(each.name for each in place.iterdir()) == ["temp", "verdict.json"]


def test_every_place_of_the_menu_is_visited(ended):
    checks = json.loads(ended[0].stdout)["checks"]

    said = next(check["said"] for check in checks if check["name"] == "windows")
    places = {each.name for each in commands() if each.menu == "go"} - {"search", "menus"}
    assert places <= set(said.partition(": ")[2].split(", "))


def test_a_crash_is_told_with_what_was_running():
    ended = run_leia("--self-test", QT_QPA_PLATFORM="nowhere")

    verdict = json.loads(ended.stdout)
    assert ended.returncode == 3
    assert not verdict["passed"]
    assert "in: screen" in verdict["said"]
    assert any(check["name"] == "plan" and check["passed"] for check in verdict["checks"])


def test_it_ends_in_time_even_when_it_hangs(capfdbinary):
    code = run_self_test("", longest_s=0.01)

    verdict = json.loads(capfdbinary.readouterr().out)
    assert code == 3
    assert verdict["said"] == "stopped after 0.01 seconds, in: start"


def test_a_program_without_a_console_writes_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(ui.self_test, "log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr(sys, "stdout", None)

    code = run_self_test("", longest_s=0.01)

    assert code == 3
    assert not json.loads((tmp_path / "log" / "self-test.json").read_bytes())["passed"]


def test_a_verdict_that_cannot_be_kept_is_a_failure(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(ui.self_test, "judge", lambda _place, _longest: PASSED_VERDICT)

    assert run_self_test("") == 0
    assert run_self_test(str(tmp_path)) == 3
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "file"),
    [([], None), (["--self-test"], ""), (["--self-test", "a"], "a"), (["--self-test=a"], "a")],
)
def test_the_file_may_be_named_or_not(words, file):
    assert parse(words).self_test == file


@pytest.mark.parametrize("family", sorted(INTERNET))
def test_a_socket_of_the_internet_is_seen(family):
    seen = []

    watch_network(seen, "socket.__new__", (None, family, 1, 0))
    watch_network(seen, "socket.__new__", (None, 1, 1, 0))
    watch_network(seen, "open", ("file", "r", 0))
    watch_network(seen, "socket.getaddrinfo", ("example.org", 80, 0, 0, 0))

    assert seen == ["socket.__new__", "socket.getaddrinfo"]
