"""The conversation: its sections by keys, the outline, F9, and the cards that lie ready."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.choices import MeetingState
from app.domain.meetings import Meeting
from tests.ui.hands import ALT, CTRL, type_here
from tests.ui.talking import THREE_PARTY, begin_talk, meeting
from ui.forms.note_section_form import NoteSectionForm


@pytest.fixture
def talk(window, small):
    return begin_talk(window, small)


def visible_texts(widget):
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    lines = [line.spoken for line in widget.list.lines.lines]
    return "\n".join([*labels, *lines])


def test_starting_the_meeting_opens_the_first_section_with_the_caret_in_it(talk, small):
    assert meeting(small, talk).state == MeetingState.STARTED
    assert QApplication.focusWidget() is talk.sections[0].note
    assert len(talk.sections) == len(small.desk.case.note(talk.meeting_id))


def test_alt_page_keys_go_through_the_sections_and_stop_at_the_ends(talk, window):
    QTest.keyClick(window, Qt.Key.Key_PageUp, ALT)
    assert QApplication.focusWidget() is talk.sections[0].note
    QTest.keyClick(window, Qt.Key.Key_PageDown, ALT)

    assert QApplication.focusWidget() is talk.sections[1].note
    assert talk.outline.here == 1


def test_the_outline_leads_to_a_section_by_arrow_and_enter_and_marks_what_is_written(talk):
    type_here("Noe")
    talk.outline.setFocus()
    QTest.keyClick(talk.outline, Qt.Key.Key_Down)
    QTest.keyClick(talk.outline, Qt.Key.Key_Return)

    assert QApplication.focusWidget() is talk.sections[1].note
    model = talk.outline.model()
    assert model.index(0).data(Qt.ItemDataRole.UserRole) == "●"
    assert model.index(1).data(Qt.ItemDataRole.UserRole) == "○"


def test_a_section_is_marked_not_relevant(talk, small):
    box = talk.here.not_relevant
    QTest.keyClick(box, Qt.Key.Key_Space)

    assert small.desk.case.note(talk.meeting_id)[talk.here.key].not_relevant
    assert talk.outline.model().index(0).data(Qt.ItemDataRole.UserRole) == "–"


def test_the_shared_view_holds_no_word_of_the_note(talk, window, small):
    for number in range(len(talk.sections)):
        talk.go_to(number)
        type_here(f"hemmelighet{number}")
    talk.go_to(0)
    type_here("\nRinge skolen")
    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL)

    QTest.keyClick(window, Qt.Key.Key_F9)

    assert talk.is_shared
    assert "Liv ringer skolen" in visible_texts(talk.shared)
    assert "Liv Hansen" in visible_texts(talk.shared)
    shown = [w for w in talk.findChildren(QLabel) if w.isVisible()]
    assert all(talk.shared.isAncestorOf(label) for label in shown)
    everything = visible_texts(talk.shared) + " ".join(s.accessibleName() for s in shown)
    assert "hemmelighet" not in everything
    assert not any(section.note.isVisible() for section in talk.sections)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not talk.is_shared
    assert QApplication.focusWidget() is talk.sections[0].note


def test_no_key_takes_back_what_nobody_sees_behind_the_shared_view(talk, window, small):
    type_here("Jobb")
    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert talk.here.note.text == "Jobb"

    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert talk.here.note.text == ""


def test_escape_leaves_the_shared_view_first_and_the_conversation_then(talk, window, small):
    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert (window.page_name, talk.is_shared) == ("talk", False)
    type_here("Noe skrevet")

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert (window.page_name, window.person.page_name) == ("person", "meetings")
    with small.vault.work() as work:
        note = work.case(small.desk.case.client.id).note(talk.meeting_id)
    assert note[talk.sections[0].key].text == "Noe skrevet"


def test_the_cards_of_a_first_conversation_lie_ready_and_are_the_ones_it_shows(
    practice_window, practice, qtbot
):
    practice_window.get_ready()
    talk = practice_window.talk
    qtbot.waitUntil(lambda: len(talk.findChildren(NoteSectionForm)) == len(THREE_PARTY))
    ready = set(talk.findChildren(NoteSectionForm))
    assert not any(card.isVisible() for card in ready)

    QTest.keyClick(practice_window.today.meetings.list, Qt.Key.Key_Return)

    assert practice_window.page_name == "talk"
    assert set(talk.sections) == ready
    assert [section.key for section in talk.sections] == THREE_PARTY
    qtbot.waitUntil(lambda: all(section.isVisible() for section in talk.sections))


def test_conversations_of_two_forms_keep_their_cards_and_their_words_apart(
    practice_window, practice
):
    with practice.vault.work() as work:
        planned = [each for each in work.all(Meeting) if each.state != MeetingState.FINISHED]
    by_form = {each.template_id: each for each in planned}
    one, other = list(by_form.values())[:2]
    talk = practice_window.talk

    def begin(meeting, words):
        practice_window.open_client(meeting.client_id, "meetings")
        practice_window.open_talk(meeting.id)
        talk.go_to(0)
        if words:
            QTest.keyClicks(talk.here.note, words)
        return list(talk.sections)

    first, second = begin(one, "alfa"), begin(other, "beta")
    again = begin(one, "")

    assert again == first
    assert not set(first) & set(second)
    assert all(card.isHidden() for card in second)
    assert not any(card.isHidden() for card in first)
    assert "alfa" in talk.here.note.text
    assert "beta" not in talk.here.note.text
    assert begin(other, "") == second
    assert "beta" in talk.here.note.text


def test_the_part_one_is_in_says_what_it_is_for_and_who_is_asked_first(talk):
    talk.go_to(THREE_PARTY.index("end_goal"))
    goal = talk.here
    labels = [each.text() for each in goal.findChildren(QLabel) if each.isVisible()]

    (said,) = [each for each in labels if "Speaks first: ● Client" in each]
    assert said.startswith("The goal as the client puts it")
    assert "Speaks first: Client" in goal.note.accessibleDescription()
    talk.go_to(0)
    assert not [e for e in goal.findChildren(QLabel) if e.isVisible() and e.text() == said]
