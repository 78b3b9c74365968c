"""Kill a deed with SIGKILL before its n-th step: a write, a rename, a deletion, a statement."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from app.storage.copies import copy_keys, copy_meta
from tests import raw

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from app.storage.vault import Vault

STEPS = ("open", "fsync", "replace", "rename", "unlink")


class Countdown:
    """Dies before the n-th step, leaving the disk as it is."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def arm(self, vault: Vault | None) -> None:
        for name in STEPS:
            setattr(os, name, self._counted(getattr(os, name)))
        for module in (copy_keys, copy_meta):
            module.connect = self._watched(module.connect)
        if vault is not None:
            raw.driver(vault).set_trace_callback(self._step)

    def _counted(self, real: Callable) -> Callable:
        def counted(*given: object, **named: object) -> object:
            self._step()
            return real(*given, **named)

        return counted

    def _watched(self, connect: Callable) -> Callable:
        def connected(*given: object) -> object:
            connection = connect(*given)
            connection.set_trace_callback(self._step)
            return connection

        return connected

    def _step(self, _statement: str = "") -> None:
        self._left -= 1
        if self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def killed_at(
    step: int, prepare: Callable[[], Vault | None], deed: Callable[[Vault], None]
) -> bool:
    """Do a deed in a child process; False when it came to its end before the n-th step."""

    def run() -> None:
        vault = prepare()
        Countdown(step).arm(vault)
        deed(vault)

    return _ended_by_kill(_child(run))


def killed_after(
    seconds: float, prepare: Callable[[], Vault], deed: Callable[[Vault], None]
) -> float:
    """Do a deed in a child process, kill it some time after it began, and say how long it had."""
    reading, writing = os.pipe()

    def run() -> None:
        vault = prepare()
        os.write(writing, b"!")
        deed(vault)

    child = _child(run)
    os.close(writing)
    os.read(reading, 1)
    begun = time.monotonic()
    select.select([reading], [], [], seconds)  # ends early when the child does
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.close(reading)
    _ended_by_kill(child)
    return time.monotonic() - begun


def _child(run: Callable[[], None]) -> int:
    child = os.fork()
    if not child:
        _run(run)
    return child


def _run(run: Callable[[], None]) -> NoReturn:
    code = 1
    try:
        run()
        code = 0
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        raise
    finally:
        os._exit(code)


def _ended_by_kill(child: int) -> bool:
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)
