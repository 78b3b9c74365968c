"""A failure nobody caught is shown, without a word of what anybody wrote."""

import sys
from contextlib import suppress

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from app.errors import NotSaved
from tests.building import sweep
from ui.errors import ErrorReporter


@pytest.fixture
def reporter(qapp, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reporter = ErrorReporter()
    reporter.install()
    yield reporter
    for box in boxes():
        box.accept()
    sweep()


def boxes():
    widgets = QApplication.topLevelWidgets()
    return [w for w in widgets if isinstance(w, QMessageBox) and w.isVisible()]


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
    assert "ValueError-ui/test_errors.py:" in box.text()
    assert "Liv" not in box.text()
    assert box.parentWidget() is window


def test_the_box_goes_away_with_its_button_and_leaves_nothing(reporter, window):
    fail(ValueError("x"))
    (box,) = boxes()

    QTest.mouseClick(box.findChild(QPushButton), Qt.MouseButton.LeftButton)
    sweep()

    assert boxes() == []
    assert window.findChildren(QMessageBox) == []
    assert reporter._boxes == set()


def test_several_failures_are_all_shown(reporter, window):
    fail(ValueError("x"))
    fail(NotSaved("The disk is full."))

    assert len(boxes()) == 2
