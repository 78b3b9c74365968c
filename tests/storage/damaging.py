"""Damage done on purpose."""

import hashlib
import os
import signal
import sys

from tests import raw


def flip(file, place, bit=4):
    """Turn one bit over."""
    with file.open("r+b") as stream:
        stream.seek(place)
        (byte,) = stream.read(1)
        stream.seek(place)
        stream.write(bytes([byte ^ 1 << bit]))


def state_of(folder):
    """Return every file below a folder with what is in it, to compare with later."""
    return {
        str(path.relative_to(folder)): hashlib.blake2b(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def dump(vault):
    """Return every row of every table of an open vault but what it knows of this computer."""
    driver = raw.driver(vault)
    tables = driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {
        name: sorted(map(repr, driver.execute(f'SELECT * FROM "{name}"')))  # noqa: S608
        for (name,) in tables
        if name not in {"meta", "memory", "access_log", "device"}
    }


def ends_killed(deed, module, names, step):
    """Run a deed in a process of its own, killed before or after its n-th call of these.

    Says whether it was; a deed that has fewer steps comes to its end.
    """
    process = os.fork()
    if process == 0:
        _count_down(module, names, step)
        try:
            deed()
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    _process, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -signal.SIGKILL}
    return os.WIFSIGNALED(status)


def _count_down(module, names, left):
    def counted(really):
        def deed(*arguments, **named):
            count()
            said = really(*arguments, **named)
            count()
            return said

        return deed

    def count():
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in names:
        setattr(module, name, counted(getattr(module, name)))
