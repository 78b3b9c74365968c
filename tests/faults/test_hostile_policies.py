"""R9: policies that are generated, mutated and mostly signed. None raises, none leaves its limits.

A county's own mistake is signed as well as its policy; a thief's is not.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import msgspec
import pytest
from nacl.signing import SigningKey

from app.errors import UserError
from app.policy.policy import Policy, PolicyReport, Verdict
from app.policy.reference import policy_reference
from app.policy.source import parse
from app.policy.trust import held_report, is_signed, load_policy
from sign_policy import sign
from tests.faults.records import Tally

COUNTY, OTHER = SigningKey(b"\x01" * 32), SigningKey(b"\x02" * 32)
NAMES = (*(field.name for field in policy_reference()), "signature", "odd\0", "æ", "")
NUMBERS = (0, -1, 5, 60, 61, 10**30, 2**32, 2**63, 1e308, 0.5, True, False)
TEXTS = (
    "", "x", "a" * 600, "age1" + "q" * 58, "/abs", "rel", "../..", "\u202e", "\0", "PRINT", "nb",
    "{0.__class__}", "%s", "ab" * 32, "ab" * 64,
)  # fmt: skip
DEEPEST = 4


def a_value(dice: Random, depth: int = 0) -> object:
    """Return anything that JSON can say."""
    kind = dice.random()
    if kind < 0.1:
        return None
    if kind < 0.3:
        return dice.choice(NUMBERS)
    if kind < 0.6 or depth >= DEEPEST:
        return dice.choice(TEXTS)
    inside = [a_value(dice, depth + 1) for _each in range(dice.randrange(6))]
    if kind < 0.85:
        return inside
    return {dice.choice(("PLAN", "MEETING", "b", "%n")): each for each in inside}


def a_policy(dice: Random) -> dict[str, object]:
    """Return a policy with up to eight values, signed by the county, by another or by nobody."""
    values = {dice.choice(NAMES): a_value(dice) for _each in range(dice.randrange(8))}
    signer = dice.choices((COUNTY, OTHER, None), (70, 10, 20))[0]
    return values if signer is None else sign(values, signer)


def judge(report: PolicyReport) -> str:
    """Return what is wrong with what holds, or nothing."""
    values = msgspec.to_builtins(report.policy)
    usual = msgspec.to_builtins(Policy())
    decided = {name: value for name, value in values.items() if value != usual[name]}
    try:
        msgspec.convert(decided, Policy)
    except msgspec.ValidationError as error:
        return f"outside its limits: {error}"
    told = (report.warning, *(line.value for line in report.lines))
    return "" if all(isinstance(each, str) for each in told) else "no sentence"


@pytest.mark.fault(id="R9", what="policies generated and mutated, most of them signed")
def test_no_policy_raises_leaves_its_limits_or_passes_unsigned(tally: Tally, counts, tmp_path):
    dice = Random(2)  # noqa: S311 - a test that can be repeated
    accepted = 0
    for number in range(counts["policies"]):
        # every second one meets the state that others left
        state = tmp_path / ("kept" if number % 2 else f"fresh{number}")
        tally.trials += 1
        try:
            raw = written(a_policy(dice), dice)
        except (UserError, ValueError, TypeError, SystemExit):
            continue  # the county's own tool refuses to sign it
        accepted += _try(raw, state, tally, f"policy {number}")

    assert accepted > tally.trials // 10, "nearly nothing was believed: the trial is empty"
    tally.check()


def written(values: dict[str, object], dice: Random) -> bytes:
    """Return a policy as a file, every third one with a flipped bit."""
    content = bytearray(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    if dice.random() < 0.3:
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    return bytes(content)


def _try(raw: bytes, state: Path, tally: Tally, where: str) -> bool:
    """Load one; say whether it was believed."""
    try:
        report = load_policy(state, lambda: parse(raw))
        wrong = judge(report)
        held = held_report(raw.decode("utf-8", "replace"))
        wrong = wrong or (judge(held) if held is not None else "")
    except Exception as error:
        tally.blame(f"{where} raised {type(error).__name__}: {error}")
        return False
    is_believed = report.verdict is Verdict.ACCEPTED
    if is_believed and not is_signed(parse(raw)):
        wrong = "believed without a signature"
    if wrong:
        tally.blame(f"{where}: {wrong}")
    return is_believed


@pytest.mark.fault(id="control", what="policy that leaves its limits")
@pytest.mark.parametrize(
    "policy",
    [
        Policy(idle_minutes=61),
        Policy(minimum_memory_kib=2**40),
        Policy(copy_folders=("",)),
        Policy(languages=("de",)),
        Policy(retention_months={"x": 0}),
    ],
)
def test_a_value_outside_its_limits_would_be_noticed(tally: Tally, policy):
    tally.trials = 1
    tally.caught = int(bool(judge(PolicyReport(policy=policy))))

    assert tally.caught == tally.trials
