"""The table of faults: nothing that was not tried looks as if it had been."""

import pytest

import faults
from project import ChoreError


def a_record(**told):
    usual = {
        "id": "R2",
        "what": "power cut while saving",
        "trials": 12_000,
        "acknowledged": 300_000,
        "lost": 0,
        "undetected": 0,
        "repaired": 0,
        "not_tried": "",
        "notes": [],
        "caught": 0,
        "seconds": 60.0,
        "failed": False,
    }
    return {**usual, **told}


def test_a_fault_is_one_line_of_numbers_and_each_deed_another():
    records = [a_record(), a_record(what="power cut while copying", trials=8, acknowledged=1)]

    lines = faults.lines_of(records, ["R2"])

    assert lines[2] == "| R2 | power cut | 12,008 | 300,001 | 0 | 0 |"
    assert "| R2 | power cut while saving | 12,000 | 300,000 | 0 | 0 |" in lines


def test_what_could_not_be_tried_says_why():
    lines = faults.lines_of([a_record(not_tried="strace is not installed")], ["R2"])

    assert "not tried, strace is not installed | – | – | – | –" in lines[2]


def test_a_fault_without_any_record_is_not_passed_over():
    lines = faults.lines_of([], ["R2", "R9"])

    assert "nothing was recorded" in lines[2]
    assert any("no import yet" in line for line in lines)


def test_a_failed_fault_is_marked():
    assert "**(failed)**" in faults.lines_of([a_record(failed=True)], ["R2"])[2]


def test_notes_repairs_and_controls_are_told_below():
    records = [
        a_record(notes=["slowest 5 ms"], repaired=3),
        a_record(id="control", what="sabotage", trials=40, caught=39),
    ]

    below = "\n".join(faults.lines_of(records, ["R2"]))

    assert "slowest 5 ms; 3 times unused pages were torn" in below
    assert "sabotage: noticed 39 times in 40" in below


def test_an_unknown_fault_is_told():
    with pytest.raises(ChoreError, match="no fault R99"):
        faults.run(["--only", "R99"])
