"""The windows. Knows app; app does not know it."""

import builtins
import ctypes
import sys

import PySide6.QtCore  # noqa: F401 - it is to have had its way with Python before we have ours

_ENDLESS = 1 << 40 if sys.maxsize > 1 << 32 else 1 << 28


def _lend_references() -> None:
    """Keep Python 3.11 alive under PySide6 6.12.

    WORKAROUND: the wheels are built as if None, True and False were immortal, which they are
    from Python 3.12 on. On 3.11 every Qt method that returns nothing takes one reference of
    None away (measured: 1,000 calls, 1,000 references), and the program dies after some ten
    thousand calls. Lending each of the three more references than a lifetime can use cures it.
    Look again at each Qt upgrade.
    """
    for constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(constant)).value += _ENDLESS


def _import_plainly() -> None:
    """Import as Python does, without PySide6 reading the source of every module that is loaded.

    It looks for users of its `__feature__`, of which there is none here, in all that comes after
    it: 13 of the milliseconds to the first window. The function it replaced lies where it left it.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


if sys.version_info < (3, 12):
    _lend_references()
_import_plainly()
