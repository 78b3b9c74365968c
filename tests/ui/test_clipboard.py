"""What was copied from Leia is marked for clipboard histories, and does not stay."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.building import sweep
from ui.errors import error_details
from ui.system import clipboard as guarding
from ui.system.clipboard import MARKS, OURS, ClipboardGuard, put_open_text


class Owner:
    """Says whose text is on the clipboard; this platform without a screen cannot."""

    is_us = True

    def __call__(self):
        return self.is_us


@pytest.fixture
def owner():
    return Owner()


@pytest.fixture
def guard(qapp, owner):
    qapp.clipboard().clear()
    guard = ClipboardGuard(owner)
    yield guard
    guard.deleteLater()
    sweep()


@pytest.fixture
def field(qtbot):
    field = QLineEdit("Liv Hansen")
    qtbot.addWidget(field)
    return field


def clipboard():
    return QApplication.clipboard()


def copy_from(field):
    field.selectAll()
    field.copy()


def copied_elsewhere(owner, text):
    """Do what another program does that takes the clipboard."""
    owner.is_us = False
    other = QMimeData()
    other.setText(text)
    clipboard().setMimeData(other)


def test_a_copied_text_can_be_pasted_and_is_marked_for_every_history(guard, field):
    copy_from(field)

    found = clipboard().mimeData()
    assert found.text() == "Liv Hansen"
    for name, content in MARKS.items():
        assert bytes(found.data(name).data()) == content
    assert bytes(found.data("application/x-kde-passwordManagerHint").data()) == b"secret"
    assert any("CanIncludeInClipboardHistory" in name for name in MARKS)
    assert any("ExcludeClipboardContentFromMonitorProcessing" in name for name in MARKS)


def test_it_is_taken_away_after_half_a_minute(guard, field, qtbot):
    assert guarding.CLEAR_AFTER_MS == 30_000
    guard.later.setInterval(20)

    copy_from(field)

    qtbot.waitUntil(lambda: clipboard().text() == "", timeout=5_000)


def test_copying_again_starts_the_time_anew(guard, field):
    copy_from(field)
    first = bytes(clipboard().mimeData().data(OURS).data())

    copy_from(field)

    assert bytes(clipboard().mimeData().data(OURS).data()) != first
    assert guard.later.remainingTime() > 29_000


def test_a_lock_takes_it_away_at_once(guard, field):
    copy_from(field)

    guard.clear()

    assert clipboard().text() == ""
    assert not guard.later.isActive()


def test_what_another_program_copied_is_left_alone_and_not_marked(guard, field, owner):
    copy_from(field)
    copied_elsewhere(owner, "a shopping list")

    guard.clear()

    assert clipboard().text() == "a shopping list"
    assert not clipboard().mimeData().hasFormat(OURS)


def test_before_anything_was_copied_nothing_is_taken_away(guard, owner):
    copied_elsewhere(owner, "a shopping list")

    guard.clear()

    assert clipboard().text() == "a shopping list"


def test_a_picture_or_nothing_is_no_text_and_no_failure(guard):
    clipboard().setMimeData(QMimeData())
    clipboard().clear()

    guard.clear()

    assert not guard.later.isActive()


def test_details_of_a_failure_may_stay(guard):
    put_open_text(error_details(ValueError("x")))

    guard.clear()

    assert "ValueError" in clipboard().text()
    assert not guard.later.isActive()


def test_pasting_within_leia_still_works(guard, field, qtbot):
    other = QLineEdit()
    qtbot.addWidget(other)
    copy_from(field)

    other.paste()
    QTest.keyClicks(other, "!")

    assert other.text() == "Liv Hansen!"
