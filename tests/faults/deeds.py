"""Deeds of the program, each run in a process of its own that is watched, failed or killed.

    python -m tests.faults.deeds DEED FOLDER [name=value ...]

A line on standard output is a promise: what it tells was acknowledged before it was written.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from app.i18n import use_language
from app.storage import connection
from tests import raw
from tests.faults.edits import edit, say
from tests.faults.key_deeds import KEY_DEEDS
from tests.faults.samples import Sample, use_quick_keys

EDITS = 60
"""Edits of one recorded morning."""


def save(sample: Sample, told: dict[str, str]) -> None:
    """Save edit after edit; `number` is the first."""
    vault = sample.open()
    first = int(told.get("first", 0))
    for number in range(first, first + int(told.get("edits", EDITS))):
        edit(vault, number)
        say(edit=number)
    vault.close()


def copy(sample: Sample, told: dict[str, str]) -> None:
    """Save and copy in turns."""
    vault = sample.open()
    for number in range(int(told.get("copies", 3))):
        for each in range(3):
            edit(vault, number * 3 + each)
            say(edit=number * 3 + each)
        made = vault.copy()
        say(copy=made.path.name, upto=number * 3 + 2)
    vault.close()


def migrate(sample: Sample, _told: dict[str, str]) -> None:
    """Open a vault that an earlier release wrote."""
    vault = sample.open()
    say(migrated=raw.database(vault).version)
    vault.close()


DEEDS: dict[str, Callable[[Sample, dict[str, str]], None]] = {
    "save": save,
    "copy": copy,
    "migrate": migrate,
    **KEY_DEEDS,
}


def main(arguments: list[str]) -> None:
    """Do a deed in a folder."""
    use_language("nb")
    use_quick_keys()
    told = dict(each.split("=", 1) for each in arguments[2:])
    _sabotage(told)
    sample = Sample(Path(arguments[1]), told.get("recovery", ""))
    assert sample.key, "derived before the deed begins"
    say(begun=arguments[0])
    DEEDS[arguments[0]](sample, told)


def _sabotage(told: dict[str, str]) -> None:
    """Make the program worse than it is, to prove that the suite sees what is then lost."""
    for name in connection.PRAGMAS.keys() & told.keys():
        connection.PRAGMAS[name] = told[name]
    if told.get("fsync") == "never":
        os.fsync = lambda _file: None


if __name__ == "__main__":
    main(sys.argv[1:])
