"""The self-test finds what does not work, and goes on."""

from datetime import date

import pytest

from app.policy.policy import PolicyReport
from app.services.program.self_test import (
    CheckFailed,
    Trial,
    checks_without_window,
    expect,
    run_checks,
)


@pytest.fixture
def trial(tmp_path):
    trial = Trial(folder=tmp_path, today=date(2026, 11, 21), load_policy=PolicyReport)
    yield trial
    trial.close()


def check_named(name):
    return dict(checks_without_window())[name]


def test_every_check_passes_where_everything_works(trial):
    findings = list(run_checks(checks_without_window(), trial))

    assert [finding for finding in findings if not finding.passed] == []
    assert len(findings) == len(checks_without_window())


def test_a_check_that_fails_is_told_and_does_not_stop_the_next(trial):
    def break_down(_trial):
        raise OSError("no such thing")

    findings = list(run_checks([("first", break_down), ("second", lambda _t: "done")], trial))

    assert [(f.name, f.passed, f.said) for f in findings] == [
        ("first", False, "OSError: no such thing"),
        ("second", True, "done"),
    ]


def test_a_word_in_the_open_is_found(trial):
    for name in ("vault", "write"):
        check_named(name)(trial)
    (trial.folder / "vault" / "forgotten.txt").write_text("Ánne Risten", encoding="utf-8")

    with pytest.raises(CheckFailed, match="Risten"):
        check_named("lock")(trial)


def test_a_vault_that_lost_its_person_is_found(trial):
    for name in ("vault", "write", "lock"):
        check_named(name)(trial)
    trial.client_id = "01a00000-0000-7000-8000-000000000000"

    (finding,) = run_checks([("unlock", check_named("unlock"))], trial)

    assert not finding.passed


def test_without_a_vault_the_later_checks_say_so(trial):
    (finding,) = run_checks([("copy", check_named("copy"))], trial)

    assert (finding.passed, finding.said) == (False, "CheckFailed: there is no open vault")


def test_what_is_expected_has_to_hold():
    expect([1], "not said")
    with pytest.raises(CheckFailed, match="nothing there"):
        expect([], "nothing there")
