"""One running program for each vault: a second start raises the first one's window.

On Linux they meet in a folder that only this user may enter, and who answers there must run as
this user. Windows knows no such folder: its pipe lets this user only in, but another user who
makes it first is not told from a Leia that runs. That keeps Leia from starting, and gives nothing
away, since all that is ever said is "show your window".
"""

from __future__ import annotations

import getpass
import hashlib
import os
import socket
import struct
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import PlaceRefused
from app.foreign_files import is_taken
from app.i18n import _
from app.paths import state_folder
from app.private_files import claim_folder, is_private

_PATIENCE_MS = 1_000
_LONGEST_PLACE = 55
"""Bytes; the name itself takes 30, and Qt needs some more while it makes the socket."""
_CREDENTIALS = struct.Struct("3i")
"""The process, the user and the group of whoever is at the other end, as Linux tells them."""


class Instance(QObject):
    """Holds a vault's place for this process, until it ends or lets go."""

    raise_wanted = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.name = socket_name(folder)
        self._server: QLocalServer | None = None

    def is_for(self, folder: Path) -> bool:
        """Whether this is the place of that vault."""
        return self.name == socket_name(folder)

    def claim(self) -> bool:
        """Become the one program for the vault, or ask the one there is to show its window.

        Raises PlaceRefused when somebody else answers there.
        """
        if self._server is not None:
            return True
        if self._call():
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self.name):
            QLocalServer.removeServer(self.name)  # nobody answered: a crash left it
            server.listen(self.name)
        server.newConnection.connect(self._answer)
        self._server = server
        return True

    def release(self) -> None:
        """Let another program have the vault."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
            _clear_temporary_place(Path(self.name).parent)

    def _call(self) -> bool:
        caller = QLocalSocket()
        caller.connectToServer(self.name)
        answered = caller.waitForConnected(_PATIENCE_MS)
        is_own = not answered or _is_own(caller)
        caller.abort()
        if not is_own:
            raise _squatted()
        return answered

    @Slot()
    def _answer(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
        self.raise_wanted.emit()


def socket_name(folder: Path) -> str:
    """Return where programs for this vault and this user find each other; it names neither.

    Raises PlaceRefused when the folder where they meet is somebody else's.
    """
    path = os.path.normcase(folder.resolve())
    words = f"{getpass.getuser()}\n{path}".encode("utf-8", "surrogatepass")
    name = f"leia-{hashlib.blake2b(words, digest_size=12).hexdigest()}"
    return name if sys.platform == "win32" else str(_meeting_place() / name)


def _meeting_place() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and is_private(Path(runtime)):
        return Path(runtime)
    folder = state_folder() / "run"
    if len(os.fsencode(folder)) > _LONGEST_PLACE:  # no socket's name is longer than 107 bytes
        folder = _temporary_place()
    with suppress(OSError):  # where it cannot be made nobody is met; the vault knows one program
        claim_folder(folder)
    if is_taken(folder) and not is_private(folder):
        raise _squatted()
    return folder


def _temporary_place() -> Path:
    return Path(tempfile.gettempdir()) / f"leia-{os.geteuid()}"


def _clear_temporary_place(folder: Path) -> None:
    """Leave no folder among temporary files when the last program there ends."""
    if sys.platform != "win32" and folder == _temporary_place():
        with suppress(OSError):
            folder.rmdir()


def _is_own(called: QLocalSocket) -> bool:
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    with socket.socket(fileno=os.dup(called.socketDescriptor())) as peer:
        told = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _process, user, _group = _CREDENTIALS.unpack(told)
    return bool(user == os.geteuid())


def _squatted() -> PlaceRefused:
    return PlaceRefused(
        _(
            "Another user of this computer has taken the place where the windows of Leia "
            "find each other, so Leia did not start. Nothing was opened or changed. Tell "
            "county IT."
        )
    )
