"""One set of clocks keeps everything that is typed, whatever it is typed into."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.choices import MeetingKind, MeetingState
from app.domain.plans import CareerPlan, PlanActivity
from app.domain.reminders import Reminder
from app.services.case import conversing
from app.services.case.preparing import new_meeting
from app.services.templates.finding import newest_built_in
from tests.building import TODAY, Clients
from tests.ui.hands import button

LONG = 3_600_000
BEFORE_MS = 40
"""Stands for the three seconds after which typing is kept at the latest."""


@pytest.fixture
def liv(window, small):
    """Somebody with a finished note, one under way and a plan with a row; every clock far away."""
    window.open_client(Clients(small.vault).named("Liv"))
    desk, form = small.desk, newest_built_in("follow_up")
    own = {"client_id": desk.case.client.id}
    kind, who = MeetingKind.GUIDANCE, small.vault.counsellor
    held, *_people = new_meeting(desk.case, kind, form, who)
    begun, *_people = new_meeting(desk.case, kind, form, who)
    plan = CareerPlan(**own)
    row = PlanActivity(**own, plan_id=plan.id, what="Ringe")
    desk.change([replace(held, day=TODAY - timedelta(7)), begun, plan, row])
    desk.change(conversing.begin(desk.case, begun, form))
    desk.finish(replace(held, state=MeetingState.FINISHED))
    for clock in (desk.clocks.pause, desk.clocks.quiet, desk.clocks.retry):
        clock.setInterval(LONG)
    return {"held": held.id, "begun": begun.id}


def note(window, small, liv):
    window.open_talk(liv["begun"])
    window.talk.go_to(1)
    return window.talk.here.note


def deadline_on_its_way(window, small, liv):
    window.open_talk(liv["begun"])
    window.talk.go_to(1)
    window.talk.here.ask_by_when()
    return window.talk.here.by_when.field


def addendum(window, small, liv):
    window.open_talk(liv["held"])
    return window.talk.addendum.text


def deadline_of_a_row(window, small, liv):
    window.show_case("plan")
    return window.person.page("plan").form.row_form.due


def settings(window, small, liv):
    window.go("settings")
    return window.settings.findChild(QWidget, f"{small.vault.centre.id}.phone")


def reminder(window, small, liv):
    window.show_case("intake")
    if not small.desk.case.all(Reminder):
        button(window.person, "New reminder").click()
    return window.person.findChild(QWidget, f"{small.desk.case.all(Reminder)[0].id}.text")


PLACES = [reminder, note, deadline_on_its_way, addendum, deadline_of_a_row, settings]


def in_the_vault(small):
    """Return all that is kept of what was typed: another program would find it after a kill."""
    with small.vault.work() as work:
        return [draft.raw for draft in work.drafts.all()]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_steady_typing_is_kept_at_the_latest_when_its_clock_runs_out(
    place, window, small, liv, qtbot
):
    small.desk.clocks.at_latest.setInterval(BEFORE_MS)
    field = place(window, small, liv)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End)

    def still_typing():
        QTest.keyClicks(field, "x")  # never a pause
        return any("xx" in raw for raw in in_the_vault(small))

    qtbot.waitUntil(still_typing)

    assert small.desk.clocks.pause.isActive()  # it was the other clock that kept it


def test_the_clock_of_the_latest_never_rings_a_twentieth_too_late(small):
    assert small.desk.clocks.at_latest.timerType() == Qt.TimerType.PreciseTimer


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_what_was_kept_of_it_is_back_after_a_kill(place, window, small, liv):
    field = place(window, small, liv)
    field.setFocus()
    QTest.keyClicks(field, "xyz")
    small.desk.keep()
    assert any("xyz" in raw for raw in in_the_vault(small))
    small.desk.give_up()  # as a kill: nothing more is written

    window.open_client(Clients(small.vault).named("Liv"))
    again = place(window, small, liv)

    shown = again.text if isinstance(again.text, str) else again.text()
    assert "xyz" in shown
