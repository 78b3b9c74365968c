"""Habits of fields that other programs were blamed for: carets that jump, wheels that choose."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.builders import a_client, a_plan, stored
from tests.building import Clients
from tests.ui.hands import CTRL, type_here

MARKED_UP = "My<s>eret</s> &amp; <a href='x'>Nes</a>"


@pytest.fixture
def liv(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window.person.page("intake").form


@pytest.fixture
def purpose(liv):
    box = liv.field("intake", "purpose")
    box.setFocus()
    box.selectAll()
    QApplication.clipboard().setText("\n".join(f"linje {n}" for n in range(60)))
    QTest.keyClick(box, Qt.Key.Key_V, CTRL)
    return box


def select(box, anchor, caret):
    cursor = box.textCursor()
    cursor.setPosition(anchor)
    cursor.setPosition(caret, cursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def test_saving_leaves_caret_and_selection_alone(purpose, small):
    type_here("x")
    select(purpose, 10, 20)
    small.desk.keep()
    small.desk.settle()
    cursor = purpose.textCursor()
    assert (cursor.anchor(), cursor.position()) == (10, 20)


def test_an_undo_after_saving_takes_back_the_typing_alone_and_the_caret_stays_near(purpose, small):
    small.desk.settle()
    select(purpose, 100, 100)
    before = purpose.text
    type_here("abc")
    small.desk.keep()
    small.desk.settle()
    small.desk.undo()
    assert purpose.text == before
    assert abs(purpose.textCursor().position() - 100) <= 3


def test_the_wheel_scrolls_the_page_and_chooses_nothing(liv, small):
    field = liv.field("client", "municipality")
    field.setFocus()
    before = field.currentData()
    here = QPointF(field.rect().center())
    QApplication.sendEvent(
        field,
        QWheelEvent(
            *(here, QPointF(field.mapToGlobal(here.toPoint())), QPoint(0, -120), QPoint(0, -120)),
            *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        ),
    )
    assert field.currentData() == before


def test_a_choice_made_by_its_first_letters_is_kept(liv, small):
    liv.field("client", "municipality").setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "Bod")
    small.desk.settle()
    assert small.desk.case.client.municipality == "1804"


def test_markup_in_a_name_is_shown_as_it_was_typed(window, small):
    case = stored(small.vault, *a_plan("Ringe skolen"), client=a_client(name=MARKED_UP))
    shown = []
    for page in ("intake", "meetings", "plan", "papers", "history"):
        window.open_client(case.client.id, page)
        shown += [
            label
            for label in window.findChildren(QLabel)
            if label.isVisibleTo(window) and "<s>" in label.text()
        ]
    assert shown
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}
