"""After a crash I dag says what was brought back and where, and Enter goes there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import MeetingState
from app.domain.labels import field_label
from app.domain.meetings import NoteSection
from app.domain.periods import Intake
from app.domain.plans import CareerPlan
from app.services.case.editing import Editing, FieldKey
from app.services.case.history import history
from app.services.case.left_drafts import settle_left_drafts
from tests.building import TODAY, Clients
from tests.ui.hands import button, told


def cut_off_in(vault, client_id, field, text, which=lambda _each: True):
    """Leave words as a draft, as a program does that is cut off while somebody types."""
    kind, name = field
    desk = Editing(vault, client_id, TODAY)
    thing = next(each for each in desk.case.all(kind) if which(each))
    desk.type_into(FieldKey(thing.id, name), text)
    desk.keep()
    return thing


@pytest.fixture
def jonas(practice):
    return Clients(practice.vault).named("Jonas")


@pytest.fixture
def today(practice_window):
    practice_window.go("today")
    return practice_window


def line(window):
    bar = window.today.brought_back
    return bar.accessibleName() if bar.isVisible() else ""


def test_nothing_is_said_when_nothing_was_cut_off(today):
    assert line(today) == ""


def test_words_in_the_preparation_are_one_enter_away(today, practice, jonas):
    intake = cut_off_in(practice.vault, jonas, (Intake, "purpose"), "Vil bli rørlegger")
    settle_left_drafts(practice.vault, TODAY)
    today.go("today")

    where = field_label("intake", "purpose")
    assert line(today) == (
        f"Leia was cut off. What you wrote for Jonas Lillevoll, {where}, has been kept."
    )
    go = button(today.today.brought_back, "Go there")
    assert go.hasFocus()
    QTest.keyClick(go, Qt.Key.Key_Return)

    field = QApplication.focusWidget()
    assert field.objectName() == f"{intake.id}.purpose"
    assert field.toPlainText() == "Vil bli rørlegger"
    assert field.textCursor().atEnd()
    today.go("today")
    assert line(today) == "", "it has been seen"


def test_a_note_is_named_by_its_heading_and_opened_where_the_words_are(today, practice):
    meron = Clients(practice.vault).named("Meron")
    practice.desk.open(meron)
    started = next(m for m in practice.desk.case.meetings if m.state == MeetingState.STARTED)
    practice.desk.put_away()
    section = cut_off_in(
        practice.vault,
        meron,
        (NoteSection, "text"),
        "Bilmekaniker, sier han.",
        which=lambda each: each.meeting_id == started.id and each.key == "end_goal",
    )
    settle_left_drafts(practice.vault, TODAY)
    today.go("today")
    assert "for Meron Haile, End goal, has been kept" in line(today)

    button(today.today.brought_back, "Go there").click()

    assert today.page_name == "talk"
    assert QApplication.focusWidget().objectName() == f"{section.id}.text"


def test_what_somebody_else_wrote_over_leads_to_the_history(today, practice):
    camilla = Clients(practice.vault).named("Camilla")
    plan = cut_off_in(practice.vault, camilla, (CareerPlan, "end_goal"), "Kokk")
    with practice.vault.work() as work:
        work.save(replace(plan, end_goal="Baker"))

    settle_left_drafts(practice.vault, TODAY)
    today.go("today")
    assert "is kept in the history" in line(today)
    button(today.today.brought_back, "Go there").click()

    assert today.person.page_name == "history"
    assert practice.desk.case.plan.end_goal == "Baker"
    assert any("Kokk" in entry.sentence for entry in history(practice.vault, camilla))


def test_several_places_are_counted_and_closing_it_is_enough(today, practice, jonas):
    cut_off_in(practice.vault, jonas, (Intake, "purpose"), "Rørlegger")
    cut_off_in(practice.vault, jonas, (CareerPlan, "why"), "Faren er det")
    settle_left_drafts(practice.vault, TODAY)
    settle_left_drafts(practice.vault, TODAY + timedelta(days=1))
    today.go("today")
    assert line(today).endswith("So has 1 more place.")

    button(today.today.brought_back, "Close").click()
    today.go("clients")
    today.go("today")

    assert line(today) == ""
    assert told(today) == ""


def test_a_lock_in_order_leaves_nothing_to_tell(today, practice, jonas):
    desk = Editing(practice.vault, jonas, TODAY)
    desk.type_into(FieldKey(desk.case.intake.id, "purpose"), "Rørlegger")
    desk.keep()
    desk.settle()

    settle_left_drafts(practice.vault, TODAY)
    today.go("today")

    assert line(today) == ""
