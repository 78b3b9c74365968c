"""When Leia locks: after too long without a sign of life, and when the system says so."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from app import __version__
from app.policy.policy import Policy
from app.settings import Settings
from ui.system.locking import IdleWatch, clock_s, idle_minutes, program_command
from ui.system.sleep_delay import SleepDelay
from ui.system.system_watch import SignalWatch, SystemWatch, means_lock


class Clock:
    """A clock the test turns."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def watch(qapp, clock):
    watch = IdleWatch(5, clock)
    watch.start()
    yield watch
    watch.stop()


def test_it_is_due_after_the_minutes_and_not_before(watch, clock, qtbot):
    clock.at += 299
    with qtbot.assertNotEmitted(watch.due):
        watch.tick()
    assert watch.seconds_left == 1

    clock.at += 1
    with qtbot.waitSignal(watch.due):
        watch.tick()


@pytest.mark.parametrize("deed", ["key", "click", "move"])
def test_any_sign_of_life_starts_the_time_anew(watch, clock, qtbot, deed):
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    clock.at += 200

    if deed == "key":
        QTest.keyClick(field, Qt.Key.Key_A)
    elif deed == "click":
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    else:
        QTest.mouseMove(field)
        qtbot.waitUntil(lambda: watch.seconds_left == 300)

    assert watch.seconds_left == 300


