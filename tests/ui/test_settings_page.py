"""Language, theme and text size take effect at once; what the centre is called is stored."""

import re

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser

from app.domain.labels import field_label
from app.domain.templates import worded
from app.policy.policy import PolicyReport
from app.services.program.news import news_since
from app.services.templates.finding import built_in
from app.settings import load_settings
from app.storage.vault import open_vault
from tests.building import PASSPHRASE, Clients, drop, sweep
from tests.ui.faults import a_full_disk
from tests.ui.hands import type_here
from tests.ui.reading import said
from ui.desk import Saved
from ui.pages.knowledge_page import privacy_text
from ui.preferences import Preferences
from ui.session import Session
from ui.style.theme import theme
from ui.system.tasks import Tasks

TABS = ("intake", "meetings", "plan", "papers", "history")
STANDARD_WORDS = re.compile(r"[Vv]eisøker|[Vv]egsøkjar|\bNav\b")


@pytest.fixture
def session(small_vault, qapp, tmp_path):
    """The program as it is after unlocking, with the settings on screen."""
    preferences = Preferences(qapp, tmp_path / "settings.json", "en")
    running = Session(small_vault, Tasks(), preferences, PolicyReport(), practice=True)
    running.begin()
    running.window.go("settings")
    yield running
    running.quit()
    drop(running.window)


def settings_page(session):
    return session.window.settings


def texts(session):
    kinds = session.window.findChildren(QLabel) + session.window.findChildren(QPushButton)
    return {each.text() for each in kinds}


def pick(session, choice, text):
    """Choose with the keyboard; each step may build the window anew, and the focus must stay."""
    choice.setFocus()
    steps = choice.findText(text) - choice.currentIndex()
    for _each in range(abs(steps)):
        here = session.window.focusWidget()
        QTest.keyClick(here, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        sweep()


def entry(session, text):
    label = next(w for w in settings_page(session).findChildren(QLabel) if w.text() == text)
    return label.buddy()


def test_the_language_changes_at_once_and_is_the_same_the_next_time(session, tmp_path):
    assert "Settings" in texts(session)

    pick(session, settings_page(session).language, "bokmål")

    assert "Innstillinger" in texts(session)
    assert "Settings" not in texts(session)
    assert session.window.page_name == "settings"
    assert load_settings(tmp_path / "settings.json").language == "nb"


@pytest.mark.parametrize(("name", "word"), [("nynorsk", "Innstillingar"), ("bokmål", "Lyst")])
def test_nynorsk_is_not_bokmal(session, name, word):
    pick(session, settings_page(session).language, name)

    choices = settings_page(session).theme
    shown = texts(session) | {choices.itemText(n) for n in range(choices.count())}
    assert word in shown


def test_the_theme_changes_at_once(session):
    light = QApplication.palette().base().color()

    pick(session, settings_page(session).theme, "Dark")

    assert QApplication.palette().base().color().lightness() < light.lightness() - 100
    assert settings_page(session).theme.currentText() == "Dark"


def test_the_text_size_changes_at_once(session):
    small = settings_page(session).findChild(QLabel).fontMetrics().height()

    pick(session, settings_page(session).text_size, "200 %")

    assert theme.text_size == 200
    assert settings_page(session).findChild(QLabel).fontMetrics().height() > small * 1.8


def test_a_case_on_the_desk_stays_there_while_the_language_changes(session):
    window = session.window
    window.open_client(Clients(session.workspace.vault).named("Liv"), "intake")
    name = window.person.page("intake").form.name
    name.setFocus()
    name.end(False)
    type_here(" Berg")
    window.settings.look_changed.emit(_in_norwegian(session.workspace.settings))

    assert session.window.page_name == "person"
    assert session.window.person.page("intake").form.name.text() == "Liv Hansen Berg"
    assert "Forarbeid" in {
        session.window.person.tabs.tabText(n) for n in range(session.window.person.tabs.count())
    }


def _in_norwegian(settings):
    return msgspec.structs.replace(settings, language="nb")


def test_the_centres_name_is_stored_when_the_page_is_left(session):
    phone = entry(session, "Phone")
    phone.setFocus()
    phone.selectAll()
    type_here("990 55 555")

    session.window.go("today")

    assert session.workspace.vault.centre.phone == "990 55 555"


def test_what_was_typed_is_stored_though_leia_locks_at_once(session, small_vault):
    phone = entry(session, "Phone")
    phone.setFocus()
    phone.selectAll()
    type_here("990 66 666")

    session.lock()

    again = open_vault(small_vault.folder, PASSPHRASE)
    assert again.centre.phone == "990 66 666"
    again.close()


def test_what_could_not_be_stored_stays_and_is_stored_later(session, qtbot):
    phone = entry(session, "Phone")
    phone.setFocus()
    phone.selectAll()
    type_here("990 77 777")
    page = settings_page(session)
    desk = session.workspace.desk
    with a_full_disk():
        page.store()

        assert (desk.saved, desk.has_unkept) == (Saved.FAILED, True)
        assert "safe" in desk.failure
        assert phone.text() == "990 77 777"

    desk.try_again()
    assert session.workspace.vault.centre.phone == "990 77 777"
    assert (desk.saved, desk.has_unkept) == (Saved.SAVED, False)


def test_what_was_typed_here_is_hidden_and_held_until_it_is_stored(session, qtbot):
    phone = entry(session, "Phone")
    phone.setFocus()
    phone.selectAll()
    type_here("990 88 888")

    closed = []
    session.closed.connect(closed.append)

    with a_full_disk():
        session.lock()
        assert not session.window.isVisible()
        sweep()
        assert closed == []

    session.quit()
    qtbot.waitUntil(lambda: closed == [False])


def test_the_centres_own_words_are_used_at_once(session):
    pick(session, settings_page(session).language, "bokmål")
    assert "Veisøkere" in texts(session)

    pick(session, entry_of(session, "client_word"), "bruker · brukar")
    settings_page(session).store()

    assert "Brukere" in texts(session)
    assert "Veisøkere" not in texts(session)


def entry_of(session, name):
    return entry(session, field_label("centre", name))


@pytest.mark.parametrize("language", ["bokmål", "nynorsk"])
def test_no_text_of_ours_keeps_a_word_the_centre_does_not_use(session, language):
    pick(session, settings_page(session).language, language)
    pick(session, entry_of(session, "client_word"), "bruker · brukar")
    pick(session, entry_of(session, "nav_word"), "NAV")
    settings_page(session).store()

    told = [*pages_read(session), privacy_text(), news_since("0"), *template_texts()]

    assert len(told) > 200
    assert [text for text in told if STANDARD_WORDS.search(text)] == []
    assert any("bruk" in text for text in told)
    assert any("NAV" in text for text in told)


def pages_read(session):
    """Read every page, and a conversation just begun, as on the screen."""
    window = session.window
    liv = Clients(session.workspace.vault).named("Liv")
    window.open_client(liv, "meetings")
    window.person.page("meetings").new.menu().actions()[0].trigger()
    begun = session.workspace.desk.case.meetings[0].id
    shows = [lambda name=name: window.go(name) for name in ("today", "clients", "help")]
    shows += [lambda tab=tab: window.open_client(liv, tab) for tab in TABS]
    for show in (*shows, lambda: window.open_talk(begun)):
        show()
        sweep()
        yield from (text for _where, text in said(window))
        yield from (text.toPlainText() for text in window.findChildren(QTextBrowser))


def template_texts():
    for template in built_in():
        yield worded(template.title)
        for section in template.sections:
            yield from map(worded, (section.title, section.purpose, *section.prompts))
