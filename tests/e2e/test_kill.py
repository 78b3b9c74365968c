"""The program is killed while somebody types: what was called saved is there afterwards."""

import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.domain import fields
from app.domain.cases import Case
from app.storage.values import Draft
from app.storage.vault import open_vault
from tests.building import PASSPHRASE, Clients, make_vault

LANES = 2
"""Programs that run beside each other, each on a vault of its own."""
LONGEST_S = 0.5


def test_what_was_called_saved_is_there_after_every_kill(tmp_path):
    kills = 30
    folders = [tmp_path / f"lane{lane}" / "vault" for lane in range(LANES)]
    for folder in folders:
        folder.parent.mkdir()
        make_vault(folder, practice=False)

    with ThreadPoolExecutor(LANES) as lanes:
        rounds = [kills // LANES + (lane < kills % LANES) for lane in range(LANES)]
        said = list(lanes.map(_lane, folders, rounds, range(LANES)))

    assert sum(said) > kills  # the robots did type, and were told that it is saved


def _lane(folder: Path, rounds: int, lane: int) -> int:
    """Kill one program after another on the same vault; return how often it said saved."""
    moments = random.Random(lane)  # noqa: S311 - a test that can be repeated
    reports = 0
    for number in range(rounds):
        seed = lane * 100_000 + number
        lines = _run_and_kill(folder, seed, moments.uniform(0.02, LONGEST_S))
        reports += len(lines)
        _check(folder, json.loads(lines[-1]) if lines else {}, f"lane {lane}, round {number}")
    return reports


def _run_and_kill(folder: Path, seed: int, moment_s: float) -> list[str]:
    """Start a robot, kill it in the middle of its work, and return its whole lines."""
    arguments = [sys.executable, "-m", "tests.e2e.robot", str(folder), str(seed)]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as robot:
        begun = robot.stdout.readline()
        try:
            said, _errors = robot.communicate(timeout=moment_s)
        except subprocess.TimeoutExpired:
            robot.kill()
            said, _errors = robot.communicate()
        assert begun == "ready\n", _errors
        assert robot.returncode == -9, _errors
    return said.splitlines()[: said.count("\n")]


def _check(folder: Path, reported: dict[str, str], where: str) -> None:
    vault = open_vault(folder, PASSPHRASE)
    try:
        vault.quick_check()
        assert vault.verify_chain().ok, where
        with vault.work() as work:
            case = work.case(Clients(vault).named("Liv"))
            drafts = work.drafts.all()
    finally:
        vault.close()
    for name, text in reported.items():
        kept = _kept(case, drafts, name)
        assert kept.startswith(text), f"{where}: {name}"


def _kept(case: Case, drafts: tuple[Draft, ...], name: str) -> str:
    """Return what the next start will show in a field."""
    entity_id, _dot, field = name.partition(".")
    for draft in drafts:
        if (draft.entity_id, draft.field) == (entity_id, field):
            return draft.raw
    return fields.shown(case.entities[entity_id], field)


def test_a_lost_text_would_be_noticed(tmp_path):
    folder = tmp_path / "vault"
    make_vault(folder, practice=False)
    vault = open_vault(folder, PASSPHRASE)
    with vault.work() as work:
        intake = work.case(Clients(vault).named("Liv")).intake
    vault.close()

    _check(folder, {f"{intake.id}.purpose": "Vil ha"}, "kept")
    with pytest.raises(AssertionError, match="lost"):
        _check(folder, {f"{intake.id}.purpose": "Vil ha jobben"}, "lost")
