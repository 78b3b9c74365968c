"""A text about an appointment is shown before it is copied; a calendar file names nobody."""

from datetime import time, timedelta

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.domain.meetings import Meeting
from app.services.vault.access_log import case_log
from tests.building import TODAY, Clients
from tests.ui.hands import CTRL, SHIFT, answered, asked, choose_path, told, type_here
from ui.windows.appointment_dialogs import CalendarFileDialog, CopyTextDialog
from ui.windows.quiet_sheet import QuietSheet


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


def quiet_sheet(window, qtbot):
    (sheet,) = [each for each in window.findChildren(QuietSheet) if each.isVisible()]
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet and sheet.list.hasFocus())
    return sheet


def put(window, small, place):
    """Say where Liv's appointment is, at its field."""
    (meeting,) = small.desk.case.meetings
    field = window.findChild(QWidget, f"{meeting.id}.place")
    field.setFocus()
    field.selectAll()
    type_here(place)
    return field


def copy_text(window, qtbot, words):
    """Ask for the text of the appointment, write words at its end, and copy it."""
    press(Qt.Key.Key_C, CTRL | SHIFT)
    dialog = asked(window, CopyTextDialog, qtbot)
    dialog.text.setFocus()
    press(Qt.Key.Key_End, CTRL)
    type_here(words)
    shown = dialog.text.text
    QTest.keyClick(dialog.act, Qt.Key.Key_Return)
    return shown


def test_a_text_is_looked_through_before_it_is_copied(booked, window, qtbot):
    shown = copy_text(window, qtbot, " Ta med Ahmed. Vi snakker om angst.")

    sheet = quiet_sheet(window, qtbot)
    assert [line.title for line in sheet.list.lines.lines] == ["Ahmed", "angst"]
    assert QApplication.clipboard().text() == ""
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return, CTRL)

    assert QApplication.clipboard().text() == shown.replace("med Ahmed.", "med.")
    assert "copied" in told(window)


def test_enter_comes_back_to_the_words_of_the_text(booked, window, qtbot):
    copy_text(window, qtbot, " Vi snakker om angst.")
    quiet_sheet(window, qtbot)

    press(Qt.Key.Key_Return)

    dialog = asked(window, CopyTextDialog, qtbot)
    assert dialog.text.textCursor().selectedText() == "angst"
    qtbot.waitUntil(dialog.text.hasFocus)
    type_here("jobb")
    QTest.keyClick(dialog.act, Qt.Key.Key_Return)
    assert QApplication.clipboard().text().endswith("Vi snakker om jobb.")


def test_the_place_is_looked_through_before_a_calendar_file(booked, window, small, qtbot, tmp_path):
    field = put(window, small, "Hjemme hos Liv, angstgruppa")
    press(Qt.Key.Key_S, CTRL | SHIFT)
    QTest.keyClick(asked(window, CalendarFileDialog, qtbot).act, Qt.Key.Key_Return)
    sheet = quiet_sheet(window, qtbot)
    assert [line.title for line in sheet.list.lines.lines] == ["Liv", "angstgruppa"]

    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Z, CTRL)
    assert len(sheet.list.lines.lines) == 2
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)

    choose_path(window, tmp_path / "avtale.ics")
    (event,) = Calendar.from_ical((tmp_path / "avtale.ics").read_bytes()).walk("VEVENT")
    assert str(event["location"]) == "Hjemme hos,"
    assert field.text() == "Hjemme hos Liv, angstgruppa", "the case keeps its words"


def test_enter_goes_from_the_file_to_the_field_of_the_place(booked, window, small, qtbot):
    put(window, small, "Hjemme hos Liv")
    small.desk.settle()
    press(Qt.Key.Key_3, CTRL)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_S, CTRL | SHIFT)
    QTest.keyClick(asked(window, CalendarFileDialog, qtbot).act, Qt.Key.Key_Return)
    sheet = quiet_sheet(window, qtbot)
    assert sheet.list.lines.lines[0].title_rest.startswith(" · Liv Hansen · ")

    press(Qt.Key.Key_Return)
    answered(window, qtbot)

    assert QApplication.focusWidget().selectedText() == "Liv"
    assert not any(each.isVisible() for each in window.findChildren(QFileDialog))
