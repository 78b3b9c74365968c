"""F1 answers about the page one is on, beside it, and gives the caret back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

from app.i18n import LANGUAGES, use_language
from app.services.program.help_topics import TOPICS, help_topic
from tests.building import Clients
from tests.ui.hands import named, type_here
from tests.ui.scenes import all_scenes
from ui.pages.help_window import HelpWindow
from ui.widgets.announcing import voice
from ui.windows.dialogs import FinishPlanDialog
from ui.windows.main_window import MainWindow

F1 = Qt.Key.Key_F1


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


@pytest.fixture
def liv(window, small):
    window.open_client(Clients(small.vault).named("Liv"), "intake")
    return window


def test_f1_opens_the_help_of_the_page_and_closes_it_again(liv):
    field = liv.person.page("intake").form.field("intake", "purpose")
    field.setFocus()

    press(F1)
    assert liv.help.isVisible()
    assert liv.help.view.topic == "intake"
    assert help_topic("intake").title in liv.help.view.text.toPlainText()
    assert liv.help.isAncestorOf(QApplication.focusWidget())

    press(F1)
    assert not liv.help.isVisible()
    assert QApplication.focusWidget() is field


def test_the_row_it_was_opened_from_may_be_gone_as_it_closes(liv, qtbot):
    liv.open_client(liv.workspace.desk.case.client.id, "meetings")
    page = liv.person.page("meetings")
    page.new.menu().actions()[0].trigger()
    out = named(page, "Take this participant out")
    out.setFocus()
    press(F1)
    out.click()
    qtbot.waitUntil(lambda: not isValid(out))

    liv.help.close_help()

    assert not liv.help.isVisible()


def test_the_keys_of_the_page_stand_under_its_help(liv):
    liv.open_client(liv.workspace.desk.case.client.id, "plan")
    press(F1)
    told = liv.help.view.text.toPlainText()
    assert "Ctrl+M" in told
    assert "New meeting" in told
    assert "Show to all" not in told  # no conversation is in sight


def test_escape_closes_it_and_the_words_go_on(liv, small):
    field = liv.person.page("intake").form.field("intake", "purpose")
    field.setFocus()
    field.selectAll()
    type_here("Vil bli")
    press(F1)
    press(Qt.Key.Key_Escape)
    type_here(" murer")
    assert small.desk.case.intake.purpose == "Vil bli murer"
    assert liv.page_name == "person"


def test_it_follows_from_page_to_page(liv):
    press(F1)
    for name in ("meetings", "plan", "papers", "history"):
        liv.person.show_page(name)
        liv.person.tabs.setFocus()
        assert liv.help.view.topic == name
    liv.go("clients")
    assert liv.help.view.topic == "clients"


def test_what_is_searched_for_is_shown_and_said(liv, qtbot):
    press(F1)
    liv.help.view.search.setFocus()
    with qtbot.waitSignal(voice.said) as heard:
        type_here("deadline")
    assert "subject" in heard.args[0]
    assert liv.help.view.index.isVisible()
    assert "deadline" in liv.help.view.text.toPlainText().lower()

    type_here("qqq")
    assert liv.help.view.text.toPlainText() == "No subject holds these words."


def test_the_arrows_go_through_what_was_found(liv):
    press(F1)
    view = liv.help.view
    view.search.setFocus()
    type_here("case")
    before = view.topic
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert view.topic != before
    assert help_topic(view.topic).title in view.text.toPlainText()


def test_in_a_low_window_the_help_takes_the_place_of_the_page(liv, qtbot):
    liv.resize(700, 500)
    press(F1)
    qtbot.waitUntil(lambda: liv.help.width() == liv.centralWidget().width())
    press(F1)
    assert liv.person.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_window_has_its_help(language, marked):
    use_language(language)
    seen = set()
    for scene in all_scenes(*marked):
        if isinstance(scene.widget.window(), QMessageBox):
            continue  # a box that says what happened and what to do is its own help
        topic = topic_of(scene.widget)
        assert topic in TOPICS, scene.name
        seen.add(topic)
    assert len(seen) > 15


def topic_of(shown: QWidget) -> str:
    window = shown.window()
    return window.help.topic if isinstance(window, MainWindow) else window.property("topic")


def test_f1_in_a_dialog_opens_its_help_beside_it(liv, small, qtbot):
    dialog = FinishPlanDialog(liv, small.desk.case, lambda: None, lambda _problem: None)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.act.setFocus()
    press(F1)
    opened = dialog.findChild(HelpWindow)
    qtbot.waitUntil(opened.isActiveWindow)
    assert help_topic("finishing").title in opened.view.text.toPlainText()
    press(F1)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.close()
