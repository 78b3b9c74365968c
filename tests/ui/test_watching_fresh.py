"""Whatever is typed, a page says at once what it would say if it were opened anew."""

import re
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from app.domain.choices import PlanState
from app.domain.clients import Client
from tests.ui.hands import type_here
from tests.ui.reading import said
from ui.widgets.fields import CheckField, ChoiceField, TextField
from ui.widgets.notes_field import NotesField

BOUND = re.compile(r"[0-9a-f-]{36}\.(?P<name>\w+)")
TYPED = {"due": "12.3", "day": "13.3", "at": "9", "birth_year": "1990", "confidence": "7"}
DATES = {"first_contact", "roles_informed", "review_on"}


@pytest.fixture
def person(practice, practice_window):
    """Somebody with meetings and a draft of a plan, on the desk."""
    with practice.vault.work() as work:
        cases = [work.case(client.id) for client in work.all(Client)]
    drafts = [each for each in cases if each.plan and each.plan.state == PlanState.DRAFT]
    fullest = max(drafts, key=lambda case: len(case.entities))
    practice_window.open_client(fullest.client.id, "intake")
    return practice_window.person


def bound_fields(page):
    kinds = (TextField, NotesField, ChoiceField, CheckField)
    found = [each for kind in kinds for each in page.findChildren(kind)]
    return [each for each in found if BOUND.fullmatch(each.objectName()) and can_write(each)]


def can_write(field):
    locked = getattr(field, "isReadOnly", lambda: False)()
    return field.isVisible() and field.isEnabled() and not locked


def write_in(field):
    name = BOUND.fullmatch(field.objectName())["name"]
    field.setFocus()
    if isinstance(field, QComboBox):
        step = Qt.Key.Key_Up if field.currentIndex() else Qt.Key.Key_Down
        QTest.keyClick(field, step)
    elif isinstance(field, CheckField):
        QTest.keyClick(field, Qt.Key.Key_Space)
    else:
        field.selectAll()
        type_here(TYPED.get(name, "12.3" if name in DATES else "Noe annet"))


def seen(window: QWidget):
    """Return what stands in a window, where it stands, and whether it is shown.

    Not the paper beside the plan, which is drawn a little later; until then its caption is empty.
    """
    labels = [each for each in window.findChildren(QLabel) if each.text()]
    marks = [(each.text(), str(each.isVisible())) for each in labels]
    found = [*said(window), *marks]
    return Counter(each for each in found if not any("For the client" in part for part in each))


@pytest.mark.parametrize("tab", ["intake", "meetings", "plan", "papers"])
def test_a_page_of_the_case_is_as_fresh_as_if_opened_anew(person, tab):
    person.show_page(tab)
    QApplication.processEvents()
    names = [field.objectName() for field in bound_fields(person.page(tab))]
    assert len(names) > 2

    for name in names:
        field = next((each for each in bound_fields(person) if each.objectName() == name), None)
        if field is None:
            continue  # another choice took it away
        write_in(field)
        QApplication.processEvents()
        kept = seen(person)
        person.show_page(tab)
        QApplication.processEvents()
        assert (name, seen(person) - kept, kept - seen(person)) == (name, Counter(), Counter())


def test_the_conversation_is_as_fresh_as_if_opened_anew(person, practice, practice_window):
    case = practice.desk.case
    person.show_page("meetings")
    unfinished = [each for each in case.meetings if case.may_edit(each, "day")]
    practice_window.open_talk(unfinished[-1].id)
    talk = practice_window.talk
    assert len(talk.sections) > 2

    for number in range(len(talk.sections)):
        talk.go_to(number)
        for name in [field.objectName() for field in bound_fields(talk.here)]:
            field = next((f for f in bound_fields(talk.here) if f.objectName() == name), None)
            if field is None:
                continue  # what is written about is relevant: the box is not offered any more
            write_in(field)
            QApplication.processEvents()
            kept = seen(talk.outline)
            practice_window.open_talk(unfinished[-1].id)
            talk.go_to(number)
            assert seen(talk.outline) == kept, name
