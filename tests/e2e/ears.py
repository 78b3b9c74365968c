"""What a screen reader has: the accessibility bus of Linux, its tree, and what is announced."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.bus_messages import MatchRule, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from proof.screen import wait_for

CONFIG = Path("/usr/share/defaults/at-spi2/accessibility.conf")
REGISTRY = Path("/usr/libexec/at-spi2-registryd")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_ASSERTIVE = 2
_LABELLED_BY = 2
STATES = {
    1: "active",
    4: "checked",
    7: "editable",
    11: "focusable",
    12: "focused",
    20: "pressed",
    22: "selectable",
    23: "selected",
    24: "sensitive",
    25: "showing",
}
"""The states that are asked for here, by their bit in AT-SPI."""


@dataclass(frozen=True)
class Said:
    """A sentence that was announced, and whether it may interrupt."""

    sentence: str
    assertive: bool


@dataclass
class Node:
    """Something of a window as a screen reader is told of it."""

    path: str
    parent: "Node | None" = None
    role: str = ""
    name: str = ""
    description: str = ""
    states: frozenset[str] = frozenset()
    is_labelled: bool = False
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """Return it and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def where(self) -> str:
        """Its way from the window, for failures."""
        above = f"{self.parent.where} / " if self.parent else ""
        return f"{above}{self.role} “{self.name}”"


class Ears:
    """A client of the bus; it hears what is announced from the start."""

    def __init__(self, address: str) -> None:
        self._bus: DBusConnection = open_dbus_connection(address)
        self._said: list[Said] = []
        registry = DBusAddress(
            "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
        )
        wanted = ("object:announcement", [], "")
        self._bus.send_and_get_reply(new_method_call(registry, "RegisterEvent", "sass", wanted))
        rule = MatchRule(
            type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement"
        )
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))

    def close(self) -> None:
        """Hear no more."""
        self._bus.close()

    def programs(self) -> list[str]:
        """Return the bus names of the programs that speak."""
        registry = DBusAddress(_ROOT, "org.a11y.atspi.Registry", _ACCESSIBLE)
        reply = self._bus.send_and_get_reply(new_method_call(registry, "GetChildren"))
        return [name for name, _path in reply.body[0]]

    def heard(self, program: str) -> list[Said]:
        """Return what was announced since it was asked last."""
        self._ask(program, [(_ROOT, "GetRole", ())])  # whatever was said before lies before it
        said, self._said = self._said, []
        return said

    def window(self, program: str) -> Node:
        """Return the tree of the window in front; what is not in sight is left out."""
        (root,) = self._read(program, [Node(_ROOT)])
        shown = [each for each in root.children if "showing" in each.states]
        front = [each for each in shown if "active" in each.states]
        found = (front or shown)[-1]
        found.parent = None
        return found

    def _read(self, program: str, nodes: list[Node]) -> list[Node]:
        """Ask all of one level at a time: the bus takes many questions at once."""
        top, level = nodes, nodes
        while level:
            below = []
            answers = iter(self._ask(program, [(node.path, *q) for node in level for q in _ASKED]))
            for node in level:
                role, state, name, described, related, children = (
                    next(answers) for _each in _ASKED
                )
                node.role, node.name, node.description = role, _text(name), _text(described)
                node.states = _states(state)
                node.is_labelled = any(kind == _LABELLED_BY for kind, _to in related)
                if node.parent is None or "showing" in node.states:
                    below += [Node(path, node) for _bus, path in children]
            for node in below:
                node.parent.children.append(node)
            level = below
        _drop_hidden(top)
        return top

    def _ask(self, program: str, questions: Iterable[tuple[str, str, tuple]]) -> list:
        serials = []
        for path, member, about in questions:
            interface = "org.freedesktop.DBus.Properties" if about else _ACCESSIBLE
            address = DBusAddress(path, program, interface)
            message = new_method_call(address, member, "s" * len(about) or None, about)
            serials.append(next(self._bus.outgoing_serial))
            self._bus.send(message, serial=serials[-1])
        answers: dict[int, object] = {}
        while len(answers) < len(serials):
            self._take(self._bus.receive(timeout=30), answers)
        return [answers[serial] for serial in serials]

    def _take(self, message: Message, answers: dict[int, object]) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            if fields.get(HeaderFields.member) == "Announcement":
                _detail, urgency, _other, (_type, sentence), *_rest = message.body
                self._said.append(Said(sentence, urgency == _ASSERTIVE))
            return
        if message.header.message_type is MessageType.error:
            answers[fields[HeaderFields.reply_serial]] = ()  # it is gone by now
            return
        answers[fields[HeaderFields.reply_serial]] = message.body[0] if message.body else ()


_ASKED = (
    ("GetRoleName", ()),
    ("GetState", ()),
    ("Get", (_ACCESSIBLE, "Name")),
    ("Get", (_ACCESSIBLE, "Description")),
    ("GetRelationSet", ()),
    ("GetChildren", ()),
)


def _text(variant: tuple) -> str:
    return variant[1] if variant else ""


def _states(words: list[int]) -> frozenset[str]:
    low, high = words or (0, 0)  # what is gone by now answers nothing
    return frozenset(name for bit, name in STATES.items() if (low | high << 32) >> bit & 1)


def _drop_hidden(nodes: list[Node]) -> None:
    for node in nodes:
        node.children = [each for each in node.children if "showing" in each.states]
        _drop_hidden(node.children)


@contextlib.contextmanager
def accessibility_bus() -> Iterator[tuple[Ears, dict[str, str]]]:
    """Give a bus of its own for a while, and what a program needs to know to speak there."""
    daemon = subprocess.Popen(
        [shutil.which("dbus-daemon"), f"--config-file={CONFIG}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    registry = None
    try:
        address = daemon.stdout.readline().strip()
        told = {"AT_SPI_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": address}
        registry = subprocess.Popen(
            [REGISTRY],
            env={**os.environ, **told},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait_for_registry(address)
        ears = Ears(address)
        yield ears, {**told, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        ears.close()
    finally:
        for process in (registry, daemon):
            if process is not None:
                process.terminate()
                process.wait()
        daemon.stdout.close()


def _wait_for_registry(address: str) -> None:
    bus = open_dbus_connection(address)
    asked = message_bus.NameHasOwner("org.a11y.atspi.Registry")
    wait_for(lambda: bus.send_and_get_reply(asked).body[0] and "there", "the registry", 20)
    bus.close()
