"""One running program for each vault: a second start raises the first one's window."""

from __future__ import annotations

import getpass
import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 1_000


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
        """Become the one program for the vault, or ask the one there is to show its window."""
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

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        answered = socket.waitForConnected(_PATIENCE_MS)
        socket.abort()
        return answered

    @Slot()
    def _answer(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
        self.raise_wanted.emit()


def socket_name(folder: Path) -> str:
    """Return where programs for this vault and this user find each other; it names neither."""
    path = os.path.normcase(folder.resolve())
    words = f"{getpass.getuser()}\n{path}".encode("utf-8", "surrogatepass")
    name = f"leia-{hashlib.blake2b(words, digest_size=12).hexdigest()}"
    private = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(private) / name) if private and Path(private).is_dir() else name
