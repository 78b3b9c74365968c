"""A failure nobody caught is shown, without a word of what anybody wrote."""

import os
import platform
import re
import sys
import threading
import weakref
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from app import __version__
from app.domain.clients import Client
from app.errors import NotSaved
from tests.building import sweep
from ui.errors import ErrorReporter, error_details


@pytest.fixture
def reporter(qapp, monkeypatch):
    for where, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(where, name, getattr(where, name))
    reporter = ErrorReporter()
    reporter.install()
    yield reporter
    for box in boxes():
        box.accept()
    sweep()


def boxes():
    widgets = QApplication.topLevelWidgets()
    return [w for w in widgets if isinstance(w, QMessageBox) and w.isVisible()]


def pressed(box, text):
    return next(button for button in box.findChildren(QPushButton) if button.text() == text)


def fail(error):
    """Do what Python does with an error nobody catches."""
    with suppress(type(error)):
        raise error
    sys.excepthook(type(error), error, error.__traceback__)


def test_a_failure_is_shown_though_no_window_is_active(reporter):
    assert QApplication.activeWindow() is None

    fail(NotSaved("The disk is full."))

    (box,) = boxes()
    assert box.text() == "The disk is full."


def test_a_bug_is_shown_as_a_code_and_never_with_its_words(reporter, window):
    fail(ValueError("Liv Hansen"))

    (box,) = boxes()
    assert "ValueError-tests/ui/test_errors.py:" in box.text()
    assert "Liv" not in box.text()
    assert box.parentWidget() is window


def test_the_box_goes_away_with_its_button_and_leaves_nothing(reporter, window):
    fail(ValueError("x"))
    (box,) = boxes()
    gone = weakref.ref(box)

    QTest.mouseClick(pressed(box, "Close"), Qt.MouseButton.LeftButton)
    del box
    sweep()

    assert boxes() == []
    assert window.findChildren(QMessageBox) == []
    assert gone() is None


def test_several_failures_are_all_shown(reporter, window):
    fail(ValueError("x"))
    fail(NotSaved("The disk is full."))

    assert len(boxes()) == 2


def test_the_details_are_copied_and_the_box_stays(reporter, window, qapp):
    fail(ValueError("Liv Hansen"))
    (box,) = boxes()
    copy = pressed(box, "Copy details")

    copy.click()

    details = qapp.clipboard().text()
    assert box.isVisible()
    assert copy.text() == "Copied"
    assert details.startswith(f"Leia {__version__}: ValueError-tests/ui/test_errors.py:")
    assert platform.python_version() in details


def test_the_details_hold_our_own_lines_and_no_word_no_value_and_no_folder(reporter, small, qapp):
    try:
        with small.vault.work() as work:
            work.get(Client, "Liv Hansen")
    except Exception as error:
        error.add_note("Liv Hansen")
        details = error_details(error)

    assert re.search(r"^app/storage/\w+\.py:\d+$", details, re.MULTILINE)
    for word in ("Liv", "Hansen", "liv", str(Path.home()), os.sep + "home", "site-packages"):
        assert word not in details


def test_a_users_failure_has_no_details(reporter, window):
    fail(NotSaved("The disk is full."))
    (box,) = boxes()

    assert [button.text() for button in box.findChildren(QPushButton)] == ["Close"]


def test_escape_and_enter_close_the_box(reporter, window):
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        fail(ValueError("x"))
        (box,) = boxes()
        QTest.keyClick(box, key)
        assert not boxes()
        sweep()


class Unlucky:
    """Fails where nobody can catch it."""

    def __del__(self):
        raise ValueError("Liv Hansen")


def _fail_with_words():
    raise ValueError("Liv Hansen")


def _in_a_thread():
    thread = threading.Thread(target=_fail_with_words)
    thread.start()
    thread.join()


@pytest.mark.parametrize("deed", [_in_a_thread, Unlucky])
def test_a_failure_nobody_could_catch_is_logged_without_its_words(reporter, caplog, capsys, deed):
    deed()

    assert [record.getMessage() for record in caplog.records] == [caplog.messages[0]]
    assert caplog.messages[0].startswith("BUG ValueError-tests/ui/test_errors.py:")
    assert "Liv" not in caplog.text + "".join(capsys.readouterr())
