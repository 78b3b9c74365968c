"""The windows. Knows app; app does not know it."""

import ctypes
import sys

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


if sys.version_info < (3, 12):
    _lend_references()
