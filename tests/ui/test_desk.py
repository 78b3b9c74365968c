"""What is typed is kept, becomes state, and survives a disk that says no."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from app.domain.clients import Client
from app.errors import UserError
from app.services.case.editing import FieldKey
from tests.building import Clients
from tests.ui.faults import a_full_disk
from ui.clocks import AT_LATEST_MS, PAUSE_MS, QUIET_MS
from ui.desk import Saved

LONG = 3_600_000


@pytest.fixture
def on_desk(window, small):
    """Liv Hansen's preparation on screen, with every timer far away."""
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    for timer in (
        small.desk.clocks.pause,
        small.desk.clocks.at_latest,
        small.desk.clocks.quiet,
        small.desk.clocks.retry,
    ):
        timer.setInterval(LONG)
    name = window.person.page("intake").form.name
    name.setFocus()
    name.end(False)
    return window, small.desk, name


def drafts(workspace):
    with workspace.vault.work() as work:
        return {(d.entity_id, d.field): d.raw for d in work.drafts.all()}


def stored_name(workspace):
    with workspace.vault.work() as work:
        return work.all(Client)[0].name


def changes(workspace, field):
    with workspace.vault.work() as work:
        client = work.all(Client)[0]
        return [c for c in work.changes.of(client.id) if c.field == field]


def status(window):
    return next(
        label.text() for label in window.status.findChildren(QLabel) if label.property("state")
    )


def test_the_times_are_those_of_the_design(small):
    desk = small.desk

    assert (PAUSE_MS, AT_LATEST_MS, QUIET_MS) == (800, 3_000, 60_000)
    assert [
        t.interval() for t in (desk.clocks.pause, desk.clocks.at_latest, desk.clocks.quiet)
    ] == [
        PAUSE_MS,
        AT_LATEST_MS,
        QUIET_MS,
    ]


def test_typing_is_kept_after_a_pause_and_only_then_called_saved(on_desk, small, qtbot):
    window, desk, name = on_desk
    desk.clocks.pause.setInterval(20)

    QTest.keyClicks(name, " Berg")

    assert status(window) == "Saving …"
    assert drafts(small) == {}
    qtbot.waitUntil(lambda: desk.saved == Saved.SAVED)
    assert drafts(small) == {(desk.case.client.id, "name"): "Liv Hansen Berg"}
    assert stored_name(small) == "Liv Hansen"
    assert status(window).startswith("✓ Saved")


def test_typing_without_a_pause_is_kept_at_the_latest_after_three_seconds(on_desk, small, qtbot):
    _window, desk, name = on_desk
    desk.clocks.at_latest.setInterval(40)

    def still_typing():
        QTest.keyClicks(name, "x")
        return bool(drafts(small))

    qtbot.waitUntil(still_typing)
    assert desk.clocks.pause.isActive()


def test_a_key_does_not_put_off_the_latest_moment(on_desk):
    _window, desk, name = on_desk
    QTest.keyClicks(name, "a")
    started = desk.clocks.at_latest.timerId()

    QTest.keyClicks(name, "bc")

    assert desk.clocks.at_latest.timerId() == started


def test_leaving_the_field_makes_one_change_of_a_whole_burst(on_desk, small):
    _window, desk, name = on_desk
    before = len(changes(small, "name"))
    QTest.keyClicks(name, " Berg")
    desk.keep()
    QTest.keyClicks(name, "seth")
    desk.keep()

    QTest.keyClick(name, Qt.Key.Key_Tab)

    assert stored_name(small) == "Liv Hansen Bergseth"
    assert drafts(small) == {}
    assert len(changes(small, "name")) == before + 1
    assert desk.saved == Saved.SAVED


def test_a_minute_of_quiet_settles_though_the_caret_stays(on_desk, small, qtbot):
    _window, desk, name = on_desk
    desk.clocks.quiet.setInterval(20)

    QTest.keyClicks(name, " Berg")

    qtbot.waitUntil(lambda: stored_name(small) == "Liv Hansen Berg")
    assert name.hasFocus()
    assert len(changes(small, "name")) == 1
    assert drafts(small) == {}


