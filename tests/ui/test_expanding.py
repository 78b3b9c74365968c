"""Phrases while one writes: by keys, in a note and in a line of the plan, and back with Ctrl+Z."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.choices import LanguageForm
from app.domain.phrases import OwnPhrase, Phrase
from tests.building import Clients
from tests.ui.hands import CTRL, SHIFT, answered, asked, told, type_here
from tests.ui.talking import begin_talk
from ui.windows.dialogs import FinishPlanDialog

HELLO = "Med vennlig hilsen Kari Øving"


def key(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


@pytest.fixture
def phrases(small):
    """A phrase of the centre's, and two of one's own."""
    register = small.desk.register.folder
    made = [
        Phrase(abbreviation="mvh", nb="Med vennlig hilsen {veileder}"),
        OwnPhrase(
            counsellor_id=register.me.id,
            abbreviation="nsam",
            nb="Vi møtes {neste samtale} om {hva}.",
            nn="Vi møtest {neste samtale} om {kva}.",
        ),
        OwnPhrase(counsellor_id=register.me.id, abbreviation="Øk", nb="Økonomien er gått gjennom."),
    ]
    small.desk.change(made)
    return made


@pytest.fixture
def talk(window, small, phrases):
    return begin_talk(window, small)


@pytest.fixture
def note(talk):
    return talk.sections[0].note


def test_a_shortcut_and_a_space_become_the_text_and_one_writes_on(note, talk, small):
    type_here("Takk for i dag. mvh og mer")

    assert note.text == f"Takk for i dag. {HELLO} og mer"
    assert small.desk.case.note(talk.meeting_id)[talk.here.key].text == note.text


def test_one_undo_gives_the_shortcut_and_its_space_back_with_the_caret_there(note):
    type_here("Først.  Sist.")
    for _step in range(6):
        key(Qt.Key.Key_Left)
    type_here("mvh og")
    assert note.text == f"Først. {HELLO} og Sist."

    key(Qt.Key.Key_Z, CTRL)
    assert note.text == f"Først. {HELLO}  Sist."
    key(Qt.Key.Key_Z, CTRL)
    assert note.text == "Først. mvh  Sist."
    type_here("!")
    assert note.text == "Først. mvh ! Sist."


def test_redo_brings_the_text_again(note):
    type_here("mvh ")
    key(Qt.Key.Key_Z, CTRL)
    key(Qt.Key.Key_Z, CTRL | SHIFT)

    assert note.text == f"{HELLO} "


@pytest.mark.parametrize("sign", ["● ", "■", "▲ ", "◆", "✓ ", "("])
def test_it_works_after_the_signs_of_a_line(note, sign):
    type_here(f"{sign}mvh ")

    assert note.text == f"{sign}{HELLO} "


def test_capitals_and_a_slip_of_the_finger_do_not_matter(note):
    type_here("Mvj")
    key(Qt.Key.Key_Backspace)
    type_here("h øk ")

    assert note.text == f"{HELLO} Økonomien er gått gjennom. "


def test_what_was_pasted_is_no_shortcut(note, qapp):
    copied = QMimeData()
    copied.setText("hilsen mvh")
    note.insertFromMimeData(copied)
    type_here(" ")
    assert note.text == "hilsen mvh "

    copied.setText(" mv")
    note.insertFromMimeData(copied)
    type_here("h ")
    assert note.text == "hilsen mvh  mvh "


def test_what_assistive_technology_writes_is_no_shortcut(note):
    spoken = QAccessible.queryAccessibleInterface(note).editableTextInterface()
    spoken.insertText(0, "mvh")
    note.set_caret(3)
    type_here(" ")

    assert note.text == "mvh "


def test_a_caret_moved_to_a_shortcut_brings_nothing(note):
    type_here("mvh")
    key(Qt.Key.Key_Left)
    key(Qt.Key.Key_Right)
    type_here(" ")

    assert note.text == "mvh "


def test_only_texts_of_the_case_take_phrases(window, small, phrases):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    form = window.person.page("intake").form
    for kind, name in (("client", "name"), ("intake", "nav_office"), ("client", "phone")):
        field = form.field(kind, name)
        field.setFocus()
        field.selectAll()
        type_here("mvh ")
        assert field.text() == "mvh "
    purpose = form.field("intake", "purpose")
    purpose.setFocus()
    purpose.selectAll()
    type_here("mvh ")
    assert purpose.text == f"{HELLO} "


def test_a_line_of_the_plan_takes_them_too_and_gives_them_back(window, small, phrases):
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    page = window.person.page("plan")
    page.begin.click()
    goal = page.form.field("plan", "end_goal")
    goal.setFocus()
    type_here("A mvh B")
    assert goal.text() == f"A {HELLO} B"
    key(Qt.Key.Key_Z, CTRL)
    key(Qt.Key.Key_Z, CTRL)
    assert (goal.text(), goal.cursorPosition()) == ("A mvh ", 6)


def test_what_is_not_known_stays_as_a_mark_and_f3_goes_from_one_to_the_next(note, window):
    type_here("nsam ")
    assert note.text == "Vi møtes ‹neste samtale› om ‹hva›. "  # noqa: RUF001
    assert told(window) == "2 places are to be filled in. F3 goes there."

    key(Qt.Key.Key_F3)
    type_here("fredag")
    key(Qt.Key.Key_F3)
    type_here("jobb")
    assert note.text == "Vi møtes fredag om jobb. "
    key(Qt.Key.Key_F3)
    assert told(window) == "Nothing is left to fill in here."


def test_f3_goes_on_to_the_next_part_of_the_note(note, talk):
    talk.sections[2].focus_note()
    type_here("nsam ")
    talk.sections[0].focus_note()
    key(Qt.Key.Key_F3)

    assert talk.sections[2].note.hasFocus()
    assert talk.sections[2].note.textCursor().selectedText() == "‹neste samtale›"  # noqa: RUF001


def test_the_written_form_of_the_person_picks_the_text_and_says_where_there_is_none(
    note, small, window
):
    client = small.desk.case.client
    small.desk.change([replace(client, language_form=LanguageForm.NN)])
    type_here("nsam mvh ")

    assert note.text == f"Vi møtest ‹neste samtale› om ‹kva›. {HELLO} "  # noqa: RUF001
    assert told(window) == "“mvh” has no text in nynorsk. The text in bokmål is put in."


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.sampled_from("amvhs1"), min_size=1, max_size=4), st.booleans())
def test_a_shortcut_never_fires_inside_a_word(note, letters, in_front):
    note.selectAll()
    key(Qt.Key.Key_Delete)
    if in_front:
        type_here(f"{letters}mvh ")
        assert note.text == f"{letters}mvh "
    else:
        type_here(letters)
        for _letter in letters:
            key(Qt.Key.Key_Left)
        type_here("mvh ")
        assert note.text == f"mvh {letters}"


def test_what_is_left_open_in_a_plan_is_listed_at_its_end_with_the_way_there(
    window, small, phrases, qtbot
):
    window.open_client(Clients(small.vault).named("Liv"), "plan")
    page = window.person.page("plan")
    page.begin.click()
    page.form.add_activity()
    type_here("nsam ")
    page.form.field("plan", "why").setFocus()
    type_here("nsam ")
    for number, (kind, name) in enumerate((("plan", "why"), ("activity", "detail"))):
        window.actions_by_name["finish_plan"].trigger()
        dialog = asked(window, FinishPlanDialog, qtbot)
        ways = [each for each in dialog.findChildren(QPushButton) if "‹" in each.text()]  # noqa: RUF001
        assert len(ways) == 2
        ways[number].click()
        answered(window, qtbot)
        form = page.form if kind == "plan" else page.form.row_form
        assert window.focusWidget() is form.field(kind, name)
