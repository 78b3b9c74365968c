"""What the system tells: that its screen locks, that it goes to sleep, that it wants us to end."""

from __future__ import annotations

import ctypes
import signal
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    QSocketNotifier,
    Signal,
    Slot,
)
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

    from ui.system.sleep_delay import SleepDelay

_LOGIND = "org.freedesktop.login1"
_SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 0x7
_NOTIFY_FOR_THIS_SESSION = 0


class SystemWatch(QObject):
    """Tells when the screen locks or the computer goes to sleep."""

    locking = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filter: WindowsMessages | None = None
        self._delay: SleepDelay | None = None
        self._stopped = False

    def start(self, window_id: int) -> None:
        """Listen to the system, where it speaks a language we know."""
        if sys.platform == "win32":
            self._listen_to_windows(window_id)
        elif sys.platform == "linux":
            with suppress(ImportError):
                self._listen_to_dbus()

    def stop(self) -> None:
        """Stop listening."""
        application = QCoreApplication.instance()
        if self._filter is not None and application is not None:
            application.removeNativeEventFilter(self._filter)
            self._filter = None
        self._stopped = True

    def delay_sleep(self, *, wanted: bool) -> None:
        """Let sleep wait for the lock, where the system offers that, or wait no longer."""
        if self._delay is not None and wanted:
            self._delay.ask()
        elif self._delay is not None:
            self._delay.let_go()

    @Slot()
    def lock(self) -> None:
        """Pass on that the session was locked."""
        if not self._stopped:
            self.locking.emit()

    @Slot(bool)
    def change(self, begins: bool) -> None:  # noqa: FBT001 - a slot
        """Pass on that a screen saver or a sleep begins; its end needs nothing."""
        if begins:
            self.lock()

    def listen_on(self, bus: QDBusConnection, service: str, path: str, spoken: str) -> bool:
        """Hear one signal of a bus, written as interface and member with a dot between."""
        interface, _dot, member = spoken.rpartition(".")
        slot = SLOT("lock()") if member == "Lock" else SLOT("change(bool)")
        # The stubs say bytes, which PySide6 6.12 refuses.
        return bus.connect(service, path, interface, member, self, slot)  # type: ignore[call-overload,no-any-return]

    def _listen_to_dbus(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        from ui.system.sleep_delay import SleepDelay

        system = QDBusConnection.systemBus()
        if system.isConnected():
            manager = f"/{_LOGIND.replace('.', '/')}"
            self.listen_on(system, _LOGIND, manager, f"{_LOGIND}.Manager.PrepareForSleep")
            self.listen_on(system, _LOGIND, "", f"{_LOGIND}.Session.Lock")
            self._delay = SleepDelay(system, _LOGIND, manager, self)
            self._delay.ask()
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for interface, path in _SCREEN_SAVERS:
                self.listen_on(session, interface, path, f"{interface}.ActiveChanged")

    def _listen_to_windows(self, window_id: int) -> None:
        application = QCoreApplication.instance()
        if application is None or sys.platform != "win32":
            return
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window_id, _NOTIFY_FOR_THIS_SESSION)
        self._filter = WindowsMessages(self)
        application.installNativeEventFilter(self._filter)


class WindowsMessages(QAbstractNativeEventFilter):
    """Picks the two messages out of Windows' stream that mean: lock now."""

    def __init__(self, watch: SystemWatch) -> None:
        super().__init__()
        self._watch = watch

    @override
    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: Any
    ) -> object:
        head = _MessageHead.from_address(int(message))
        if means_lock(head.message, head.wparam):
            self._watch.lock()
        return False, 0


class _MessageHead(ctypes.Structure):
    """The first members of Windows' MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
    )


def means_lock(message: int, wparam: int) -> bool:
    """Whether a message of Windows says that the session locks or the computer goes to sleep."""
    return (message, wparam) in {
        (_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK),
        (_WM_POWERBROADCAST, _PBT_APMSUSPEND),
    }


class SignalWatch(QObject):
    """Turns SIGTERM and SIGHUP into a Qt signal, so that a log-off loses nothing."""

    received = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pair: tuple[socket.socket, ...] = ()
        self._notifier: QSocketNotifier | None = None
        self._before: dict[int, Any] = {}

    def start(self) -> None:
        """Take the signals over; Windows has none, and its socket pairs are made of TCP."""
        if sys.platform == "win32":
            return
        ours, waking = self._pair = socket.socketpair()
        for end in self._pair:
            end.setblocking(False)  # noqa: FBT003 - Python's own
        self._notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGHUP):
            self._before[number] = signal.signal(number, _do_nothing)

    def stop(self) -> None:
        """Give the signals back."""
        if self._notifier is None:
            return
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        for end in self._pair:
            end.close()

    @Slot()
    def _wake(self) -> None:
        numbers = self._pair[0].recv(64)
        if any(number in self._before for number in numbers):
            self.received.emit()


def _do_nothing(number: int, frame: object) -> None:
    """Only the byte in the socket matters: it wakes Qt's loop."""
    del number, frame
