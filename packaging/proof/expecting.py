"""What a proof expects, and what it says when it does not come."""

import json


class NotAsExpected(Exception):  # noqa: N818 - reads as what happened
    """Something that was to be proven did not hold."""


def expect(held: object, sentence: str) -> None:
    """Raise NotAsExpected with a sentence unless something held."""
    if not held:
        raise NotAsExpected(sentence)


def verdict(answer: str) -> str:
    """Return a passed self-test in a few words; raises when it did not pass."""
    try:
        told = json.loads(answer)
    except ValueError as error:
        raise NotAsExpected(f"no verdict: {answer[-500:]}") from error
    failed = [f"{each['name']}: {each['said']}" for each in told["checks"] if not each["passed"]]
    expect(told["passed"], "; ".join([*failed, told["said"]]))
    platform = next(each["said"] for each in told["checks"] if each["name"] == "screen")
    return f"{len(told['checks'])} checks in {told['seconds']} s, platform {platform}"
