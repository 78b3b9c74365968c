"""Codes of a data list are found by typing, ticked with Space, taken out with Delete."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.kinds import CASE_KINDS, field_said
from app.services.code_lists import code_lists
from tests.building import drop
from ui.forms.form import field_for
from ui.widgets.announcing import voice
from ui.widgets.code_fields import ListedField, SeveralField
from ui.widgets.layouts import column, holding

WORK = [("FULL", "Full time"), ("PART", "Part time"), ("SEASON", "Seasonal work")]


def shown(field, qtbot):
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()
    field.heard = []
    field.edited.connect(field.heard.append)
    return field


@pytest.fixture
def several(qtbot):
    field = shown(SeveralField(WORK, lambda code: f"({code})"), qtbot)
    field.setAccessibleName("In work")
    return field


@pytest.fixture
def one(qtbot):
    return shown(ListedField(WORK), qtbot)


def press(key):
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key)


def test_letters_find_space_ticks_and_escape_goes_back(several, qtbot):
    said = []
    voice.said.connect(lambda sentence, _now: said.append(sentence))
    QTest.keyClicks(several, "s")
    qtbot.waitUntil(several.list.isVisible)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)

    assert not several.list.isVisible()
    assert several.heard == ["SEASON", "FULL SEASON"]
    assert several.accessibleDescription() == "chosen: Full time, Seasonal work"
    assert said[-2:] == ["chosen: Seasonal work", "chosen: Full time"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_the_last_chip_out(several, key):
    several.show_text("FULL SEASON")
    press(key)
    assert (several.heard, several.codes) == (["FULL"], ("FULL",))
    press(key)
    press(key)
    assert several.heard == ["FULL", ""]
    assert several.accessibleDescription() == "not asked yet"


def test_a_click_opens_the_list_and_a_click_there_ticks(several, qtbot):
    QTest.mouseClick(several, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(several.list.isVisible)
    line = several.list.visualRect(several.list.model().index(1, 0)).center()
    QTest.mouseClick(several.list.viewport(), Qt.MouseButton.LeftButton, pos=line)
    assert several.heard == ["PART"]
    assert several.list.isVisible()


def test_a_code_the_list_lacks_stays_until_somebody_takes_it_out(several, qtbot):
    several.show_text("FULL OLD")
    assert several.accessibleDescription() == "chosen: Full time, (OLD)"
    QTest.keyClick(several, Qt.Key.Key_Down)
    qtbot.waitUntil(several.list.isVisible)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert several.heard == ["FULL OLD PART"]


def test_tab_in_the_list_goes_on_to_the_next_field(qtbot):
    first, after = SeveralField(WORK), ListedField(WORK)
    both = holding(column(first, after))
    qtbot.addWidget(both)
    with qtbot.waitExposed(both):
        both.show()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    qtbot.waitUntil(first.list.isVisible)
    press(Qt.Key.Key_Tab)

    assert not first.list.isVisible()
    qtbot.waitUntil(after.hasFocus)


def test_a_locked_box_takes_nothing(several):
    several.show_text("FULL")
    several.set_locked(locked=True)
    assert not several.isEnabled()
    assert several.codes == ("FULL",)


def test_one_code_is_found_by_letters_and_emptied_with_delete(one):
    assert one.currentText() == "not asked yet"
    QTest.keyClicks(one, "pa")
    assert one.heard[-1] == "PART"
    press(Qt.Key.Key_Delete)
    assert one.heard[-1] == ""
    press(Qt.Key.Key_Delete)
    assert one.heard.count("") == 1


def test_every_listed_field_gets_its_widget_from_what_it_says(qapp):
    found = [
        (kind, name)
        for kind, type_ in CASE_KINDS.items()
        for name in type_.__dataclass_fields__
        if field_said(kind, name).listed in code_lists()
    ]
    assert ("intake", "labour_status") in found
    for kind, name in found:
        field = field_for(kind, name)
        assert isinstance(field, ListedField | SeveralField)
        drop(field)
