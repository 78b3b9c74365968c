"""Asks Linux's logind to wait with sleep until Leia is locked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_WANTED = ("sleep", "Leia", "Leia locks the vault", "delay")


class SleepDelay(QObject):
    """Holds the computer awake for the moment that locking takes; logind waits 5 s at most.

    What holds it is an open descriptor, and replacing the process closes that: never too early.
    """

    def __init__(self, bus: QDBusConnection, service: str, path: str, parent: QObject) -> None:
        super().__init__(parent)
        self._bus, self._service, self._path = bus, service, path
        self._held: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether sleep would wait."""
        return self._held is not None

    def ask(self) -> None:
        """Ask; where nobody answers, sleep does not wait."""
        interface = "org.freedesktop.login1.Manager"
        call = QDBusMessage.createMethodCall(self._service, self._path, interface, "Inhibit")
        call.setArguments(list(_WANTED))
        waiting = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)
        waiting.finished.connect(self._take)

    def let_go(self) -> None:
        """Let the computer sleep at once: nothing more can be locked."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    @Slot(QDBusPendingCallWatcher)
    def _take(self, answered: QDBusPendingCallWatcher) -> None:
        given = answered.reply().arguments()
        answered.deleteLater()
        if given and isinstance(given[0], QDBusUnixFileDescriptor) and given[0].isValid():
            self.let_go()
            self._held = os.dup(given[0].fileDescriptor())