def test_what_the_program_does_itself_is_no_sign_of_life(watch, clock, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    clock.at += 200

    field.setText("x")
    with qtbot.waitExposed(field):
        field.show()

    assert watch.seconds_left == 100


def test_a_lock_that_could_not_be_is_tried_again(watch, clock, qtbot):
    clock.at += 300
    watch.tick()

    assert watch.seconds_left == 300


def test_every_second_it_tells_how_long_is_left(watch, clock, qtbot):
    clock.at += 60

    with qtbot.waitSignal(watch.ticked) as told:
        watch.tick()

    assert told.args == [240]


def test_other_minutes_count_at_once(watch, clock):
    clock.at += 60
    watch.set_minutes(2)

    assert watch.seconds_left == 60


def test_after_stopping_nothing_is_heard(watch, clock, qtbot):
    watch.stop()
    field = QLineEdit()
    qtbot.addWidget(field)
    clock.at += 100
    QTest.keyClick(field, Qt.Key.Key_A)

    assert watch.seconds_left == 200


@pytest.mark.parametrize(
    ("wanted", "decided", "found"), [(10, 0, 10), (10, 3, 3), (0, 0, 1), (500, 0, 60), (10, 99, 60)]
)
def test_the_countys_word_goes_before_the_users(wanted, decided, found):
    settings, policy = Settings(idle_minutes=wanted), Policy(idle_minutes=decided)

    assert idle_minutes(settings, policy) == found


def test_the_clock_goes_forward():
    assert clock_s() <= clock_s()


@pytest.mark.parametrize(
    ("message", "wparam", "locks"),
    [(0x02B1, 7, True), (0x02B1, 8, False), (0x0218, 4, True), (0x0218, 7, False), (1, 7, False)],
)
def test_windows_messages_that_mean_lock(message, wparam, locks):
    assert means_lock(message, wparam) is locks


@pytest.fixture
def bus(qapp):
    """A bus of our own to speak on, and its address."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon here")
    process = subprocess.Popen(
        [daemon, "--session", "--print-address", "--nofork"], stdout=subprocess.PIPE, text=True
    )
    address = process.stdout.readline().strip()
    yield address
    for name in ("hears", "speaks"):
        QDBusConnection.disconnectFromBus(name)
    process.kill()
    process.communicate()


@pytest.mark.parametrize(
    ("spoken", "arguments", "heard"),
    [
        ("org.freedesktop.login1.Manager.PrepareForSleep", [True], True),
        ("org.freedesktop.login1.Manager.PrepareForSleep", [False], False),
        ("org.freedesktop.login1.Session.Lock", [], True),
        ("org.freedesktop.ScreenSaver.ActiveChanged", [True], True),
        ("org.freedesktop.ScreenSaver.ActiveChanged", [False], False),
    ],
)
def test_the_bus_is_heard(bus, qtbot, spoken, arguments, heard):
    watch, told = SystemWatch(), []
    watch.locking.connect(lambda: told.append(True))
    hears = QDBusConnection.connectToBus(bus, "hears")
    speaks = QDBusConnection.connectToBus(bus, "speaks")
    interface, _dot, member = spoken.rpartition(".")

    assert watch.listen_on(hears, "", "/somewhere", spoken)
    last = watch.listen_on(hears, "", "/end", "org.leia.Test.Lock")
    hears.interface().isServiceRegistered("org.leia.Test")  # the bus has heard what we wait for
    message = QDBusMessage.createSignal("/somewhere", interface, member)
    message.setArguments(arguments)
    speaks.send(message)
    speaks.send(QDBusMessage.createSignal("/end", "org.leia.Test", "Lock"))

    assert last
    qtbot.waitUntil(lambda: len(told) >= 1 + heard)
    assert len(told) == 1 + heard


class Logind(QDBusVirtualObject):
    """Answers as logind does: a descriptor that holds the sleep for as long as it is open."""

    def __init__(self, *, grants: bool) -> None:
        super().__init__()
        self.grants, self.asked = grants, []
        self.ours, self.theirs = os.pipe()

    @override
    def introspect(self, path: str) -> str:
        return ""

    @override
    def handleMessage(self, message, connection):
        self.asked.append((message.member(), message.arguments()))
        if not self.grants:
            return connection.send(message.createErrorReply("org.leia.No", "no"))
        answer = message.createReply()
        answer.setArguments([QDBusUnixFileDescriptor(self.theirs)])
        os.close(self.theirs)  # the message has one of its own
        return connection.send(answer)

    def waits(self) -> bool:
        """Whether somebody still holds it; else the pipe is at its end."""
        os.set_blocking(self.ours, False)
        try:
            return os.read(self.ours, 1) != b""
        except BlockingIOError:
            return True


def asked_delay(bus, logind):
    speaks, hears = (QDBusConnection.connectToBus(bus, name) for name in ("speaks", "hears"))
    assert speaks.registerVirtualObject("/org/login1", logind)
    delay = SleepDelay(hears, speaks.baseService(), "/org/login1", logind)
    delay.ask()
    return delay


def test_sleep_waits_until_it_is_let_go(bus, qtbot):
    logind = Logind(grants=True)
    delay = asked_delay(bus, logind)

    qtbot.waitUntil(lambda: delay.is_held)

    ((member, arguments),) = logind.asked
    assert (member, arguments[0], arguments[3]) == ("Inhibit", "sleep", "delay")
    assert logind.waits()
    delay.let_go()
    qtbot.waitUntil(lambda: not logind.waits())
    assert not delay.is_held
    os.close(logind.ours)


def test_where_it_is_refused_nothing_is_held(bus, qtbot):
    logind = Logind(grants=False)
    delay = asked_delay(bus, logind)

    qtbot.waitUntil(lambda: bool(logind.asked))

    assert not delay.is_held
    for end in (logind.ours, logind.theirs):
        os.close(end)


def test_a_watch_that_was_stopped_says_nothing(qapp, qtbot):
    watch = SystemWatch()
    watch.start(0)
    watch.stop()

    with qtbot.assertNotEmitted(watch.locking):
        watch.lock()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_log_off_is_heard(qapp, qtbot, number):
    before = signal.getsignal(number)
    watch = SignalWatch()
    watch.start()

    with qtbot.waitSignal(watch.received):
        os.kill(os.getpid(), number)
    watch.stop()

    assert signal.getsignal(number) == before


def test_the_program_starts_itself_again_with_its_arguments():
    command = program_command(["--data-dir", "somewhere"])

    assert command[0] == sys.executable
    assert command[-2:] == ["--data-dir", "somewhere"]


@pytest.mark.parametrize("name", ["ui", "app", "argparse", "PySide6"])
def test_it_starts_itself_again_with_nothing_from_the_folder_it_is_in(tmp_path, name):
    """The folder may be a stick, and what lies there anybody's."""
    (tmp_path / name).mkdir()
    for file in ("__init__.py", "__main__.py"):
        (tmp_path / name / file).write_text("print('FOREIGN'); raise SystemExit")

    ended = subprocess.run(
        program_command(["--version"]), cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert ended.stdout == f"Leia {__version__}\n"


@pytest.mark.skipif(os.name != "posix", reason="exec")
def test_replacing_keeps_the_process_and_closes_its_files(tmp_path):
    says = tmp_path / "says.py"
    says.write_text("import os; print(os.getpid(), len(os.listdir('/proc/self/fd')))")
    script = (
        "import os, sys; sys.path.insert(0, '.')\n"
        "from ui.system.locking import replace_process\n"
        "os.dup2(1, 50); os.set_inheritable(50, True)\n"
        "print(os.getpid(), flush=True)\n"
        f"replace_process([sys.executable, {str(says)!r}])\n"
    )
    said = subprocess.check_output([sys.executable, "-c", script], text=True)

    first, pid, files = said.split()
    assert pid == first
    assert int(files) <= 4
