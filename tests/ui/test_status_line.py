"""The status line: a receipt is said, gives way to nothing that matters, and goes by itself."""

import pytest
from PySide6.QtWidgets import QLabel

from app.errors import NotSaved
from tests.building import Clients
from tests.ui.hands import type_here
from ui.widgets import notices, status_line
from ui.widgets.announcing import voice
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.notices import Notice

SENT = "The plan of Liv Hansen, draft 1, is sent to the printer."


def said(window):
    """Return the sentences of the status line that are in sight."""
    return [each.text() for each in window.status.findChildren(QLabel) if each.isVisible()]


@pytest.fixture
def failing(window, small):
    """Something on the desk could not be stored."""
    window.open_client(Clients(small.vault).named("Liv"), "intake")

    def fail():
        raise NotSaved("The disk is full. Free some space.")

    small.desk.write(fail)
    small.desk.clocks.retry.stop()


def test_a_receipt_stands_beside_what_is_saved(window, small):
    small.tell(SENT)

    assert said(window) == ["Everything is saved", SENT]


def test_a_receipt_goes_by_itself(window, small, qtbot, monkeypatch):
    usual = said(window)
    monkeypatch.setattr(status_line, "RECEIPT_MS", 1)
    monkeypatch.setattr(status_line, "RECEIPT_MS_A_LETTER", 0)

    small.tell(SENT)
    assert SENT in said(window)

    qtbot.waitUntil(lambda: said(window) == usual)


def test_a_failure_is_not_hidden_by_a_receipt(failing, window, small):
    window.resize(700, 500)  # where there is room for one of them alone
    small.tell(SENT * 3)

    failure = next(
        each for each in window.status.findChildren(QLabel) if each.text().startswith("Not saved")
    )
    assert failure.isVisible()
    assert failure.width() >= failure.sizeHint().width()


def test_the_newest_receipt_stands(window, small):
    small.tell("First.")
    small.tell("Second.")

    assert "Second." in said(window)
    assert "First." not in said(window)


def test_a_receipt_is_said_to_a_screen_reader_as_it_is_shown(window, small, qtbot):
    with qtbot.waitSignal(voice.said) as heard:
        small.tell(SENT)

    assert heard.args == [SENT, False]


def test_what_is_saved_is_whole_and_the_rest_gives_way_in_order(window, qtbot):
    line = window.status
    line.show_copy("Backup today 08:05 – verified")
    line.show_idle(600)
    saved, copy, idle = "Everything is saved", "Backup today 08:05 – verified", "Locks in 10 min"
    steps = []
    for width in range(1366, 300, -2):
        line.resize(width, line.height())
        steps.append(tuple(each.text() for each in line.findChildren(QLabel) if is_in(each, line)))

    assert list(dict.fromkeys(steps)) == [
        (saved, copy, idle, "Offline · everything is encrypted on this computer"),
        (saved, copy, idle, "Offline"),
        (saved, copy, "Offline"),
        (saved, copy),
        (saved,),
    ]


def is_in(label, line):
    """Whether a sentence is in sight, whole."""
    return label.isVisible() and label.sizeHint().width() <= line.width()


def test_a_failure_too_long_for_the_window_goes_on_two_lines(window, qtbot):
    window.resize(640, 420)
    long = "Not saved. " + "The disk is full. " * 6

    window.status.show_saved(long, "failed")

    said = next(e for e in window.status.findChildren(QLabel) if e.text() == long)
    qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()))
    assert said.width() < window.width()


def bars(window):
    return [bar.accessibleName() for bar in window.findChildren(NoticeBar) if bar.isVisible()]


def test_nothing_pushes_the_page_while_somebody_types_but_a_danger(
    window, small, qtbot, monkeypatch
):
    monkeypatch.setattr(notices, "REST_MS", 1)
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    purpose = window.person.page("intake").form.field("intake", "purpose")
    purpose.setFocus()
    type_here("Hun ")
    top = purpose.mapToGlobal(purpose.rect().topLeft())

    small.notices.tell(Notice("A copy from another computer was found."))
    type_here("vil ")
    assert bars(window) == []
    assert purpose.mapToGlobal(purpose.rect().topLeft()) == top
    small.notices.tell(Notice("The vault is damaged.", "red"))
    assert bars(window) == ["The vault is damaged."]

    small.desk.settle()
    qtbot.waitUntil(lambda: len(bars(window)) == 2)
    assert "A copy from another computer was found." in bars(window)
