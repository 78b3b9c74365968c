"""A person's pages: what is typed is kept as typed, and keys and buttons do what they say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton

from app.domain.choices import DocumentStatus, MeetingState, Party
from app.domain.clients import DocumentItem
from app.domain.meetings import Participant
from app.services.case.editing import FieldKey
from tests.builders import an_identity_number
from tests.building import TODAY, Clients
from tests.ui.hands import ALT, CTRL, button, named, problems, type_here
from ui.forms.intake_form import IntakeForm
from ui.forms.plan_form import PlanForm
from ui.widgets.fields import TextField
from ui.widgets.journey_bar import JourneyBar
from ui.widgets.notes_field import NotesField
from ui.widgets.notices import NoticeStack


@pytest.fixture
def liv(window, small):
    """Liv Hansen's preparation on screen."""
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window.person


def field(page, kind, name):
    return page.field(kind, name)


def pick(choice, code):
    """Choose with the keyboard, as a user does."""
    choice.setFocus()
    goal = choice.findData(code)
    while choice.currentIndex() != goal:
        down = choice.currentIndex() < goal
        QTest.keyClick(choice, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def stored(small):
    with small.vault.work() as work:
        return work.case(small.desk.case.client.id)


def labels(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_a_half_typed_birth_year_survives_reopening_as_it_was_typed(liv, window, small):
    form = liv.page("intake").form
    year = field(form, "client", "birth_year")
    year.setFocus()
    type_here("198")
    client_id = small.desk.case.client.id

    window.go("clients")
    assert stored(small).client.birth_year is None
    small.desk.give_up()
    window.open_client(client_id, "intake")

    assert year.text() == "198"
    assert year.property("invalid")
    assert "four digits" in year.accessibleDescription()
    year.setFocus()
    year.end(False)
    type_here("4")
    QTest.keyClick(year, Qt.Key.Key_Tab)
    assert stored(small).client.birth_year == 1984
    assert not year.property("invalid")
    assert any(text.startswith(f"{TODAY.year - 1984} years") for text in labels(liv))


def test_every_field_of_the_preparation_is_stored_as_written(liv, small):
    form = liv.page("intake").form
    typed = {
        ("client", "phone"): "990 11 222",
        ("client", "interpreter"): "tigrinja",
        ("intake", "purpose"): "Vil bli rørlegger",
        ("intake", "nav_office"): "Nav Bodø",
        ("intake", "nav_contact"): "Ola Nordmann",
        ("intake", "nav_phone"): "990 33 444",
        ("intake", "agreed_to_share"): "Skole og helse",
        ("intake", "motivation"): "Egne barn",
    }
    for (kind, name), text in typed.items():
        entry = field(form, kind, name)
        entry.setFocus()
        entry.selectAll()
        type_here(text)
    form.name.setFocus()

    case = stored(small)
    for (kind, name), text in typed.items():
        assert getattr(case.client if kind == "client" else case.intake, name) == text


def test_choices_are_made_with_the_keyboard_and_the_wheel_leaves_them_alone(liv, small, qtbot):
    answer = field(liv.page("intake").form, "intake", "under_30")
    pick(answer, "YES")
    assert small.desk.case.intake.under_30 == "YES"

    wheel(answer)

    assert small.desk.case.intake.under_30 == "YES"


def wheel(widget):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    event = QWheelEvent(
        QPointF(5, 5),
        widget.mapToGlobal(QPointF(5, 5)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_gaps_are_told_and_stop_nobody(liv, window, small):
    form = liv.page("intake").form
    form.name.setFocus()
    form.name.clear()
    form.name.edited.emit("")
    assert form.name.accessibleDescription() == "Worth asking about"

    window.go("today")

    assert stored(small).client.name == ""


def warnings_at(page):
    """Return how many fields in sight are said to hold an identity number."""
    return sum("national identity number" in each for each in problems(page))


@pytest.mark.parametrize("register", [(15, 6), (55, 6), (15, 46), (15, 86)])
def test_a_typed_identity_number_is_warned_of(liv, window, register):
    form = liv.page("intake").form
    purpose = field(form, "intake", "purpose")
    purpose.setFocus()

    type_here(f" {an_identity_number(*register)}")

    assert warnings_at(liv) == 1
    assert "national identity number" in purpose.accessibleDescription()
    assert not window.findChild(NoticeStack).isVisible()


def test_the_warning_goes_with_the_number_and_does_not_come_for_what_stood_there(liv, small):
    purpose = field(liv.page("intake").form, "intake", "purpose")
    purpose.setFocus()
    type_here(f" {an_identity_number(15, 6)}")
    assert warnings_at(liv) == 1

    QTest.keyClick(purpose, Qt.Key.Key_Backspace)

    assert warnings_at(liv) == 0
    assert purpose.accessibleDescription() == ""


def test_a_warning_does_not_follow_to_another_person(liv, window, small):
    phone = field(liv.page("intake").form, "client", "phone")
    phone.setFocus()
    QTest.keyClick(phone, Qt.Key.Key_End)
    type_here(f" {an_identity_number(15, 6)}")
    assert warnings_at(window) == 1

    QTest.keyClick(window, Qt.Key.Key_N, CTRL)

    assert warnings_at(window) == 0
    phone = field(liv.page("intake").form, "client", "phone")
    assert phone.accessibleDescription() == "Worth asking about"


def test_every_way_to_write_warns_at_its_own_place(liv, window, small):
    warned = []
    for page in ("intake", "meetings", "plan", "papers"):
        window.open_client(small.desk.case.client.id, page)
        shown = liv.page(page)
        for box in (*shown.findChildren(TextField), *shown.findChildren(NotesField)):
            if box.isVisible() and not box.isReadOnly():
                box.setFocus()
                QTest.keyClick(box, Qt.Key.Key_End)
                type_here(f" {an_identity_number(15, 6)}")
                assert "identity number" in box.accessibleDescription(), box.accessibleName()
                warned.append(box)

    assert len(warned) > 10


def test_text_is_pasted_plain(liv, small):
    from PySide6.QtCore import QMimeData

    purpose = field(liv.page("intake").form, "intake", "purpose")
    rich = QMimeData()
    rich.setHtml("<b>Vil <i>bli</i></b> lærer")
    rich.setText("Vil bli lærer")
    purpose.setFocus()
    purpose.selectAll()
    QApplication.clipboard().setMimeData(rich)

    QTest.keyClick(purpose, Qt.Key.Key_V, CTRL)

    assert small.desk.case.intake.purpose == "Vil bli lærer"


def test_tab_leaves_a_text_box(liv):
    purpose = field(liv.page("intake").form, "intake", "purpose")
    purpose.setFocus()

    QTest.keyClick(purpose, Qt.Key.Key_Tab)

    assert not purpose.hasFocus()
    assert purpose.toPlainText() == "Vil ha jobb"


def test_a_meeting_on_a_sunday_is_kept_and_remarked_on_once_one_goes_on(liv, window, small):
    liv.show_page("meetings")
    meetings = liv.page("meetings")
    new_meeting(meetings)
    meetings.form.day.setFocus()
    type_here(f"+{6 - TODAY.weekday() + 7}")

    meetings.form.day.nextInFocusChain().setFocus()
    window.go("today")
    liv.show_page("meetings")

    assert small.desk.case.meetings[0].day.weekday() == 6
    assert meetings.form.day.accessibleDescription() == "This is a Sunday."


def test_alt_and_figures_lead_through_the_pages(liv, window):
    names = ("intake", "meetings", "plan", "papers", "history")
    for key, name in zip(range(Qt.Key.Key_1, Qt.Key.Key_6), names, strict=True):
        QTest.keyClick(window, Qt.Key(key), ALT)
        assert liv.page_name == name
        assert [each for each in names if liv.page(each).isVisible()] == [name]


def test_the_journey_leads_to_a_step_by_arrow_and_enter(liv):
    way = liv.findChild(JourneyBar)
    way.setFocus()
    for _each in range(3):
        QTest.keyClick(way, Qt.Key.Key_Right)
    QTest.keyClick(way, Qt.Key.Key_Return)

    assert liv.page_name == "plan"


def test_a_new_meeting_gets_those_expected_and_the_caret_in_its_day(liv, window, small):
    meetings = liv.page("meetings")
    liv.show_page("meetings")
    meetings.new.menu().actions()[0].trigger()

    assert QApplication.focusWidget() is meetings.form.day
    people = [(p.party, p.name) for p in small.desk.case.all(Participant)]
    assert people == [(Party.CLIENT, "Liv Hansen"), (Party.NAV, ""), (Party.CENTRE, "Kari Øving")]


def test_typing_a_day_that_changes_the_order_stays_with_the_same_meeting(liv, window, small):
    liv.show_page("meetings")
    meetings = liv.page("meetings")
    new_meeting(meetings)
    type_here("1.6.2031")
    new_meeting(meetings)
    second = meetings.form.day.objectName()
    type_here("1.12.2030")

    assert meetings.form.day.objectName() == second
    assert {(m.day.year, m.day.month) for m in small.desk.case.meetings} == {(2031, 6), (2030, 12)}


def new_meeting(meetings):
    meetings.new.menu().actions()[0].trigger()


def test_participants_come_and_go(liv, window, small, qtbot):
    liv.show_page("meetings")
    meetings = liv.page("meetings")
    new_meeting(meetings)
    button(window, "One more participant").click()
    assert len(small.desk.case.all(Participant)) == 4

    def removes():
        buttons = meetings.findChildren(QPushButton)
        name = "Take this participant out"
        return [b for b in buttons if b.toolTip() == name and b.isVisible()]

    qtbot.waitUntil(lambda: len(removes()) == 4)
    removes()[1].click()

    assert [p.party for p in small.desk.case.all(Participant)] == [
        Party.CLIENT,
        Party.CENTRE,
        Party.NAV,
    ]


def test_somebody_who_did_not_come_is_noted(liv, window, small):
    liv.show_page("meetings")
    new_meeting(liv.page("meetings"))

    button(window, "Did not come").click()

    assert small.desk.case.meetings[0].state == MeetingState.NO_SHOW


def test_a_clicked_button_adds_one_paper_and_its_row(liv, window, small):
    liv.show_page("papers")
    button(window, "New paper").click()
    papers = liv.page("papers")

    (paper,) = small.desk.case.all(DocumentItem)
    name = papers.findChild(QLineEdit, f"{paper.id}.name")
    assert name is not None
    name.setFocus()
    type_here("Vitnemål")
    window.go("today")
    assert [d.name for d in stored(small).all(DocumentItem)] == ["Vitnemål"]


def test_a_well_known_paper_comes_with_its_issuer(liv, window, small):
    liv.show_page("papers")
    known = named(window, "Add a paper people often need")
    known.setFocus()
    QTest.keyClick(known, Qt.Key.Key_Down)

    (paper,) = small.desk.case.all(DocumentItem)
    assert paper.name
    assert paper.issuer


def test_a_paper_nobody_has_confirmed_says_so_on_screen_and_openly_on_paper(liv, window, small):
    liv.show_page("papers")
    known = named(window, "Add a paper people often need")
    known.showPopup()
    known.view().setCurrentIndex(known.model().index(known.findData("police_certificate"), 0))
    QTest.keyClick(known.view(), Qt.Key.Key_Return)

    assert "Police certificate · not confirmed" in [known.itemText(n) for n in range(known.count())]
    (paper,) = small.desk.case.all(DocumentItem)
    assert (paper.name, paper.issuer) == ("Politiattest", "Politiet (spør først)")


def test_a_papers_status_is_dated_and_one_undo_takes_it_back(liv, window, small):
    liv.show_page("papers")
    button(window, "New paper").click()
    (paper,) = small.desk.case.all(DocumentItem)
    status = next(
        w for w in liv.page("papers").findChildren(QComboBox) if w.objectName().endswith("status")
    )
    pick(status, DocumentStatus.RECEIVED.value)

    (paper,) = small.desk.case.all(DocumentItem)
    assert (paper.status, paper.changed_on) == (DocumentStatus.RECEIVED, TODAY)


def test_history_tells_what_was_changed_newest_first(liv, window, small):
    name = liv.page("intake").form.name
    name.setFocus()
    name.end(False)
    type_here(" Berg")
    QTest.keyClick(window, Qt.Key.Key_5, ALT)

    newest = liv.page("history").list.lines.lines[0]
    assert "Liv Hansen Berg" in newest.title


def test_the_name_is_always_in_sight(liv, window):
    for name in ("intake", "meetings", "plan", "papers", "history"):
        liv.show_page(name)
        assert "Liv Hansen" in labels(liv)


def test_where_we_were_is_found_again_with_field_and_caret(liv, window, small):
    purpose = field(liv.page("intake").form, "intake", "purpose")
    purpose.setFocus()
    purpose.set_caret(4)
    place = window.place()
    window.go("settings")

    window.go_to(place)

    assert (window.page_name, liv.page_name) == ("person", "intake")
    assert QApplication.focusWidget() is purpose
    assert purpose.textCursor().position() == 4
    assert small.desk.editing.shown(FieldKey(small.desk.case.intake.id, "purpose"))


def test_a_new_person_starts_on_the_page_itself_and_twice_makes_one(window, small):
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    first = small.desk.case.client.id
    assert QApplication.focusWidget() is window.person.page("intake").form.name
    window.go("today")
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)

    assert small.desk.case.client.id == first


def test_pages_are_built_before_anybody_looks_at_them(practice_window, qtbot):
    forms = (IntakeForm, PlanForm)
    assert [practice_window.person.findChild(form) for form in forms] == [None, None]

    practice_window.get_ready()

    qtbot.waitUntil(lambda: all(practice_window.person.findChild(form) for form in forms))
    assert practice_window.page_name == "today"
