"""Text as people paste and dictate it: what is seen is what is kept, sign by sign."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.choices import MeetingState
from app.domain.clients import Client
from app.domain.meetings import NoteSection
from app.domain.pasted import one_line, plain_words
from tests.ui.hands import CTRL, type_here
from ui.widgets.fields import TextField
from ui.widgets.notes_field import NotesField
from ui.windows.bookmark import caret_of, put_caret

HARD = "Sparer 15\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr til kurset"


@pytest.fixture
def opened_case(window, small):
    """Liv Hansen's preparation on the screen; gives a way to what is kept of it."""
    with small.vault.work() as work:
        client_id = work.all(Client)[0].id
    window.open_client(client_id, "intake")

    def kept():
        small.desk.settle()
        with small.vault.work() as work:
            return work.case(client_id)

    return kept


@pytest.fixture
def field(window, opened_case):
    """Return a field of the preparation, with the caret."""

    def find(kind, name):
        found = window.person.page("intake").form.field(kind, name)
        found.setFocus()
        return found

    return find


def put(words="", html="", picture=None):
    copied = QMimeData()
    if words:
        copied.setText(words)
    if html:
        copied.setHtml(html)
    if picture is not None:
        copied.setImageData(picture)
    QApplication.clipboard().setMimeData(copied)


def paste(box):
    QTest.keyClick(box, Qt.Key.Key_V, CTRL)


def accessible(widget):
    return QAccessible.queryAccessibleInterface(widget)


def test_a_hard_space_stays_hard(field, opened_case):
    box = field("intake", "purpose")
    box.selectAll()
    put(HARD)
    paste(box)
    assert opened_case().intake.purpose == HARD
    type_here("!")
    assert opened_case().intake.purpose == HARD + "!"


def test_a_hard_space_goes_along_when_it_is_copied(field, opened_case):
    box = field("intake", "purpose")
    box.selectAll()
    put(HARD)
    paste(box)
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == HARD


def test_a_picture_replaces_no_words(field, opened_case):
    box = field("intake", "purpose")
    box.selectAll()
    put("Vil bli snekker")
    paste(box)
    box.selectAll()
    put(picture=QImage(4, 4, QImage.Format.Format_RGB32))
    paste(box)
    assert opened_case().intake.purpose == "Vil bli snekker"


def test_formatted_text_without_a_plain_form_is_pasted_as_its_words(field, opened_case):
    box = field("intake", "purpose")
    box.selectAll()
    put(html="<p>Vil bli <b>murer</b></p><p>i Nordmo</p>")
    paste(box)
    assert opened_case().intake.purpose == "Vil bli murer\ni Nordmo"


def test_signs_of_word_are_pasted_as_what_they_look_like(field, opened_case):
    box = field("intake", "purpose")
    box.selectAll()
    put("Send e\x1epost\x0btil skolen")
    paste(box)
    assert opened_case().intake.purpose == "Send e\u2011post\ntil skolen"


def test_a_name_pasted_from_a_spreadsheet_is_one_line(field, opened_case):
    name = field("client", "name")
    name.selectAll()
    put("Liv\r\nHansen\r\n")
    paste(name)
    assert name.text() == "Liv Hansen"
    assert opened_case().client.name == "Liv Hansen"


def test_the_caret_stays_behind_what_was_pasted_into_a_line(field, opened_case):
    name = field("client", "name")
    name.selectAll()
    type_here("LivHansen")
    name.setCursorPosition(3)
    put("\r\nMarie 😀\r\n")
    paste(name)
    type_here("x")
    assert opened_case().client.name == "Liv Marie 😀 xHansen"


def test_a_line_that_was_stored_with_a_break_is_mended_when_somebody_writes_in_it(
    window, small, field, opened_case
):
    small.desk.change([replace(opened_case().client, name="Liv\nHansen")])
    name = field("client", "name")
    assert opened_case().client.name == "Liv\nHansen"  # to look changes nothing
    name.end(False)
    type_here("!")
    assert opened_case().client.name == "Liv Hansen!"


def test_the_caret_comes_back_behind_an_emoji(field, opened_case):
    box = field("intake", "purpose")
    box.selectAll()
    put("Glad 😀")
    paste(box)
    place = caret_of(box)
    box.set_caret(0)
    put_caret(box, place)
    type_here(" nå")
    assert opened_case().intake.purpose == "Glad 😀 nå"


def test_the_caret_stays_behind_emoji_when_a_deed_is_undone(small, field, opened_case):
    box = field("intake", "purpose")
    box.selectAll()
    put("😀😀 ja")
    paste(box)
    opened_case()
    type_here("?")
    opened_case()
    small.desk.undo()
    box.moveCursor(box.textCursor().MoveOperation.End)
    type_here("!")
    assert opened_case().intake.purpose == "😀😀 ja!"


def test_a_line_set_by_a_screen_reader_is_kept(field, opened_case):
    name = field("client", "name")
    accessible(name).setText(QAccessible.Text.Value, "Liv Dikterte")
    assert opened_case().client.name == "Liv Dikterte"


def test_text_put_into_a_line_by_a_screen_reader_is_kept(field, opened_case):
    phone = field("client", "phone")
    accessible(phone).editableTextInterface().insertText(0, "+47 ")
    assert opened_case().client.phone.startswith("+47 ")


def test_text_put_into_a_note_by_a_screen_reader_is_kept(field, opened_case):
    box = field("intake", "purpose")
    accessible(box).editableTextInterface().insertText(0, "Diktert. ")
    assert opened_case().intake.purpose.startswith("Diktert. ")


def test_a_tick_set_by_a_screen_reader_is_kept(practice_window, practice):
    with practice.vault.work() as work:
        cases = [work.case(client.id) for client in work.all(Client)]
    begun = MeetingState.STARTED
    meeting = next(each for case in cases for each in case.meetings if each.state == begun)
    practice_window.open_client(meeting.client_id, "meetings")
    practice_window.open_talk(meeting.id)
    practice_window.talk.go_to(1)
    tick = practice_window.talk.here.not_relevant
    was = tick.isChecked()

    accessible(tick).actionInterface().doAction("Toggle")

    practice.desk.settle()
    with practice.vault.work() as work:
        kept = work.get(NoteSection, tick.objectName().split(".")[0]).not_relevant
    assert kept is tick.isChecked() is not was


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_pasted_is_what_is_kept(text):
    box, line = NotesField(), TextField()
    put(text)
    arrived = QApplication.clipboard().text()  # Qt's own clipboard drops a lone byte order mark
    for field in (box, line):
        field.paste()
    assert box.text == plain_words(arrived)
    assert line.text() == one_line(arrived)
    box.show_text("")
    box.show_text(text)
    again = box.text
    box.moveCursor(QTextCursor.MoveOperation.End)
    box.insertPlainText("!")
    assert box.text == again + "!"
