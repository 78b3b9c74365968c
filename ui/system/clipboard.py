"""Copied words do not stay on the clipboard, and clipboard histories are asked to leave them alone.

What Leia's fields put there is marked for the histories of Windows and KDE, and taken away again
after half a minute and at every lock, unless something else has taken its place by then.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

CLEAR_AFTER_MS = 30_000
OURS = "application/x-leia-copied"
"""Holds a number drawn for each copying, so that only our own text is ever taken away."""
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = b"\0\0\0\0"
MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
}
"""What tells a clipboard history to leave a text alone, in each one's own language."""
_may_stay: set[str] = set()
"""Texts that hold nobody's words."""


class ClipboardGuard(QObject):
    """Watches what the program puts on the clipboard."""

    def __init__(self, owns: Callable[[], bool] | None = None) -> None:
        """`owns` tells whether this program's text is on the clipboard; the platform knows."""
        super().__init__()
        self._clipboard = QGuiApplication.clipboard()
        self._owns = owns or self._clipboard.ownsClipboard
        self._number = b""
        self.later = QTimer(self, singleShot=True, interval=CLEAR_AFTER_MS)
        self.later.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._look)

    @Slot()
    def clear(self) -> None:
        """Take our text away, if it is still there."""
        self.later.stop()
        if self._number and _content(self._clipboard, OURS) == self._number:
            self._clipboard.clear()
        self._number = b""
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    @Slot()
    def _look(self) -> None:
        copied = self._clipboard.mimeData() if self._owns() else None
        if copied is None or not copied.hasText():
            return
        if copied.hasFormat(OURS) or copied.text() in _may_stay:
            return
        self._number = os.urandom(8).hex().encode()
        self._clipboard.setMimeData(_marked(copied, self._number))
        self.later.start()


def put_open_text(text: str) -> None:
    """Copy a text that holds nobody's words; it stays, even when Leia has ended."""
    _may_stay.add(text)
    QGuiApplication.clipboard().setText(text)  # made by Qt: what Python makes must go before it


def _marked(copied: QMimeData, number: bytes) -> QMimeData:
    """Return the same plain text, with the marks."""
    marked = QMimeData()
    marked.setText(copied.text())
    for name, content in {**MARKS, OURS: number}.items():
        marked.setData(name, QByteArray(content))
    return marked


def _content(clipboard: QClipboard, name: str) -> bytes:
    found = clipboard.mimeData()
    return bytes(found.data(name).data()) if found is not None else b""