def test_leaving_the_page_the_person_and_the_program_settles(on_desk, small):
    window, desk, name = on_desk
    QTest.keyClicks(name, " A")
    window.go("settings")
    assert stored_name(small) == "Liv Hansen A"

    window.open_client(desk.case.client.id, "intake")
    name.end(False)
    QTest.keyClicks(name, "B")
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert stored_name(small) == "Liv Hansen AB"

    window.open_client(desk.case.client.id, "intake")
    name.end(False)
    QTest.keyClicks(name, "C")
    desk.close()
    assert stored_name(small) == "Liv Hansen ABC"


def test_a_failed_save_says_so_keeps_the_text_and_is_tried_again(on_desk, small, qtbot):
    window, desk, name = on_desk
    with a_full_disk():
        QTest.keyClicks(name, " Berg")
        desk.keep()

        assert status(window) == f"Not saved. {desk.failure}"
        assert "safe" in desk.failure
        assert name.text() == "Liv Hansen Berg"
        desk.clocks.retry.start(10)
        qtbot.waitSignal(desk.saved_changed).wait()
        assert status(window).startswith("Not saved.")
        QTest.keyClicks(name, "e")
        assert status(window).startswith("Not saved.")

    assert drafts(small) == {}
    desk.clocks.retry.start(10)
    qtbot.waitUntil(lambda: status(window).startswith("✓ Saved"))
    assert stored_name(small) == "Liv Hansen Berge"
    nothing_asked()


def test_the_button_tries_again_at_once(on_desk, small):
    window, desk, name = on_desk
    button = next(b for b in window.status.findChildren(QPushButton) if b.text() == "Try again")
    assert not button.isVisible()
    with a_full_disk():
        QTest.keyClicks(name, " Berg")
        desk.keep()
    assert button.isVisible()

    button.click()

    assert desk.saved == Saved.SAVED
    assert not button.isVisible()


def test_a_failed_settling_is_made_good_when_the_disk_is_back(on_desk, small, qtbot):
    window, desk, name = on_desk
    QTest.keyClicks(name, " Berg")
    desk.keep()
    with a_full_disk():
        desk.settle()
        assert status(window).startswith("Not saved.")

    desk.clocks.retry.start(10)

    qtbot.waitUntil(lambda: desk.saved == Saved.SAVED)
    assert stored_name(small) == "Liv Hansen Berg"


def test_a_deed_that_failed_does_not_leave_a_false_alarm(on_desk, small, qtbot):
    window, desk, _name = on_desk
    with a_full_disk():
        window.open_client(desk.case.client.id, "plan")
        window.person.page("plan").begin.click()
        assert desk.case.plan is None
        assert status(window).startswith("Not saved.")

    desk.clocks.retry.start(10)

    qtbot.waitUntil(lambda: not status(window).startswith("Not saved."))


def test_another_person_is_not_put_on_the_desk_while_text_is_unsaved(on_desk, small):
    _window, desk, name = on_desk
    other = Client(name="Per Olsen")
    with small.vault.work() as work:
        work.save(other)
    with a_full_disk():
        QTest.keyClicks(name, " Berg")
        desk.keep()
        with pytest.raises(UserError, match="safe"):
            desk.open(other.id)

    assert desk.editing is not None
    assert desk.case.client.name == "Liv Hansen Berg"
    desk.try_again()
    with small.vault.work() as work:
        assert {c.name for c in work.all(Client)} == {"Liv Hansen Berg", "Per Olsen"}


def test_unfinished_text_is_back_on_screen_after_a_crash(on_desk, small):
    window, desk, name = on_desk
    QTest.keyClicks(name, " Berg")
    desk.keep()
    client_id = desk.case.client.id
    desk.give_up()

    window.open_client(client_id, "intake")

    assert name.text() == "Liv Hansen Berg"
    assert desk.editing.shown(FieldKey(client_id, "name")) == "Liv Hansen Berg"


def nothing_asked():
    assert not any(
        isinstance(widget, QMessageBox) and widget.isVisible()
        for widget in QApplication.topLevelWidgets()
    )
