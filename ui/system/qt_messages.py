"""What Qt has to say goes to the log without its words: they may be somebody's."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.logs import log_qt

_QUIET = {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}


def hear_qt() -> None:
    """Hear Qt's messages from now on."""
    qInstallMessageHandler(_hear)
    atexit.register(stop_hearing)  # Qt speaks on while Python is gone already, and would crash


def stop_hearing() -> None:
    """Let Qt speak for itself again."""
    qInstallMessageHandler(None)


def _hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del message
    if kind not in _QUIET:
        log_qt(kind, context.category or "", context.file or "", context.line)
