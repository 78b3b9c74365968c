"""Which Python is shipped: found on the path or beside others, the newest line first."""

import os
import sys
from pathlib import Path

import pytest

import interpreters
from interpreters import candidates, shipped

pytestmark = pytest.mark.skipif(os.name != "posix", reason="builds are made on Linux")


def put(file, answer=0):
    """Put a program where a Python is looked for; it answers the question whether it will do."""
    file.parent.mkdir(parents=True)
    file.write_text(f"#!/bin/sh\nexit {answer}\n")
    file.chmod(0o755)
    return file


def beside(home, version, answer=0):
    line = version.rpartition(".")[0]
    return put(home / ".pyenv/versions" / version / "bin" / f"python{line}", answer)


def test_the_path_goes_first_and_then_the_newest_beside_others(tmp_path):
    older, newer = beside(tmp_path, "3.13.9"), beside(tmp_path, "3.13.10")
    beside(tmp_path, "3.12.1")
    on_path = put(tmp_path / "bin" / "python3.13")

    found = list(candidates("3.13", {"PATH": str(on_path.parent)}, tmp_path))

    assert found == [on_path, newer, older]


def test_another_place_for_pythons_is_looked_in(tmp_path):
    python = beside(tmp_path / "elsewhere", "3.12.4")
    root = str(tmp_path / "elsewhere" / ".pyenv")

    assert list(candidates("3.12", {"PYENV_ROOT": root, "PATH": ""}, tmp_path)) == [python]


def test_the_newest_line_that_will_do_is_taken(tmp_path):
    beside(tmp_path, "3.13.0", answer=1)
    wanted = beside(tmp_path, "3.12.7")

    assert next(interpreters.newer({"PATH": ""}, tmp_path)) == wanted


def test_a_name_that_leads_to_no_python_is_passed_over(tmp_path):
    empty = put(tmp_path / "bin" / "python3.13", answer=127)

    assert list(interpreters.newer({"PATH": str(empty.parent)}, tmp_path)) == []


def test_this_python_is_taken_where_it_is_new_enough_or_nothing_else_is_here():
    found = shipped()

    assert found.exists()
    if sys.version_info >= interpreters.LEAST:
        assert found == Path(sys.executable)
