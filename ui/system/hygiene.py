"""What the system is asked to keep from others: memory, crash reports, pictures of the windows."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

_PR_SET_DUMPABLE = 4
_WDA_NONE, _WDA_MONITOR, _WDA_EXCLUDEFROMCAPTURE = 0x00, 0x01, 0x11
_OUR_NAME = "leia"


def keep_memory_private() -> None:
    """Keep memory, with keys and words in it, out of dumps, reports and other programs' sight.

    What the system does not offer is passed over: each is one wall of several.
    """
    _forbid_core_dumps()
    if sys.platform == "linux":
        _forbid_reading()
    elif sys.platform == "win32":
        _forbid_reports()


def can_hide_from_capture() -> bool:
    """Whether this system lets a program keep its windows out of screenshots and shared screens."""
    return QGuiApplication.platformName() == "windows"


class CaptureGuard(QObject):
    """Keeps every window out of screenshots and shared screens while it is on."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self.is_on = False

    def set_on(self, *, on: bool) -> None:
        """Hide every window from capture, or show them again; where it cannot be had, nothing."""
        if not can_hide_from_capture() or on == self.is_on:
            return
        self.is_on = on
        for window in self._application.topLevelWidgets():
            if window.isVisible():
                _set_affinity(window, hidden=on)
        if on:
            self._application.installEventFilter(self)
        else:
            self._application.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            _set_affinity(watched, hidden=True)
        return False


def _forbid_core_dumps() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forbid_reading() -> None:
    """Let no other program of the same user read this one's memory."""
    with suppress(OSError, AttributeError):  # a C library without it
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _forbid_reports() -> None:
    """Keep Windows' error reporting from sending our memory; never speak for python.exe."""
    if sys.platform != "win32" or not is_our_program(sys.executable):
        return
    with suppress(OSError, AttributeError):
        ctypes.windll.wer.WerAddExcludedApplication(Path(sys.executable).name, 0)


def is_our_program(executable: str) -> bool:
    """Whether a program file is Leia's own, and not a Python that others use too."""
    return Path(executable).stem.lower().startswith(_OUR_NAME)


def _set_affinity(window: QWidget, *, hidden: bool) -> None:
    if sys.platform != "win32":
        return
    handle, ask = int(window.winId()), ctypes.windll.user32.SetWindowDisplayAffinity
    if not hidden:
        ask(handle, _WDA_NONE)
    elif not ask(handle, _WDA_EXCLUDEFROMCAPTURE):
        ask(handle, _WDA_MONITOR)  # before 2020: a black window instead of none
