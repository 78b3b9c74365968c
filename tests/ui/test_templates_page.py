"""The page of templates by keys: copied from what comes with Leia, written, taken in use."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.centre_templates import (
    SuggestionAnswer,
    TemplatePart,
    TemplateQuestion,
    TemplateState,
    TemplateSuggestion,
    TemplateVersion,
)
from app.domain.meetings import Meeting
from app.services.templates.finding import newest_built_in, parts_of, questions_of
from tests.building import Clients
from tests.ui.hands import (
    CTRL,
    SHIFT,
    answered,
    asked,
    button,
    choose_path,
    named,
    told,
    type_here,
)
from ui.windows.template_file_sheet import TemplateFileSheet

BOTH = CTRL | SHIFT
ALT = Qt.KeyboardModifier.AltModifier


def key(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def register(workspace):
    return workspace.desk.register.folder


def only(workspace, kind):
    (found,) = register(workspace).all(kind)
    return found


def titles(workspace):
    version = only(workspace, TemplateVersion)
    return [each.en for each in parts_of(register(workspace), version.id)]


def listed(window, name):
    view = named(window, name)
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


@pytest.fixture
def templates(window):
    """The page, with the cursor on the first of those that come with Leia."""
    QTest.keyClick(window, Qt.Key.Key_6, CTRL)
    return window


@pytest.fixture
def draft(templates, small):
    """A draft of the centre's own, open at its first row."""
    key(Qt.Key.Key_Return)
    return only(small, TemplateVersion)


def go_to(window, number):
    """Go to a part by arrows, and with Enter into its title."""
    named(window, "Parts").setFocus()
    key(Qt.Key.Key_Home)
    for _each in range(number):
        key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)


def test_ctrl_6_leads_there_and_enter_makes_ones_own_of_what_comes_with_leia(templates, small):
    assert templates.page_name == "templates"
    assert [each.partition(",")[0] for each in listed(templates, "Templates")] == [
        "Three-party meeting",
        "Follow-up meeting",
        "Closing meeting",
    ]
    assert "1  Before we start" in named(templates, "The whole template").text

    key(Qt.Key.Key_Return)

    version = only(small, TemplateVersion)
    assert (version.state, version.number, version.based_on) == (
        TemplateState.DRAFT,
        1,
        "three_party.1",
    )
    assert titles(small) == [s.title["en"] for s in newest_built_in().sections]
    key(Qt.Key.Key_Z, CTRL)
    assert register(small).all(TemplateVersion) == ()


def test_a_part_and_a_question_are_written_by_keys_and_the_ring_says_what_lacks(
    draft, window, small, qtbot
):
    go_to(window, 11)
    key(Qt.Key.Key_N, BOTH)
    type_here("Etter møtet")
    key(Qt.Key.Key_Return, CTRL)
    type_here("Hva nå?")
    key(Qt.Key.Key_Tab)
    type_here("Kva no?")
    key(Qt.Key.Key_Tab)
    type_here("What now?")
    small.desk.settle()

    part = next(e for e in register(small).all(TemplatePart) if e.nb == "Etter møtet")
    assert parts_of(register(small), draft.id)[11] == part
    (asked,) = questions_of(register(small), part.id)
    assert (asked.nb, asked.nn, asked.en) == ("Hva nå?", "Kva no?", "What now?")
    parts = named(window, "Parts")
    qtbot.waitUntil(lambda: listed(window, "Parts")[12] == "12, Etter møtet, a language is missing")
    key(Qt.Key.Key_Tab, SHIFT)
    key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is parts


def test_parts_are_moved_and_taken_out_by_keys_and_come_back(draft, window, small):
    named(window, "Parts").setFocus()
    key(Qt.Key.Key_Home)
    key(Qt.Key.Key_Down)
    first, second, *_rest = titles(small)

    key(Qt.Key.Key_Down, ALT)
    assert titles(small)[:2] == [second, first]
    assert "The part is number 2 now." in told(window)
    key(Qt.Key.Key_Up, BOTH)
    assert titles(small)[:2] == [first, second]
    key(Qt.Key.Key_Backspace, BOTH)
    assert titles(small)[0] == second
    key(Qt.Key.Key_Z, CTRL)
    assert titles(small)[:2] == [first, second]


