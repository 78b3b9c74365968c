"""The window of each role: the places, the commands and the first page its deeds allow."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.domain.permissions import ALLOWED, Deed, Role, Roles
from app.i18n import use_language
from app.settings import Settings
from tests.building import Clients, dress
from tests.staffed import a_case_of
from tests.ui.hands import ALT, CTRL, button
from tests.ui.staffed import window_of
from ui.preferences import Preferences
from ui.session import Session
from ui.system.tasks import Tasks
from ui.widgets.rail import RailButton
from ui.windows.commands import commands
from ui.windows.page_stack import SettingsList
from ui.windows.pages import places

ONLY = {Role.COUNSELLOR: "Per", Role.LEAD: "Ola", Role.ADMIN: "Anne", Role.AUDITOR: "Siri"}
FIRST = {
    Role.COUNSELLOR: "today",
    Role.LEAD: "today",
    Role.ADMIN: "vault",
    Role.AUDITOR: "access",
}
PLACES = {
    "today": Deed.WORK_WITH_CASES,
    "clients": Deed.WORK_WITH_CASES,
    "week": Deed.WORK_WITH_CASES,
    "partners": Deed.WORK_WITH_CASES,
    "templates": Deed.WORK_WITH_CASES,
    "access": Deed.READ_ACCESS_LOG,
}


@pytest.fixture(scope="module", params=Role)
def role(request):
    return request.param


@pytest.fixture(scope="module")
def window(staffed_template, role, tmp_path_factory, qapp):
    """One window for each role; the tests only look about in it."""
    staffed = staffed_template.copied(tmp_path_factory.mktemp("roles") / "vault")
    with staffed.unlocked("Per") as vault:
        a_case_of(vault, "Liv Hansen")
    use_language("en")
    dress(qapp)
    with window_of(staffed, ONLY[role]) as shown:
        shown.activateWindow()
        yield shown


@pytest.fixture(autouse=True)
def at_first(request):
    """Begin each test where the window itself begins."""
    if "window" in request.fixturenames:
        shown = request.getfixturevalue("window")
        shown.go(FIRST[request.getfixturevalue("role")])


def may(role, deed):
    return deed is None or deed in ALLOWED[role]


def test_it_begins_at_the_first_place_of_its_own(window, role):
    assert window.page_name == FIRST[role]


def test_the_rail_has_the_places_its_deeds_allow_and_no_others(window, role):
    named = {str(b.property("place")) for b in window.rail.findChildren(RailButton)}

    works = may(role, Deed.WORK_WITH_CASES)
    cases = {"today", "clients", "week", "partners", "templates"} if works else set()
    assert named == {*cases, "settings", "help", "lock"}


def test_settings_lists_its_pages_that_the_deeds_allow(window, role, qtbot):
    button(window.rail, "Settings").click()
    listed = window.findChild(SettingsList)
    rows = range(listed.model().rowCount())
    texts = [listed.model().index(number, 0).data() for number in rows]

    phrases = ["Phrases"] * may(role, Deed.WORK_WITH_CASES)
    log = ["Access log"] * may(role, Deed.READ_ACCESS_LOG)
    assert texts == ["General", *phrases, "The vault", *log]
    listed.setFocus()
    pages = ["settings"]
    for _each in texts[1:]:
        qtbot.keyClick(listed, Qt.Key.Key_Down)
        pages.append(window.page_name)
        assert button(window.rail, "Settings").isChecked()
    names = {"General": "settings", "Phrases": "phrases", "The vault": "vault"}
    assert pages == [names.get(each, "access") for each in texts]
    assert listed.isVisible()


def test_every_command_is_on_or_off_as_the_table_says(window, role):
    on = {name: action.isEnabled() for name, action in window.actions_by_name.items()}

    assert on == {
        c.name: may(role, c.needs) and not c.in_sight for c in commands() if c.name != "-"
    }


def test_no_way_leads_to_a_place_that_is_not_its_own(window, role):
    for name in (*PLACES, "vault", "settings", "help"):
        window.go(name)
        assert window.page_name == (name if may(role, PLACES.get(name)) else FIRST[role])
    for key, modifier in ((Qt.Key.Key_1, CTRL), (Qt.Key.Key_2, CTRL), (Qt.Key.Key_8, CTRL)):
        QTest.keyClick(window, key, modifier)
        assert may(role, PLACES.get(window.page_name))
    QTest.keyClick(window, Qt.Key.Key_3, ALT)
    assert window.page_name != "person"


def test_a_place_remembered_in_a_case_opens_none_for_those_without(window, role):
    with window.workspace.vault.work() as work:
        seen = work.lists.clients()
    assert bool(seen) == may(role, Deed.WORK_WITH_CASES)

    window.go_to('{"page": "person", "client_id": "x"}')

    assert window.page_name == FIRST[role]
    assert window.workspace.desk.editing is None


def test_the_centre_is_named_by_those_who_may(window, role):
    window.go("settings")
    names = [f for f in window.settings.findChildren(QLineEdit) if f.text() == "Karriere Øvingsdal"]

    assert [field.isReadOnly() for field in names] == [not may(role, Deed.SET_CENTRE)]


def test_places_for_copies_are_kept_by_those_who_may(window, role):
    window.go("vault")

    assert window.vault.copies.add.isVisible() == may(role, Deed.KEEP_COPIES)


def test_several_roles_add_up(staffed, qapp):
    with staffed.unlocked("Anne") as vault, vault.work() as work:
        work.save(replace(vault.counsellor, roles=Roles({Role.ADMIN, Role.AUDITOR})))

    with window_of(staffed, "Anne") as window:
        assert places(window.workspace.vault.may) == ("access", "vault", "settings", "help")
        assert window.page_name == "access"


@pytest.fixture
def session(small, qapp, tmp_path):
    small.tasks.stop()
    preferences = Preferences(qapp, tmp_path / "settings.json", "en")
    session = Session(small.vault, Tasks(), preferences, small.policy_report)
    yield session
    session.workspace.practice = True  # no copy is needed
    session.quit()


def test_a_role_taken_away_takes_its_places_from_the_window(session, qtbot):
    vault = session.workspace.vault
    session.window.show()
    session.window.open_client(Clients(vault).named("Liv"), "plan")
    session.window.go("vault")
    old = session.window
    with vault.work() as work:
        work.save(replace(vault.counsellor, roles=Roles({Role.ADMIN})))

    qtbot.waitUntil(lambda: session.window is not old)

    assert session.window.page_name == "vault"
    assert not session.window.actions_by_name["clients"].isEnabled()
    assert session.workspace.settings == Settings(language="en")
