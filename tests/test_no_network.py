"""The whole suite runs without a network; here is the proof that it would be noticed."""

import shutil
import socket
import subprocess
import sys

import pytest
from PySide6.QtNetwork import QAbstractSocket, QTcpSocket

from project import ROOT, offscreen
from prove_no_network import internet_calls, watch
from tests.no_network import NetworkError

NOWHERE = ("127.0.0.1", 9)
with_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="sockets and filters of Linux")


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_no_test_may_make_a_socket(family):
    with pytest.raises(NetworkError):
        socket.socket(family, socket.SOCK_STREAM)


def test_no_test_may_ask_for_a_name():
    with pytest.raises(NetworkError):
        socket.create_connection(("localhost", 9), timeout=1)


@on_linux
def test_local_sockets_stay():
    one, other = socket.socketpair(socket.AF_UNIX)
    with one, other:
        one.sendall(b"here")

        assert other.recv(4) == b"here"


@on_linux
@pytest.mark.parametrize("deed", ["connect", "bind"])
def test_a_program_that_a_test_starts_is_refused_too(deed):
    script = f"import socket; socket.socket().{deed}({NOWHERE})"

    ended = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False
    )

    assert "PermissionError" in ended.stderr


@on_linux
def test_qt_is_refused_too(qapp):
    connection = QTcpSocket()

    connection.connectToHost(*NOWHERE)

    assert not connection.waitForConnected(2_000)
    assert connection.error() == QAbstractSocket.SocketError.SocketAccessError


def test_a_call_to_the_internet_is_told_from_one_that_stays_here():
    stays = ["1 socket(AF_UNIX, SOCK_STREAM, 0) = 3", "1 socket(AF_NETLINK, SOCK_RAW, 0) = 4"]
    leaves = ["1 connect(3, {sa_family=AF_INET6, sin6_port=htons(53)}, 28) = 0"]

    assert internet_calls([*stays, *leaves]) == tuple(leaves)


@with_strace
def test_the_watch_sees_a_program_that_tries():
    tries = "import socket, subprocess, sys; socket.socket(socket.AF_INET6)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {tries!r}])"

    watched = watch([sys.executable, "-c", child])

    assert any("AF_INET6" in call for call in watched.internet)


@with_strace
def test_the_program_itself_tries_nothing():
    watched = watch([sys.executable, "-m", "ui", "--self-test"], offscreen(), folder=ROOT)

    assert watched.code == 0
    assert watched.calls
    assert watched.internet == ()
