"""The conversation: lines become activities, sections by keys, F9, finishing, addenda."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.choices import MeetingState, Party
from app.domain.clients import Client, Intake
from app.domain.meetings import Meeting
from app.domain.plans import PlanActivity
from app.services.case.preparing import take_in
from app.services.reference import newest_template
from tests.building import TODAY, Clients
from tests.ui.faults import a_full_disk
from tests.ui.hands import ALT, CTRL, SHIFT, answered, asked, button, problems, type_here
from ui.desk import Saved
from ui.forms.note_section_form import NoteSectionForm
from ui.windows.dialogs import FinishMeetingDialog

THREE_PARTY = [section.key for section in newest_template("three_party").sections]


@pytest.fixture
def talk(window, small):
    """A three-party meeting with Liv Hansen, just begun."""
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    page = window.person.page("meetings")
    page.new.menu().actions()[0].trigger()
    page.form.day.setFocus()
    type_here("+0")
    button(window, "Start the meeting").click()
    return window.talk


def meeting(small, talk):
    return small.desk.case.get(Meeting, talk.meeting_id)


def visible_texts(widget):
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    lines = [line.spoken for line in widget.list.lines.lines]
    return "\n".join([*labels, *lines])


def test_starting_the_meeting_opens_the_first_section_with_the_caret_in_it(talk, small):
    assert meeting(small, talk).state == MeetingState.STARTED
    assert QApplication.focusWidget() is talk.sections[0].note
    assert len(talk.sections) == len(small.desk.case.note(talk.meeting_id))


@pytest.fixture
def planned(window, small):
    """A three-party meeting with Liv Hansen that is looked at, and not begun."""
    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    page = window.person.page("meetings")
    page.new.menu().actions()[0].trigger()
    button(window, "Prepare").click()
    return window.talk


def stored(small, talk):
    """The meeting and its note as the vault has them."""
    with small.vault.work() as work:
        case = work.case(small.desk.case.client.id)
        return case.get(Meeting, talk.meeting_id), case.note(talk.meeting_id)


def entries(small):
    with small.vault.work() as work:
        return len(work.changes.of(small.desk.case.client.id, limit=1000))


def test_looking_at_a_planned_meeting_changes_nothing(planned, window, small):
    before = entries(small)
    planned.go_to(3)
    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QTest.keyClick(window.person.page("meetings").list, Qt.Key.Key_Return)
    small.desk.settle()

    assert window.page_name == "talk"
    assert entries(small) == before
    assert (stored(small, planned)[0].state, stored(small, planned)[1]) == (
        MeetingState.PLANNED,
        {},
    )


def test_the_first_letter_starts_the_meeting_and_is_kept_with_it(planned, small):
    planned.go_to(2)
    type_here("J")
    small.desk.keep()

    found, note = stored(small, planned)
    assert found.state == MeetingState.STARTED
    assert {key: each.text for key, each in note.items() if each.text} == {THREE_PARTY[2]: "J"}
    assert set(note) == set(THREE_PARTY)
    type_here("obb")
    assert planned.here.note.toPlainText() == "Jobb"


def test_a_tick_starts_the_meeting_too(planned, small):
    planned.here.not_relevant.click()

    assert meeting(small, planned).state == MeetingState.STARTED
    assert small.desk.case.note(planned.meeting_id)[planned.here.key].not_relevant


def test_undo_takes_the_letters_back_and_then_the_beginning(planned, window, small):
    type_here("Jobb")
    for _n in range(2):
        QTest.keyClick(planned.here.note, Qt.Key.Key_Z, CTRL)

    assert stored(small, planned)[0].state == MeetingState.PLANNED
    assert planned.here.note.toPlainText() == ""
    type_here("Skole")
    small.desk.settle()
    found, note = stored(small, planned)
    assert (found.state, note[planned.here.key].text) == (MeetingState.STARTED, "Skole")


def test_who_takes_the_meeting_itself_back_does_not_stay_in_its_note(planned, window, small):
    QTest.keyClick(planned.here.note, Qt.Key.Key_Z, CTRL)

    assert small.desk.case.meetings == ()
    assert (window.page_name, window.person.page_name) == ("person", "meetings")


def test_a_meeting_that_was_looked_at_is_nothing_to_the_next_person(planned, window, small):
    """The cards outlive the meeting they showed."""
    other = take_in(small.vault, Client(name="Ola Nes"), Intake()).id
    window.open_client(other, "meetings")
    page = window.person.page("meetings")
    page.new.menu().actions()[0].trigger()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)

    assert page.list.lines.lines == ()
    assert small.desk.case.meetings == ()


def test_a_meeting_that_went_while_its_cards_were_hidden_is_nothing_to_the_next(
    talk, window, small
):
    type_here("Ringe skolen")
    QTest.keyClick(talk.here.note, Qt.Key.Key_Escape)
    page = window.person.page("meetings")
    button(page, "Put in the bin").click()
    page.new.menu().actions()[0].trigger()
    button(window, "Prepare").click()
    assert talk.here.note.text == ""

    type_here("Hei")
    small.desk.settle()

    assert [n.text for n in stored(small, talk)[1].values() if n.text] == ["Hei"]


def test_what_began_on_a_full_disk_is_stored_when_there_is_room(planned, small):
    with a_full_disk():
        type_here("Jobb")
        small.desk.keep()
        assert (small.desk.saved, small.desk.has_unkept) == (Saved.FAILED, True)

    small.desk.try_again()

    found, note = stored(small, planned)
    assert (found.state, note[planned.here.key].text) == (MeetingState.STARTED, "Jobb")


def test_a_meeting_begun_by_mistake_is_set_back_while_nothing_is_written(talk, window, small):
    button(window, "Set back to planned").click()

    assert (stored(small, talk)[0].state, stored(small, talk)[1]) == (MeetingState.PLANNED, {})
    button(window, "Start the meeting").click()
    type_here("Noe")
    assert meeting(small, talk).state == MeetingState.STARTED
    shown = [b.text() for b in talk.head.findChildren(QPushButton) if b.isVisible()]
    assert shown == ["Show to all", "Finish …"]


def test_ctrl_enter_makes_the_line_an_activity_with_party_deadline_and_its_origin(
    talk, window, small
):
    talk.go_to(2)
    type_here("Snakket om skole\n- Bestille time hos fastlegen\nMer om det")
    note = talk.here.note
    note.set_caret(note.toPlainText().index("time"))
    talk.here.due.setFocus()
    type_here("+14")
    talk.here.party.setCurrentIndex(talk.here.party.findData(Party.NAV.value))

    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL)

    case = small.desk.case
    (made,) = case.activities(case.plan.id)
    assert (made.what, made.party) == ("Bestille time hos fastlegen", Party.NAV)
    assert (made.due_on - TODAY).days == 14
    assert (made.meeting_id, made.section_key) == (talk.meeting_id, talk.sections[2].key)
    assert talk.here.due.text() == ""
    assert QApplication.focusWidget() is note
    with small.vault.work() as work:
        assert work.case(case.client.id).get(PlanActivity, made.id) == made


def test_the_button_does_the_same_and_the_plan_beside_shows_it(talk, window, small):
    type_here("Ringe skolen")

    button(window, "Make it an activity").click()

    assert [line.title for line in talk.aside.list.lines.lines] == ["Ringe skolen"]
    assert small.desk.case.note(talk.meeting_id)[talk.here.key].text == "Ringe skolen"


def test_an_empty_line_makes_nothing(talk, small):
    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL)

    assert small.desk.case.plan is None


def test_a_deadline_in_words_stays_in_words(talk, small):
    type_here("Søke skoleplass")
    talk.here.due.setFocus()
    type_here("i høst")

    QTest.keyClick(talk.here.due, Qt.Key.Key_Return, CTRL)

    (made,) = small.desk.case.activities(small.desk.case.plan.id)
    assert (made.due_on, made.due_words) == (None, "i høst")


def test_ctrl_z_takes_the_activity_back_and_leaves_the_note(talk, window, small):
    type_here("Ringe skolen")
    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL)

    QTest.keyClick(talk.here.note, Qt.Key.Key_Z, CTRL)

    assert small.desk.case.plan is None
    assert talk.here.note.toPlainText() == "Ringe skolen"


def test_a_line_is_taken_along_to_the_plans_section(talk, window, small):
    number = next(n for n, s in enumerate(talk.sections) if s.section.plan_field == "end_goal")
    talk.go_to(number)
    type_here("Fagbrev som tømrer")

    QTest.keyClick(talk.here.note, Qt.Key.Key_Return, CTRL | SHIFT)

    assert small.desk.case.plan.end_goal == "Fagbrev som tømrer"
    assert talk.aside.goal.toPlainText() == "Fagbrev som tømrer"


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


def test_finishing_demands_a_next_date_or_that_none_is_agreed(talk, window, small, qtbot):
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.problem.text() == "Write the next date, or that no further meeting is agreed."

    dialog.none.setFocus()
    QTest.keyClick(dialog.none, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert meeting(small, talk).state == MeetingState.FINISHED
    assert meeting(small, talk).none_agreed
    assert len(small.desk.case.meetings) == 1


@pytest.fixture
def finished(talk, window, qtbot):
    """The note is finished with a next date 14 days ahead."""
    type_here("Det som ble sagt")
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    dialog.day.setFocus()
    type_here("+14")
    QTest.keyClick(dialog.day, Qt.Key.Key_Return)
    answered(window, qtbot)
    return talk


def test_the_agreed_meeting_is_booked(finished, small):
    first, agreed = small.desk.case.meetings

    assert (first.state, agreed.state) == (MeetingState.FINISHED, MeetingState.PLANNED)
    assert (agreed.day - TODAY).days == 14


def test_a_finished_note_is_read_only_and_no_key_changes_it(finished, window, small):
    note = finished.sections[0].note
    finished.go_to(0)

    QTest.keyClicks(note, "mer")
    QTest.keyClick(note, Qt.Key.Key_Delete)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)

    assert note.isReadOnly()
    assert note.toPlainText() == "Det som ble sagt"
    assert all(s.note.isReadOnly() for s in finished.sections)
    stored = small.desk.case.note(finished.meeting_id)[finished.sections[0].key]
    assert stored.text == "Det som ble sagt"


def test_what_is_not_stored_in_a_finished_note_does_not_stand_there_either(finished):
    """A program for assistive technology may write in a box that is read-only."""
    before = finished.here.note.text
    finished.here.note.insertPlainText("Vil bli kokk")

    assert finished.here.note.text == before


def test_a_later_remark_is_an_addendum_with_name_and_date(finished, window, small):
    finished.addendum.text.setFocus()
    type_here("Han ringte dagen etter")

    button(window, "Add to the note").click()

    (remark,) = small.desk.case.addenda(finished.meeting_id)
    assert (remark.text, remark.written_by) == ("Han ringte dagen etter", "Kari Øving")
    texts = [label.text() for label in finished.addendum.findChildren(QLabel)]
    assert "Han ringte dagen etter" in texts
    assert any(text.startswith("Kari Øving · ") for text in texts)
    assert finished.addendum.text.toPlainText() == ""


def test_an_addendum_that_could_not_be_stored_stays_on_screen(finished, window, small):
    finished.addendum.text.setFocus()
    type_here("Han ringte dagen etter")

    with a_full_disk():
        button(window, "Add to the note").click()

    assert finished.addendum.text.toPlainText() == "Han ringte dagen etter"
    button(window, "Add to the note").click()
    assert [a.text for a in small.desk.case.addenda(finished.meeting_id)] == [
        "Han ringte dagen etter"
    ]


def test_an_addendum_half_written_is_kept_for_its_own_note_and_no_other(
    finished, window, small, qtbot
):
    finished.addendum.text.setFocus()
    type_here("Halvveis")
    window.go("today")
    client_id, first_id = small.desk.case.client.id, finished.meeting_id
    other = small.desk.case.meetings[1].id
    window.open_client(client_id, "meetings")
    window.start_talk(other)
    finish_without_next(window, qtbot)

    assert finished.addendum.isVisible()
    assert finished.addendum.text.toPlainText() == ""
    window.open_talk(first_id)
    assert finished.addendum.text.toPlainText() == "Halvveis"
    with small.vault.work() as work:
        assert [draft.raw for draft in work.drafts.of(client_id)] == ["Halvveis"]


def finish_without_next(window, qtbot):
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    dialog.none.click()
    dialog.act.click()


def test_an_activity_that_could_not_be_stored_leaves_line_and_deadline_on_screen(
    talk, window, small
):
    type_here("Ringe skolen")
    small.desk.settle()
    talk.here.due.setFocus()
    type_here("i høst")

    with a_full_disk():
        QTest.keyClick(talk.here.due, Qt.Key.Key_Return, CTRL)

    assert talk.here.due.text() == "i høst"
    assert talk.here.note.toPlainText() == "Ringe skolen"
    QTest.keyClick(talk.here.due, Qt.Key.Key_Return, CTRL)
    assert [a.due_words for a in small.desk.case.all(PlanActivity)] == ["i høst"]


def test_a_meeting_that_could_not_be_finished_says_why_and_stays_open(talk, window, small, qtbot):
    button(window, "Finish …").click()
    dialog = asked(window, FinishMeetingDialog, qtbot)
    dialog.none.click()
    small.desk.settle()

    with a_full_disk():
        dialog.act.click()

    assert dialog.isVisible()
    assert "safe" in dialog.problem.text()
    assert meeting(small, talk).state == MeetingState.STARTED
    dialog.act.click()
    assert meeting(small, talk).state == MeetingState.FINISHED


def test_a_finished_plan_takes_no_line_and_says_how_to_go_on(practice_window, practice):
    window = practice_window
    window.open_client(Clients(practice.vault).named("Ida"), "meetings")
    planned = next(m for m in practice.desk.case.meetings if m.state == MeetingState.PLANNED)
    window.open_talk(planned.id)
    type_here("Ringe skolen")

    QTest.keyClick(window.talk.here.note, Qt.Key.Key_Return, CTRL)

    note = window.talk.here.note
    assert any("Make a new version of it first" in text for text in problems(window.talk))
    assert "Make a new version of it first" in note.accessibleDescription()
    assert note.toPlainText().endswith("Ringe skolen")
    type_here(".")
    assert problems(window.talk) == []


def test_a_deadline_that_cannot_be_kept_is_not_called_saved(talk, window, small):
    talk.go_to(2)
    talk.here.due.setFocus()
    type_here("i høs")
    with a_full_disk():
        small.desk.settle()
        assert (small.desk.saved, small.desk.has_unkept) == (Saved.FAILED, True)

    small.desk.try_again()

    assert (small.desk.saved, small.desk.has_unkept) == (Saved.SAVED, False)
    with small.vault.work() as work:
        assert [draft.raw for draft in work.drafts.all()] == ["i høs"]


def test_a_deadline_on_its_way_is_in_the_vault_and_comes_back_to_its_section(talk, window, small):
    talk.go_to(2)
    talk.here.due.setFocus()
    type_here("i høs")
    client_id, meeting_id = small.desk.case.client.id, talk.meeting_id
    window.go("today")

    with small.vault.work() as work:
        assert [draft.raw for draft in work.drafts.of(client_id)] == ["i høs"]
    window.open_client(client_id, "meetings")
    window.open_talk(meeting_id)
    talk.go_to(1)
    assert talk.here.due.text() == ""
    talk.go_to(2)
    assert talk.here.due.text() == "i høs"


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
