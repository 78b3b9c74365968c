"""Refuses every socket of the internet: to Python here, and to all of Linux below this process.

The hook speaks first and says who called. On Linux a filter in the kernel (seccomp) reaches what no
hook sees: Qt's own sockets, and every program that a test starts. Local sockets stay; Leia's single
instance needs one. Neither can be taken back before the process ends.
"""

import ctypes
import platform
import socket
import struct
import sys

FAMILIES = (socket.AF_INET, socket.AF_INET6)
LOOKUPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
TALK = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")

# audit number of the architecture, number of socket(2)
KERNELS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE_WITH_EACCES = 0x7FFF0000, 0x0005000D
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2


class NetworkError(Exception):
    """Something in the tests wanted the network. Not an OSError, which a caller may swallow."""


class Filter(ctypes.Structure):
    """What the kernel calls struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def refuse_network() -> None:
    """Refuse the network from now on, as far as this system can."""
    sys.addaudithook(_listen)
    if sys.platform == "linux" and platform.machine() in KERNELS:
        _seal(*KERNELS[platform.machine()])


def _listen(event: str, arguments: tuple) -> None:
    if not event.startswith("socket."):
        return
    asked = event in LOOKUPS
    made = event == "socket.__new__" and arguments[1] in FAMILIES
    talked = event in TALK and arguments[0].family in FAMILIES
    if asked or made or talked:
        raise NetworkError(f"{event} {arguments[1:]}: nothing in Leia uses the network")


def _seal(architecture: int, socket_number: int) -> None:
    steps = b"".join(
        struct.pack("HBBI", *step)
        for step in (
            (LOAD, 0, 0, 4),
            (JUMP_IF_EQUAL, 0, 5, architecture),
            (LOAD, 0, 0, 0),
            (JUMP_IF_EQUAL, 0, 3, socket_number),
            (LOAD, 0, 0, 16),
            (JUMP_IF_EQUAL, 2, 0, socket.AF_INET),
            (JUMP_IF_EQUAL, 1, 0, socket.AF_INET6),
            (RETURN, 0, 0, ALLOW),
            (RETURN, 0, 0, REFUSE_WITH_EACCES),
        )
    )
    system = ctypes.CDLL(None, use_errno=True)
    wanted = Filter(len(steps) // 8, steps)
    arguments = (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(wanted))
    if system.prctl(*arguments) != 0:  # whoever is not root promises first to become nothing more
        system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        system.prctl(*arguments)