def test_what_is_in_use_is_followed_by_new_meetings_and_never_changes(draft, window, small):
    key(Qt.Key.Key_F, BOTH)
    assert only(small, TemplateVersion).state == TemplateState.IN_USE
    assert "new conversations follow it" in told(window)

    go_to(window, 1)
    before = titles(small)
    type_here("x")
    key(Qt.Key.Key_N, BOTH)
    assert titles(small) == before
    assert "what is in use never changes" in told(window)

    window.open_client(Clients(small.vault).named("Liv"), "meetings")
    key(Qt.Key.Key_M, CTRL)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    made = small.desk.case.all(Meeting)[-1]
    assert (made.template_id, made.template_version) == (draft.template_id, 1)


def test_the_next_version_is_a_draft_beside_the_one_in_use(draft, window, small, qtbot):
    key(Qt.Key.Key_F, BOTH)
    button(window, "Write a new version").click()

    versions = {e.number: e.state for e in register(small).all(TemplateVersion)}
    assert versions == {1: TemplateState.IN_USE, 2: TemplateState.DRAFT}
    assert button(window, "Take version 2 in use").isVisible()
    key(Qt.Key.Key_Delete, BOTH)
    assert [e.number for e in register(small).all(TemplateVersion)] == [1]
    assert QApplication.focusWidget() is named(window, "Templates")


def test_what_is_missing_is_said_and_nothing_is_taken_in_use(draft, window, small):
    go_to(window, 1)
    for each in "Før vi starter":
        assert each
        key(Qt.Key.Key_End)
        key(Qt.Key.Key_Backspace)
    key(Qt.Key.Key_F, BOTH)

    said = [e.text() for e in window.findChildren(QLabel) if e.isVisible()]
    assert "These parts have no title in Bokmål: 1." in said
    assert only(small, TemplateVersion).state == TemplateState.DRAFT


def test_a_suggestion_is_written_down_and_becomes_a_question(draft, window, small, qtbot):
    go_to(window, 1)
    key(Qt.Key.Key_H, BOTH)
    type_here("Spør om skyss før kl. 8")
    small.desk.settle()
    (made,) = register(small).all(TemplateSuggestion)
    part = parts_of(register(small), draft.id)[0]
    assert (made.part_key, made.from_whom) == (part.key, small.vault.counsellor.name)
    button(window, "Done").click()
    qtbot.waitUntil(lambda: button(window, "Take it in").isVisible())

    key(Qt.Key.Key_G, BOTH)

    (made,) = register(small).all(TemplateSuggestion)
    assert made.answer == SuggestionAnswer.TAKEN
    assert questions_of(register(small), part.id)[-1].nb == "Spør om skyss før kl. 8"
    key(Qt.Key.Key_K, BOTH)
    assert "Nothing is suggested here" in told(window)


def test_esc_goes_back_to_the_row_one_came_from(draft, window):
    named(window, "Parts").setFocus()
    key(Qt.Key.Key_Escape)

    view = named(window, "Templates")
    assert QApplication.focusWidget() is view
    assert view.currentIndex().row() == 0
    assert listed(window, "Templates")[0].startswith("Three-party meeting")


def test_a_draft_is_kept_when_the_window_goes(draft, window, small):
    go_to(window, 1)
    key(Qt.Key.Key_End)
    type_here(" nå")
    small.desk.keep()

    window.go("today")
    small.desk.settle()
    with small.vault.work() as work:
        kept = {e.nb for e in work.all(TemplatePart)}
        asked = work.all(TemplateQuestion)
    assert "Før vi starter nå" in kept
    assert len(asked) == sum(len(s.prompts) for s in newest_built_in().sections)


def test_a_template_goes_out_to_a_file_and_one_comes_in_by_keys(
    draft, window, small, tmp_path, qtbot
):
    file = tmp_path / "mal.json"
    key(Qt.Key.Key_F, BOTH)
    key(Qt.Key.Key_E, BOTH)
    choose_path(window, file)
    qtbot.waitUntil(file.exists)
    answered(window, qtbot)
    assert "The template is saved" in told(window)

    key(Qt.Key.Key_O, BOTH)
    choose_path(window, file)
    qtbot.waitUntil(lambda: bool(window.findChildren(TemplateFileSheet)))
    sheet = asked(window, TemplateFileSheet, qtbot)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert len(register(small).all(TemplateVersion)) == 1
