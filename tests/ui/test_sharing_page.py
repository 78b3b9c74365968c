"""Sharing by keys: a no, then two parts, then taken back, as in the story of Terje (C5)."""

import hashlib
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.sharing import Disclosure, Scope, SharingDecision
from app.services.sharing import copy_pdf, copy_sheet
from app.services.vault.access_log import case_log
from tests.building import Clients
from tests.prints.reading import read
from tests.ui.hands import ALT, CTRL, SHIFT, button, choose_path, named, told, type_here


def key(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def decisions(workspace):
    return workspace.desk.case.all(SharingDecision)


def given(workspace):
    return workspace.desk.case.all(Disclosure)


@pytest.fixture
def terje(practice_window, practice):
    """Terje's page of sharing; he has a finished plan."""
    practice_window.open_client(Clients(practice.vault).named("Terje"), "plan")
    QTest.keyClick(practice_window, Qt.Key.Key_5, ALT)
    return practice_window


def ask(window):
    button(window, "Ask what the client wants").click()
    return window.person.page("sharing")


def choose(window, words):
    """Choose a round button by keys alone."""
    page = window.person.page("sharing")
    for _each in range(3):
        if QApplication.focusWidget().text() == words:
            break
        key(Qt.Key.Key_Down)
    assert QApplication.focusWidget().text() == words
    key(Qt.Key.Key_Space)
    return page


def answer_how(page):
    how = page.form.field("sharing", "said_how")
    how.setFocus()
    QTest.keyClick(how, Qt.Key.Key_Down)


def test_nothing_can_be_given_before_anything_is_decided(terje, practice):
    page = terje.person.page("sharing")

    assert terje.person.page_name == "sharing"
    assert page.why_not == "Nothing is decided about this version of the plan."
    assert not [b for b in (button(terje, "Make a copy"),) if b.isEnabled()]
    QTest.keyClick(terje, Qt.Key.Key_P, CTRL)
    assert "Write down on the page Sharing" in told(terje)
    assert given(practice) == ()


def test_a_no_is_written_down_and_asks_for_no_receiver(terje, practice):
    page = ask(terje)
    choose(terje, "Not share the plan")
    button(terje, "Write the choice down").click()
    said = [each.text() for each in terje.findChildren(QLabel) if each.isVisible()]
    assert "Choose how the client said it." in said

    answer_how(page)
    button(terje, "Write the choice down").click()

    (made,) = decisions(practice)
    assert (made.scope, made.decided_on) == (Scope.NONE, practice.today())
    assert page.why_not == "The client does not want to share the plan."


def written_down(window):
    """Write down that the goal and the activities go to the one at Nav."""
    page = ask(window)
    choose(window, "Share parts of it")
    for box in ("My first step", "Dates to remember", "What I bring with me", "The route"):
        QTest.keyClick(named_box(page, box), Qt.Key.Key_Space)
    for box in ("Papers", "Money and support", "Support and contact"):
        QTest.keyClick(named_box(page, box), Qt.Key.Key_Space)
    purpose = page.form.field("sharing", "purpose")
    purpose.setFocus()
    type_here("Avtale oppfølging")
    answer_how(page)
    QTest.keyClick(window, Qt.Key.Key_V, CTRL | SHIFT)
    return page


def named_box(page, text):
    return next(b for b in page.form.parts.children() if getattr(b, "text", str)() == text)


def test_two_parts_are_shown_as_they_leave_and_leave_as_they_were_shown(
    terje, practice, tmp_path, qtbot
):
    page = written_down(terje)
    (made,) = decisions(practice)
    assert set(made.parts) == {"GOAL", "ACTIVITIES"}
    assert page.why_not == ""
    qtbot.waitUntil(lambda: "My goal" in page.copy.paper.words or page.copy.paper.page_count > 0)
    shown = page.copy.paper.words
    assert practice.desk.case.plan.end_goal in shown
    assert practice.desk.case.plan.brings.split("\n")[0] not in shown

    file = tmp_path / "utgave.pdf"
    terje.actions_by_name["save_plan"].trigger()
    choose_path(terje, file)
    content = file.read_bytes()
    vault, case = practice.vault, practice.desk.case
    sheet = copy_sheet(case, made, vault.centre, vault.counsellor, practice.today())
    said = read(content).tree.text
    (kept,) = given(practice)
    assert kept.digest == hashlib.sha256(content).hexdigest()
    assert (kept.decision_id, set(kept.parts)) == (made.id, {"GOAL", "ACTIVITIES"})
    assert content == copy_pdf(
        replace(sheet, sheet=replace(sheet.sheet, practice=practice.practice))
    )
    assert case.plan.end_goal in said
    assert case.plan.brings.split("\n")[0] not in said
    row = page.given.list.lines.lines[0]
    assert (row.title, "as a PDF" in row.subtitle) == (made.recipient, True)
    assert case_log(vault, case.client.id)[0].what.endswith("saved the plan as a file")


def test_what_is_taken_back_shuts_the_button_at_once(terje, practice):
    page = written_down(terje)
    QTest.keyClick(terje, Qt.Key.Key_7, CTRL | SHIFT)

    (made,) = decisions(practice)
    assert made.withdrawn_on == practice.today()
    assert page.why_not == "The client has taken the decision back."
    QTest.keyClick(terje, Qt.Key.Key_P, CTRL)
    assert "Write down on the page Sharing" in told(terje)
    key(Qt.Key.Key_Z, CTRL)
    assert decisions(practice)[0].withdrawn_on == practice.today()


def test_another_choice_takes_the_place_of_one_that_holds(terje, practice):
    page = written_down(terje)
    first = decisions(practice)[0]
    QTest.keyClick(terje, Qt.Key.Key_A, CTRL | SHIFT)
    assert page.why_not == "Nothing leaves before the client’s choice is written down."
    answer_how(page)
    button(terje, "Write the choice down").click()

    first_now, second = decisions(practice)
    assert second.replaces == first.id
    assert first_now == first
    assert page.why_not == ""
    assert named(terje, "Which decision").isVisible()
