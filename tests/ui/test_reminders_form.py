"""A counsellor's own reminders: on the person's page, under Today, and there for nobody else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.clients import Client
from app.domain.periods import Intake
from app.domain.reminders import Reminder, ReminderState
from app.i18n import use_language
from app.services.case.editing import Editing, FieldKey
from app.services.case.history import history
from app.services.case.preparing import take_in
from app.services.case.today import Wait, look_at_today
from tests.building import TODAY, Clients
from tests.ui.hands import button, type_here

WORDS = "Spør om nøkkelen til verkstedet"


@pytest.fixture
def written(window, small):
    """Liv's page with one reminder, written as a user does."""
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    button(window.person, "New reminder").click()
    type_here(WORDS)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    return small.desk


def titles(window):
    window.go("today")
    return [line.title for line in window.today.waiting.list.lines.lines]


def test_what_is_due_stands_under_today_and_one_enter_leads_to_it(written, window):
    assert titles(window) == [WORDS]
    window.today.waiting.list.setFocus()

    QTest.keyClick(window.today.waiting.list, Qt.Key.Key_Return)

    assert (window.page_name, window.person.page_name) == ("person", "intake")
    assert QApplication.focusWidget().text() == WORDS


def test_it_waits_for_its_day_and_goes_when_it_is_done(written, window):
    reminder = written.case.all(Reminder)[0]
    window.person.findChild(QWidget, f"{reminder.id}.due_on").setFocus()
    type_here("+3")
    assert titles(window) == []

    written.change([Reminder(**{**vars(reminder), "due_on": TODAY})])
    assert titles(window) == [WORDS]
    written.change([Reminder(**{**vars(reminder), "state": ReminderState.DONE})])
    assert titles(window) == []


def test_its_state_reads_right_in_its_writers_history(written, small):
    reminder = written.case.all(Reminder)[0]
    written.type_into(FieldKey(reminder.id, "state"), "DONE")
    written.settle()
    written.type_into(FieldKey(reminder.id, "state"), "OPEN")
    written.settle()
    use_language("en")

    told = [event.sentence for event in history(small.vault, written.case.client.id)]

    who, thing = small.vault.counsellor.name, f"«{WORDS}»"
    assert f"{who} did what was to be remembered: {thing}" in told
    assert f"{who} changed state from Done to To remember ({thing})" in told
    assert f"{who} wrote a reminder to themselves" in told


def reminded(vault):
    found = look_at_today(vault, TODAY).waiting
    return [(line.thing, line.client_name) for line in found if line.wait == Wait.REMINDER]


def test_it_is_there_for_nobody_else(staffed):
    with staffed.unlocked("Kari") as vault:
        client = take_in(vault, Client(name="Liv Hansen"), Intake())
        desk = Editing(vault, client.id, TODAY)
        own = {"client_id": client.id, "counsellor_id": vault.counsellor.id}
        reminder = Reminder(**own, text=WORDS)
        desk.change(reminder)
        assert reminded(vault) == [(reminder, "Liv Hansen")]
    with staffed.unlocked("Per") as vault:
        with vault.work() as work:
            assert work.case(client.id).all(Reminder) == work.all(Reminder) == ()
            assert work.find(Reminder, reminder.id) is None
            assert "reminder" not in {each.kind for each in work.changes.of(client.id)}
        with vault.work() as work, pytest.raises(LookupError):
            work.save(Reminder(**{**vars(reminder), "text": "noe annet"}))
        assert reminded(vault) == []
