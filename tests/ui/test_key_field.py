"""Typing the recovery key from the sheet: gaps and capitals come by themselves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.vault.founding import new_recovery_key
from tests.building import drop
from ui.widgets.key_field import BEGINNING, KeyField, cleaned, grouped


@pytest.fixture
def field(qtbot):
    field = KeyField()
    with qtbot.waitActive(field):
        field.show()
    field.setFocus()
    yield field
    drop(field)


def type_on(text):
    for sign in text:
        QTest.keyClicks(QApplication.focusWidget(), sign)


def texts(field):
    return [row.text() for row in field.rows]


@pytest.fixture
def secret():
    return new_recovery_key().secret


def test_the_signs_are_grouped_and_the_rows_follow_one_another(field, secret):
    type_on(secret.removeprefix(BEGINNING).lower())

    assert field.secret == secret
    assert field.first_gap is None
    assert all(len(group) <= 4 for text in texts(field) for group in text.split())
    assert field.rows[2].hasFocus()


def test_gaps_and_dashes_typed_from_the_paper_do_no_harm(field, secret):
    signs = secret.removeprefix(BEGINNING)
    type_on(" ".join(signs[at : at + 3] for at in range(0, 20, 3)) + "-")

    assert field.rows[0].signs == signs[:20]


@pytest.mark.parametrize("written", ["{}", " {} ", "{}\n"])
def test_a_whole_key_may_be_pasted(field, secret, written):
    QApplication.clipboard().setText(written.format(secret.lower()))
    QTest.keyClick(field.rows[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert field.secret == secret


def test_the_letter_o_is_a_zero():
    assert cleaned("qo0") == "Q00"
    assert grouped("ABCDEFGHI") == "ABCD EFGH I"


def test_a_sign_in_the_middle_is_changed_where_it_stands(field):
    type_on("QPZRY9X8")
    field.rows[0].setCursorPosition(3)

    QTest.keyClick(field.rows[0], Qt.Key.Key_Backspace)
    QTest.keyClicks(field.rows[0], "7")

    assert field.rows[0].text() == "QP7R Y9X8"
    assert field.rows[0].cursorPosition() == 3


def test_a_sign_too_many_wipes_nothing_out(field, secret):
    type_on(secret.removeprefix(BEGINNING))
    before = texts(field)
    field.rows[0].setFocus()
    field.rows[0].setCursorPosition(5)

    QTest.keyClicks(field.rows[0], "7")
    field.rows[0].setFocus()
    field.rows[0].end(False)
    QTest.keyClicks(field.rows[0], "8")

    assert texts(field) == before


def test_the_first_row_that_is_not_whole_is_known(field, secret):
    type_on(secret.removeprefix(BEGINNING)[:25])

    assert field.first_gap is field.rows[1]


def test_nothing_typed_is_no_key(field):
    assert field.secret == ""


def test_every_row_is_named(field):
    assert [row.accessibleName() for row in field.rows] == [
        "Row 2 of the key",
        "Row 3 of the key",
        "Row 4 of the key",
    ]
