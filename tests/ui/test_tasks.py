"""Slow work beside the window: told how far it is, stopped on a wish, and at the end."""

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.errors import Cancelled
from tests.building import drop
from ui.system.tasks import Tasks
from ui.widgets.progress_panel import ProgressPanel


@pytest.fixture
def tasks():
    tasks = Tasks()
    yield tasks
    tasks.stop()


@pytest.fixture
def panel(qtbot):
    panel = ProgressPanel()
    yield panel
    drop(panel)


def test_progress_comes_home_to_the_window(tasks, panel, qtbot):
    done = []
    running = tasks.follow(panel.show_part, panel)
    panel.begin("Copying …")

    tasks.run(lambda: [running(part / 100) for part in range(101)], done.append, panel)
    qtbot.waitUntil(lambda: bool(done) and panel.bar.value() == panel.bar.maximum() == 1000)

    assert done == [[True] * 101]


def test_small_steps_are_not_told_one_by_one(tasks, qtbot):
    told, done, owner = [], [], QObject()
    running = tasks.follow(told.append, owner)

    tasks.run(lambda: [running(part / 10_000) for part in range(10_001)], done.append, owner)
    qtbot.waitUntil(lambda: bool(done) and 1.0 in told)

    assert 100 < len(told) < 300


def long_work(running, begun):
    begun.set()
    while running(0.1):
        pass
    raise Cancelled("Stopped.")


def test_the_stop_button_stops(tasks, panel, qtbot):
    failures, begun = [], threading.Event()
    running = tasks.follow(panel.show_part, panel)
    panel.stop_wanted.connect(running.stop)
    panel.begin("Copying …", stoppable=True)
    tasks.run(lambda: long_work(running, begun), print, panel, otherwise=failures.append)
    qtbot.waitUntil(begun.is_set)

    panel.stop.click()
    qtbot.waitUntil(lambda: bool(failures))

    assert isinstance(failures[0], Cancelled)
    assert not panel.stop.isEnabled()


def test_leaving_stops_what_goes_on(tasks, panel, qtbot):
    begun = threading.Event()
    running = tasks.follow(panel.show_part, panel)
    tasks.run(lambda: long_work(running, begun), print, panel, otherwise=print)
    qtbot.waitUntil(begun.is_set)

    tasks.stop()

    assert not running(0.2)


def test_a_window_that_is_gone_is_told_nothing(tasks, qtbot):
    told, gone, done = [], ProgressPanel(), []
    running = tasks.follow(told.append, gone)
    drop(gone)

    tasks.run(lambda: running(0.5), done.append, tasks)
    qtbot.waitUntil(lambda: bool(done))

    assert told == []


def test_quick_work_does_not_wait_for_a_long_job(tasks, qtbot):
    owner, done, begun, over = QObject(), [], threading.Event(), threading.Event()
    tasks.run(lambda: (begun.set(), over.wait(20)), lambda _said: done.append("long"), owner)
    begun.wait(20)

    tasks.run(lambda: None, lambda _said: done.append("quick"), owner, quick=True)
    qtbot.waitUntil(lambda: done == ["quick"])

    over.set()
    qtbot.waitUntil(lambda: done == ["quick", "long"])


def test_whoever_asks_after_the_end_is_given_nothing_and_no_failure(qtbot):
    tasks, owner, heard = Tasks(), QObject(), []
    tasks.stop()

    tasks.run(lambda: 1, heard.append, owner, quick=True)

    QApplication.sendPostedEvents()
    assert heard == []
