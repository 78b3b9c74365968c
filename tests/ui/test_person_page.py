"""A person's pages: what is typed is kept as typed, and keys and buttons do what they say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.services.case.editing import FieldKey
from tests.builders import an_identity_number
from tests.building import TODAY, Clients
from tests.ui.case_hands import new_meeting, pick, stored
from tests.ui.hands import ALT, CTRL, problems, type_here
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
    answer = field(liv.page("intake").form, "intake", "nav_role")
    pick(answer, "OTHER")
    assert small.desk.case.intake.nav_role == "OTHER"

    wheel(answer)

    assert small.desk.case.intake.nav_role == "OTHER"


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
    names = ("intake", "meetings", "plan", "papers", "sharing", "history")
    for key, name in zip(range(Qt.Key.Key_1, Qt.Key.Key_7), names, strict=True):
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


def test_history_tells_what_was_changed_newest_first(liv, window, small):
    name = liv.page("intake").form.name
    name.setFocus()
    name.end(False)
    type_here(" Berg")
    QTest.keyClick(window, Qt.Key.Key_6, ALT)

    newest = liv.page("history").list.lines.lines[0]
    assert "Liv Hansen Berg" in newest.title


def test_the_name_is_always_in_sight(liv, window):
    for name in ("intake", "meetings", "plan", "papers", "sharing", "history"):
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
