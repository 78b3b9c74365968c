"""BitLocker, as Explorer asks for its padlocks: no administrator is needed, no program is started.

Not tried on a real Windows yet; whatever does not answer as expected counts as unknown.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PROPERTY = "System.Volume.BitLockerProtection"
_ON = 1
_OFF = frozenset({2, 4, 5, 7, 8})
"""Off, being decrypted, suspended, not to be encrypted, its key still in clear."""
_SHELL_ITEM_2 = "{7E9FB0D3-919F-4307-AB2E-9B1860310C93}"
_RELEASE, _GET_INT32 = 2, 16
"""Places in the table of IShellItem2's functions: 3 of IUnknown and 5 of IShellItem come first."""
_APARTMENT = 2


def protection(folder: Path) -> tuple[bool | None, bool | None]:
    """Return whether a folder's drive and the drive of the page file are encrypted."""
    system = os.environ.get("SYSTEMDRIVE", "C:")
    return _drive(folder.absolute().drive), _drive(system)


def meaning_of(state: int | None) -> bool | None:
    """Return whether a drive in that state is encrypted; one that is being encrypted is neither."""
    if state == _ON:
        return True
    return False if state in _OFF else None


def _drive(drive: str) -> bool | None:
    try:
        return meaning_of(_ask(f"{drive}\\"))
    except (OSError, AttributeError, ValueError):  # an older Windows, or none
        return None


def _ask(path: str) -> int | None:
    if sys.platform != "win32":
        return None
    import ctypes

    ole = ctypes.windll.ole32
    opened = ole.CoInitializeEx(None, _APARTMENT)
    try:
        return _property_of(path)
    finally:
        if opened >= 0:
            ole.CoUninitialize()


def _property_of(path: str) -> int | None:
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import POINTER, byref, c_int, c_long, c_ubyte, c_ulong, c_void_p, c_wchar_p

    kind, key = (c_ubyte * 16)(), (c_ubyte * 20)()  # a GUID; a GUID and a number
    item, state = c_void_p(), c_int()
    windows = ctypes.windll
    if windows.ole32.CLSIDFromString(c_wchar_p(_SHELL_ITEM_2), byref(kind)) < 0:
        return None
    if windows.propsys.PSGetPropertyKeyFromName(c_wchar_p(_PROPERTY), byref(key)) < 0:
        return None
    make = windows.shell32.SHCreateItemFromParsingName
    if make(c_wchar_p(path), None, byref(kind), byref(item)) < 0 or not item:
        return None
    functions = ctypes.cast(item, POINTER(POINTER(c_void_p))).contents
    get = ctypes.WINFUNCTYPE(c_long, c_void_p, c_void_p, POINTER(c_int))(functions[_GET_INT32])
    release = ctypes.WINFUNCTYPE(c_ulong, c_void_p)(functions[_RELEASE])
    try:
        return state.value if get(item, byref(key), byref(state)) >= 0 else None
    finally:
        release(item)
