"""A text about an appointment is shown before it is copied; a calendar file names nobody."""

from datetime import time, timedelta

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.meetings import Meeting
from app.services.vault.access_log import case_log
from tests.building import TODAY, Clients
from tests.ui.hands import CTRL, SHIFT, asked, choose_path, told
from ui.windows.appointment_dialogs import CalendarFileDialog, CopyTextDialog


@pytest.fixture
def booked(window, small):
    """Liv's page with an appointment next week."""
    client_id = Clients(small.vault).named("Liv")
    day = TODAY + timedelta(days=7)
    with small.vault.work() as work:
        work.save(Meeting(client_id=client_id, day=day, at=time(9), place="Rom 2"))
    window.open_client(client_id, "meetings")
    return client_id


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_the_text_is_shown_and_then_copied(booked, window, qtbot):
    press(Qt.Key.Key_C, CTRL | SHIFT)
    dialog = asked(window, CopyTextDialog, qtbot)
    shown = dialog.text.text
    assert shown.startswith("Hei Liv! Du har avtale med Kari Øving")
    assert "Rom 2" in shown

    QTest.keyClick(dialog.which, Qt.Key.Key_Down)
    assert dialog.text.text.startswith("Hei Liv! Vi minner om avtalen")
    shown = dialog.text.text
    dialog.act.setFocus()
    QTest.keyClick(dialog.act, Qt.Key.Key_Return)

    assert QApplication.clipboard().text() == shown
    assert "copied" in told(window)


def test_without_a_meeting_that_has_a_day_it_is_told_what_is_needed(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "meetings")

    press(Qt.Key.Key_C, CTRL | SHIFT)

    assert "has a day" in told(window)


def test_an_appointment_is_saved_without_a_name_and_logged(booked, window, small, qtbot, tmp_path):
    press(Qt.Key.Key_S, CTRL | SHIFT)
    dialog = asked(window, CalendarFileDialog, qtbot)
    assert not dialog.named.isChecked()
    dialog.act.setFocus()
    QTest.keyClick(dialog.act, Qt.Key.Key_Return)
    file = tmp_path / "avtale.ics"
    choose_path(window, file)

    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Appointment"
    assert b"Liv" not in file.read_bytes()
    assert "calendar file is saved" in told(window)
    assert case_log(small.vault, booked)[0].what.endswith("as a file for a calendar")


def test_the_week_on_the_calendar_is_saved_with_first_names_where_asked(
    booked, window, qtbot, tmp_path
):
    press(Qt.Key.Key_3, CTRL)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_S, CTRL | SHIFT)
    dialog = asked(window, CalendarFileDialog, qtbot)
    dialog.named.setFocus()
    QTest.keyClick(dialog.named, Qt.Key.Key_Space)
    dialog.act.setFocus()
    QTest.keyClick(dialog.act, Qt.Key.Key_Return)
    choose_path(window, tmp_path / "uke.ics")

    (event,) = Calendar.from_ical((tmp_path / "uke.ics").read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Appointment with Liv"
